-- The log knows queues by name.
SELECT DISTINCT queue_id, queue_id AS name FROM stage._rows WHERE queue_id IS NOT NULL
