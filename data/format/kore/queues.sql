-- The report knows queues by name.
SELECT DISTINCT queue_name AS queue_id, queue_name AS name FROM stage._rows WHERE queue_name IS NOT NULL
