-- A deleted queue stays in the lookup for its name.
SELECT id AS queue_id, name, CASE WHEN deleted_at IS NOT NULL THEN false END AS active, file, source_row FROM stage.queues
