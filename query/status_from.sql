-- Where a stated status_from is not the status before it: work.misfits. Where no step hands its status back
-- and no row makes several steps with a status at one instant, the status before is the last status_to; one
-- hold inside one accept is plain enough. The interactions of any other kind are Go's (data.Path.Misfits):
-- work.judged.
CREATE TABLE work.told AS
SELECT * FROM (
    SELECT n, pos, file, "row", until, coalesce(status_from <> last_value(status_to IGNORE NULLS) OVER before, false) AS misfit,
           status_to IS NOT NULL AND coalesce(max(around) OVER before > until, false) AS nested
    FROM (SELECT n, pos, file, "row", status_from, status_to, CASE WHEN stated_end >= ts THEN stated_end END AS until,
                 CASE WHEN status_to IS NOT NULL THEN CASE WHEN stated_end >= ts THEN stated_end
                      WHEN e = 'A' THEN 'infinity'::TIMESTAMP END END AS around -- an accept's end may be derived
          FROM work.steps WHERE status_from IS NOT NULL OR status_to IS NOT NULL)
    WINDOW before AS (PARTITION BY n ORDER BY pos ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
WHERE misfit OR nested;

-- Steps that may hand back: none does where a row with a status starts at its end.
CREATE TABLE work.handing AS
SELECT n, pos FROM work.told t
WHERE nested AND NOT EXISTS (SELECT 1 FROM work.steps s WHERE s.n = t.n AND s.ts = t.until AND s.status_to IS NOT NULL);

-- Plain: right after the step around it, which hands nothing back itself, and before a step that begins
-- later and sets a status. What is set before its end takes its place.
CREATE TABLE work.handed AS
WITH said AS (
    SELECT s.n, s.pos, s.ts, s.file, s."row", s.status_from, s.status_to, CASE WHEN s.stated_end >= s.ts THEN s.stated_end END AS until,
           h.n IS NOT NULL AS hands
    FROM work.steps s LEFT JOIN work.handing h ON h.n = s.n AND h.pos = s.pos
    WHERE s.n IN (SELECT n FROM work.handing) AND (s.status_from IS NOT NULL OR s.status_to IS NOT NULL)
), beside AS (
    SELECT *, lag(status_to) OVER w AS outer_to, lag(until) OVER w AS outer_until, lag(hands) OVER w AS outer_hands,
           lead(ts) OVER w AS next_at, lead(status_to) OVER w AS next_to
    FROM said WINDOW w AS (PARTITION BY n ORDER BY pos)
), kinds AS (
    SELECT *, hands AND NOT coalesce(next_to IS NOT NULL AND next_at <= until AND NOT outer_hands, false) AS counts,
           NOT coalesce(outer_hands, false) AND coalesce(outer_until > until, false) AND outer_to IS NOT NULL
           AND (next_at IS NULL OR next_at > until AND next_to IS NOT NULL) AS plain
    FROM beside
)
SELECT n, pos, file, "row", status_from, counts AND NOT plain AS unsure,
       CASE WHEN lag(counts AND plain) OVER (PARTITION BY n ORDER BY pos) THEN lag(outer_to) OVER (PARTITION BY n ORDER BY pos) END AS before
FROM kinds;

CREATE TABLE work.judged AS
WITH later AS (
    SELECT DISTINCT n, file, "row" FROM work.steps WHERE part > 1 AND status_to IS NOT NULL
)
SELECT n FROM work.handed WHERE unsure
UNION
SELECT n FROM (SELECT n FROM work.steps JOIN later USING (n, file, "row") WHERE status_to IS NOT NULL
               GROUP BY n, file, "row", ts HAVING count(*) > 1);

DELETE FROM work.judged WHERE n NOT IN (SELECT n FROM work.steps WHERE status_from IS NOT NULL);

CREATE TABLE work.misfits AS
SELECT n, file, "row" FROM work.told t
WHERE misfit AND n NOT IN (SELECT n FROM work.judged)
  AND NOT EXISTS (SELECT 1 FROM work.handed h WHERE h.n = t.n AND h.pos = t.pos AND h.before IS NOT NULL)
UNION ALL
SELECT n, file, "row" FROM work.handed WHERE status_from <> before AND n NOT IN (SELECT n FROM work.judged);

DROP TABLE work.told;

DROP TABLE work.handing;

DROP TABLE work.handed;
