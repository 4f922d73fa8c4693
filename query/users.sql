-- For each user, or another key: who was rung and what they did. Rings and outcomes of every interaction count once. An
-- ambiguous outcome stands in its own column only. Answer times are of paired accepts with a known
-- ring, auto-accepts apart (not voice and at most 2 s).
SELECT $key AS key, count(*) FILTER (WHERE ring) AS rung,
       count(*) FILTER (WHERE outcome = 'A' AND NOT ambiguous) AS accepted,
       count(*) FILTER (WHERE outcome = 'J' AND NOT ambiguous) AS rejected,
       count(*) FILTER (WHERE outcome = 'I' AND NOT ambiguous) AS ignored,
       count(*) FILTER (WHERE outcome = 'L' AND NOT ambiguous) AS cleared,
       count(*) FILTER (WHERE outcome IS NULL) AS no_outcome,
       count(*) FILTER (WHERE outcome IS NOT NULL AND ambiguous) AS ambiguous_count,
       quantile_cont(us, 0.5) FILTER (WHERE answer)::BIGINT AS median, quantile_cont(us, 0.9) FILTER (WHERE answer)::BIGINT AS p90,
       max(rung_at) AS last_rung_at, count(DISTINCT user_id) FILTER (WHERE ring)
FROM (SELECT *, ring AND outcome = 'A' AND NOT ambiguous AND us IS NOT NULL
             AND NOT (type IS NOT NULL AND NOT list_contains(?, type) AND us <= 2000000) AS answer
      FROM rings WHERE $filter) r
GROUP BY key ORDER BY $order
