-- Every row of the report in the order of its session, what it is, and what its neighbours make of it. One
-- sort: equal stays of a session lie side by side in it.
WITH told AS (
    SELECT *, coalesce(queue_entry_time, segment_start_time) AS begun_at,
           queue_name IS NOT NULL OR queue_entry_time IS NOT NULL AS queued,
           coalesce(agent_email, agent_name, agent_custom_name) AS agent,
           coalesce(upper(trim(agent_name)) = 'BOT', false) AND agent_email IS NULL AS bot,
           status IS NOT NULL OR reason IS NOT NULL OR disconnecting_event IS NOT NULL AS speaks,
           bot OR segment_id IS NOT NULL OR segment_start_time IS NOT NULL AS held,
           segment_id IS NOT NULL AND NOT bot AS taken,
           lower(trim(transferred_in_by)) AS folded_by
    FROM stage.segments
), placed AS (
    SELECT *, lead(folded_by) OVER session AS next_by, lead(source_row) OVER session IS NULL AS is_last,
           lag(source_row) OVER session IS NOT NULL
               AND lag(queue_name) OVER session IS NOT DISTINCT FROM queue_name
               AND lag(queue_entry_time) OVER session IS NOT DISTINCT FROM queue_entry_time
               AND lag(queue_exit_time) OVER session IS NOT DISTINCT FROM queue_exit_time AS repeats,
           count(*) FILTER (speaks) OVER (session ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS spoken,
           count(*) FILTER (speaks) OVER (session ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS to_speak
    FROM told
    WINDOW session AS (PARTITION BY interaction_id
        ORDER BY begun_at, queue_name NULLS FIRST, queue_exit_time, segment_start_time, segment_end_time, file, source_row)
), final AS (
    SELECT * EXCLUDE (spoken, to_speak),
           queued AND NOT repeats AS stays,
           to_speak = 0 AND (speaks OR spoken = 0 AND is_last) AS last_word, -- one row a session
           CASE WHEN held THEN CASE WHEN segment_end_time IS NOT NULL THEN greatest(segment_end_time, queue_exit_time) END
                ELSE coalesce(queue_exit_time, queue_entry_time + to_microseconds(queue_wait_time)) END AS row_end,
           (SELECT count(status) + count(reason) + count(disconnecting_event) = 0 FROM stage.segments) AS silent -- no row says an end
    FROM placed
)
SELECT *,
       last_word AND CASE
           WHEN disconnecting_event IS NOT NULL THEN true
           WHEN status IS NOT NULL THEN lower(replace(status, ' ', '')) NOT IN ('withbot', 'waitingqueue', 'assigned', 'withagent',
               'idle', 'expired', 'overdue', 'acw', 'onhold', 'onmute', 'onsnooze', 'callbackcreated', 'dialing', 'ringing', 'voicemail',
               'inworkbin', 'inagentsworkbin')
           ELSE (speaks OR silent) AND row_end IS NOT NULL END AS closes,
       last_word AND coalesce(lower(trim(disconnecting_event)) IN ('user hangup', 'user'), false) AS customer_ended,
       customer_ended AND NOT held AND coalesce(lower(trim(status)) <> 'voicemail', true) AS abandons
FROM final
