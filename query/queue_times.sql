-- work.lengths: every ended stay of every interaction in work.steps whose queue is known, with its length:
-- what data.Stays says. Spans are microseconds.
CREATE TABLE work.lengths (queue_id VARCHAR, us BIGINT);

-- Stays of queue rows: a run lasts to the latest end of its rows, after the last that has none; where the
-- last one has none, to the next step that takes the interaction out of the queue.
INSERT INTO work.lengths
WITH marked AS (
    SELECT n, pos, ts, e, q, CASE WHEN stated_end >= ts THEN stated_end END AS until, e = 'q' AND (lag(e) OVER w IS DISTINCT FROM 'q' OR q IS DISTINCT FROM lag(q) OVER w) AS begins
    FROM work.steps WHERE e IN ('q', 'A', 't') WINDOW w AS (PARTITION BY n ORDER BY pos)
), numbered AS (
    SELECT n, pos, ts, q, until, count(*) FILTER (WHERE begins) OVER (PARTITION BY n ORDER BY pos) AS run
    FROM marked WHERE e = 'q'
), endless AS (
    SELECT *, max(CASE WHEN until IS NULL THEN pos ELSE 0 END) OVER (PARTITION BY n, run) AS unended FROM numbered
), runs AS (
    SELECT n, any_value(q) AS q, arg_min(ts, pos) AS entered, max(pos) AS last_pos,
           max(until) FILTER (WHERE pos > unended) AS until
    FROM endless GROUP BY n, run
), outs AS (
    SELECT n, pos, ts FROM work.steps
    WHERE e IN ('q', 'A', 'X', 'B', 'v', 't', 'b', 'x') AND n IN (SELECT n FROM runs WHERE until IS NULL)
), ended AS (
    SELECT q, entered, until FROM runs WHERE until IS NOT NULL
    UNION ALL
    SELECT r.q, r.entered, x.ts FROM runs r ASOF JOIN outs x ON x.n = r.n AND x.pos > r.last_pos WHERE r.until IS NULL
)
SELECT q, epoch_us(until) - epoch_us(entered) FROM ended WHERE q IS NOT NULL AND until >= entered;

-- Stays without queue rows: from the first row that names the queue to the first, itself included, that
-- takes the interaction out of it or names another.
INSERT INTO work.lengths
WITH named AS (
    SELECT n, pos, ts, q, lag(q) OVER (PARTITION BY n ORDER BY pos) AS before FROM work.steps
    WHERE q IS NOT NULL AND n NOT IN (SELECT n FROM work.steps WHERE e = 'q')
), entries AS (
    SELECT n, pos, ts, q, lead(pos) OVER w AS next_pos, lead(ts) OVER w AS next_ts
    FROM named WHERE q IS DISTINCT FROM before WINDOW w AS (PARTITION BY n ORDER BY pos)
), outs AS (
    SELECT n, pos, ts FROM work.steps
    WHERE e IN ('A', 'X', 'B', 'v', 't', 'b', 'x') AND n IN (SELECT n FROM entries)
), ended AS (
    SELECT s.q, s.ts, CASE WHEN x.pos < s.next_pos OR s.next_pos IS NULL THEN x.ts ELSE s.next_ts END AS until
    FROM entries s ASOF LEFT JOIN outs x ON x.n = s.n AND x.pos >= s.pos
)
SELECT q, epoch_us(until) - epoch_us(ts) FROM ended WHERE until >= ts;
