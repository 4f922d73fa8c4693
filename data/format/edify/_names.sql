-- The names that one row alone of a lookup has, and that are no id of it: they stand for that row's id.
SELECT 'user' AS kind, name, min(user_id) AS id
FROM (SELECT user_id, coalesce(name, nullif(concat_ws(' ', first_name, last_name), '')) AS name FROM stage.users)
WHERE name IS NOT NULL AND name NOT IN (SELECT user_id FROM stage.users)
GROUP BY name HAVING count(*) = 1
UNION ALL
SELECT 'queue', name, min(queue_id)
FROM stage.queues
WHERE name IS NOT NULL AND name NOT IN (SELECT queue_id FROM stage.queues)
GROUP BY name HAVING count(*) = 1
