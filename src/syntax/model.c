/* Opening a model: every number in the file is checked before anything points at it.
 *
 * The file is used as it lies in memory, so opening costs a checksum and a walk over the small
 * tables. A file that is cut, altered, of another version or of another machine's byte order gives
 * a DATA error that says which part is wrong.
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/model.h"

#include <math.h>
#include <stdlib.h>

#include "base/io.h"
#include "syntax/parser.h"
#include "syntax/ud.h"

const char model_section_names[SECTION_COUNT][8] = {"config", "names", "embed", "forms",
                                                    "dense",  "lemma", "feats"};

static const float FLOAT_MAX_SANE = 1e6F;

uint64_t model_checksum(const void *data, size_t n)
{
    const unsigned char *p = data;
    uint64_t lane[4] = {0x9e3779b97f4a7c15u, 0xbf58476d1ce4e5b9u, 0x94d049bb133111ebu, n};
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        for (size_t j = 0; j < 4; j++) {
            uint64_t word;
            memcpy(&word, p + i + 8 * j, 8);
            lane[j] = (lane[j] ^ word) * 0xff51afd7ed558ccdu;
            lane[j] ^= lane[j] >> 32;
        }
    }
    uint64_t sum = 0;
    for (; i < n; i++)
        sum = (sum ^ p[i]) * 0x100000001b3u;
    for (size_t j = 0; j < 4; j++)
        sum = (sum ^ lane[j]) * 0xc4ceb9fe1a85ec53u + (lane[j] >> 29);
    return sum;
}

/* --- reading bytes in order ------------------------------------------------------------------ */

struct cursor {
    const char *p;
    size_t left;
    const char *what;
    bede_error *err;
    bool ok;
};

/* The next n bytes, and padding to MODEL_ALIGN; NULL (and the error said) when they are missing. */
static const void *take(struct cursor *c, size_t n)
{
    size_t padded = (n + MODEL_ALIGN - 1) & ~(size_t)(MODEL_ALIGN - 1);
    if (!c->ok) return NULL;
    if (padded < n || padded > c->left) {
        err_set(c->err, BEDE_DATA, "%s section is cut", c->what);
        c->ok = false;
        return NULL;
    }
    const void *at = c->p;
    c->p += padded;
    c->left -= padded;
    return at;
}

static const float *take_floats(struct cursor *c, size_t n)
{
    const float *f = take(c, n * sizeof *f);
    for (size_t i = 0; f && i < n; i++) {
        if (fabsf(f[i]) <= FLOAT_MAX_SANE) continue; /* also catches NaN */
        err_set(c->err, BEDE_DATA, "%s section holds a number that is none", c->what);
        c->ok = false;
        return NULL;
    }
    return f;
}

static void take_linear(struct cursor *c, struct linear *l, uint32_t n_in, uint32_t n_out)
{
    l->n_in = n_in;
    l->n_out = n_out;
    l->n_blocks = (n_out + LINEAR_BLOCK - 1) / LINEAR_BLOCK;
    size_t outputs = linear_stride(l);
    l->w = take(c, outputs * n_in);
    l->sum = take(c, outputs * sizeof *l->sum);
    l->scale = take_floats(c, outputs);
    l->bias = take_floats(c, outputs);
    for (size_t i = 0; c->ok && i < outputs * n_in; i++) {
        if (abs(l->w[i]) <= LINEAR_WEIGHT) continue;
        err_set(c->err, BEDE_DATA, "%s section holds a weight out of range", c->what);
        c->ok = false;
    }
    for (size_t i = 0; c->ok && i < outputs; i++) {
        if (abs(l->sum[i]) <= LINEAR_WEIGHT * (int)n_in) continue;
        err_set(c->err, BEDE_DATA, "%s section holds a sum out of range", c->what);
        c->ok = false;
    }
}

/* --- sections -------------------------------------------------------------------------------- */

static bede_status open_config(struct syntax_model *m, struct str section, bede_error *err)
{
    if (section.n != sizeof m->config)
        return err_set(err, BEDE_DATA, "config section has a wrong size");
    memcpy(&m->config, section.p, sizeof m->config);
    const struct model_config *c = &m->config;
    if (c->dim < 32 || c->dim > MODEL_DIM_MAX || c->dim % 32 || c->hidden < 32 ||
        c->hidden > MODEL_DIM_MAX || c->hidden % 32 || c->n_conv > MODEL_LAYERS_MAX ||
        c->n_recurrent > MODEL_LAYERS_MAX || c->n_forms < 1 || c->n_forms > (1u << 22) ||
        c->n_classes < 1 || c->n_classes > MODEL_CLASSES_MAX || c->n_labels < 1 ||
        c->n_labels > MODEL_LABELS_MAX)
        return err_set(err, BEDE_DATA, "config section holds a number out of range");
    if (c->slots != PARSE_SLOTS || c->tables != PARSE_TABLES)
        return err_set(err, BEDE_DATA, "the model is for another transition system");
    return BEDE_OK;
}

static bede_status next_name(struct str *rest, struct str *name, bede_error *err)
{
    size_t end = str_find_byte(*rest, 0, 0);
    if (end == SIZE_MAX) return err_set(err, BEDE_DATA, "names section is cut");
    *name = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end + 1, rest->n);
    return BEDE_OK;
}

/* Names rather than numbers, so that the lists of ud.h may grow without a new model. */
static bede_status open_names(struct syntax_model *m, struct str rest, bede_error *err)
{
    for (uint32_t i = 0; i < m->config.n_labels; i++) {
        struct str name;
        TRY(next_name(&rest, &name, err));
        m->labels[i] = ud_rel_parse(name);
        if (!m->labels[i]) return err_set(err, BEDE_DATA, "unknown relation %.*s", STR_ARG(name));
    }
    m->root_label = ud_rel_parse(STR_LIT("root"));
    m->join = 0;
    while (m->join < m->config.n_labels && m->labels[m->join] != m->root_label)
        m->join++;
    for (uint32_t i = 0; i < m->config.n_classes; i++) {
        struct str upos, xpos;
        TRY(next_name(&rest, &upos, err));
        TRY(next_name(&rest, &xpos, err));
        m->classes[i] = (struct model_class){ud_upos_parse(upos), ud_xpos_parse(xpos)};
        if (!m->classes[i].upos)
            return err_set(err, BEDE_DATA, "unknown part of speech %.*s", STR_ARG(upos));
    }
    return BEDE_OK;
}

static bede_status open_embed(struct syntax_model *m, struct str section, bede_error *err)
{
    struct cursor c = {section.p, section.n, "embed", err, true};
    uint32_t rows = 0;
    for (int f = 0; f < FEATURE_COUNT; f++) {
        m->embed_base[f] = rows;
        rows += f == FEATURE_FORM ? m->config.n_forms : feature_rows[f];
    }
    m->embed_scale = take_floats(&c, rows);
    m->embed = take(&c, (size_t)rows * m->config.dim);
    return c.ok ? BEDE_OK : BEDE_DATA;
}

static bede_status open_forms(struct syntax_model *m, struct str section, bede_error *err)
{
    size_t n = section.n / sizeof *m->forms;
    if (n == 0 || n > (1u << 23) || (n & (n - 1)) || section.n % sizeof *m->forms)
        return err_set(err, BEDE_DATA, "forms section has a wrong size");
    m->forms = (const struct form_slot *)(const void *)section.p;
    m->forms_mask = (uint32_t)n - 1;
    bool some_free = false;
    for (size_t i = 0; i < n; i++) {
        some_free |= m->forms[i].row == 0;
        if (m->forms[i].row >= m->config.n_forms)
            return err_set(err, BEDE_DATA, "forms section: slot %zu is damaged", i);
    }
    return some_free ? BEDE_OK : err_set(err, BEDE_DATA, "forms section is full");
}

static bede_status open_dense(struct syntax_model *m, struct str section, bede_error *err)
{
    struct cursor c = {section.p, section.n, "dense", err, true};
    const struct model_config *g = &m->config;
    m->embed_bias = take_floats(&c, g->dim);
    for (uint32_t i = 0; i < g->n_conv; i++)
        take_linear(&c, &m->conv[i], 3 * g->dim, g->dim);
    for (uint32_t i = 0; i < g->n_recurrent; i++)
        take_linear(&c, &m->recurrent[i], g->dim, 2 * g->dim);
    take_linear(&c, &m->tagger, g->dim, g->n_classes);
    m->tag_vectors = take_floats(&c, (size_t)g->n_classes * g->dim);
    take_linear(&c, &m->slots, g->dim, PARSE_SLOTS * g->hidden);
    m->root_slots = take_floats(&c, (size_t)PARSE_SLOTS * g->hidden);
    m->none_slots = take_floats(&c, (size_t)PARSE_SLOTS * g->hidden);
    m->tables = take_floats(&c, (size_t)parse_table_rows(g->n_labels) * g->hidden);
    take_linear(&c, &m->actions, g->hidden, 1 + 2 * g->n_labels);
    return c.ok ? BEDE_OK : BEDE_DATA;
}

/* --- the whole file -------------------------------------------------------------------------- */

static uint64_t read64(const char *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static uint32_t read32(const char *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static bede_status check_header(struct str b, bede_error *err)
{
    const uint16_t one = 1;
    if (*(const unsigned char *)&one != 1)
        return err_set(err, BEDE_UNSUPPORTED, "models are for little-endian machines");
    if (b.n < MODEL_HEADER || memcmp(b.p, MODEL_MAGIC, 8) != 0)
        return err_set(err, BEDE_DATA, "not a model: it does not start with " MODEL_MAGIC);
    if (read32(b.p + 8) != MODEL_VERSION)
        return err_set(err, BEDE_DATA, "model version %u, but this program reads version %d",
                       (unsigned)read32(b.p + 8), MODEL_VERSION);
    if (read64(b.p + 16) != b.n)
        return err_set(err, BEDE_DATA, "the model is cut: it has %zu bytes and should have %llu",
                       b.n, (unsigned long long)read64(b.p + 16));
    if (read64(b.p + 24) != model_checksum(b.p + MODEL_HEADER, b.n - MODEL_HEADER))
        return err_set(err, BEDE_DATA, "the model is damaged: its checksum is wrong");
    return BEDE_OK;
}

static bede_status find_section(struct str b, enum model_section which, struct str *out,
                                bede_error *err)
{
    uint32_t n = read32(b.p + 12);
    if (n > 64 || b.n < MODEL_HEADER + (size_t)n * MODEL_ENTRY)
        return err_set(err, BEDE_DATA, "the section table is cut");
    for (uint32_t i = 0; i < n; i++) {
        const char *entry = b.p + MODEL_HEADER + (size_t)i * MODEL_ENTRY;
        if (memcmp(entry, model_section_names[which], 8) != 0) continue;
        uint64_t offset = read64(entry + 8), size = read64(entry + 16);
        if (offset > b.n || size > b.n - offset || offset % MODEL_ALIGN)
            return err_set(err, BEDE_DATA, "section %s lies outside the file",
                           model_section_names[which]);
        *out = str_slice(b, (size_t)offset, (size_t)(offset + size));
        return BEDE_OK;
    }
    return err_set(err, BEDE_DATA, "section %s is missing", model_section_names[which]);
}

static bede_status open_sections(struct syntax_model *m, bede_error *err)
{
    struct str part[SECTION_COUNT];
    TRY(check_header(m->bytes, err));
    for (int i = 0; i < SECTION_COUNT; i++)
        TRY(find_section(m->bytes, (enum model_section)i, &part[i], err));
    TRY(open_config(m, part[SECTION_CONFIG], err));
    TRY(open_names(m, part[SECTION_NAMES], err));
    TRY(open_embed(m, part[SECTION_EMBED], err));
    TRY(open_forms(m, part[SECTION_FORMS], err));
    TRY(open_dense(m, part[SECTION_DENSE], err));
    TRY(wordmap_open(&m->lemma, part[SECTION_LEMMA], "lemma", err));
    return wordmap_open(&m->feats, part[SECTION_FEATS], "feats", err);
}

bede_status syntax_open_bytes(const char *name, struct str bytes, struct syntax_model **out,
                              bede_error *err)
{
    if ((uintptr_t)bytes.p % MODEL_ALIGN)
        return err_set(err, BEDE_USAGE, "model bytes must be aligned to %d", MODEL_ALIGN);
    struct syntax_model *m = calloc(1, sizeof *m);
    if (!m) return err_nomem(err);
    m->bytes = bytes;
    m->kernels = kernels_get(NULL);
    bede_status status = open_sections(m, err);
    if (status != BEDE_OK) {
        err_name_input(err, name);
        free(m);
        return status;
    }
    *out = m;
    return BEDE_OK;
}

bede_status syntax_open(const char *path, struct syntax_model **out, bede_error *err)
{
    struct str bytes;
    TRY(io_map_file(path, MODEL_BYTES_MAX, &bytes, err));
    bede_status status = syntax_open_bytes(path, bytes, out, err);
    if (status != BEDE_OK)
        io_unmap(bytes);
    else
        (*out)->mapped = true;
    return status;
}

uint64_t syntax_model_id(const struct syntax_model *model)
{
    return read64(model->bytes.p + 24);
}

void syntax_close(struct syntax_model *model)
{
    if (!model) return;
    if (model->mapped) io_unmap(model->bytes);
    free(model);
}

bool syntax_use_kernels(struct syntax_model *model, const char *name)
{
    const struct kernels *kernels = kernels_get(name);
    if (kernels) model->kernels = kernels;
    return kernels != NULL;
}
