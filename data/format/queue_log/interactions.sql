-- The log has no row of a call as a whole: what its first line and its last turn say of it.
SELECT interaction_id, list_sort(list(data2) FILTER (WHERE "event" = 'accept' AND data2 IS NOT NULL)) AS external_ids,
       max(CASE WHEN enters THEN data2 END) AS customer,
       max(CASE WHEN next IS NULL AND "event" IN ('transfer', 'complete', 'abandon') THEN verb END) AS outcome,
       max(CASE WHEN next IS NULL THEN CASE WHEN verb = 'COMPLETEAGENT' THEN 'user' WHEN verb IN ('COMPLETECALLER', 'ABANDON') THEN 'customer' END END) AS ended_by,
       max(CASE WHEN enters THEN '{"url":' || to_json(data1) || '}' END) AS facts
FROM stage._rows GROUP BY interaction_id
