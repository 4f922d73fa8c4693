-- What Time in Seconds counts, decided over the whole column: one row. It is compared with Time by the
-- minutes that there are, not row by row.
WITH minutes AS (
    SELECT "time", CAST(floor(time_in_seconds / 60) AS BIGINT) AS "minute", count(*) AS n,
           min(time_in_seconds) AS least, max(time_in_seconds) AS most
    FROM stage.conversations WHERE time_in_seconds IS NOT NULL GROUP BY ALL
), compared AS (
    SELECT *, try_strptime(upper(trim("time")), ['%H:%M', '%H:%M:%S', '%I:%M %p', '%I:%M:%S %p', '%I:%M%p', '%I:%M:%S%p']) AS clock
    FROM minutes
)
SELECT CASE WHEN count(*) = 0 THEN 'none'
            WHEN min(least) >= 0 AND max(most) < 60 THEN 'second of the minute'
            WHEN sum(n) FILTER (hour(clock) * 60 + minute(clock) = "minute") >= 0.99 * sum(n) THEN 'second of the day'
            WHEN min(least) >= 1000000000 AND max(most) < 100000000000 THEN 'epoch'
            ELSE 'unused' END AS counts
FROM compared
