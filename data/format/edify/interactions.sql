-- One row an interaction. Completion Display of its segments, from the last that has one, is the outcome
-- where its own row says none, and where it has no row at all.
WITH said AS (
    SELECT interaction_id, arg_max(completion_display, (created_at, file, source_row)) AS outcome
    FROM stage.segments WHERE completion_display IS NOT NULL GROUP BY interaction_id
)
SELECT i.interaction_id, i.call_id AS external_ids, i.communication_type AS type, i.direction, i.created_at, i.completed_at,
       i.status, coalesce(i.completion_display, s.outcome) AS outcome, i.customer,
       coalesce(q.id, i.queue_id) AS queue_id,
       coalesce(u.id, i.completed_user_id, i.assignee_at_completion) AS user_id,
       i.account_id, i.file, i.source_row
FROM stage.interactions i
LEFT JOIN said s ON s.interaction_id = i.interaction_id
LEFT JOIN stage._names q ON q.kind = 'queue' AND q.name = i.queue_id
LEFT JOIN stage._names u ON u.kind = 'user' AND u.name = coalesce(i.completed_user_id, i.assignee_at_completion)
UNION ALL BY NAME
SELECT interaction_id, outcome FROM said
WHERE interaction_id NOT IN (SELECT interaction_id FROM stage.interactions)
