-- The steps of each row, in the order of their parts: transfer, stay, bot or accept, consults, joins, end.
-- None carries a status: the report has the last one of a session, and not since when.
SELECT interaction_id, NULL AS segment_id, CASE WHEN repeats AND queued THEN segment_start_time ELSE begun_at END AS started_at,
       started_at AS ended_at, NULL::BIGINT AS duration_stated_s, 'transfer' AS "event", transferred_in_by AS event_raw,
       queue_name AS queue_id, CASE WHEN taken AND NOT stays THEN agent END AS user_id,
       CASE WHEN folded_by NOT IN ('system', 'bot') THEN trim(transferred_in_by) END AS by_user_id,
       transferred_in_status AS reason, CASE WHEN folded_by = 'system' THEN 'queue_timeout' END AS cause, channel AS type,
       CASE WHEN folded_by IN ('system', 'bot') THEN '{"Transferred In By":' || to_json(transferred_in_by) || '}' END AS facts,
       false AS derived, file, source_row, 1 AS part
FROM stage._rows WHERE transferred_in_by IS NOT NULL
UNION ALL BY NAME
SELECT interaction_id, queue_entry_time AS started_at, queue_exit_time AS ended_at, queue_wait_time AS duration_stated_s,
       'queue' AS "event", queue_name AS queue_id,
       CASE WHEN taken THEN 'agent_connected' WHEN next_by = 'system' THEN 'queue_timeout' WHEN abandons THEN 'customer_left'
            WHEN queue_exit_time IS NOT NULL OR queue_wait_time IS NOT NULL THEN 'unknown' END AS cause,
       channel AS type,
       CASE WHEN NOT held THEN nullif('{' || concat_ws(',',
           '"Conversation Skills":' || to_json(conversation_skills), '"Agent Name":' || to_json(agent)) || '}', '{}') END AS facts,
       file, source_row, (transferred_in_by IS NOT NULL)::INTEGER + 1 AS part
FROM stage._rows WHERE stays
UNION ALL BY NAME
SELECT interaction_id, segment_id, segment_start_time AS started_at, segment_end_time AS ended_at,
       CASE WHEN bot THEN 'bot' WHEN taken THEN 'accept' ELSE 'other' END AS "event", CASE WHEN NOT bot THEN queue_name END AS queue_id, CASE WHEN taken THEN agent END AS user_id, channel AS type,
       nullif('{' || concat_ws(',',
           '"talk_total_s":' || stage.seconds(talk_time),
           '"hold_total_s":' || stage.seconds(hold_mute_time),
           '"Snooze Time":' || to_json(snooze_time), '"First Response Time":' || to_json(first_response_time),
           '"Conversation Skills":' || to_json(conversation_skills), '"Agent Custom Name":' || to_json(agent_custom_name),
           '"Disposition":' || to_json(disposition), '"Messages Sent":' || to_json(messages_sent),
           CASE WHEN NOT taken AND NOT bot THEN '"Agent Name":' || to_json(agent) END) || '}', '{}') AS facts,
       file, source_row, (transferred_in_by IS NOT NULL)::INTEGER + stays::INTEGER + 1 AS part
FROM stage._rows
WHERE held OR NOT queued AND transferred_in_by IS NULL AND NOT closes -- a row with nothing else to say
UNION ALL BY NAME
SELECT interaction_id, segment_id, segment_start_time AS started_at, 'consult' AS "event", user_id, agent AS by_user_id, channel AS type,
       true AS derived, file, source_row, (transferred_in_by IS NOT NULL)::INTEGER + stays::INTEGER + 1 + nth AS part
FROM (SELECT *, trim(unnest(string_split(consultants, '|'))) AS user_id, generate_subscripts(string_split(consultants, '|'), 1) AS nth
      FROM stage._rows WHERE consultants IS NOT NULL AND taken)
WHERE user_id <> ''
UNION ALL BY NAME
SELECT interaction_id, segment_id, segment_start_time AS started_at, 'join' AS "event", user_id, channel AS type,
       true AS derived, file, source_row,
       (transferred_in_by IS NOT NULL)::INTEGER + stays::INTEGER + 1 + coalesce(len(string_split(consultants, '|')), 0) + nth AS part
FROM (SELECT *, trim(unnest(string_split(joined_users, '|'))) AS user_id, generate_subscripts(string_split(joined_users, '|'), 1) AS nth
      FROM stage._rows WHERE joined_users IS NOT NULL AND taken)
WHERE user_id <> ''
UNION ALL BY NAME
SELECT interaction_id, row_end AS started_at, row_end AS ended_at, CASE WHEN abandons THEN 'abandon' ELSE 'complete' END AS "event",
       disconnecting_event AS event_raw, CASE WHEN abandons THEN queue_name END AS queue_id, reason, channel AS type,
       abandons OR status IS NULL AND disconnecting_event IS NULL AS derived, file, source_row,
       (transferred_in_by IS NOT NULL)::INTEGER + stays::INTEGER + held::INTEGER
           + CASE WHEN taken THEN coalesce(len(string_split(consultants, '|')), 0) + coalesce(len(string_split(joined_users, '|')), 0) ELSE 0 END + 1 AS part
FROM stage._rows WHERE closes
