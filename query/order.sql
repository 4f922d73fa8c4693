-- The order of MODEL for whole exports: work.steps holds every step of every interaction that SQL can
-- order, with its position. work.hard lists the others: Go orders those (data.NewPath, the reference).

-- Few words, many rows: as enumerations they are four bytes, and a million interactions fit in memory.
CREATE TYPE work_letter AS ENUM ('c', 'b', 'q', 'E', 'r', 'A', 'J', 'I', 'L', 'h', 'k', 'j', 't', 'T', 'v', 'B', 'w', 's', 'x', 'X', '?');

CREATE TYPE work_who AS ENUM (SELECT user_id FROM segments WHERE user_id IS NOT NULL UNION SELECT by_user_id FROM segments WHERE by_user_id IS NOT NULL UNION SELECT '');

CREATE TYPE work_place AS ENUM (SELECT queue_id FROM segments WHERE queue_id IS NOT NULL UNION SELECT '');

CREATE TYPE work_said AS ENUM (SELECT status_to FROM segments WHERE status_to IS NOT NULL UNION SELECT type FROM segments WHERE type IS NOT NULL
    UNION SELECT status_from FROM segments WHERE status_from IS NOT NULL UNION SELECT '');

-- By instant and the source's own order. Final where the source settles every group of equal instants.
CREATE TABLE work.settled AS
WITH narrow AS (
SELECT i.n, CAST(s."event" AS work_letter) AS e, s.started_at AS ts, s.seq, s.file, s.source_row AS "row", s.part,
       CAST(s.user_id AS work_who) AS u, CAST(s.by_user_id AS work_who) AS b, CAST(s.queue_id AS work_place) AS q,
       s.ended_at AS stated_end, s.ambiguous AS amb, CAST(s.status_from AS work_said) AS status_from,
       CAST(s.status_to AS work_said) AS status_to, CAST(s.type AS work_said) AS type,
       CAST(CASE s."event" WHEN 'c' THEN 0 WHEN 'b' THEN 2 WHEN 'E' THEN 2 WHEN 't' THEN 2 WHEN 'T' THEN 2
            WHEN 'B' THEN 2 WHEN 'v' THEN 2 WHEN 'q' THEN 3 WHEN 'r' THEN 4 WHEN 'A' THEN 5 WHEN 'J' THEN 5
            WHEN 'I' THEN 5 WHEN 'L' THEN 5 WHEN 'w' THEN 7 WHEN 'x' THEN 8 WHEN 'X' THEN 8 ELSE 6 END AS TINYINT) AS k
FROM segments s JOIN work.ids i USING (interaction_id))
SELECT *, (row_number() OVER w)::INTEGER AS pos,
       coalesce(lag(ts) OVER w = ts, false) OR coalesce(lead(ts) OVER w = ts, false) AS tied
FROM narrow
WINDOW w AS (PARTITION BY n ORDER BY ts, seq NULLS LAST, k, file, "row", part);

CREATE TABLE work.groups AS
SELECT n, ts, count(*) = count(seq) AS settled,
       count(seq) > count(DISTINCT seq) AS repeated,
       count(DISTINCT (file, "row")) AS sources,
       count(DISTINCT (file, "row")) FILTER (WHERE status_from IS NOT NULL) AS stating
FROM work.settled WHERE tied GROUP BY n, ts;

CREATE TABLE work.hard AS
SELECT DISTINCT n FROM (
    SELECT n FROM work.settled WHERE ts IS NULL
    UNION ALL
    SELECT n FROM work.settled WHERE e IN ('r', 'A', 'J', 'I', 'L') AND u IS NULL
    UNION ALL -- the statuses decide
    SELECT n FROM work.groups WHERE NOT settled AND sources > 1 AND stating = sources
    UNION ALL -- one number twice at one instant
    SELECT n FROM work.groups WHERE settled AND repeated);

CREATE TABLE work.loose AS
SELECT DISTINCT n FROM work.groups WHERE NOT settled AND n NOT IN (SELECT n FROM work.hard);

-- Whether a user's ring is open when an instant begins: the state that the user's last group before it
-- left. A group with a ring and exactly one outcome leaves the state as it was (null here).
CREATE TABLE work.answering AS
WITH offers AS (
    SELECT s.n, s.u, s.ts, count(*) FILTER (WHERE e = 'r') AS r, count(*) FILTER (WHERE e <> 'r') AS o,
           coalesce(any_value(g.settled), true) AS settled, arg_max(e, pos) AS last
    FROM work.settled s LEFT JOIN work.groups g ON g.n = s.n AND g.ts = s.ts
    WHERE e IN ('r', 'A', 'J', 'I', 'L') AND s.n IN (SELECT n FROM work.loose)
    GROUP BY s.n, s.u, s.ts
), states AS (
    SELECT *, CASE WHEN settled THEN (last = 'r')::INTEGER WHEN r = 0 THEN 0 WHEN o = 0 THEN 1
                   WHEN o >= 2 THEN 0 END AS leaves
    FROM offers
)
SELECT n, u, ts,
       last_value(leaves IGNORE NULLS) OVER (PARTITION BY n, u ORDER BY ts
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS open
FROM states;

CREATE TABLE work.closing AS
SELECT n, file, "row", part FROM (
    SELECT s.n, s.file, s."row", s.part, a.open,
           row_number() OVER (PARTITION BY s.n, s.u, s.ts ORDER BY s.seq NULLS LAST, s.file, s."row", s.part) AS nth
    FROM work.settled s JOIN work.answering a ON a.n = s.n AND a.u = s.u AND a.ts = s.ts
    WHERE s.e IN ('A', 'J', 'I', 'L'))
WHERE nth = 1 AND open = 1;

CREATE TABLE work.resorted AS
SELECT s.* EXCLUDE (pos),
       (row_number() OVER (PARTITION BY s.n ORDER BY s.ts, CASE WHEN g.settled THEN s.seq ELSE 0 END,
           CASE WHEN c.n IS NOT NULL THEN 1 ELSE s.k END, s.seq NULLS LAST, s.file, s."row", s.part))::INTEGER AS pos
FROM work.settled s
JOIN work.loose USING (n)
LEFT JOIN work.groups g ON g.n = s.n AND g.ts = s.ts
LEFT JOIN work.closing c ON c.n = s.n AND c.file = s.file AND c."row" = s."row" AND c.part = s.part;

-- Every step that SQL can order, in one table: what follows reads it a dozen times.
DELETE FROM work.settled WHERE n IN (SELECT n FROM work.hard UNION ALL SELECT n FROM work.loose);

INSERT INTO work.settled BY NAME SELECT * FROM work.resorted;

DROP TABLE work.resorted;

DROP TABLE work.closing;

DROP TABLE work.answering;

DROP TABLE work.loose;

ALTER TABLE work.settled RENAME TO steps;

-- A ring and an outcome of one source row are a pair. SQL pairs neighbours in their user's lane: where the two
-- are none, or a row made more of them, it is Go's.
CREATE TABLE work.torn AS
WITH rows AS (
    SELECT DISTINCT n FROM work.steps WHERE part > 1 AND e IN ('r', 'A', 'J', 'I', 'L')
), lanes AS (
    SELECT n, file, "row", e = 'r' AND lead(e) OVER lane <> 'r' AND lead(file) OVER lane = file AND lead("row") OVER lane = "row" AS paired
    FROM work.steps WHERE e IN ('r', 'A', 'J', 'I', 'L') AND n IN (SELECT n FROM rows)
    WINDOW lane AS (PARTITION BY n, u ORDER BY pos)
)
SELECT DISTINCT n FROM (
    SELECT n FROM lanes GROUP BY n, file, "row" HAVING count(*) > 2 OR count(*) = 2 AND NOT bool_or(coalesce(paired, false)));

INSERT INTO work.hard SELECT n FROM work.torn;

DELETE FROM work.steps WHERE n IN (SELECT n FROM work.torn);

DROP TABLE work.torn;
