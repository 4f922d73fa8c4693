-- What the other tables tell of a conversation as a whole: its last queue, who took it last, and whether an
-- agent had it at all. One pass; the instant, file and record of a row are one number.
SELECT interaction_id, arg_max(queue_id, stayed) AS queue_id, arg_max(agent_id, took) AS user_id,
       bool_or(taken) AS taken, bool_or(unsure) AS unsure, bool_or(hung_up) AS hung_up, CAST(sum(held) AS BIGINT) AS held
FROM (
    SELECT interaction_id, NULL::VARCHAR AS queue_id, NULL::HUGEINT AS stayed, agent_id,
           CASE WHEN result = 'accept' THEN (epoch_us(coalesce(outcome_at, start_time)) + 62135596800000000)::HUGEINT * 1152921504606846976 + file::BIGINT * 1099511627776 + source_row END AS took,
           coalesce(result = 'accept', false) AS taken, word IS NULL AND result IS NULL AS unsure, false AS hung_up, NULL::BIGINT AS held
    FROM stage._tasks
    UNION ALL
    SELECT interaction_id, queue_id, (epoch_us(queued_at) + 62135596800000000)::HUGEINT * 1152921504606846976 + file::BIGINT * 1099511627776 + source_row,
           NULL, NULL, coalesce(lower(trim(dequeued_reason)) = 'agentconnected', false), false, coalesce(lower(trim(dequeued_reason)) = 'customerdisconnected', false), NULL
    FROM stage.queue_segments
    UNION ALL
    SELECT conversation_id, NULL, NULL, NULL, NULL, true, false, false, NULL FROM stage._together WHERE NOT consults
    UNION ALL
    SELECT conversation_id, NULL, NULL, NULL, NULL, false, false, false, total_hold_duration
    FROM stage._sessions WHERE NOT EXISTS (FROM stage.workitems)
)
GROUP BY interaction_id
