/* bede-train - trains the tagger, lemmatiser and parser on a treebank in CoNLL-U.
 *
 *     bede-train -o models/en.bede --dev dev.conllu train.conllu
 *     bede-train --test models/en.bede --dev dev.conllu
 *     bede-train --test a.bede --test b.bede -o parsed.conllu plain.conllu
 *
 * Sentences whose "# licence" comment says NC are left out. Each epoch prints the scores of the
 * quantised model on the dev files; the model of the last epoch is written.
 *
 * SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/io.h"
#include "ensemble.h"
#include "evaluate.h"
#include "export.h"
#include "resume.h"
#include "syntax/ud.h"
#include "teacher.h"

enum { FILES_MAX = 16, VERBS_BYTES_MAX = 1 << 20 };

struct command {
    struct options o;
    const char *out, *kernels, *verbs, *relist, *resume;
    const char *train[FILES_MAX], *extra[FILES_MAX], *dev[FILES_MAX];
    const char *test[ENSEMBLE_MAX], *teachers[ENSEMBLE_MAX];
    uint32_t n_train, n_extra, n_dev, n_test, n_teachers;
    float extra_weight, join_weight;
    uint32_t min_count, every, hints;
};

static int usage(void)
{
    fputs("usage: bede-train -o MODEL [options] --dev FILE... TRAIN.conllu...\n"
          "       bede-train --test MODEL... --dev FILE... [-o PARSED.conllu PLAIN.conllu...]\n"
          "  --extra FILE     further trees (parsed by a model) with --extra-weight W (0.5)\n"
          "  --dim N (128)  --hidden N (128)  --conv N (2)  --recurrent N (2)\n"
          "  --epochs N (18)  --batch WORDS (400)  --rate R (0.002)  --seed N (1)\n"
          "  --drop-word P (0.33)  --drop-mid P (0.15)  --drop-hidden P (0.3)\n"
          "  --drop-form A (0.3)  --explore P (0.9)  --mean D (0.999)\n"
          "  --resume MODEL   start from its parameters (same data, same sizes)\n"
          "  --teacher MODEL  learn in each state what these models (up to 8) would do\n"
          "  --teach S (0.5)  their share where there is a gold tree; elsewhere it is 1\n"
          "  --join W (0)     weight of sentences joined to the next where no stop parts them\n"
          "  --lower P (0.12)  --upper P (0.05)  --title P (0.03)\n"
          "  --verbs FILE     base forms, one a line, whose inflections the lemmatiser learns\n"
          "  --relist MODEL   write that model again with new word lists; no training\n"
          "  --kernels portable|avx2|vnni   --every N (1): epochs between scores\n",
          stderr);
    return 2;
}

static const struct flag {
    const char *name;
    size_t offset;
    bool real;
} flags[] = {
    {"--dim", offsetof(struct command, o.dim), false},
    {"--hidden", offsetof(struct command, o.hidden), false},
    {"--conv", offsetof(struct command, o.n_conv), false},
    {"--recurrent", offsetof(struct command, o.n_recurrent), false},
    {"--epochs", offsetof(struct command, o.epochs), false},
    {"--batch", offsetof(struct command, o.batch_words), false},
    {"--seed", offsetof(struct command, o.seed), false},
    {"--min-count", offsetof(struct command, min_count), false},
    {"--every", offsetof(struct command, every), false},
    {"--hints", offsetof(struct command, hints), false},
    {"--rate", offsetof(struct command, o.rate), true},
    {"--drop-word", offsetof(struct command, o.drop_word), true},
    {"--drop-mid", offsetof(struct command, o.drop_mid), true},
    {"--drop-hidden", offsetof(struct command, o.drop_hidden), true},
    {"--drop-form", offsetof(struct command, o.drop_form), true},
    {"--explore", offsetof(struct command, o.explore), true},
    {"--mean", offsetof(struct command, o.mean_decay), true},
    {"--lower", offsetof(struct command, o.lower), true},
    {"--upper", offsetof(struct command, o.upper), true},
    {"--title", offsetof(struct command, o.title), true},
    {"--extra-weight", offsetof(struct command, extra_weight), true},
    {"--join", offsetof(struct command, join_weight), true},
    {"--teach", offsetof(struct command, o.teach), true},
};

static bool set_flag(struct command *c, const char *name, const char *value)
{
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (strcmp(flags[i].name, name) != 0) continue;
        char *at = (char *)c + flags[i].offset, *end;
        double v = strtod(value, &end);
        if (*end || end == value || v < 0 || v > 1e9) return false;
        if (flags[i].real)
            *(float *)(void *)at = (float)v;
        else
            *(uint32_t *)(void *)at = (uint32_t)v;
        return true;
    }
    return false;
}

static bool add_file(const char **files, uint32_t *n, const char *file)
{
    if (*n == FILES_MAX) return false;
    files[(*n)++] = file;
    return true;
}

static bool parse_command(struct command *c, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *a = argv[i], *value = i + 1 < argc ? argv[i + 1] : NULL;
        bool ok;
        if (a[0] != '-') {
            if (!add_file(c->train, &c->n_train, a)) return false;
            continue;
        }
        if (!value) return false;
        i++;
        if (strcmp(a, "-o") == 0)
            ok = (c->out = value) != NULL;
        else if (strcmp(a, "--test") == 0)
            ok = c->n_test < ENSEMBLE_MAX && (c->test[c->n_test++] = value);
        else if (strcmp(a, "--verbs") == 0)
            ok = (c->verbs = value) != NULL;
        else if (strcmp(a, "--relist") == 0)
            ok = (c->relist = value) != NULL;
        else if (strcmp(a, "--kernels") == 0)
            ok = (c->kernels = value) != NULL;
        else if (strcmp(a, "--dev") == 0)
            ok = add_file(c->dev, &c->n_dev, value);
        else if (strcmp(a, "--resume") == 0)
            ok = (c->resume = value) != NULL;
        else if (strcmp(a, "--teacher") == 0)
            ok = c->n_teachers < ENSEMBLE_MAX && (c->teachers[c->n_teachers++] = value);
        else if (strcmp(a, "--extra") == 0)
            ok = add_file(c->extra, &c->n_extra, value);
        else
            ok = set_flag(c, a, value);
        if (!ok) return false;
    }
    const struct options *o = &c->o;
    bool sane = o->dim >= 32 && o->dim <= MODEL_DIM_MAX && o->dim % 32 == 0 && o->hidden >= 32 &&
                o->hidden <= MODEL_DIM_MAX && o->hidden % 32 == 0 &&
                o->n_conv <= MODEL_LAYERS_MAX && o->n_recurrent <= MODEL_LAYERS_MAX &&
                o->batch_words >= 50 && o->batch_words <= 100000 && c->every > 0;
    return sane && (c->n_test || (c->out && c->n_train));
}

static bede_status read_banks(struct treebank *banks, const struct command *c, bede_error *err)
{
    for (uint32_t i = 0; i < c->n_dev; i++) {
        banks[i].arena = arena_new(0);
        if (!banks[i].arena) return err_nomem(err);
        TRY(treebank_read(&banks[i], c->dev[i], false, 1, err));
    }
    return BEDE_OK;
}

/* Scores of every dev file, the first one lower-cased too. */
static bede_status print_scores(struct syntax_model *const *models, uint32_t n_models,
                                const struct treebank *banks, const struct command *c,
                                bede_error *err)
{
    for (uint32_t i = 0; i < c->n_dev + (c->n_dev > 0); i++) {
        bool lower = i == c->n_dev;
        uint32_t bank = lower ? 0 : i;
        const char *slash = strrchr(c->dev[bank], '/');
        struct scores s;
        TRY(evaluate(models, n_models, &banks[bank], lower ? 'l' : 0, &s, err));
        printf("  %-16s %s UPOS %.2f XPOS %.2f FEATS %.2f lemma %.2f UAS %.2f LAS %.2f "
               "(subtypes %.2f)  %.0f words/s\n",
               slash ? slash + 1 : c->dev[bank], lower ? "lower" : "     ", s.upos, s.xpos, s.feats,
               s.lemma, s.uas, s.las, s.las_sub, s.words_a_second);
    }
    fflush(stdout);
    return BEDE_OK;
}

static bede_status write_file(const char *path, const struct buf *b, bede_error *err)
{
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(b->p, 1, b->n, f) == b->n;
    if (f && fclose(f) != 0) ok = false;
    return ok ? BEDE_OK : err_set(err, BEDE_IO, "cannot write %s", path);
}

/* Writes the model, reads it back and scores it. */
static bede_status save_and_score(struct net *net, const struct lists *lists,
                                  const struct treebank *banks, const struct command *c, bool score,
                                  bede_error *err)
{
    struct buf bytes;
    buf_init(&bytes, 0);
    bede_status status = export_model(&bytes, net, lists, err);
    if (status == BEDE_OK) status = write_file(c->out, &bytes, err);
    buf_fini(&bytes);
    if (status != BEDE_OK || !score) return status;
    struct syntax_model *model;
    TRY(syntax_open(c->out, &model, err));
    status = print_scores(&model, 1, banks, c, err);
    syntax_close(model);
    return status;
}

static void shuffle(struct rng *rng, uint32_t *order, uint32_t n)
{
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = (uint32_t)(rng_next(rng) % i), t = order[i - 1];
        order[i - 1] = order[j];
        order[j] = t;
    }
}

static void train_epoch(struct net *net, uint32_t *order, uint32_t epoch, uint64_t total_words,
                        struct losses *losses)
{
    const struct prepared *d = net->data;
    uint64_t done = 0;
    shuffle(&net->rng, order, d->n_samples);
    for (uint32_t i = 0; i < d->n_samples;) {
        uint32_t n = 0, words = 0;
        while (i + n < d->n_samples && words < net->o.batch_words && n < 500)
            words += d->samples[order[i + n++]].n;
        double share = ((double)epoch + (double)done / (double)total_words) / net->o.epochs;
        float rate = net->o.rate * (float)(share < 0.02 ? share / 0.02 : (1.0 - share) / 0.98);
        net_train(net, order + i, n, rate, epoch ? net->o.explore : 0, losses);
        done += words;
        i += n;
    }
}

/* Writes an old model with the new lists. */
static bede_status relist(const struct command *c, struct treebank *bank, struct lists *lists,
                          bede_error *err)
{
    struct str old;
    struct buf out;
    buf_init(&out, 0);
    bede_status status = io_map_file(c->relist, MODEL_BYTES_MAX, &old, err);
    if (status == BEDE_OK) {
        status = export_relisted(&out, old, lists, err);
        io_unmap(old);
    }
    if (status == BEDE_OK) status = write_file(c->out, &out, err);
    buf_fini(&out);
    lists_free(lists);
    arena_free(bank->arena);
    return status;
}

static bede_status resume(struct net *net, const struct command *c, bede_error *err)
{
    if (!c->resume) return BEDE_OK;
    struct syntax_model *model;
    TRY(syntax_open(c->resume, &model, err));
    bede_status status = net_resume(net, model, err);
    syntax_close(model);
    return status;
}

static bede_status call_teachers(struct net *net, const struct treebank *bank,
                                 const struct command *c, struct syntax_model **teachers,
                                 bede_error *err)
{
    if (c->n_teachers == 0) return BEDE_OK;
    for (uint32_t i = 0; i < c->n_teachers; i++)
        TRY(syntax_open(c->teachers[i], &teachers[i], err));
    struct doc *doc = treebank_doc(bank, bank->arena, 0);
    if (!doc) return err_nomem(err);
    return teacher_new(&net->teacher, teachers, c->n_teachers, doc, net->data, err);
}

static bede_status train(const struct command *c, const struct treebank *banks, bede_error *err)
{
    struct treebank bank = {.arena = arena_new(0)};
    struct prepared data;
    struct net net;
    struct lists lists;
    struct syntax_model *teachers[ENSEMBLE_MAX] = {0};
    if (!bank.arena) return err_nomem(err);
    for (uint32_t i = 0; i < c->n_train; i++)
        TRY(treebank_read(&bank, c->train[i], true, 1, err));
    uint32_t n_gold = bank.n_words;
    if (c->join_weight > 0) TRY(treebank_join(&bank, c->join_weight, err));
    printf("%u sentences, %u words; %u sentences left out\n", bank.n_sentences, n_gold,
           bank.skipped);
    uint32_t own = bank.n_sentences;
    for (uint32_t i = 0; i < c->n_extra; i++)
        TRY(treebank_read(&bank, c->extra[i], true, c->extra_weight, err));
    for (uint32_t s = own; s < bank.n_sentences; s++)
        bank.sentences[s].parsed = true;
    TRY(prepare(&data, &bank, n_gold, c->min_count, bank.arena, err));
    struct treebank gold = bank;
    gold.n_words = n_gold;
    struct str verbs = {NULL, 0};
    if (c->verbs) TRY(io_read_file(bank.arena, c->verbs, VERBS_BYTES_MAX, &verbs, err));
    TRY(lists_make(&lists, &data, &gold, verbs, err));
    if (c->relist) return relist(c, &bank, &lists, err);
    printf("%u classes, %u relations, %u forms; lists %zu + %zu bytes\n", data.n_classes,
           data.n_labels, data.n_forms, lists.lemma.n, lists.feats.n);
    TRY(net_init(&net, &c->o, &data, err));
    TRY(resume(&net, c, err));
    TRY(call_teachers(&net, &bank, c, teachers, err));
    uint32_t *order = ARENA_ARRAY(bank.arena, data.n_samples + 1, uint32_t);
    if (!order) return err_nomem(err);
    uint64_t words = 0;
    for (uint32_t i = 0; i < data.n_samples; i++) {
        order[i] = i;
        words += data.samples[i].n;
    }
    for (uint32_t epoch = 0; epoch < c->o.epochs; epoch++) {
        struct losses losses = {0};
        clock_t start = clock();
        train_epoch(&net, order, epoch, words, &losses);
        printf("epoch %u: tag %.4f (%.2f %%) parse %.4f  %.1f s\n", epoch + 1,
               losses.tag / (double)losses.words,
               100.0 * (double)losses.tag_right / (double)losses.words,
               losses.parse / (double)losses.states, (double)(clock() - start) / CLOCKS_PER_SEC);
        fflush(stdout);
        bool last = epoch + 1 == c->o.epochs;
        if (last || (epoch + 1) % c->every == 0)
            TRY(save_and_score(&net, &lists, banks, c, true, err));
    }
    teacher_free(net.teacher);
    for (uint32_t i = 0; i < c->n_teachers; i++)
        syntax_close(teachers[i]);
    net_free(&net);
    lists_free(&lists);
    arena_free(bank.arena);
    return BEDE_OK;
}

static bede_status open_models(const struct command *c, struct syntax_model **models,
                               bede_error *err)
{
    for (uint32_t i = 0; i < c->n_test; i++) {
        TRY(syntax_open(c->test[i], &models[i], err));
        if (c->kernels && !syntax_use_kernels(models[i], c->kernels))
            return err_set(err, BEDE_USAGE, "no kernels %s on this CPU", c->kernels);
    }
    return BEDE_OK;
}

/* The trees of a doc as CoNLL-U, words and sentences as they came. */
static void put_doc(struct buf *out, const struct doc *doc)
{
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        for (uint32_t i = 0; i < doc->sentences[s].n; i++) {
            uint32_t token = doc->sentences[s].first + i;
            const struct token *t = &doc->tokens[token];
            buf_printf(out, "%u\t", i + 1);
            buf_str(out, doc_form(doc, token));
            buf_putc(out, '\t');
            buf_str(out, t->lemma);
            buf_printf(out, "\t%s\t%s\t%s\t%u\t%s\t_\t_\n", ud_upos_name(t->upos),
                       ud_xpos_name(t->xpos), t->feats, t->head, ud_rel_name(t->rel));
        }
        buf_putc(out, '\n');
    }
}

/* Parses the files with all models together and writes one file. */
static bede_status parse_files(const struct command *c, struct syntax_model *const *models,
                               bede_error *err)
{
    struct treebank bank = {.arena = arena_new(0)};
    if (!bank.arena) return err_nomem(err);
    for (uint32_t i = 0; i < c->n_train; i++)
        TRY(treebank_read(&bank, c->train[i], false, 1, err));
    struct doc *doc = treebank_doc(&bank, bank.arena, 0);
    if (!doc) return err_nomem(err);
    struct str *hints = ARENA_ARRAY(bank.arena, bank.n_words + 1, struct str);
    if (!hints) return err_nomem(err);
    for (uint32_t i = 0; i < bank.n_words; i++)
        hints[i] = bank.words[i].xpos;
    TRY(ensemble_analyse(models, c->n_test, doc, c->hints ? hints : NULL, err));
    struct buf out;
    buf_init(&out, 0);
    put_doc(&out, doc);
    bede_status status = out.failed ? err_nomem(err) : write_file(c->out, &out, err);
    buf_fini(&out);
    arena_free(bank.arena);
    return status;
}

static bede_status use_models(const struct command *c, const struct treebank *banks,
                              bede_error *err)
{
    struct syntax_model *models[ENSEMBLE_MAX] = {0};
    bede_status status = open_models(c, models, err);
    if (status == BEDE_OK) status = print_scores(models, c->n_test, banks, c, err);
    if (status == BEDE_OK && c->out) status = parse_files(c, models, err);
    for (uint32_t i = 0; i < c->n_test; i++)
        syntax_close(models[i]);
    return status;
}

int main(int argc, char **argv)
{
    struct command c = {.o = {.dim = 128,
                              .hidden = 128,
                              .n_conv = 2,
                              .n_recurrent = 2,
                              .epochs = 18,
                              .batch_words = 400,
                              .seed = 1,
                              .rate = 0.002F,
                              .drop_word = 0.33F,
                              .drop_mid = 0.15F,
                              .drop_hidden = 0.3F,
                              .drop_form = 0.3F,
                              .explore = 0.9F,
                              .mean_decay = 0.999F,
                              .teach = 0.5F,
                              .lower = 0.12F,
                              .upper = 0.05F,
                              .title = 0.03F},
                        .extra_weight = 0.5F,
                        .min_count = 2,
                        .every = 1};
    if (!parse_command(&c, argc, argv)) return usage();
    struct treebank banks[FILES_MAX] = {{0}};
    bede_error err = {0};
    bede_status status = read_banks(banks, &c, &err);
    if (status == BEDE_OK) status = c.n_test ? use_models(&c, banks, &err) : train(&c, banks, &err);
    for (uint32_t i = 0; i < c.n_dev; i++)
        arena_free(banks[i].arena);
    char message[640];
    if (status != BEDE_OK)
        fprintf(stderr, "bede-train: %s\n", err_format(&err, message, sizeof message));
    return status == BEDE_OK ? 0 : 1;
}
