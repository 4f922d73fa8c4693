-- Events stated: the rows with which an interaction becomes Completed, and how it ended. Of the rows of one
-- instant the last is the one that lasts, Completed the very last. An end is an abandon only where somebody was
-- waiting.
WITH outbound AS (
    SELECT interaction_id FROM stage.interactions WHERE stage.fold(direction) IN ('outbound', 'out', 'outgoing')
), words AS (
    SELECT status, stage.fold(status) AS now
    FROM (SELECT status FROM stage.segments UNION SELECT previous_status FROM stage.segments) WHERE status IS NOT NULL
), named AS (
    SELECT s.interaction_id, s.file, s.source_row, s.created_at, s."event", n.now, p.now AS stated,
           coalesce(s.ended_at, s.created_at + to_microseconds(s.duration)) AS over_at,
           n.now = 'connected' OR p.now = 'connected' OR s."event" IN ('accept', 'voicemail', 'callback') AS serves
    FROM stage.segments s
    LEFT JOIN words n ON n.status = s.status
    LEFT JOIN words p ON p.status = s.previous_status
), placed AS (
    SELECT *, coalesce(stated, last_value(now IGNORE NULLS) OVER (path ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS before,
           min(CASE WHEN serves THEN created_at END) OVER whole AS served_at, bool_or(serves) OVER whole AS ever_served,
           last_value(CASE WHEN now IN ('open', 'pending') OR "event" IN ('queue', 'ring') THEN true
                           WHEN now IN ('bot', 'connected', 'completed') OR "event" IN ('bot', 'transfer', 'complete', 'abandon') THEN false END IGNORE NULLS)
               OVER (path ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS waited
    FROM named
    WINDOW path AS (PARTITION BY interaction_id ORDER BY created_at, over_at NULLS LAST, coalesce(now = 'completed', false), file, source_row),
           whole AS (path ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
)
SELECT file, source_row,
       CASE WHEN CASE WHEN created_at IS NULL THEN ever_served ELSE served_at <= created_at END
                 OR interaction_id IN (SELECT interaction_id FROM outbound) THEN 'complete'
            WHEN CASE WHEN stated IN ('open', 'pending') THEN true WHEN stated = 'bot' THEN false ELSE waited END THEN 'abandon'
            ELSE 'complete' END AS ending
FROM placed
WHERE now = 'completed' AND before IS DISTINCT FROM now AND coalesce("event" NOT IN ('complete', 'abandon'), true)
