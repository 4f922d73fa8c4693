-- Events stated: each row is one step. A row with a blank event is a change of status, or the end where it
-- is the change to Completed; on a row that has an event the end is a step of its own after it.
WITH rows AS (
    SELECT s.* EXCLUDE (part), e.ending, coalesce(trim(s.word), '') = '' AS blank, coalesce(q.id, s.queue_id) AS queue,
           coalesce(u.id, s.user_id, nullif(concat_ws(' ', s.first_name, s.last_name), '')) AS who
    FROM stage.segments s
    LEFT JOIN stage._rows e ON e.file = s.file AND e.source_row = s.source_row
    LEFT JOIN stage._names q ON q.kind = 'queue' AND q.name = s.queue_id
    LEFT JOIN stage._names u ON u.kind = 'user' AND u.name = coalesce(s.user_id, nullif(concat_ws(' ', s.first_name, s.last_name), ''))
), steps AS (
    SELECT *, unnest(CASE WHEN ending IS NOT NULL AND NOT blank THEN ['row', 'end'] ELSE ['row'] END) AS step,
           unnest(CASE WHEN ending IS NOT NULL AND NOT blank THEN [1, 2] ELSE [1] END) AS nth
    FROM rows
)
SELECT interaction_id, segment_id, created_at AS started_at,
       CASE WHEN step = 'row' THEN ended_at ELSE created_at END AS ended_at,
       CASE WHEN step = 'row' THEN duration END AS duration_stated_s,
       CASE WHEN step = 'end' OR blank AND ending IS NOT NULL THEN ending
            WHEN "event" IS NOT NULL THEN "event" WHEN blank THEN 'status' ELSE 'other' END AS "event",
       CASE WHEN step = 'row' THEN word END AS event_raw,
       CASE WHEN step = 'end' OR ending IS NULL OR blank THEN previous_status END AS status_from,
       CASE WHEN step = 'end' OR ending IS NULL OR blank THEN status END AS status_to,
       CASE WHEN step = 'row' THEN queue END AS queue_id, CASE WHEN step = 'row' THEN who END AS user_id,
       CASE WHEN step = 'row' THEN reason END AS reason, communication_type AS type,
       step = 'end' AS derived, file, source_row, nth AS part
FROM steps
