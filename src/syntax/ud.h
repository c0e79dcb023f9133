/* syntax/ud.h - the Universal Dependencies v2 inventory of English: parts of speech, Penn tags and
 * relations, each as enum and as name. Value 0 is "none" everywhere.
 *
 * Source: universaldependencies.org; the lists are those of the English EWT and GUM treebanks.
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_UD_H
#define SYNTAX_UD_H

#include "base/str.h"

/* clang-format off */
#define UD_UPOS_MAP(X) \
    X(ADJ, "ADJ") X(ADP, "ADP") X(ADV, "ADV") X(AUX, "AUX") X(CCONJ, "CCONJ") X(DET, "DET") \
    X(INTJ, "INTJ") X(NOUN, "NOUN") X(NUM, "NUM") X(PART, "PART") X(PRON, "PRON") \
    X(PROPN, "PROPN") X(PUNCT, "PUNCT") X(SCONJ, "SCONJ") X(SYM, "SYM") X(VERB, "VERB") \
    X(X, "X")

#define UD_XPOS_MAP(X) \
    X(DOLLAR, "$") X(QUOTE_CLOSE, "''") X(COMMA, ",") X(LRB, "-LRB-") X(RRB, "-RRB-") \
    X(STOP, ".") X(COLON, ":") X(ADD, "ADD") X(AFX, "AFX") X(CC, "CC") X(CD, "CD") X(DT, "DT") \
    X(EX, "EX") X(FW, "FW") X(GW, "GW") X(HYPH, "HYPH") X(IN, "IN") X(JJ, "JJ") X(JJR, "JJR") \
    X(JJS, "JJS") X(LS, "LS") X(MD, "MD") X(NFP, "NFP") X(NN, "NN") X(NNP, "NNP") \
    X(NNPS, "NNPS") X(NNS, "NNS") X(PDT, "PDT") X(POS, "POS") X(PRP, "PRP") X(PRPS, "PRP$") \
    X(RB, "RB") X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP") X(SYM, "SYM") X(TO, "TO") X(UH, "UH") \
    X(VB, "VB") X(VBD, "VBD") X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") \
    X(WDT, "WDT") X(WP, "WP") X(WPS, "WP$") X(WRB, "WRB") X(QUOTE_OPEN, "``")

#define UD_REL_MAP(X) \
    X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl") X(ADVCL_RELCL, "advcl:relcl") \
    X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos") X(AUX, "aux") X(AUX_PASS, "aux:pass") \
    X(CASE, "case") X(CC, "cc") X(CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp") \
    X(COMPOUND, "compound") X(COMPOUND_PRT, "compound:prt") X(CONJ, "conj") X(COP, "cop") \
    X(CSUBJ, "csubj") X(CSUBJ_OUTER, "csubj:outer") X(CSUBJ_PASS, "csubj:pass") X(DEP, "dep") \
    X(DET, "det") X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse") \
    X(DISLOCATED, "dislocated") X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat") \
    X(GOESWITH, "goeswith") X(IOBJ, "iobj") X(LIST, "list") X(MARK, "mark") X(NMOD, "nmod") \
    X(NMOD_DESC, "nmod:desc") X(NMOD_NPMOD, "nmod:npmod") X(NMOD_POSS, "nmod:poss") \
    X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj") X(NSUBJ_OUTER, "nsubj:outer") \
    X(NSUBJ_PASS, "nsubj:pass") X(NUMMOD, "nummod") X(OBJ, "obj") X(OBL, "obl") \
    X(OBL_AGENT, "obl:agent") X(OBL_NPMOD, "obl:npmod") X(OBL_TMOD, "obl:tmod") \
    X(OBL_UNMARKED, "obl:unmarked") X(ORPHAN, "orphan") X(PARATAXIS, "parataxis") \
    X(PUNCT, "punct") X(REPARANDUM, "reparandum") X(ROOT, "root") X(VOCATIVE, "vocative") \
    X(XCOMP, "xcomp")

/* clang-format on */

enum ud_upos {
    UPOS_NONE,
#define UD_ENUM(name, text) UPOS_##name,
    UD_UPOS_MAP(UD_ENUM)
#undef UD_ENUM
        UPOS_COUNT
};
enum ud_xpos {
    XPOS_NONE,
#define UD_ENUM(name, text) XPOS_##name,
    UD_XPOS_MAP(UD_ENUM)
#undef UD_ENUM
        XPOS_COUNT
};
enum ud_rel {
    REL_NONE,
#define UD_ENUM(name, text) REL_##name,
    UD_REL_MAP(UD_ENUM)
#undef UD_ENUM
        REL_COUNT
};

/* Names as CoNLL-U prints them; "_" for 0. */
const char *ud_upos_name(uint8_t upos);
const char *ud_xpos_name(uint8_t xpos);
const char *ud_rel_name(uint8_t rel);

/* Values of names; 0 for unknown ones. A relation with an unknown subtype is its universal one. */
uint8_t ud_upos_parse(struct str name);
uint8_t ud_xpos_parse(struct str name);
uint8_t ud_rel_parse(struct str name);

/* The universal relation: nsubj:pass -> nsubj. */
uint8_t ud_rel_universal(uint8_t rel);

#endif
