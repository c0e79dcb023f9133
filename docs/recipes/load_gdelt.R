# GDELT 2.0: events by root code, in base R; the file has no header.
#
#     bede export --db wire.db --layout gdelt > events.tsv
#     Rscript load_gdelt.R events.tsv
# SPDX-License-Identifier: MIT
file <- commandArgs(trailingOnly = TRUE)[1]
classes <- rep("character", 61)
classes[c(31, 32)] <- "numeric"
events <- read.delim(file, header = FALSE, quote = "", colClasses = classes,
                     fileEncoding = "UTF-8")
stopifnot(ncol(events) == 61)
print(table(root = events$V29, quad = events$V30))
