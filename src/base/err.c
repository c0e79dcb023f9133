/* base/err.c - see err.h. SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *bede_status_name(bede_status status)
{
    switch (status) {
#define CASE(name, number, text)                                                                   \
    case BEDE_##name:                                                                              \
        return #name;
        BEDE_STATUS_MAP(CASE)
#undef CASE
    }
    return "UNKNOWN";
}

const char *bede_status_text(bede_status status)
{
    switch (status) {
#define CASE(name, number, text)                                                                   \
    case BEDE_##name:                                                                              \
        return text;
        BEDE_STATUS_MAP(CASE)
#undef CASE
    }
    return "unknown status";
}

static void fill(bede_error *err, bede_status code, const char *input, uint32_t line,
                 uint64_t offset, const char *format, va_list args)
{
    if (!err) return;
    err->code = code;
    err->line = line;
    err->offset = offset;
    err->input[0] = '\0';
    if (input) snprintf(err->input, sizeof err->input, "%s", input);
    vsnprintf(err->msg, sizeof err->msg, format, args);
}

bede_status err_set(bede_error *err, bede_status code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, code, NULL, 0, 0, format, args);
    va_end(args);
    return code;
}

bede_status err_at(bede_error *err, bede_status code, const char *input, uint32_t line,
                   uint64_t offset, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, code, input, line, offset, format, args);
    va_end(args);
    return code;
}

bede_status err_nomem(bede_error *err)
{
    return err_set(err, BEDE_NOMEM, "out of memory");
}

void err_name_input(bede_error *err, const char *input)
{
    if (err && !err->input[0]) snprintf(err->input, sizeof err->input, "%s", input);
}

char *err_format(const bede_error *err, char *buf, size_t cap)
{
    const char *input = err->input[0] ? err->input : "bede";
    if (err->line)
        snprintf(buf, cap, "%s:%u: %s", input, (unsigned)err->line, err->msg);
    else if (err->offset)
        snprintf(buf, cap, "%s: at byte %llu: %s", input, (unsigned long long)err->offset,
                 err->msg);
    else
        snprintf(buf, cap, "%s: %s", input, err->msg);
    return buf;
}
