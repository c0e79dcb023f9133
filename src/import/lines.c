/* import/lines.c - lines of dictionaries, and what became of each.
 *
 * Comments are "#" to the end of the line, "<!-- ... -->" over any number of lines, and in actor
 * files the ";" of TABARI. Nothing is dropped in silence: a line is taken, known, or refused with a
 * reason.
 *
 * SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>

#include "import/work.h"

enum { MESSAGE_MAX = 400 };

/* Takes "<!-- ... -->" out of a line; may begin or end inside one. */
static struct str cut_markup(struct line_reader *reader, struct str line)
{
    if (reader->in_comment) {
        size_t end = str_find(line, "-->", 0);
        if (end == SIZE_MAX) return (struct str){line.p, 0};
        reader->in_comment = false;
        line = str_slice(line, end + 3, line.n);
    }
    size_t start = str_find(line, "<!--", 0);
    if (start == SIZE_MAX) return line;
    size_t end = str_find(line, "-->", start);
    if (end == SIZE_MAX) reader->in_comment = true;
    /* what stands behind a comment of one line is a remark too */
    return str_slice(line, 0, start);
}

bool line_next(struct import *im, struct line_reader *reader, struct str *line)
{
    while (str_split(&reader->rest, '\n', line)) {
        im->line = ++reader->line;
        *line = cut_markup(reader, *line);
        size_t hash = str_find_byte(*line, '#', 0);
        if (hash != SIZE_MAX) *line = str_slice(*line, 0, hash);
        size_t semicolon = reader->legacy ? str_find_byte(*line, ';', 0) : SIZE_MAX;
        if (semicolon != SIZE_MAX) *line = str_slice(*line, 0, semicolon);
        *line = str_trim(*line);
        if (!line->n) continue;
        if (line->n > IMPORT_LINE_MAX) {
            import_refuse(im, im->line, "the line is longer than %d bytes", IMPORT_LINE_MAX);
            continue;
        }
        import_mark(im, im->line, LINE_TAKEN);
        return true;
    }
    return false;
}

void import_mark(struct import *im, uint32_t line, enum line_fate fate)
{
    if (line <= im->n_lines && im->fates[line] < fate) im->fates[line] = (uint8_t)fate;
}

static void say(struct import *im, bool refused, uint32_t line, const char *format, va_list args)
{
    char message[MESSAGE_MAX];
    vsnprintf(message, sizeof message, format, args);
    if (im->report) im->report(im->ctx, refused, im->path, line, message);
}

void import_refuse(struct import *im, uint32_t line, const char *format, ...)
{
    va_list args;
    import_mark(im, line, LINE_REFUSED);
    va_start(args, format);
    say(im, true, line, format, args);
    va_end(args);
}

void import_note(struct import *im, uint32_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(im, false, line, format, args);
    va_end(args);
}

bool import_seen(struct import *im, struct map *map, struct str key)
{
    if (map_get(map, key) != MAP_NONE) return true;
    if (!map_put(map, key, im->line)) im->no_memory = true;
    return false;
}

bool bracket_next(struct str line, size_t *from, struct str *inside)
{
    size_t open = str_find_byte(line, '[', *from);
    size_t close = open == SIZE_MAX ? SIZE_MAX : str_find_byte(line, ']', open);
    if (close == SIZE_MAX) return false;
    *inside = str_trim(str_slice(line, open + 1, close));
    *from = close + 1;
    return true;
}
