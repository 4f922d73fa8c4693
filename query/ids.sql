-- The interactions of some ids: of their own, and of external ones where none has it as its own.
WITH asked AS (SELECT unnest(?::VARCHAR[]) AS id), own AS (
    SELECT a.id, i.interaction_id FROM asked a JOIN interactions i ON i.interaction_id = a.id
), external AS (
    SELECT a.id, x.interaction_id
    FROM (SELECT interaction_id, unnest(external_ids) AS id FROM interactions) x JOIN asked a ON a.id = x.id
    WHERE a.id NOT IN (SELECT id FROM own)
)
SELECT id, interaction_id FROM own UNION ALL SELECT id, interaction_id FROM external ORDER BY interaction_id
