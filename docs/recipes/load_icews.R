# ICEWS: the mean intensity between two countries, in base R.
#
#     bede export --db wire.db --layout icews > events.tab
#     Rscript load_icews.R events.tab
#
# With readr: read_tsv("events.tab", quote = "", col_types = cols(`CAMEO Code` = col_character()))
# SPDX-License-Identifier: MIT
file <- commandArgs(trailingOnly = TRUE)[1]
events <- read.delim(file, quote = "", colClasses = c(CAMEO.Code = "character"),
                     fileEncoding = "UTF-8")
stopifnot(ncol(events) == 20, all(nchar(events$CAMEO.Code) >= 2))
both <- events[events$Source.Country != "" & events$Target.Country != "", ]
print(aggregate(Intensity ~ Source.Country + Target.Country, both, mean))
