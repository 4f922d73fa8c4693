-- Of each kind of change of status: how often it was, and the median of the time before it.
WITH chosen AS NOT MATERIALIZED (SELECT coalesce(status_from, '') AS status_from, status_to, before_us FROM changes WHERE $filter), medians AS ($medians), totals AS (
    SELECT status_from, status_to, count(*) AS n FROM chosen GROUP BY ALL)
SELECT status_from, status_to, n, median FROM totals LEFT JOIN medians USING (status_from, status_to) ORDER BY n DESC, 1, 2
