-- Every line of a call in order, with the call's next turn: the next line but for rings. One sort.
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
               'key': CASE WHEN verb = 'EXITWITHKEY' THEN data1 END} END AS turn
    FROM told
)
SELECT *, lead(turn IGNORE NULLS) OVER path AS next, max(CASE WHEN "event" = 'queue' THEN happened_at END) OVER path AS entered_at,
       coalesce("event" = 'queue', false) AND count(*) FILTER (WHERE "event" = 'queue') OVER path = 1 AS creates,
       CASE WHEN min(file) OVER whole = max(file) OVER whole THEN place * 2 END AS number
FROM measured
WINDOW path AS (PARTITION BY interaction_id ORDER BY happened_at, place,
           CASE WHEN "event" IN ('complete', 'transfer') THEN 0 WHEN "event" = 'queue' THEN 1 WHEN "event" = 'accept' THEN 3 WHEN "event" = 'abandon' THEN 4 ELSE 2 END,
           file, source_row),
       whole AS (path ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
