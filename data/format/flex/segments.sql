-- What a row is by itself: a stay, an accept, or a ring whose outcome follows.
SELECT interaction_id, segment AS segment_id, CASE WHEN kind = 'accept' THEN segment_order END AS seq,
       started_at, NULL::TIMESTAMP AS ended_at, lasts AS duration_stated_s,
       CASE WHEN offered THEN 'ring' ELSE coalesce(kind, 'other') END AS "event", word AS event_raw,
       queue AS queue_id, agent AS user_id,
       CASE WHEN kind = 'queue' THEN CASE lower(trim(conversation_attribute_1)) WHEN 'moved' THEN 'moved' WHEN 'timeout' THEN 'queue_timeout' END END AS cause,
       communication_channel AS type,
       nullif('{' || concat_ws(',',
           CASE WHEN kind = 'accept' THEN '"talk_total_s":"' || stage.seconds(talk_time) || '"' END,
           CASE WHEN kind = 'accept' THEN '"hold_total_s":"' || stage.seconds(hold_time) || '"' END,
           '"IVR Path":' || to_json(ivr_path), '"Workflow":' || to_json(workflow), '"Case":' || to_json("case"),
           '"Handling Team":' || to_json(handling_team), '"Handling Department":' || to_json(handling_department),
           '"Segment Link":' || to_json(segment_link), '"Time in Seconds":"' || unused_seconds || '"') || '}', '{}') AS facts,
       false AS ambiguous, false AS derived, file, source_row, 1 AS part
FROM stage._rows
UNION ALL BY NAME
-- The outcome of an offer, at the end of its ring where that is known.
SELECT interaction_id, segment AS segment_id, started_at + to_microseconds(lasts) AS started_at, started_at + to_microseconds(lasts) AS ended_at,
       CASE WHEN l.file IS NOT NULL THEN 'clear' ELSE kind END AS "event", word AS event_raw, queue AS queue_id, agent AS user_id,
       CASE WHEN l.file IS NOT NULL THEN 'customer_left' WHEN kind = 'clear' THEN 'withdrawn' END AS cause,
       communication_channel AS type, kind = 'ignore' AND l.file IS NULL AS ambiguous, false AS derived, r.file, r.source_row, 2 AS part
FROM stage._rows r LEFT JOIN stage._rows_left l ON l.file = r.file AND l.source_row = r.source_row
WHERE offered AND NOT running
UNION ALL BY NAME
SELECT interaction_id, segment AS segment_id, started_at + to_microseconds(lasts) AS started_at, wrap_up_time AS duration_stated_s,
       'wrapup' AS "event", word AS event_raw, queue AS queue_id, agent AS user_id, communication_channel AS type, false AS ambiguous,
       false AS derived, file, source_row, 2 AS part
FROM stage._rows WHERE wraps_up
UNION ALL BY NAME
SELECT interaction_id, started_at, started_at AS ended_at, 'create' AS "event", type, false AS ambiguous, true AS derived,
       first_file AS file, first_row AS source_row, first_steps + 1 + (single AND NOT running)::INTEGER AS part
FROM stage._whole
UNION ALL BY NAME
SELECT interaction_id, ended_at AS started_at, ended_at, CASE WHEN abandoned THEN 'abandon' ELSE 'complete' END AS "event",
       false AS ambiguous, true AS derived, last_file AS file, last_row AS source_row, last_steps + 1 AS part
FROM stage._whole WHERE NOT running
