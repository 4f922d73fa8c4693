-- Events stated: each row is one step. A row with a blank event is a change of status.
SELECT s.interaction_id, s.segment_id, s.created_at AS started_at, s.ended_at, s.duration AS duration_stated_s,
       CASE WHEN s."event" IS NOT NULL THEN s."event" WHEN coalesce(trim(s.word), '') = '' THEN 'status' ELSE 'other' END AS "event",
       s.word AS event_raw, s.previous_status AS status_from, s.status AS status_to,
       coalesce(q.id, s.queue_id) AS queue_id,
       coalesce(u.id, s.user_id, nullif(concat_ws(' ', s.first_name, s.last_name), '')) AS user_id,
       s.reason, s.communication_type AS type, s.file, s.source_row
FROM stage.segments s
LEFT JOIN stage._names q ON q.kind = 'queue' AND q.name = s.queue_id
LEFT JOIN stage._names u ON u.kind = 'user' AND u.name = coalesce(s.user_id, nullif(concat_ws(' ', s.first_name, s.last_name), ''))
