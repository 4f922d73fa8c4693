-- Lines about agents and queues; an end of a talk or stay after which the call went on is used: it ends them.
SELECT file, source_row, CASE
           WHEN upper(trim(word)) IN ('CONFIGRELOAD', 'QUEUESTART') THEN 'Asterisk started or read its settings'
           WHEN upper(trim(word)) IN ('PAUSE', 'UNPAUSE', 'PAUSEALL', 'UNPAUSEALL', 'PAUSEREASON') THEN 'an agent paused or came back'
           WHEN "event" IS DISTINCT FROM 'status' THEN 'of no call'
           WHEN starts_with(upper(trim(word)), 'AGENT') THEN 'an agent logged on or off'
           ELSE 'a queue''s agents' END AS reason
FROM stage.log WHERE "event" = 'status' OR interaction_id = 'NONE'
UNION ALL
SELECT file, source_row, NULL AS reason FROM stage._rows WHERE "event" = 'complete' AND next IS NOT NULL
