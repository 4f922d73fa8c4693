-- Conversations of which other tables tell, and that are not in the export: one row each, its first.
WITH told AS (
    SELECT interaction_id, file, source_row FROM stage.queue_segments
    UNION ALL
    SELECT interaction_id, file, source_row FROM stage.bot_segments
    UNION ALL
    SELECT interaction_id, file, source_row FROM stage.rejected_enqueue_attempts
    UNION ALL
    SELECT interaction_id, file, source_row FROM stage._tasks WHERE rung OR word IS NOT NULL OR result IS NOT NULL
    UNION ALL
    SELECT conversation_id, file, source_row FROM stage._together WHERE NOT consults
)
SELECT 'A conversation is not in the export, though rows of other tables are of it: it is made of those rows, and whether it has ended is not known, unless something of it goes on.' AS text,
       true AS problem, interaction_id, arg_min(file, (file, source_row)) AS file, arg_min(source_row, (file, source_row)) AS source_row
FROM told ANTI JOIN stage.conversations c ON c.id = told.interaction_id
GROUP BY interaction_id
