-- What happened to the stays of each queue. The arguments after the filter, in microseconds: below what wait hanging up is
-- a short abandon, and within what wait an answer is in time.
WITH chosen AS NOT MATERIALIZED (SELECT * FROM stays WHERE $filter),
said AS NOT MATERIALIZED (
    SELECT *, us IS NOT NULL AND NOT running AS known,
           CASE WHEN running THEN 'waiting' WHEN ended = 'A' THEN 'answered' WHEN ended = 'X' AND us < ? THEN 'short'
                WHEN ended = 'X' THEN 'abandoned' ELSE 'otherwise' END AS fate
    FROM chosen WHERE queue_id IS NOT NULL
), outs AS (SELECT hop_from AS queue_id, count(*) AS hops FROM chosen WHERE hop_from IS NOT NULL GROUP BY 1),
waits AS ($waits),
totals AS (
    SELECT queue_id, count(*) AS stays, count(*) FILTER (WHERE NOT anew) AS interactions,
           count(*) FILTER (WHERE fate = 'answered') AS answered, count(*) FILTER (WHERE fate = 'abandoned') AS abandoned,
           count(*) FILTER (WHERE fate = 'short') AS short, count(*) FILTER (WHERE fate = 'otherwise') AS otherwise,
           count(*) FILTER (WHERE fate = 'waiting') AS waiting, count(hop_from) AS hops_in, count(*) FILTER (WHERE ping_pong) AS ping_pong,
           count(*) FILTER (WHERE fate = 'answered' AND us <= ?) AS in_time
    FROM said GROUP BY queue_id)
SELECT s.queue_id, stays, interactions, answered, abandoned, short, otherwise, waiting, median, p90, hops_in, coalesce(o.hops, 0) AS hops_out,
       ping_pong, in_time
FROM totals s LEFT JOIN outs o ON o.queue_id = s.queue_id LEFT JOIN waits w ON w.queue_id = s.queue_id
ORDER BY stays DESC, s.queue_id
