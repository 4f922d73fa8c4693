-- Events stated: every row with its ids, and whether the interaction becomes Completed with it. Of the rows
-- of one instant the last is the one that lasts, Completed the very last. An end is an abandon only where
-- somebody was waiting.
WITH outbound AS (
    SELECT interaction_id FROM stage.interactions WHERE stage.fold(direction) IN ('outbound', 'out', 'outgoing')
), named AS (
    SELECT s.*, stage.fold(s.status) AS now, stage.fold(s.previous_status) AS stated,
           coalesce(q.id, s.queue_id) AS queue,
           coalesce(u.id, s.user_id, nullif(concat_ws(' ', s.first_name, s.last_name), '')) AS who
    FROM stage.segments s
    LEFT JOIN stage._names q ON q.kind = 'queue' AND q.name = s.queue_id
    LEFT JOIN stage._names u ON u.kind = 'user' AND u.name = coalesce(s.user_id, nullif(concat_ws(' ', s.first_name, s.last_name), ''))
), placed AS (
    SELECT *, coalesce(stated, last_value(now IGNORE NULLS) OVER (path ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS before,
           bool_or(now = 'connected' OR stated = 'connected' OR "event" IN ('accept', 'voicemail', 'callback')) OVER (PARTITION BY interaction_id ORDER BY created_at) AS served,
           last_value(CASE WHEN now IN ('open', 'pending') OR "event" IN ('queue', 'ring') THEN true
                           WHEN now IN ('bot', 'connected', 'completed') OR "event" IN ('bot', 'transfer', 'complete', 'abandon') THEN false END IGNORE NULLS)
               OVER (path ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS waited
    FROM named
    WINDOW path AS (PARTITION BY interaction_id ORDER BY created_at, coalesce(ended_at, created_at + to_microseconds(duration)) NULLS LAST, coalesce(now = 'completed', false), file, source_row)
)
SELECT *, CASE WHEN now = 'completed' AND before IS DISTINCT FROM now AND coalesce("event" NOT IN ('complete', 'abandon'), true)
               THEN CASE WHEN served OR interaction_id IN (SELECT interaction_id FROM outbound) THEN 'complete'
                         WHEN CASE WHEN stated IN ('open', 'pending') THEN true WHEN stated = 'bot' THEN false ELSE waited END THEN 'abandon'
                         ELSE 'complete' END END AS ending,
       coalesce(trim(word), '') = '' AS blank
FROM placed
