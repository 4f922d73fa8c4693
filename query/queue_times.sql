-- Of each length that is asked for: the share of the ended waits, or rings, of its queue that are shorter.
WITH asked AS (SELECT unnest($1::VARCHAR[]) AS queue_id, unnest($2::BOOLEAN[]) AS ring, unnest($3::BIGINT[]) AS us),
known AS (
    SELECT queue_id, true AS ring, us, count(*) AS many FROM rings
    WHERE ring AND us IS NOT NULL AND NOT running AND queue_id IN (SELECT queue_id FROM asked WHERE ring) GROUP BY ALL
    UNION ALL
    SELECT queue_id, false, us, count(*) FROM stays WHERE us IS NOT NULL AND NOT running AND queue_id IN (SELECT queue_id FROM asked WHERE NOT ring) GROUP BY ALL
), counted AS (SELECT *, sum(many) OVER (PARTITION BY queue_id, ring ORDER BY us) AS upto FROM known),
totals AS (SELECT queue_id, ring, sum(many) AS total FROM known GROUP BY queue_id, ring)
SELECT a.queue_id, a.ring, a.us, coalesce(k.upto, 0) / t.total
FROM asked a JOIN totals t ON t.queue_id = a.queue_id AND t.ring = a.ring
ASOF LEFT JOIN counted k ON k.queue_id = a.queue_id AND k.ring = a.ring AND k.us < a.us
