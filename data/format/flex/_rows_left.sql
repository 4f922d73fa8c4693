-- The missed offers during which the customer left: abandoned while it rang, and nothing else begins with
-- the offer or after it. Only conversations with such a row are looked at.
WITH rows AS (
    SELECT interaction_id, file, source_row, started_at, kind, max(started_at) OVER (PARTITION BY interaction_id) AS last_at,
           count(*) FILTER (kind IS DISTINCT FROM 'queue') OVER (PARTITION BY interaction_id, started_at) AS together,
           kind = 'ignore' AND abandoned AND coalesce(lower(trim(abandoned_phase)), '') IN ('', 'ringing') AS rang
    FROM stage._rows
    WHERE interaction_id IN (SELECT interaction_id FROM stage._rows WHERE kind = 'ignore' AND abandoned)
)
SELECT file, source_row FROM rows WHERE rang AND started_at = last_at AND together = 1
