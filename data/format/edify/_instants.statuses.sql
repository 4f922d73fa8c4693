-- Statuses only: the order of rows of one instant that all state the status before them (but for the first of a
-- path), where they can follow one another: each carries on from the status that the one before it led to. Of several such orders it is one in which
-- the row that lasts is the last, and then the one nearest to the order of a life. Two rows need it only where
-- their ends are not stated. More than eight are left as they are: the orders there may be are too many.
WITH RECURSIVE crowded AS (
    SELECT interaction_id, created_at FROM stage.segments WHERE created_at IS NOT NULL GROUP BY ALL
    HAVING count(*) BETWEEN 2 AND 8 AND (count(*) > 2 OR bool_or(ended_at IS NULL AND duration IS NULL))
       AND count(*) - count(previous_status) < 2 AND count(*) = count(status)
), rows AS (
    SELECT s.interaction_id, s.created_at, s.file, s.source_row, coalesce(stage.fold(s.previous_status), '') AS stated, stage.fold(s.status) AS now,
           coalesce(s.ended_at, s.created_at + to_microseconds(s.duration)) AS ends,
           row_number() OVER (PARTITION BY s.interaction_id, s.created_at ORDER BY ends NULLS LAST, CASE now WHEN 'creating' THEN 0 WHEN 'bot' THEN 2
               WHEN 'open' THEN 3 WHEN 'pending' THEN 4 WHEN 'connected' THEN 5 WHEN 'wrapup' THEN 7 WHEN 'completed' THEN 8 ELSE 6 END,
               stated = now, s.file, s.source_row) AS place
    FROM stage.segments s SEMI JOIN crowded c ON c.interaction_id = s.interaction_id AND c.created_at = s.created_at
), changes AS (
    SELECT *, max(place) OVER (PARTITION BY interaction_id, created_at, stated, now ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS alike
    FROM rows
), ends AS (
    SELECT interaction_id, created_at, status, sum(leaves) AS leaves
    FROM (SELECT interaction_id, created_at, stated AS status, 1 AS leaves FROM rows UNION ALL SELECT interaction_id, created_at, now, -1 FROM rows)
    GROUP BY ALL
), befores AS (
    SELECT c.interaction_id, c.created_at, arg_max(stage.fold(s.status), (s.created_at, coalesce(s.ended_at, s.created_at + to_microseconds(s.duration), TIMESTAMP 'infinity'), s.file, s.source_row)) AS status
    FROM crowded c JOIN stage.segments s ON s.interaction_id = c.interaction_id AND s.created_at < c.created_at AND s.status IS NOT NULL
    GROUP BY ALL
), starts AS (
    SELECT interaction_id, created_at, coalesce(max(e.status) FILTER (leaves = 1), max(b.status), arg_min(e.status, e.status)) AS status
    FROM ends e LEFT JOIN befores b USING (interaction_id, created_at)
    GROUP BY ALL HAVING count(*) FILTER (leaves <> 0) IN (0, 2) AND max(abs(leaves)) < 2
), walks AS (
    SELECT interaction_id, created_at, status, []::BIGINT[] AS turns FROM starts
    UNION ALL
    SELECT w.interaction_id, w.created_at, c.now, list_append(w.turns, c.place)
    FROM walks w JOIN changes c ON c.interaction_id = w.interaction_id AND c.created_at = w.created_at AND c.stated = w.status
    WHERE NOT list_contains(w.turns, c.place) AND (c.alike IS NULL OR list_contains(w.turns, c.alike))
), whole AS (
    SELECT w.interaction_id, w.created_at, arg_min(w.turns, (w.turns[-1] <> g.rows, w.turns)) AS turns
    FROM walks w JOIN (SELECT interaction_id, created_at, count(*) AS rows FROM rows GROUP BY ALL) g USING (interaction_id, created_at)
    WHERE len(w.turns) = g.rows GROUP BY ALL
)
SELECT r.file, r.source_row, list_position(w.turns, r.place) AS turn
FROM rows r JOIN whole w USING (interaction_id, created_at)
