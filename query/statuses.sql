-- Of each status: how often it was entered, in how many interactions, the time in it, the median of the runs that are over,
-- and their share of the time of all such runs.
WITH chosen AS NOT MATERIALIZED (SELECT * FROM changes WHERE $filter), medians AS ($medians), totals AS (
    SELECT status_to, count(*) AS entered, count(*) FILTER (WHERE NOT anew) AS interactions, sum(us)::BIGINT AS us,
           sum(us) FILTER (WHERE NOT running) AS past FROM chosen GROUP BY 1)
SELECT status_to, entered, interactions, us, median, past::DOUBLE / nullif(sum(past) OVER (), 0)::DOUBLE
FROM totals LEFT JOIN medians USING (status_to) ORDER BY us DESC NULLS LAST, status_to
