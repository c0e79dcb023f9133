# POLECAT: events by type, in base R.
#
#     bede export --db wire.db --layout polecat > polecat.txt
#     Rscript load_polecat.R polecat.txt
# SPDX-License-Identifier: MIT
file <- commandArgs(trailingOnly = TRUE)[1]
events <- read.delim(file, quote = "", na.strings = "None", fileEncoding = "UTF-8")
stopifnot(ncol(events) == 40)
print(table(events$Event.Type, events$Quad.Code))
