-- The tasks that belong to a conversation, each with its ring and what came of it: previewed is when the
-- offer was over, by a length that is rounded to seconds. A task that was not taken ended with its outcome; one
-- that goes on, and at the end of whose preview the queue connected an agent, was taken.
WITH running AS (
    SELECT id, primary_conversation_id AS interaction_id, start_time + to_microseconds(preview_duration) AS previewed
    FROM stage.workitems WHERE word IS NULL AND end_time IS NULL AND preview_duration IS NOT NULL
), connected AS (
    SELECT r.id FROM running r JOIN stage.queue_segments q ON q.interaction_id = r.interaction_id AND lower(trim(q.dequeued_reason)) = 'agentconnected'
        AND q.dequeued_at BETWEEN r.previewed - INTERVAL 1 SECOND AND r.previewed + INTERVAL 1 SECOND
), told AS (
    SELECT id, primary_conversation_id AS interaction_id, agent_id, queue_id, media_type,
           CASE WHEN word IS NULL AND id IN (FROM connected) THEN 'accept' ELSE result END AS result, nullif(trim(word), '') AS word,
           completion_code, notes, agent_phone_number, lookup_duration, start_time, end_time, preview_duration, active_duration_in_seconds AS active,
           wrap_up_duration AS wrap_up, file, source_row, start_time + to_microseconds(preview_duration) AS previewed,
           NOT coalesce(lower(trim(media_type)) = 'lookup', false)
               AND primary_conversation_id NOT IN (SELECT id FROM stage.conversations WHERE is_outbound) AS rung
    FROM stage.workitems
    WHERE primary_conversation_id IS NOT NULL AND lower(trim(word)) IS DISTINCT FROM 'cancelled'
), timed AS (
    SELECT *, CASE WHEN result IS DISTINCT FROM 'accept' THEN
                  CASE WHEN previewed IS NULL THEN CASE WHEN word IS NOT NULL THEN end_time END
                       WHEN end_time BETWEEN previewed - INTERVAL 1 SECOND AND previewed + INTERVAL 1 SECOND THEN end_time ELSE previewed END
                  WHEN previewed IS NOT NULL THEN previewed
                  WHEN NOT rung THEN start_time
                  ELSE end_time - to_microseconds(wrap_up) - to_microseconds(active) END AS outcome_at,
           end_time - to_microseconds(wrap_up) AS let_go_at
    FROM told
)
SELECT t.* REPLACE (CASE WHEN let_go_at BETWEEN outcome_at - INTERVAL 2 SECOND AND outcome_at THEN outcome_at ELSE let_go_at END AS let_go_at),
       result = 'accept' AND (word IS NULL OR rung AND previewed IS NULL) AS reckoned,
       s.failed, s.ended_reason, s.hold_count, s.total_hold_duration, s.last_hold_duration
FROM timed t LEFT JOIN stage._sessions s ON s.workitem_id = t.id AND s.conversation_id = t.interaction_id
