-- A conversation begins and, by its reason, ends. Who disconnected tells an abandon from a complete only
-- where it is known whether an agent had it.
WITH ended AS (
    SELECT c.*, lower(trim(conversation_ended_reason)) AS why, coalesce(w.taken, false) AS taken,
           CASE WHEN w.taken THEN true ELSE coalesce(w.hung_up, false) OR NOT coalesce(w.unsure, false) AND EXISTS (FROM stage.workitems) END AS decided
    FROM stage.conversations c LEFT JOIN stage._whole w ON w.interaction_id = c.id
    WHERE conversation_ended_reason IS NOT NULL
), ending AS (
    SELECT *, CASE WHEN why IN ('transfertochannel', 'transfertoexternal', 'transferredtoqueue') THEN 'transfer'
                   WHEN why IN ('transfertoagentfailed', 'transfertoexternalfailed') THEN 'transfer_failed'
                   WHEN why = 'abandoned' THEN 'abandon'
                   WHEN why = 'callbackrequested' THEN 'callback'
                   WHEN why = 'customerdisconnected' THEN CASE WHEN taken THEN 'complete' WHEN decided THEN 'abandon' END
                   WHEN why IN ('default', 'agentjoinfailed', 'customerjoinfailed', 'idletimeout', 'internalerror') THEN 'complete'
                   ELSE 'other' END AS "event"
    FROM ended
)
SELECT id AS interaction_id, NULL::VARCHAR AS segment_id, started_at, started_at AS ended_at, NULL::BIGINT AS duration_stated_s,
       'create' AS "event", NULL::VARCHAR AS event_raw, NULL::VARCHAR AS queue_id, NULL::VARCHAR AS user_id, NULL::VARCHAR AS by_user_id,
       NULL::VARCHAR AS reason, NULL::VARCHAR AS cause, channel_type AS type, NULL::VARCHAR AS facts, false AS derived, file, source_row, 1 AS part
FROM stage.conversations
UNION ALL BY NAME
SELECT id AS interaction_id, ended_at AS started_at, ended_at, "event", conversation_ended_reason AS event_raw,
       CASE WHEN why IN ('transfertoexternal', 'transfertoexternalfailed') THEN coalesce(transfer_to_external_destination_phone_number, conversation_ended_reason)
            ELSE conversation_ended_reason END AS reason,
       channel_type AS type, false AS derived, file, source_row, 2 AS part
FROM ending WHERE "event" IS NOT NULL
UNION ALL BY NAME
SELECT interaction_id, s.id AS segment_id, queued_at AS started_at, dequeued_at AS ended_at, duration_in_seconds AS duration_stated_s,
       'queue' AS "event", queue_id, dequeued_reason AS reason,
       CASE lower(trim(dequeued_reason)) WHEN 'agentconnected' THEN 'agent_connected' WHEN 'callbackrequested' THEN 'callback_requested'
            WHEN 'customerdisconnected' THEN 'customer_left' WHEN 'queuetimedout' THEN 'queue_timeout'
            ELSE CASE WHEN dequeued_at IS NOT NULL OR dequeued_reason IS NOT NULL THEN 'unknown' END END AS cause,
       n.channel_type AS type, false AS derived, s.file, s.source_row, 1 AS part
FROM stage.queue_segments s LEFT JOIN stage.channels n ON n.id = s.channel_id
UNION ALL BY NAME
SELECT interaction_id, s.id AS segment_id, rejected_at AS started_at, rejected_at AS ended_at, 'enqueue_rejected' AS "event", queue_id,
       reject_reason AS reason, n.channel_type AS type, false AS derived, s.file, s.source_row, 1 AS part
FROM stage.rejected_enqueue_attempts s LEFT JOIN stage.channels n ON n.id = s.channel_id
UNION ALL BY NAME
SELECT interaction_id, s.id AS segment_id, started_at, ended_at, duration_in_seconds AS duration_stated_s, 'bot' AS "event", result AS reason,
       CASE WHEN lower(trim(result)) = 'customerdisconnect' THEN 'customer_left' END AS cause, n.channel_type AS type,
       nullif('{' || concat_ws(',', '"botStep":' || to_json(coalesce(b.name, bot_step_id)), '"botStepType":' || to_json(b.type), '"botFinishedResult":' || to_json(bot_finished_result),
           '"botFinishedInfo":' || to_json(bot_finished_info), '"botInfo":' || to_json(bot_info)) || '}', '{}') AS facts,
       false AS derived, s.file, s.source_row, 1 AS part
FROM stage.bot_segments s LEFT JOIN stage.bot_steps b ON b.id = s.bot_step_id LEFT JOIN stage.channels n ON n.id = s.channel_id
UNION ALL BY NAME
SELECT interaction_id, id AS segment_id, start_time AS started_at,
       CASE WHEN reckoned AND previewed IS NULL THEN NULL ELSE outcome_at END AS ended_at, 'ring' AS "event", word AS event_raw, queue_id, agent_id AS user_id, media_type AS type,
       CASE WHEN word IS NULL AND result IS NULL THEN nullif('{' || concat_ws(',', '"completionCode":' || to_json(completion_code), '"notes":' || to_json(notes)) || '}', '{}') END AS facts,
       false AS derived, file, source_row, 1 AS part
FROM stage._tasks WHERE rung
UNION ALL BY NAME
SELECT interaction_id, id AS segment_id, outcome_at AS started_at, CASE WHEN result = 'accept' THEN let_go_at ELSE outcome_at END AS ended_at,
       CASE WHEN result = 'accept' THEN active END AS duration_stated_s, coalesce(result, 'other') AS "event", word AS event_raw, queue_id, agent_id AS user_id,
       CASE WHEN failed THEN ended_reason END AS reason,
       CASE result WHEN 'ignore' THEN 'timeout' WHEN 'reject' THEN 'declined' WHEN 'clear' THEN 'customer_left' END AS cause, media_type AS type,
       nullif('{' || concat_ws(',', '"talk_total_s":"' || stage.seconds(active) || '"', '"hold_total_s":"' || stage.seconds(total_hold_duration) || '"',
           '"holdCount":"' || hold_count || '"', '"lastHoldDuration":"' || stage.seconds(last_hold_duration) || '"', '"endedReason":' || to_json(ended_reason),
           '"completionCode":' || to_json(completion_code), '"notes":' || to_json(notes), '"lookupDuration":' || to_json(lookup_duration),
           '"agentPhoneNumber":' || to_json(agent_phone_number)) || '}', '{}') AS facts,
       coalesce(reckoned, false) AS derived, file, source_row, 1 + rung::INTEGER AS part
FROM stage._tasks WHERE word IS NOT NULL OR result IS NOT NULL
UNION ALL BY NAME
SELECT interaction_id, id AS segment_id, let_go_at AS started_at, end_time AS ended_at, wrap_up AS duration_stated_s, 'wrapup' AS "event", queue_id, agent_id AS user_id,
       media_type AS type, false AS derived, file, source_row, 2 + rung::INTEGER AS part
FROM stage._tasks WHERE result = 'accept' AND wrap_up > 0 AND end_time IS NOT NULL
UNION ALL BY NAME
SELECT CASE WHEN consults THEN primary_id ELSE conversation_id END AS interaction_id, NULL AS segment_id, started_at, CASE WHEN consults THEN ended_at END AS ended_at,
       CASE WHEN consults THEN 'consult' ELSE 'join' END AS "event", CASE WHEN NOT consults THEN agent_id END AS user_id,
       CASE WHEN consults THEN agent_id END AS by_user_id, CASE WHEN failed THEN ended_reason END AS reason,
       nullif('{' || concat_ws(',', CASE WHEN consults THEN '"conversationID":' || to_json(conversation_id) END, '"workitemId":' || to_json(workitem_id),
           '"hold_total_s":"' || CASE WHEN NOT consults THEN stage.seconds(total_hold_duration) END || '"', '"holdCount":"' || hold_count || '"', '"endedReason":' || to_json(ended_reason)) || '}', '{}') AS facts,
       true AS derived, file, source_row, 1 AS part
FROM stage._together
