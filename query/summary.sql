-- The summary of every interaction in work.steps: what data.Summarise says, field by field. $as_of is
-- data_as_of. Spans are microseconds. What nothing more reads is dropped: it stands in memory.

-- A stated length in seconds; what is none (a word, less than nothing, more than a thousand years) is null.
CREATE MACRO work.stated(facts, fact) AS CASE WHEN TRY_CAST(json_extract_string(facts, fact) AS DOUBLE)
    BETWEEN 0 AND 31622400000 THEN TRY_CAST(json_extract_string(facts, fact) AS DOUBLE) END;

-- Closing: the last complete or abandon, or a transfer that only wrap-up and status changes follow.
CREATE TABLE work.ends AS
SELECT n, max(pos) AS steps,
       CASE WHEN arg_max(e, pos) FILTER (WHERE e NOT IN ('w', 's')) = 't'
            THEN max(pos) FILTER (WHERE e NOT IN ('w', 's'))
            ELSE max(pos) FILTER (WHERE e IN ('x', 'X')) END AS closing_pos,
       CASE WHEN arg_max(e, pos) FILTER (WHERE e NOT IN ('w', 's')) = 't'
            THEN arg_max(ts, pos) FILTER (WHERE e NOT IN ('w', 's'))
            ELSE arg_max(ts, pos) FILTER (WHERE e IN ('x', 'X')) END AS closing_at,
       coalesce(arg_min(ts, pos) FILTER (WHERE e = 'c'), min(ts)) AS created_at,
       CAST(arg_max(status_to, pos) FILTER (WHERE status_to IS NOT NULL) AS VARCHAR) AS status,
       CAST(arg_max(u, pos) FILTER (WHERE e = 'A') AS VARCHAR) AS handler,
       CAST(arg_min(coalesce(type, ''), pos) AS VARCHAR) AS type,
       least(min(ts), min(stated_end)) AS first_at, greatest(max(ts), max(stated_end)) AS last_at,
       arg_min(ts, pos) FILTER (WHERE e = 'A') AS accepted_at,
       arg_min(ts, pos) FILTER (WHERE e = 'X') AS abandoned_at,
       arg_min(ts, pos) FILTER (WHERE e = 'r') AS rung_at,
       arg_min(ts, pos) AS start_at
FROM work.steps GROUP BY n;

-- Talk and hold as facts of the segments, and how many accepts state the latter.
CREATE TABLE work.totals AS
SELECT n, TRY_CAST(sum(CAST(round(talk * 1000000) AS BIGINT)) AS BIGINT) AS talk_fact,
       TRY_CAST(sum(CAST(round(hold * 1000000) AS BIGINT)) AS BIGINT) AS hold_fact,
       count(hold) FILTER (e = 'A') AS hold_accepts
FROM (SELECT i.n, s."event" AS e, work.stated(s.facts, '$.talk_total_s') AS talk, work.stated(s.facts, '$.hold_total_s') AS hold
      FROM segments s JOIN work.ids i USING (interaction_id) WHERE s.facts IS NOT NULL)
WHERE talk IS NOT NULL OR hold IS NOT NULL GROUP BY n;

-- Stays, from queue rows, else from the queue of other rows.
CREATE TABLE work.stays AS
WITH entries AS (
    SELECT n, pos, e, q, lag(e) OVER w AS before, lag(q) OVER w AS queue_before
    FROM work.steps WHERE e IN ('q', 'A', 't') WINDOW w AS (PARTITION BY n ORDER BY pos)
), queued AS (SELECT DISTINCT n FROM work.steps WHERE e = 'q'), others AS (
    SELECT n, pos, q, lag(q) OVER (PARTITION BY n ORDER BY pos) AS queue_before
    FROM work.steps WHERE q IS NOT NULL AND n NOT IN (SELECT n FROM queued)
)
SELECT n, pos, q FROM entries
WHERE e = 'q' AND (before IS DISTINCT FROM 'q' OR q IS DISTINCT FROM queue_before)
UNION ALL
SELECT n, pos, q FROM others WHERE q IS DISTINCT FROM queue_before;

CREATE TABLE work.visits AS
WITH moves AS (
    SELECT n, pos, q, lag(q) OVER (PARTITION BY n ORDER BY pos) AS before FROM work.stays WHERE q IS NOT NULL
)
SELECT n, pos, q, before, lag(q, 2) OVER (PARTITION BY n ORDER BY pos) AS before_that
FROM moves WHERE q IS DISTINCT FROM before;

CREATE TABLE work.hops AS
SELECT n, count(before) AS hops, count(*) FILTER (WHERE q = before_that) AS ping_pong FROM work.visits GROUP BY n;

-- Where a path holds what its letters do not show: the steps with which a stay in another queue begins, and
-- (below) rings without outcome.
CREATE TABLE work.marks AS SELECT n, pos, '>' AS mark FROM work.visits WHERE before IS NOT NULL;

DROP TABLE work.visits;

CREATE TABLE work.queues AS
SELECT n, count(*) AS stays, CAST(arg_max(coalesce(q, ''), pos) AS VARCHAR) AS last_queue FROM work.stays GROUP BY n;

DROP TABLE work.stays;

-- The interaction's own row, or what its path says without one.
CREATE TABLE work.frame AS
SELECT i.n, b.file IS NULL AS derived, b.facts, coalesce(b.outbound, false) AS outbound,
       CASE WHEN b.file IS NULL THEN e.created_at ELSE b.created_at END AS created_at,
       CASE WHEN b.file IS NULL THEN e.closing_at ELSE b.completed_at END AS completed_at,
       e.* EXCLUDE (n, created_at), t.talk_fact, t.hold_fact, t.hold_accepts, q.stays, q.last_queue,
       e.closing_pos IS NULL AND b.completed_at IS NULL AS open
FROM work.ids i
JOIN work.ends e ON e.n = i.n
LEFT JOIN work.totals t ON t.n = i.n
LEFT JOIN work.queues q ON q.n = i.n
LEFT JOIN work.base b ON b.interaction_id = i.interaction_id;

DROP TABLE work.ends;

DROP TABLE work.queues;

DROP TABLE work.totals;

-- Rings and outcomes, paired: an outcome closes its user's open ring, a new ring leaves an older one.
CREATE TABLE work.offers AS
WITH pairs AS (
    SELECT n, pos, e, ts, u, q, CASE WHEN stated_end >= ts THEN stated_end END AS until, amb, type,
           lag(e) OVER w AS e_before, lead(e) OVER w AS e_after, lead(ts) OVER w AS at_after, lead(amb) OVER w AS amb_after,
           lead(q) OVER w AS q_after, lead(pos) OVER w AS pos_after
    FROM work.steps WHERE e IN ('r', 'A', 'J', 'I', 'L')
    WINDOW w AS (PARTITION BY n, u ORDER BY pos)
)
SELECT p.n, p.pos, p.u, CASE WHEN p.e = 'r' AND p.e_after <> 'r' THEN coalesce(p.q, p.q_after) ELSE p.q END AS q, p.type,
       p.e = 'r' AS ring, CASE WHEN p.e = 'r' THEN p.ts END AS rung_at,
       CASE WHEN p.e <> 'r' THEN p.e WHEN p.e_after <> 'r' THEN p.e_after END AS outcome,
       p.amb OR coalesce(p.e = 'r' AND p.e_after <> 'r' AND p.amb_after, false) AS amb,
       CASE WHEN p.e = 'r' THEN coalesce(p.until,
            CASE WHEN p.e_after <> 'r' THEN CASE WHEN p.at_after >= p.ts THEN p.at_after END
                 WHEN p.pos = f.steps AND f.open AND $as_of >= p.ts THEN $as_of END) END AS until,
       p.e = 'r' AND p.until IS NULL AND p.e_after IS NULL AND p.pos = f.steps AND f.open AS running,
       CASE WHEN p.e = 'r' AND p.e_after <> 'r' AND abs(epoch_us(p.at_after) - epoch_us(p.until)) > 2000000
            THEN p.pos_after END AS apart_pos -- of an outcome far from the end that its ring states
FROM pairs p JOIN work.frame f USING (n)
WHERE p.e = 'r' OR p.e_before IS DISTINCT FROM 'r';

INSERT INTO work.marks SELECT n, pos, 'u' FROM work.offers WHERE ring AND outcome IS NULL;

CREATE TABLE work.ladder AS
SELECT n, count(*) FILTER (WHERE ring) AS rings, count(DISTINCT u) FILTER (WHERE ring) AS users,
       count(*) FILTER (WHERE outcome = 'A' AND NOT amb) AS accepts,
       count(*) FILTER (WHERE outcome = 'J' AND NOT amb) AS rejects,
       count(*) FILTER (WHERE outcome = 'I' AND NOT amb) AS ignores,
       count(*) FILTER (WHERE outcome = 'L' AND NOT amb) AS clears,
       count(*) FILTER (WHERE outcome IS NULL) AS none,
       count(*) FILTER (WHERE outcome IS NOT NULL AND amb) AS ambiguous
FROM work.offers GROUP BY n;

-- Waiting spells: at most one between two steps that end waiting (g counts those before a step).
CREATE TABLE work.waiting AS
WITH events AS (
    SELECT n, pos, e, ts, e IN ('A', 'X', 'B', 'v', 't', 'b', 'x') AS ends
    FROM work.steps WHERE e IN ('q', 'r', 'A', 'X', 'B', 'v', 't', 'b', 'x')
), numbered AS (
    SELECT *, count(*) FILTER (WHERE ends) OVER w AS g,
           last_value(CASE WHEN ends THEN e END IGNORE NULLS) OVER w AS opener
    FROM events
    WINDOW w AS (PARTITION BY n ORDER BY pos ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), begun AS (
    SELECT *, e = 'q' OR (e = 'r' AND opener IS DISTINCT FROM 'A') AS begins FROM numbered
)
SELECT n, g, min(pos) FILTER (WHERE begins) AS first_pos, arg_min(ts, pos) FILTER (WHERE begins) AS from_at,
       any_value(e) FILTER (WHERE ends) AS ended, any_value(ts) FILTER (WHERE ends) AS ended_at,
       any_value(pos) FILTER (WHERE ends) AS ended_pos
FROM begun GROUP BY n, g;

CREATE TABLE work.spells AS
SELECT w.n, w.g, w.first_pos, w.from_at, coalesce(w.ended_pos, f.steps) AS last_pos,
       CASE WHEN w.ended IS NOT NULL THEN w.ended_at WHEN f.open THEN $as_of ELSE f.completed_at END AS to_at
FROM work.waiting w JOIN work.frame f USING (n) WHERE w.first_pos IS NOT NULL;

-- The first spell: from the interaction's creation where nothing says before the first accept that the
-- customer began to wait.
CREATE TABLE work.first_spell AS
WITH starts AS (
    SELECT n, min(g) FILTER (WHERE first_pos IS NOT NULL) AS spell,
           min(g) FILTER (WHERE first_pos IS NULL AND ended = 'A') AS accept
    FROM work.waiting GROUP BY n
)
SELECT f.n,
       CASE WHEN s.spell IS NULL OR s.accept < s.spell -- a creation made of the accept tells nothing
            THEN CASE WHEN w.ended = 'A' AND (f.derived OR f.created_at IS NULL) AND coalesce(f.created_at, f.start_at) = w.ended_at THEN NULL
                      ELSE coalesce(f.created_at, f.start_at) END
            ELSE p.from_at END AS from_at,
       CASE WHEN (s.spell IS NULL OR s.accept < s.spell) AND w.ended = 'A' THEN w.ended_pos END AS accept_pos,
       CASE WHEN s.spell IS NULL OR s.accept < s.spell
            THEN CASE WHEN w.ended IS NOT NULL THEN w.ended_at WHEN f.open THEN $as_of ELSE f.completed_at END
            ELSE p.to_at END AS to_at
FROM work.frame f
LEFT JOIN starts s ON s.n = f.n
LEFT JOIN work.waiting w ON w.n = f.n AND w.g = 0
LEFT JOIN work.spells p ON p.n = f.n AND p.g = s.spell;

DROP TABLE work.waiting;

-- Dead air: from the first ring of a spell to its end, less the union of its rings; unknown where a
-- ring or the spell has no known end, or the spell ends with an accept without ring.
CREATE TABLE work.dead AS
WITH unseen AS (
    SELECT o.n FROM work.offers o JOIN work.spells s ON s.n = o.n AND s.last_pos = o.pos WHERE NOT o.ring AND o.outcome = 'A'
    UNION
    SELECT o.n FROM work.offers o JOIN work.first_spell s ON s.n = o.n AND s.accept_pos = o.pos WHERE NOT o.ring
), rings AS (
    SELECT s.n, s.g, o.rung_at AS ts, least(o.until, s.to_at) AS until, s.to_at,
           o.until IS NULL OR s.to_at IS NULL OR s.to_at < s.from_at AS unknown, o.pos
    FROM work.spells s JOIN work.offers o ON o.n = s.n AND o.ring AND o.pos BETWEEN s.first_pos AND s.last_pos
), lit AS (
    SELECT *, max(until) OVER (PARTITION BY n, g ORDER BY ts, pos ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered
    FROM rings
), spells AS (
    SELECT n, g, bool_or(unknown) AS unknown,
           epoch_us(any_value(to_at)) - least(epoch_us(any_value(to_at)), min(epoch_us(ts)))
           - sum(greatest(0, epoch_us(until) - greatest(epoch_us(ts), coalesce(epoch_us(covered), epoch_us(ts))))) AS dead
    FROM lit GROUP BY n, g
)
SELECT n, CASE WHEN NOT bool_or(unknown) THEN sum(dead)::BIGINT END AS dead
FROM (SELECT * FROM spells UNION ALL SELECT n, NULL, true, NULL FROM unseen) GROUP BY n;

DROP TABLE work.spells;

-- Talk and hold. An accept without an end ends at that user's wrap-up or transfer, else at the next complete.
CREATE TABLE work.held AS
WITH had AS (
    SELECT n, pos, e, ts, u, CASE WHEN stated_end >= ts THEN stated_end END AS until FROM work.steps WHERE e IN ('A', 'h')
), endless AS (SELECT n, pos, u FROM had WHERE e = 'A' AND until IS NULL), leaves AS (
    SELECT n, u AS lane, pos, ts FROM work.steps WHERE e IN ('w', 't') AND u IS NOT NULL AND n IN (SELECT n FROM endless)
    UNION ALL
    SELECT n, b, pos, ts FROM work.steps WHERE e IN ('w', 't') AND b IS DISTINCT FROM u AND b IS NOT NULL AND n IN (SELECT n FROM endless)
), open_ended AS (
    SELECT a.n, a.pos, coalesce(l.ts, x.ts) AS until
    FROM endless a
    ASOF LEFT JOIN leaves l ON l.n = a.n AND l.lane = a.u AND l.pos > a.pos
    ASOF LEFT JOIN (SELECT n, pos, ts FROM work.steps WHERE e = 'x') x ON x.n = a.n AND x.pos > a.pos
)
SELECT h.n, h.e, h.ts, coalesce(h.until, o.until,
       CASE WHEN f.open AND (h.e = 'A' OR h.pos = f.steps) AND $as_of >= h.ts THEN $as_of END) AS until
FROM had h JOIN work.frame f ON f.n = h.n LEFT JOIN open_ended o ON o.n = h.n AND o.pos = h.pos;

CREATE TABLE work.talks AS
WITH lit AS (
    SELECT n, 'a' AS what, ts, until FROM work.held
    UNION ALL SELECT n, 'h', ts, until FROM work.held WHERE e = 'h'
), covered AS (
    SELECT *, max(until) OVER (PARTITION BY n, what ORDER BY ts, until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM lit
), unions AS (
    SELECT n, what, bool_or(until IS NULL) AS unknown,
           sum(greatest(0, epoch_us(until) - greatest(epoch_us(ts), coalesce(epoch_us(before), epoch_us(ts)))))::BIGINT AS us
    FROM covered GROUP BY n, what
), counts AS (
    SELECT n, count(*) FILTER (WHERE e = 'A') AS accepts, count(*) FILTER (WHERE e = 'h') AS holds FROM work.held GROUP BY n
)
SELECT c.n, c.accepts, c.holds,
       CASE WHEN NOT a.unknown THEN a.us - coalesce(h.us, 0) END AS talk,
       CASE WHEN NOT h.unknown THEN h.us END AS hold
FROM counts c
LEFT JOIN unions a ON a.n = c.n AND a.what = 'a'
LEFT JOIN unions h ON h.n = c.n AND h.what = 'h';

DROP TABLE work.held;

-- One letter a step, and the shape where it has a mark (data.Path.Shape): filled in slices (summarise.go), since
-- ordered aggregates do not spill.
CREATE TABLE work.letters (n INTEGER, path VARCHAR);

CREATE TABLE work.shapes (n INTEGER, shape VARCHAR);
