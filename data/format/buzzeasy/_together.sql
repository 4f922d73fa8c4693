-- The other conversations of a task: those of its sessions that are not its primary one. A consult hangs on
-- the primary conversation; in any other the agent takes part.
SELECT s.*, t.interaction_id AS primary_id, t.agent_id, CAST(s.place // 1099511627776 AS INTEGER) AS file,
       CAST(s.place % 1099511627776 AS BIGINT) AS source_row, c.started_at, c.ended_at, coalesce(c.is_consult, false) AS consults
FROM stage._sessions s
JOIN stage._tasks t ON t.id = s.workitem_id AND t.interaction_id <> s.conversation_id
LEFT JOIN stage.conversations c ON c.id = s.conversation_id
