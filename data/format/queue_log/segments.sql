-- A ring before what came of it, the creation before the first stay, and each line's own step. Before the first turn
-- of a call that began before the log, the stay and the talk that this turn ended.
SELECT interaction_id, number AS seq, happened_at AS started_at, happened_at AS ended_at, NULL::BIGINT AS duration_stated_s, 'create' AS "event",
       word AS event_raw, NULL AS queue_id, NULL AS user_id, NULL AS by_user_id, NULL AS reason, NULL AS cause, 'call' AS type, NULL AS facts,
       false AS ambiguous, true AS derived, file, source_row, 1 AS part
FROM stage._rows WHERE creates
UNION ALL BY NAME
SELECT interaction_id, CASE WHEN number IS NOT NULL THEN first_number - 2 END AS seq, taken_at - to_microseconds(waited) AS started_at, taken_at AS ended_at,
       waited AS duration_stated_s, 'queue' AS "event", word AS event_raw, queue_id, CASE WHEN starts_with(verb, 'EXIT') THEN verb END AS reason,
       CASE verb WHEN 'ABANDON' THEN 'customer_left' WHEN 'EXITWITHTIMEOUT' THEN 'queue_timeout' WHEN 'EXITEMPTY' THEN 'withdrawn' WHEN 'EXITWITHKEY' THEN 'moved'
           ELSE 'agent_connected' END AS cause,
       'call' AS type, '{"key":' || to_json(turn."key") || '}' AS facts, false AS ambiguous, true AS derived, file, source_row, 1 AS part
FROM stage._rows WHERE queued
UNION ALL BY NAME
SELECT interaction_id, CASE WHEN number IS NOT NULL THEN first_number - 1 END AS seq, taken_at AS started_at, happened_at AS ended_at,
       epoch_us(happened_at) - epoch_us(taken_at) AS duration_stated_s, 'accept' AS "event", word AS event_raw, queue_id, agent AS user_id,
       'call' AS type, false AS ambiguous, true AS derived, file, source_row, 1 + queued::INTEGER AS part
FROM stage._rows WHERE taken
UNION ALL BY NAME
SELECT interaction_id, number AS seq, greatest(happened_at - to_microseconds(ring), entered_at) AS started_at, happened_at AS ended_at, ring AS duration_stated_s,
       'ring' AS "event", word AS event_raw, queue_id, agent AS user_id, 'call' AS type, false AS ambiguous, false AS derived, file, source_row,
       1 + queued::INTEGER AS part
FROM stage._rows WHERE ring IS NOT NULL
UNION ALL BY NAME
SELECT interaction_id, number + (creates OR ring IS NOT NULL)::INTEGER AS seq, happened_at AS started_at,
       CASE WHEN "event" = 'queue' THEN CASE WHEN next.verb IN ('CONNECT', 'ABANDON', 'EXITWITHTIMEOUT', 'EXITEMPTY', 'EXITWITHKEY') THEN next.happened_at END
            WHEN "event" = 'accept' THEN CASE WHEN next.verb IN ('COMPLETEAGENT', 'COMPLETECALLER', 'TRANSFER', 'BLINDTRANSFER', 'ATTENDEDTRANSFER') THEN next.happened_at END
            WHEN "event" IS NOT NULL THEN happened_at END AS ended_at,
       TRY_CAST(CASE "event" WHEN 'queue' THEN next.wait WHEN 'accept' THEN next.talk END AS UINTEGER)::BIGINT * 1000000 AS duration_stated_s,
       coalesce("event", 'other') AS "event", word AS event_raw, CASE WHEN "event" NOT IN ('complete', 'transfer') OR "event" IS NULL OR opens AND NOT queued THEN queue_id END AS queue_id,
       CASE WHEN "event" IN ('accept', 'ignore', 'clear', 'reject') OR "event" IS NULL THEN agent END AS user_id,
       CASE WHEN "event" = 'transfer' OR verb = 'COMPLETEAGENT' THEN agent END AS by_user_id,
       CASE WHEN "event" = 'transfer' THEN data1 WHEN "event" = 'queue' AND starts_with(next.verb, 'EXIT') THEN next.verb END AS reason,
       CASE verb WHEN 'RINGNOANSWER' THEN CASE WHEN ring = 0 THEN 'delivery_error' ELSE 'unknown' END
                 WHEN 'RINGCANCELED' THEN CASE WHEN next.verb = 'ABANDON' THEN 'customer_left' ELSE 'unknown' END
                 WHEN 'SYSCOMPAT' THEN 'delivery_error' WHEN 'AGENTDUMP' THEN 'declined'
                 WHEN 'ENTERQUEUE' THEN CASE next.verb WHEN 'CONNECT' THEN 'agent_connected' WHEN 'ABANDON' THEN 'customer_left'
                     WHEN 'EXITWITHTIMEOUT' THEN 'queue_timeout' WHEN 'EXITEMPTY' THEN 'withdrawn' WHEN 'EXITWITHKEY' THEN 'moved' END END AS cause,
       'call' AS type,
       CASE "event" WHEN 'queue' THEN nullif('{' || concat_ws(',', '"position":' || to_json(data3), '"key":' || to_json(next."key")) || '}', '{}')
                    WHEN 'transfer' THEN nullif('{' || concat_ws(',',
                        CASE WHEN verb = 'ATTENDEDTRANSFER' THEN '"to":' ELSE '"context":' END || to_json(data2)) || '}', '{}') END AS facts,
       coalesce(verb = 'RINGNOANSWER' AND ring = 0, false) AS ambiguous, coalesce(starts_with(verb, 'EXIT'), false) AS derived, file, source_row,
       1 + (creates OR ring IS NOT NULL)::INTEGER + queued::INTEGER + taken::INTEGER AS part
FROM stage._rows
WHERE "event" IS DISTINCT FROM 'complete' OR next IS NULL
