-- What happened to the stays of each queue. The arguments after the filter: what is a short wait of who hangs up, and
-- what is answered in time, in microseconds.
WITH chosen AS (SELECT * FROM stays WHERE $filter),
said AS (
    SELECT *, us IS NOT NULL AND NOT running AS known,
           CASE WHEN running THEN 'waiting' WHEN ended = 'A' THEN 'answered' WHEN ended = 'X' AND us < ? THEN 'short'
                WHEN ended = 'X' THEN 'abandoned' ELSE 'otherwise' END AS fate
    FROM chosen WHERE queue_id IS NOT NULL
), outs AS (SELECT hop_from AS queue_id, count(*) AS hops FROM chosen WHERE hop_from IS NOT NULL GROUP BY 1)
SELECT s.queue_id, count(*) AS stays, count(DISTINCT n) AS interactions,
       count(*) FILTER (WHERE fate = 'answered') AS answered, count(*) FILTER (WHERE fate = 'abandoned') AS abandoned,
       count(*) FILTER (WHERE fate = 'short') AS short, count(*) FILTER (WHERE fate = 'otherwise') AS otherwise,
       count(*) FILTER (WHERE fate = 'waiting') AS waiting,
       quantile_cont(us, 0.5) FILTER (WHERE known)::BIGINT AS median, quantile_cont(us, 0.9) FILTER (WHERE known)::BIGINT AS p90,
       count(hop_from) AS hops_in, coalesce(any_value(o.hops), 0) AS hops_out, count(*) FILTER (WHERE ping_pong) AS ping_pong,
       count(*) FILTER (WHERE fate = 'answered' AND us <= ?) AS in_time
FROM said s LEFT JOIN outs o ON o.queue_id = s.queue_id
GROUP BY s.queue_id ORDER BY stays DESC, s.queue_id
