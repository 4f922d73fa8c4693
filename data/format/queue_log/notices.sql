-- Calls that began before the log, by whether their first turn states how long they had waited; rings alone do not.
SELECT CASE WHEN queued THEN 'Calls that began before the log, so their ENTERQUEUE is not in it: since when they waited, or were talked to, is counted back from the lengths that their first turn states. These steps are derived.'
            ELSE 'Calls that began before the log, and no line states how long they had waited: since when they did is not known.' END AS text,
       NOT queued AS problem, interaction_id, file, source_row
FROM stage._rows
WHERE opens OR lines = 1 AND turns = 0 AND next IS NULL AND "event" IN ('ignore', 'clear', 'reject')
