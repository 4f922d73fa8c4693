-- Every line of a call in order, with the call's next turn: the next line but for rings. One sort. Where the first turn
-- is no ENTERQUEUE the call began before the log: when it was taken, and since when it waited, is counted back from it.
WITH told AS (
    SELECT interaction_id, "time" AS happened_at, nullif(queue_id, 'NONE') AS queue_id, nullif(agent, 'NONE') AS agent,
           "event", word, upper(trim(word)) AS verb,
           coalesce(data1, nullif(split_part("data", '|', 1), '')) AS data1, coalesce(data2, nullif(split_part("data", '|', 2), '')) AS data2,
           coalesce(data3, nullif(split_part("data", '|', 3), '')) AS data3, coalesce(data4, nullif(split_part("data", '|', 4), '')) AS data4,
           coalesce(data5, nullif(split_part("data", '|', 5), '')) AS data5,
           CASE WHEN log_time IS NOT NULL THEN source_row ELSE id END AS place, file, source_row
    FROM stage.log
    WHERE interaction_id <> 'NONE' AND "event" IS DISTINCT FROM 'status'
), measured AS (
    SELECT *, CASE WHEN verb = 'CONNECT' THEN TRY_CAST(data3 AS UINTEGER)::BIGINT * 1000000
                   WHEN verb IN ('RINGNOANSWER', 'RINGCANCELED') THEN TRY_CAST(data1 AS UINTEGER)::BIGINT * 1000 END AS ring,
           CASE WHEN "event" IN ('queue', 'accept', 'transfer', 'complete', 'abandon') THEN {'verb': verb, 'happened_at': happened_at,
               'wait': CASE verb WHEN 'CONNECT' THEN data1 WHEN 'ABANDON' THEN data3 WHEN 'EXITWITHTIMEOUT' THEN data3
                   WHEN 'EXITEMPTY' THEN data3 WHEN 'EXITWITHKEY' THEN data4 END,
               'talk': CASE WHEN "event" = 'transfer' THEN CASE WHEN data1 = 'LINK' THEN split_part(data5, '|', 1) ELSE data4 END
                   WHEN verb IN ('COMPLETEAGENT', 'COMPLETECALLER') THEN data2 END,
               'key': CASE WHEN verb = 'EXITWITHKEY' THEN data1 END} END AS turn,
           "event" = 'transfer' OR verb IN ('COMPLETEAGENT', 'COMPLETECALLER') AS talked
    FROM told
), counted AS (
    SELECT *, CASE WHEN talked THEN happened_at - to_seconds(TRY_CAST(turn.talk AS UINTEGER)) ELSE happened_at END AS taken_at,
           TRY_CAST(CASE WHEN NOT talked THEN turn.wait WHEN "event" = 'complete' THEN data1 WHEN data1 = 'LINK' THEN data4 ELSE data3 END AS UINTEGER)::BIGINT * 1000000 AS waited
    FROM measured
), walked AS (
    SELECT *, lead(turn IGNORE NULLS) OVER path AS next, count(turn) OVER path AS turns, count(*) OVER path AS lines,
           first_value(CASE WHEN turn IS NOT NULL THEN {'at': happened_at, 'since': taken_at - to_microseconds(waited)} END IGNORE NULLS) OVER whole AS opening,
           min(CASE WHEN "event" = 'queue' THEN happened_at END) OVER whole AS first_entered_at,
           max(CASE WHEN "event" = 'queue' THEN happened_at END) OVER path AS entered_at,
           coalesce("event" = 'queue', false) AND count(*) FILTER (WHERE "event" = 'queue') OVER path = 1 AS enters,
           CASE WHEN min(file) OVER whole = max(file) OVER whole THEN place * 2 END AS number, min(place) OVER whole * 2 AS first_number
    FROM counted
    WINDOW path AS (PARTITION BY interaction_id ORDER BY happened_at, place,
               CASE WHEN "event" IN ('complete', 'transfer') THEN 0 WHEN "event" = 'queue' THEN 1 WHEN "event" = 'accept' THEN 3 WHEN "event" = 'abandon' THEN 4 ELSE 2 END,
               file, source_row),
           whole AS (path ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
), known AS (
    SELECT *, opening IS NOT NULL AND coalesce(coalesce(opening.since, opening.at) < first_entered_at, true) AS late FROM walked
)
SELECT * REPLACE (coalesce(entered_at, CASE WHEN late AND opening.since <= happened_at THEN opening.since END) AS entered_at),
       enters AND NOT late AS creates, late AND turns = 1 AND turn IS NOT NULL AS opens,
       opens AND waited IS NOT NULL AND taken_at IS NOT NULL AS queued, opens AND talked AND taken_at IS NOT NULL AS taken
FROM known
