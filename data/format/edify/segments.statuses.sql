-- Statuses only: the steps of each row. Its last one carries the change of status; what stands before it
-- takes no time and was made by a rule.
WITH told AS (
    SELECT s.* EXCLUDE (file, source_row), r.*, coalesce(nth = 1 AND what <> 'create', false) AS creates, coalesce(now = 'completed' AND before = 'pending', false) AS clears,
           coalesce(now = 'open' AND before IN ('connected', 'hold'), false) AS transfers
    FROM stage.segments s JOIN stage._rows r ON r.file = s.file AND r.source_row = s.source_row
), steps AS (
    SELECT * EXCLUDE (part), unnest(CASE
               WHEN creates AND clears THEN ['create', 'clear', 'row'] WHEN creates AND transfers THEN ['create', 'transfer', 'row']
               WHEN creates THEN ['create', 'row'] WHEN clears THEN ['clear', 'row'] WHEN transfers THEN ['transfer', 'row'] ELSE ['row'] END) AS step,
           unnest(CASE WHEN creates AND (clears OR transfers) THEN [1, 2, 3] WHEN creates OR clears OR transfers THEN [1, 2] ELSE [1] END) AS part
    FROM told
)
SELECT interaction_id, segment_id, created_at AS started_at,
       CASE WHEN step <> 'row' THEN created_at
            WHEN what = 'queue' THEN left_at
            WHEN what = 'accept' THEN let_go_at
            WHEN what IN ('complete', 'abandon') OR ended_at IS NOT NULL OR duration IS NOT NULL THEN ended_at
            ELSE next_at END AS ended_at,
       CASE WHEN step = 'row' AND what NOT IN ('queue', 'accept') THEN duration END AS duration_stated_s,
       CASE WHEN step = 'row' THEN what ELSE step END AS "event",
       CASE WHEN step = 'row' THEN word END AS event_raw,
       CASE WHEN step = 'row' THEN previous_status END AS status_from,
       CASE WHEN step = 'row' THEN status END AS status_to,
       CASE WHEN step = 'clear' THEN coalesce(last_queue, queue) WHEN step <> 'create' THEN queue END AS queue_id,
       CASE WHEN step = 'clear' THEN CASE WHEN nth > 1 THEN last_who ELSE who END WHEN step = 'row' THEN who END AS user_id,
       CASE WHEN step = 'transfer' THEN last_who END AS by_user_id,
       CASE WHEN step = 'transfer' THEN 'returned to queue' WHEN step = 'row' THEN reason END AS reason,
       CASE WHEN step = 'clear' THEN 'unknown' END AS cause,
       communication_type AS type,
       step <> 'row' AS derived,
       file, source_row, part
FROM steps
