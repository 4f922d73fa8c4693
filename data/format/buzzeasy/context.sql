-- Names of channels and bot steps fill the steps and interactions that have their ids; sessions fill the
-- answers of their tasks.
SELECT file, source_row, NULL::VARCHAR AS reason FROM stage.channels
UNION ALL
SELECT file, source_row, NULL FROM stage.bot_steps
UNION ALL
SELECT s.file, s.source_row,
       CASE WHEN s.workitem_id IS NULL OR s.conversation_id IS NULL THEN 'session without its task or conversation'
            WHEN t.id IS NULL AND EXISTS (FROM stage.workitems) THEN 'session of a task that is not in the export' END
FROM stage.sessions s LEFT JOIN stage._tasks t ON t.id = s.workitem_id
UNION ALL
SELECT file, source_row, CASE WHEN lower(trim(word)) = 'cancelled' THEN 'outbound task closed before a conversation' ELSE 'task without a conversation' END
FROM stage.workitems WHERE primary_conversation_id IS NULL OR lower(trim(word)) = 'cancelled'
