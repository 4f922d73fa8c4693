-- Rows without a Segment ID that an older report has of what went on, where another row tells more of it: of the
-- same stay in a queue, or of the bot from the same start. Those with an id were told apart before (ends).
WITH told AS (
    SELECT interaction_id, coalesce(queue_entry_time, segment_start_time) AS begun_at, queue_name, segment_start_time,
           lower(trim(transferred_in_by)) AS folded_by, file, source_row, segment_id IS NOT NULL AS picked,
           CASE WHEN segment_start_time IS NULL THEN queue_exit_time ELSE segment_end_time END IS NULL AS endless,
           NOT picked AND disconnecting_event IS NULL AND (endless OR segment_start_time IS NULL AND status IS NOT NULL) AS stale
    FROM stage.segments
)
SELECT DISTINCT s.interaction_id, s.file, s.source_row
FROM told s JOIN told o ON o.interaction_id = s.interaction_id AND o.begun_at = s.begun_at
    AND o.queue_name IS NOT DISTINCT FROM s.queue_name AND o.folded_by IS NOT DISTINCT FROM s.folded_by
WHERE s.stale AND (NOT o.stale OR o.file > s.file)
  AND (s.segment_start_time IS NULL OR NOT o.picked AND o.segment_start_time = s.segment_start_time)
  AND CASE WHEN s.endless THEN NOT o.endless OR o.file <> s.file ELSE o.picked AND o.file <> s.file END
