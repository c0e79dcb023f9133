/* The model file: it opens, and one that is cut or altered is refused with a clear error.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "syntax/model.h"
#include "syntax_case.h"

static const char *const path = BEDE_SOURCE_DIR "/models/en.bede";
static char *bytes; /* a copy of the model, aligned as a file is mapped */
static size_t size;

static int load(void **ctx)
{
    (void)ctx;
    struct str mapped;
    if (io_map_file(path, MODEL_BYTES_MAX, &mapped, NULL) != BEDE_OK) return -1;
    size = mapped.n;
    bytes = aligned_alloc(MODEL_ALIGN, (size + MODEL_ALIGN - 1) & ~(size_t)(MODEL_ALIGN - 1));
    if (bytes) memcpy(bytes, mapped.p, size);
    io_unmap(mapped);
    return bytes ? 0 : -1;
}

static int unload(void **ctx)
{
    (void)ctx;
    free(bytes);
    return 0;
}

static bede_status open_first(size_t n, bede_error *err)
{
    struct syntax_model *model = NULL;
    bede_status status = syntax_open_bytes("test", (struct str){bytes, n}, &model, err);
    if (status == BEDE_OK) syntax_close(model);
    return status;
}

static void sign(void)
{
    uint64_t sum = model_checksum(bytes + MODEL_HEADER, size - MODEL_HEADER);
    memcpy(bytes + 24, &sum, sizeof sum);
}

/* Where a section's data start in the file. */
static size_t section(enum model_section which)
{
    for (int i = 0; i < SECTION_COUNT; i++) {
        const char *entry = bytes + MODEL_HEADER + i * MODEL_ENTRY;
        uint64_t offset;
        memcpy(&offset, entry + 8, 8);
        if (memcmp(entry, model_section_names[which], 8) == 0) return (size_t)offset;
    }
    fail_msg("no section %d", which);
    return 0;
}

static void the_shipped_model_opens(void **ctx)
{
    (void)ctx;
    struct syntax_model *model;
    bede_error err;
    assert_int_equal(syntax_open(path, &model, &err), BEDE_OK);
    assert_true(size <= 12 << 20);
    assert_true(model->config.n_classes > 50);
    assert_true(model->config.n_labels > 30);
    syntax_close(model);
}

static void a_missing_file_is_said(void **ctx)
{
    (void)ctx;
    struct syntax_model *model;
    bede_error err;
    assert_int_equal(syntax_open("/nowhere/en.bede", &model, &err), BEDE_IO);
}

static void a_cut_model_is_refused(void **ctx)
{
    (void)ctx;
    bede_error err;
    static const size_t lengths[] = {0, 1, 7, 31, 32, 100, 4096};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        assert_int_equal(open_first(lengths[i], &err), BEDE_DATA);
        assert_string_equal(err.input, "test");
    }
    assert_int_equal(open_first(size - 1, &err), BEDE_DATA);
    assert_non_null(strstr(err.msg, "cut"));
}

static void a_changed_byte_is_noticed(void **ctx)
{
    (void)ctx;
    bede_error err;
    for (size_t at = MODEL_HEADER; at < size; at += size / 37) {
        bytes[at] = (char)(bytes[at] ^ 0x10);
        assert_int_equal(open_first(size, &err), BEDE_DATA);
        assert_non_null(strstr(err.msg, "checksum"));
        bytes[at] = (char)(bytes[at] ^ 0x10);
    }
    assert_int_equal(open_first(size, &err), BEDE_OK);
}

static void another_version_is_named(void **ctx)
{
    (void)ctx;
    bede_error err;
    bytes[8] = 77;
    assert_int_equal(open_first(size, &err), BEDE_DATA);
    assert_non_null(strstr(err.msg, "version 77"));
    bytes[8] = MODEL_VERSION;
    bytes[0] = 'X';
    assert_int_equal(open_first(size, &err), BEDE_DATA);
    assert_non_null(strstr(err.msg, MODEL_MAGIC));
    bytes[0] = MODEL_MAGIC[0];
}

/* A number out of range in a file whose checksum is right: each section's own check finds it. */
static void wrong_numbers_are_refused(void **ctx)
{
    (void)ctx;
    static const struct {
        enum model_section section;
        size_t offset;
        unsigned char value[4];
        const char *says;
    } cases[] = {
        {SECTION_CONFIG, 0, {33, 0, 0, 0}, "config"},             /* dim */
        {SECTION_CONFIG, 16, {0xFF, 0xFF, 0xFF, 0x7F}, "config"}, /* forms */
        {SECTION_CONFIG, 28, {1, 0, 0, 0}, "transition"},         /* slots */
        {SECTION_NAMES, 0, {'q', 'q', 'q', 'q'}, "relation"},
        {SECTION_EMBED, 0, {0, 0, 0xC0, 0x7F}, "embed"}, /* NaN */
        {SECTION_DENSE, 0, {0, 0, 0x80, 0x7F}, "dense"}, /* infinity */
        {SECTION_LEMMA, 4, {3, 0, 0, 0}, "lemma"},       /* slots: no power of two */
        {SECTION_FEATS, 0, {0xFF, 0xFF, 0, 0}, "feats"}, /* values */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *at = bytes + section(cases[i].section) + cases[i].offset, kept[4];
        bede_error err;
        memcpy(kept, at, 4);
        memcpy(at, cases[i].value, 4);
        sign();
        assert_int_equal(open_first(size, &err), BEDE_DATA);
        assert_non_null(strstr(err.msg, cases[i].says));
        memcpy(at, kept, 4);
    }
    sign();
    bede_error err;
    assert_int_equal(open_first(size, &err), BEDE_OK);
}

static void sections_must_lie_in_the_file(void **ctx)
{
    (void)ctx;
    bede_error err;
    for (int i = 0; i < SECTION_COUNT; i++) {
        char *entry = bytes + MODEL_HEADER + i * MODEL_ENTRY, kept[MODEL_ENTRY];
        memcpy(kept, entry, sizeof kept);
        memset(entry + 8, 0x7F, 8); /* offset */
        sign();
        assert_int_equal(open_first(size, &err), BEDE_DATA);
        memcpy(entry, kept, sizeof kept);
        memset(entry + 16, 0x7F, 8); /* size */
        sign();
        assert_int_equal(open_first(size, &err), BEDE_DATA);
        memcpy(entry, kept, sizeof kept);
        entry[0] = '?'; /* name */
        sign();
        assert_int_equal(open_first(size, &err), BEDE_DATA);
        assert_non_null(strstr(err.msg, "missing"));
        memcpy(entry, kept, sizeof kept);
    }
    sign();
}

static void bytes_must_be_aligned(void **ctx)
{
    (void)ctx;
    struct syntax_model *model;
    bede_error err;
    struct str odd = {bytes + 1, size - 1};
    assert_int_equal(syntax_open_bytes("test", odd, &model, &err), BEDE_USAGE);
}

/* Altered at random and signed anew: refused, or usable without harm. */
static void no_alteration_does_harm(void **ctx)
{
    (void)ctx;
    uint32_t seed = 99;
    for (int round = 0; round < 40; round++) {
        size_t at[8];
        char kept[8];
        for (int i = 0; i < 8; i++) {
            seed = seed * 1664525u + 1013904223u;
            at[i] = MODEL_HEADER + (i < 4 ? seed % 4096 : seed % (size - MODEL_HEADER));
            kept[i] = bytes[at[i]];
            bytes[at[i]] = (char)(seed >> 24);
        }
        sign();
        struct syntax_model *model;
        if (syntax_open_bytes("test", (struct str){bytes, size}, &model, NULL) == BEDE_OK) {
            struct arena *arena = arena_new(0);
            struct doc *doc = doc_of(arena, STR_LIT("The envoy , she said , left Oslo in May ."));
            struct syntax_scratch *scratch = syntax_scratch_new(model);
            assert_non_null(doc);
            assert_non_null(scratch);
            assert_int_equal(syntax_analyse(model, scratch, doc, NULL), BEDE_OK);
            assert_true(is_tree(doc));
            syntax_scratch_free(scratch);
            arena_free(arena);
            syntax_close(model);
        }
        for (int i = 7; i >= 0; i--)
            bytes[at[i]] = kept[i];
    }
    sign();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_model_opens),
        cmocka_unit_test(a_missing_file_is_said),
        cmocka_unit_test(a_cut_model_is_refused),
        cmocka_unit_test(a_changed_byte_is_noticed),
        cmocka_unit_test(another_version_is_named),
        cmocka_unit_test(wrong_numbers_are_refused),
        cmocka_unit_test(sections_must_lie_in_the_file),
        cmocka_unit_test(bytes_must_be_aligned),
        cmocka_unit_test(no_alteration_does_harm),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
