-- The rows of paths, each with its start, the length it states, and its place among all rows in time:
-- of instant, file and record, as one number, since many rows begin at one instant. A date without its time
-- is no start.
WITH started AS (
    SELECT s.* EXCLUDE ("date"), c.counts,
           coalesce(suffix(rtrim(lower(word)), 'in progress'), false) AS running,
           CASE c.counts
               WHEN 'second of the minute' THEN make_timestamp((epoch_us("date") // 60000000) * 60000000 + CAST(round(coalesce(time_in_seconds, 0) * 1000000) AS BIGINT))
               WHEN 'second of the day' THEN make_timestamp((epoch_us("date") // 60000000) * 60000000 + CAST(round(coalesce(time_in_seconds, 0) * 1000000) AS BIGINT) % 60000000)
               WHEN 'epoch' THEN coalesce(make_timestamp(CAST(round(time_in_seconds * 1000000) AS BIGINT)), "date")
               ELSE "date" END AS started_at
    FROM (SELECT * REPLACE (CASE WHEN "time" IS NOT NULL THEN "date" END AS "date") FROM stage.conversations) s CROSS JOIN stage._clock c
    WHERE s.kind IS DISTINCT FROM 'status'
)
SELECT * EXCLUDE (counts), CASE WHEN counts = 'unused' THEN CASE WHEN time_in_seconds = TRY_CAST(time_in_seconds AS BIGINT) THEN TRY_CAST(time_in_seconds AS BIGINT)::VARCHAR ELSE time_in_seconds::VARCHAR END END AS unused_seconds,
       kind IN ('reject', 'ignore', 'clear') AS offered,
       CASE WHEN NOT running THEN CASE kind WHEN 'accept' THEN talk_time WHEN 'queue' THEN queue_time
            WHEN 'reject' THEN activity_time WHEN 'ignore' THEN activity_time WHEN 'clear' THEN activity_time END END AS lasts,
       kind = 'accept' AND NOT running AND coalesce(wrap_up_time > 0, false) AS wraps_up,
       (epoch_us(started_at) + 62135596800000000)::HUGEINT * 1152921504606846976 + file::BIGINT * 1099511627776 + source_row AS place
FROM started
