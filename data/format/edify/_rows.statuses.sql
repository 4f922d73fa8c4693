-- Statuses only: every row with the status before it and what its change of status is. Rows of one instant stand
-- in the order that _instants found; without one the last is the one that lasts, and the others stand in the
-- order of a life. An end is an abandon only where somebody was waiting. The rows are sorted twice, with no more
-- than that needs.
WITH outbound AS (
    SELECT interaction_id FROM stage.interactions WHERE stage.fold(direction) IN ('outbound', 'out', 'outgoing')
), words AS (
    SELECT status, stage.fold(status) AS now
    FROM (SELECT status FROM stage.segments UNION SELECT previous_status FROM stage.segments) WHERE status IS NOT NULL
), folded AS (
    SELECT s.interaction_id, s.file, s.source_row, s.created_at, s."event", i.turn, n.now, p.now AS stated,
           coalesce(s.ended_at, s.created_at + to_microseconds(s.duration)) AS over_at,
           CASE n.now WHEN 'creating' THEN 0 WHEN 'bot' THEN 2 WHEN 'open' THEN 3 WHEN 'pending' THEN 4
                WHEN 'connected' THEN 5 WHEN 'wrapup' THEN 7 WHEN 'completed' THEN 8 ELSE 6 END AS rank,
           coalesce(q.id, s.queue_id) AS queue,
           coalesce(u.id, s.user_id, nullif(concat_ws(' ', s.first_name, s.last_name), '')) AS who,
           n.now = 'connected' OR p.now = 'connected' OR s."event" IN ('voicemail', 'callback') AS serves
    FROM stage.segments s
    LEFT JOIN words n ON n.status = s.status
    LEFT JOIN words p ON p.status = s.previous_status
    LEFT JOIN stage._instants i ON i.file = s.file AND i.source_row = s.source_row
    LEFT JOIN stage._names q ON q.kind = 'queue' AND q.name = s.queue_id
    LEFT JOIN stage._names u ON u.kind = 'user' AND u.name = coalesce(s.user_id, nullif(concat_ws(' ', s.first_name, s.last_name), ''))
), placed AS (
    SELECT * EXCLUDE (over_at, rank, serves, turn), row_number() OVER path AS nth, coalesce(stated, lag(now) OVER path) AS before,
           lag(who) OVER path AS last_who, lead(created_at) OVER path AS next_at,
           last_value(queue IGNORE NULLS) OVER (path ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_queue,
           last_value(CASE WHEN now IN ('open', 'pending') THEN true WHEN now IN ('bot', 'connected', 'completed') THEN false END IGNORE NULLS)
               OVER (path ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS waited,
           min(CASE WHEN serves THEN created_at END) OVER whole AS served_at, bool_or(serves) OVER whole AS ever_served
    FROM folded
    WINDOW path AS (PARTITION BY interaction_id ORDER BY created_at, turn, over_at NULLS LAST, rank, coalesce(stated = now, false), file, source_row),
           whole AS (path ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
), parted AS (
    SELECT *, now IN ('connected', 'bot', 'completed') OR coalesce(queue <> last_queue, false)
              OR now = 'open' AND coalesce(before IN ('connected', 'hold'), false) AS parts_stays,
           CASE WHEN created_at IS NULL THEN ever_served ELSE served_at <= created_at END AS served,
           nth > 1 AND before = now AND (who IS NULL OR who IS NOT DISTINCT FROM last_who) AS goes_on
    FROM placed
), named AS (
    SELECT * EXCLUDE (waited, served_at, ever_served, served, goes_on), CASE
               WHEN now IS NULL THEN coalesce("event", 'status')
               WHEN now = 'creating' AND nth = 1 THEN 'create'
               WHEN now = 'open' THEN 'open'
               WHEN now = 'pending' AND NOT goes_on THEN 'ring'
               WHEN now = 'connected' AND NOT coalesce(before = 'hold', false) AND NOT goes_on THEN 'accept'
               WHEN now IN ('bot', 'hold', 'wrapup') AND before IS DISTINCT FROM now THEN now
               WHEN now = 'completed' AND before IS DISTINCT FROM now
               THEN CASE WHEN served OR interaction_id IN (SELECT interaction_id FROM outbound) THEN 'complete'
                         WHEN CASE WHEN stated IN ('open', 'pending') THEN true WHEN stated = 'bot' THEN false ELSE waited END THEN 'abandon'
                         ELSE 'complete' END
               ELSE 'status' END AS what
    FROM parted
), reached AS (
    SELECT *, max(CASE WHEN what = 'open' THEN nth END) OVER (walk ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_open,
           max(CASE WHEN parts_stays THEN nth END) OVER (walk ROWS UNBOUNDED PRECEDING) AS last_part,
           first_value(CASE WHEN parts_stays THEN created_at END IGNORE NULLS) OVER later AS left_at,
           first_value(CASE WHEN what = 'accept' OR coalesce(now NOT IN ('connected', 'hold'), false) THEN created_at END IGNORE NULLS) OVER later AS let_go_at
    FROM named
    WINDOW walk AS (PARTITION BY interaction_id ORDER BY nth), later AS (walk ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
)
SELECT file, source_row, nth, now, before, queue, who, last_queue, last_who, next_at, left_at, let_go_at,
       CASE WHEN what <> 'open' THEN what WHEN last_open IS NULL OR last_open < last_part THEN 'queue' ELSE 'status' END AS what
FROM reached
