-- What the sessions say of a task in a conversation: one row for each task and conversation.
SELECT workitem_id, conversation_id, min(file::BIGINT * 1099511627776 + source_row) AS place,
       bool_or(coalesce(lower(trim(ended_reason)) = 'agentfailedtojoin', false)) AS failed,
       arg_max(ended_reason, file::BIGINT * 1099511627776 + source_row) AS ended_reason,
       CAST(sum(hold_count) AS BIGINT) AS hold_count, CAST(sum(total_hold_duration) AS BIGINT) AS total_hold_duration,
       CAST(max(last_hold_duration) AS BIGINT) AS last_hold_duration
FROM stage.sessions WHERE workitem_id IS NOT NULL AND conversation_id IS NOT NULL GROUP BY workitem_id, conversation_id
