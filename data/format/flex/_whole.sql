-- One row a conversation: its first row, the row whose steps begin last, and when and how it ended. A stay,
-- an answer or an offer without a length has an unknown end, and so has a conversation in which no later
-- end is known.
WITH rows AS (
    SELECT *, started_at + to_microseconds(lasts + CASE WHEN wraps_up THEN wrap_up_time ELSE 0 END) AS ended_at,
           1 + (offered AND NOT running OR wraps_up)::INTEGER AS steps, kind IN ('queue', 'ignore') AS waited,
           place + CASE WHEN offered OR wraps_up THEN coalesce(lasts, 0) ELSE 0 END::HUGEINT * 1152921504606846976 AS reaches
    FROM stage._rows
), spans AS (
    SELECT interaction_id, min(started_at) AS started_at, min(place) AS first_place, max(reaches) AS last_place,
           arg_min(steps, place) AS first_steps, arg_max(steps, reaches) AS last_steps,
           arg_min(communication_channel, place) AS type, bool_or(running) AS running,
           max(CASE WHEN kind IS NULL THEN started_at ELSE ended_at END) AS ended_at,
           max(CASE WHEN kind IS NOT NULL AND ended_at IS NULL THEN started_at END) AS endless,
           max(CASE WHEN waited THEN ended_at END) AS waited_to,
           max(CASE WHEN waited AND ended_at IS NULL THEN started_at END) AS waited_endless,
           max(CASE WHEN abandoned THEN started_at END) AS abandoned_at,
           max(CASE WHEN kind = 'accept' THEN started_at END) AS answered_at
    FROM rows GROUP BY interaction_id
), endings AS (
    SELECT *, abandoned_at IS NOT NULL AND NOT coalesce(answered_at > abandoned_at, false) AS abandoned
    FROM spans WHERE started_at IS NOT NULL
)
SELECT interaction_id, type, started_at, running, abandoned, first_steps, last_steps, first_place % 1152921504606846976 = last_place % 1152921504606846976 AS single,
       CASE WHEN abandoned AND (waited_to IS NOT NULL OR waited_endless IS NOT NULL)
            THEN CASE WHEN waited_endless IS NULL OR waited_to > waited_endless THEN waited_to END
            WHEN endless IS NULL OR ended_at > endless THEN ended_at END AS ended_at,
       CAST(first_place // 1099511627776 % 1048576 AS INTEGER) AS first_file, CAST(first_place % 1099511627776 AS BIGINT) AS first_row,
       CAST(last_place // 1099511627776 % 1048576 AS INTEGER) AS last_file, CAST(last_place % 1099511627776 AS BIGINT) AS last_row
FROM endings
