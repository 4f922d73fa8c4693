package query

import (
	"context"
	"database/sql"

	"segpath/data"
)

// QueueTimes tells where lengths stand among the ended waits and rings of their queues, over the whole
// export. A queue that has none of that kind is not in the answer.
func (e *Engine) QueueTimes(ctx context.Context, lengths []data.QueueLength) (data.QueueTimes, error) {
	times := data.QueueTimes{}
	if len(lengths) == 0 {
		return times, nil
	}
	var queues []string
	var rings []bool
	var spans []int64
	for _, l := range lengths {
		queues, rings, spans = append(queues, l.QueueID), append(rings, l.Ring), append(spans, int64(l.Length))
	}
	err := e.ask(ctx, e.lanes.long, func(c *conn) error {
		return c.Each(`
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
ASOF LEFT JOIN counted k ON k.queue_id = a.queue_id AND k.ring = a.ring AND k.us < a.us`,
			[]any{queues, rings, spans}, func(rows *sql.Rows) error {
				var l data.QueueLength
				var share float64
				err := rows.Scan(&l.QueueID, &l.Ring, &l.Length, &share)
				times[l] = share
				return err
			})
	})
	return times, err
}
