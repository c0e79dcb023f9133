#!/bin/bash
# How fast the record answers: fills a SQLite record with synthetic events (1,000,000 unless told) and
# times each question of docs/record.md: CPU time of the whole program, best of three runs.
#   tools/bench_store.sh BEDE [EVENTS [FILE]]
# SPDX-License-Identifier: MIT
set -eu
bede=$1
events=${2:-1000000}
db=${3:-$(mktemp -u /tmp/bede-bench.XXXXXX.db)}
if [ ! -e "$db" ]; then
    # An empty record by the program itself; then rows by SQL, ten events and four paragraphs a story.
    "$bede" ingest --db "$db" -q - </dev/null || true
    echo "filling $db with $events events"
    sqlite3 "$db" >/dev/null <<SQL
PRAGMA synchronous=OFF; PRAGMA cache_size=-400000; PRAGMA foreign_keys=OFF;
BEGIN;
CREATE TEMP TABLE code(n INTEGER PRIMARY KEY, c TEXT);
INSERT INTO code SELECT value, substr('USACHNRUSISRGBRFRADEUPRKKORJPNINDPAKIRNIRQSYRTURUKREGYSAULBNYEMAFGSDNETHSOMKENNGAMLIBRAMEXCOLVENCANAUSIDNTHAMMRPHLVNMNPLBGDLKAGEOARMAZEBLRPOLHUNGRCITAESPNLDBEL',
  value * 3 + 1, 3) FROM (WITH RECURSIVE s(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM s WHERE value < 53) SELECT value FROM s);
CREATE TEMP TABLE kind(n INTEGER PRIMARY KEY, t TEXT, q INTEGER, s REAL);
INSERT INTO kind VALUES (0,'CONSULT',1,1.5),(1,'SUPPORT',1,3.5),(2,'AGREE',1,2.5),(3,'COOPERATE',2,5),(4,'AID',2,7),
 (5,'YIELD',2,6),(6,'REQUEST',3,-1),(7,'ACCUSE',3,-3),(8,'REJECT',3,-4),(9,'THREATEN',3,-6),(10,'PROTEST',4,-6.5),
 (11,'SANCTION',4,-6),(12,'MOBILIZE',4,-6.5),(13,'COERCE',4,-7),(14,'ASSAULT',4,-9),(15,'RETREAT',2,5);
-- Codes by a skewed draw: the square of a random number makes the first ones frequent.
CREATE TEMP TABLE e AS
  WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < $events)
  SELECT i, (i + 9) / 10 AS v, abs(random() % 1000) AS a, abs(random() % 1000) AS b,
    abs(random() % 16) AS k, abs(random() % 1000) AS r FROM s;
CREATE TEMP TABLE x AS SELECT i, v, r, (SELECT c FROM code WHERE n = a * a * 53 / 998001) AS a,
  (SELECT c FROM code WHERE n = b * b * 53 / 998001) AS b, k,
  date('1995-01-01', (v * 97 % 10500) || ' days') AS d FROM e;
INSERT INTO stories SELECT DISTINCT v, 'syn-' || v, 'Reuters', NULL, 'Story ' || v, NULL, d, 'current', v, 1, NULL FROM x;
INSERT INTO versions(version_id, story_id, rank, id, version, again, digest, body_hash, agency, id_given, language, headline,
  headline_key, date, last_date, created, stored, status, how, confidence, known_from, known_until, coder, n_paragraphs, n_sentences,
  n_words, n_events, n_quotes, text)
  SELECT DISTINCT v, v, 1, 'syn-' || v, 1, 0, v, 0, 'Reuters', 1, 'en', 'Story ' || v, 'story ' || v, d, d, d || 'T00:00:00Z',
  d || 'T00:00:00Z', 'usable', 'new', 1, d || 'T00:00:00Z', '9999-12-31T23:59:59Z', 'bench', 4, 10, 240, 10, 2, 'Text of story ' || v FROM x;
INSERT INTO paragraphs SELECT (v.version_id - 1) * 4 + p.n, v.version_id, p.n, 'paragraph', p.n, 0, 100, 0, 100,
  'The government ' || CASE WHEN (v.version_id * 4 + p.n) % 400 = 0 THEN 'signed a ceasefire agreement with the rebels in Geneva'
    WHEN p.n = 1 THEN 'said on Monday it would meet a delegation of the ministry' ELSE 'reported fighting near the border as talks went on' END
  || ' of case ' || (v.version_id * 31 + p.n * 7) FROM versions v, (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4) p;
INSERT INTO paragraphs_fts(paragraphs_fts) VALUES('rebuild');
INSERT INTO quotes(quote_id, version_id, n, date, kind, paragraph_id, content, contents, speaker_name, speaker_code,
  speaker_sector, attitude, known_from, known_until, copy)
  SELECT (v.version_id - 1) * 2 + p.n, v.version_id, p.n, v.date, 'direct', (v.version_id - 1) * 4 + p.n,
  'we will answer case ' || v.version_id, '10-40', 'Speaker ' || (v.version_id * 13 % 4000), 'USA', 'GOV', 0, v.known_from, v.known_until, 0
  FROM versions v, (SELECT 1 AS n UNION SELECT 2) p;
INSERT INTO quotes_fts(quotes_fts) VALUES('rebuild');
INSERT INTO events(event_id, version_id, n, date, type, quad, score, words, triggers, place_name, place_country, paragraph_id,
  sentence, sentence_start, sentence_end, rule, confidence, known_from, known_until, copy)
  SELECT x.i, x.v, (x.i - 1) % 10 + 1, x.d, kind.t, kind.q, kind.s, 'said', '1-5',
  CASE WHEN r < 300 THEN 'City ' || (r * 7 % 211) END, CASE WHEN r < 300 THEN b END, (x.v - 1) * 4 + 1 + x.i % 4, x.i % 10 + 1, 0, 13,
  'bench:1', 0.7, x.d || 'T00:00:00Z', '9999-12-31T23:59:59Z', 0 FROM x JOIN kind ON kind.n = x.k;
INSERT INTO participants SELECT i, 'actor', 1, 1, a, CASE WHEN r % 4 = 0 THEN 'MIL' ELSE 'GOV' END, 'Actor ' || (r * 17 + i % 40), 'they', NULL, 'person', 0, 4, d, 0 FROM x;
INSERT INTO participants SELECT i, 'recipient', 1, 2, b, CASE WHEN r % 40 = 1 THEN 'REB' ELSE 'GOV' END, 'Recipient ' || (r * 13 + i % 50), 'them', NULL, 'person', 5, 9, d, 0 FROM x;
INSERT INTO sources SELECT i, 1, 3, a, 'GOV', 'Speaker ' || (r * 4 + i % 4), NULL, 'person', d FROM x WHERE r % 2 = 0;
INSERT INTO sectors SELECT CASE WHEN r % 4 = 0 THEN 'MIL' ELSE 'GOV' END, d, i, 'actor' FROM x;
INSERT INTO sectors SELECT CASE WHEN r % 40 = 1 THEN 'REB' ELSE 'GOV' END, d, i, 'recipient' FROM x;
INSERT INTO dyads SELECT a, b, d, i FROM x;
COMMIT;
PRAGMA wal_checkpoint(TRUNCATE);
SQL
fi
export TIMEFORMAT='%U %S'
# A question, its best of three in milliseconds of CPU.
ask() {
    local name=$1 best=999999 rows=0
    shift
    for _ in 1 2 3; do
        local ms
        ms=$({ time "$@" >"$db.rows"; } 2>&1 | awk '{ printf "%d", 1000 * ($1 + $2) }')
        rows=$(wc -l <"$db.rows")
        [ $ms -lt $best ] && best=$ms
    done
    printf '| %s | %d | %d |\n' "$name" "$rows" "$best"
}
q() { ask "$1" "$bede" query --db "$db" --format jsonl -n 100 "${@:2}"; }
echo "| question, 100 rows a page | rows | CPU ms |"
echo "|---|---|---|"
q "the latest" --sort newest
q "actor" --actor KOR
q "frequent actor" --actor USA
q "recipient" --recipient PRK
q "pair" --actor KOR --recipient PRK
q "rare pair" --actor BEL --recipient NLD
q "pair and type" --actor USA --recipient CHN --type SANCTION
q "country" --country YEM
q "actor by name" --actor "Actor 5100"
q "sector" --sector MIL
q "rare sector" --recipient-sector REB
q "type" --type ASSAULT
q "quad" --quad 4
q "month" --since 2010-05-01 --until 2010-05-31
q "actor in a month" --actor CHN --since 2010-05-01 --until 2010-05-31
q "place" --place "City 42"
q "country of the place" --place SYR
q "speaker" --speaker "Speaker 1200"
q "full text, rare" --text "ceasefire agreement"
q "full text, frequent" --text "fighting border"
q "full text and actor" --text "ceasefire" --actor ISR
q "story" --story syn-77777
q "as of a day" --as-of 2005-06-30 --until 2005-06-30
q "as of a day, open" --as-of 2005-06-30
q "page 50" --actor CHN --offset 5000
ask "quotes of a speaker" "$bede" query --db "$db" quotes --format jsonl -n 100 --speaker "Speaker 1200"
ask "quotes, full text" "$bede" query --db "$db" quotes --format jsonl -n 100 --text "case 77777"
ask "view dyad_month, one pair" sqlite3 "$db" "SELECT * FROM dyad_month WHERE actor = 'KOR' AND recipient = 'PRK'"
ask "view events_flat, one day" sqlite3 "$db" "SELECT * FROM events_flat WHERE date = '2010-05-05'"
[ -n "${3:-}" ] || rm -f "$db" "$db-wal" "$db-shm"
rm -f "$db.rows"
