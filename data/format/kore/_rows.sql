-- Every row of the report in the order of its session, what it is, and what its neighbours make of it. One
-- sort, of the columns that it needs alone: equal stays of a session lie side by side in it.
WITH told AS (
    SELECT interaction_id, queue_name, queue_entry_time, queue_exit_time, segment_start_time, segment_end_time, file, source_row,
           coalesce(queue_entry_time, segment_start_time) AS begun_at,
           CASE WHEN status IS NOT NULL OR reason IS NOT NULL OR disconnecting_event IS NOT NULL THEN true END AS speaks,
           CASE WHEN disconnecting_event IS NOT NULL THEN true END AS hangs_up,
           lower(trim(transferred_in_by)) AS folded_by
    FROM stage.segments s ANTI JOIN stage._overtaken o ON o.file = s.file AND o.source_row = s.source_row
), placed AS (
    SELECT file, source_row, begun_at, coalesce(speaks, false) AS says, folded_by,
           lead(folded_by) OVER session AS next_by, lead(source_row) OVER session IS NULL AS is_last,
           lag(source_row) OVER session IS NOT NULL
               AND lag(queue_name) OVER session IS NOT DISTINCT FROM queue_name
               AND lag(queue_entry_time) OVER session IS NOT DISTINCT FROM queue_entry_time
               AND lag(queue_exit_time) OVER session IS NOT DISTINCT FROM queue_exit_time AS repeats,
           lag(speaks IGNORE NULLS) OVER session IS NOT NULL AS spoken, lead(speaks IGNORE NULLS) OVER session IS NOT NULL AS to_speak,
           hangs_up IS NULL AND lag(hangs_up IGNORE NULLS) OVER session IS NOT NULL AS hung_up,
           lead(hangs_up IGNORE NULLS) OVER session IS NOT NULL AS to_hang_up
    FROM told
    WINDOW session AS (PARTITION BY interaction_id
        ORDER BY begun_at, queue_name NULLS FIRST, queue_exit_time, segment_start_time, segment_end_time, file, source_row)
), final AS (
    SELECT s.*, p.* EXCLUDE (file, source_row, spoken, to_speak, hung_up, to_hang_up),
           queue_name IS NOT NULL OR queue_entry_time IS NOT NULL AS queued,
           coalesce(agent_email, agent_name, agent_custom_name) AS agent,
           coalesce(upper(trim(agent_name)) = 'BOT', false) AND agent_email IS NULL AS bot,
           bot OR segment_id IS NOT NULL OR segment_start_time IS NOT NULL AS held,
           segment_id IS NOT NULL AND NOT bot AS taken,
           queued AND NOT repeats AS stays,
           NOT hung_up AND NOT to_hang_up AND (disconnecting_event IS NOT NULL OR NOT to_speak AND (says OR NOT spoken AND is_last)) AS last_word, -- one row a session
           CASE WHEN held THEN segment_end_time IS NOT NULL ELSE coalesce(queue_exit_time, queue_entry_time + to_microseconds(queue_wait_time)) IS NOT NULL END AS has_end,
           -- An end before its start tells nothing.
           CASE WHEN held THEN CASE WHEN segment_end_time IS NOT NULL AND coalesce(segment_end_time >= segment_start_time, true) THEN greatest(segment_end_time, queue_exit_time) END
                ELSE coalesce(CASE WHEN coalesce(queue_exit_time >= queue_entry_time, true) THEN queue_exit_time END, queue_entry_time + to_microseconds(queue_wait_time)) END AS row_end,
           (SELECT count(status) + count(reason) + count(disconnecting_event) = 0 FROM stage.segments) AS silent -- no row says an end
    FROM stage.segments s JOIN placed p ON p.file = s.file AND p.source_row = s.source_row
)
SELECT *,
       last_word AND CASE
           WHEN disconnecting_event IS NOT NULL THEN true
           WHEN status IS NOT NULL THEN lower(replace(status, ' ', '')) NOT IN ('withbot', 'waitingqueue', 'assigned', 'withagent',
               'idle', 'expired', 'overdue', 'acw', 'onhold', 'onmute', 'onsnooze', 'callbackcreated', 'dialing', 'ringing', 'voicemail',
               'inworkbin', 'inagentsworkbin')
           ELSE (says OR silent) AND has_end END AS closes,
       last_word AND coalesce(lower(trim(disconnecting_event)) IN ('user hangup', 'user'), false) AS customer_ended,
       customer_ended AND NOT held AND coalesce(lower(trim(status)) <> 'voicemail', true) AS abandons
FROM final
