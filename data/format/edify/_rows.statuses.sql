-- Statuses only: every row with the status before it and what its change of status is. Rows of one instant stand
-- in the order that _instants found; without one the last is the one that lasts, and the others stand in the
-- order of a life. An end is an abandon only
-- where somebody was waiting.
WITH outbound AS (
    SELECT interaction_id FROM stage.interactions WHERE stage.fold(direction) IN ('outbound', 'out', 'outgoing')
), folded AS (
    SELECT s.*, i.turn, stage.fold(s.status) AS now, stage.fold(s.previous_status) AS stated,
           CASE stage.fold(s.status) WHEN 'creating' THEN 0 WHEN 'bot' THEN 2 WHEN 'open' THEN 3 WHEN 'pending' THEN 4
                WHEN 'connected' THEN 5 WHEN 'wrapup' THEN 7 WHEN 'completed' THEN 8 ELSE 6 END AS rank,
           coalesce(q.id, s.queue_id) AS queue,
           coalesce(u.id, s.user_id, nullif(concat_ws(' ', s.first_name, s.last_name), '')) AS who
    FROM stage.segments s
    LEFT JOIN stage._instants i ON i.file = s.file AND i.source_row = s.source_row
    LEFT JOIN stage._names q ON q.kind = 'queue' AND q.name = s.queue_id
    LEFT JOIN stage._names u ON u.kind = 'user' AND u.name = coalesce(s.user_id, nullif(concat_ws(' ', s.first_name, s.last_name), ''))
), placed AS (
    SELECT *, row_number() OVER path AS nth, coalesce(stated, lag(now) OVER path) AS before,
           lag(who) OVER path AS last_who, lead(created_at) OVER path AS next_at,
           last_value(queue IGNORE NULLS) OVER (path ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_queue,
           last_value(CASE WHEN now IN ('open', 'pending') THEN true WHEN now IN ('bot', 'connected', 'completed') THEN false END IGNORE NULLS)
               OVER (path ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS waited,
           bool_or(now = 'connected' OR stated = 'connected' OR "event" IN ('voicemail', 'callback')) OVER (PARTITION BY interaction_id ORDER BY created_at) AS served
    FROM folded
    WINDOW path AS (PARTITION BY interaction_id ORDER BY created_at, turn, coalesce(ended_at, created_at + to_microseconds(duration)) NULLS LAST, rank, coalesce(stated = now, false), file, source_row)
), parted AS (
    SELECT *, now IN ('connected', 'bot', 'completed') OR coalesce(queue <> last_queue, false)
              OR now = 'open' AND coalesce(before IN ('connected', 'hold'), false) AS parts_stays
    FROM placed
), counted AS (
    SELECT *, count(*) FILTER (parts_stays) OVER (PARTITION BY interaction_id ORDER BY nth) AS stay
    FROM parted
), named AS (
    SELECT *, CASE
               WHEN now IS NULL THEN coalesce("event", 'status')
               WHEN now = 'creating' AND nth = 1 THEN 'create'
               WHEN now = 'open' AND row_number() OVER (PARTITION BY interaction_id, stay, now ORDER BY nth) = 1 THEN 'queue'
               WHEN now = 'pending' AND NOT (nth > 1 AND before = 'pending' AND (who IS NULL OR who IS NOT DISTINCT FROM last_who)) THEN 'ring'
               WHEN now = 'connected' AND NOT coalesce(before = 'hold', false)
                    AND NOT (nth > 1 AND before = 'connected' AND (who IS NULL OR who IS NOT DISTINCT FROM last_who)) THEN 'accept'
               WHEN now IN ('bot', 'hold', 'wrapup') AND before IS DISTINCT FROM now THEN now
               WHEN now = 'completed' AND before IS DISTINCT FROM now
               THEN CASE WHEN served OR interaction_id IN (SELECT interaction_id FROM outbound) THEN 'complete'
                         WHEN CASE WHEN stated IN ('open', 'pending') THEN true WHEN stated = 'bot' THEN false ELSE waited END THEN 'abandon'
                         ELSE 'complete' END
               ELSE 'status' END AS what
    FROM counted
)
SELECT *,
       first_value(CASE WHEN parts_stays THEN created_at END IGNORE NULLS) OVER later AS left_at,
       first_value(CASE WHEN what = 'accept' OR coalesce(now NOT IN ('connected', 'hold'), false) THEN created_at END IGNORE NULLS) OVER later AS let_go_at
FROM named
WINDOW later AS (PARTITION BY interaction_id ORDER BY nth ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
