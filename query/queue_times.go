package query

import (
	"context"
	"database/sql"
	"database/sql/driver"
	_ "embed"

	"segpath/data"
)

//go:embed queue_times.sql
var queueTimesSQL string

// queueTimesTable counts, for each length that a queue's waits or rings have, how many lasted no longer:
// small, and one look-up a length when it is asked.
const queueTimesTable = `
CREATE TABLE queue_times AS
WITH counts AS (SELECT queue_id, ring, us, count(*) AS many FROM work.lengths GROUP BY queue_id, ring, us)
SELECT queue_id, ring, us, sum(many) OVER (PARTITION BY queue_id, ring ORDER BY us)::BIGINT AS upto FROM counts
ORDER BY queue_id, ring, us`

// queueTimes makes the table that QueueTimes asks.
func (b *builder) queueTimes(c *conn) error { return c.exec(queueTimesTable) }

// lengthRows are the rows of work.lengths of a path.
func lengthRows(p *data.Path) [][]driver.Value {
	var rows [][]driver.Value
	add := func(l data.QueueLength, ok bool) {
		if ok {
			rows = append(rows, []driver.Value{l.QueueID, l.Ring, int64(l.Length)})
		}
	}
	for _, r := range p.Rings() {
		add(r.QueueLength())
	}
	for _, s := range p.Stays() {
		add(s.QueueLength())
	}
	return rows
}

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
	err := e.in.with(ctx, func(c *conn) error {
		return c.each(`
WITH asked AS (SELECT unnest($1::VARCHAR[]) AS queue_id, unnest($2::BOOLEAN[]) AS ring, unnest($3::BIGINT[]) AS us),
known AS (SELECT * FROM queue_times WHERE queue_id IN (SELECT queue_id FROM asked)),
totals AS (SELECT queue_id, ring, max(upto) AS total FROM known GROUP BY queue_id, ring)
SELECT a.queue_id, a.ring, a.us, coalesce(k.upto, 0) / t.total
FROM asked a JOIN totals t ON t.queue_id = a.queue_id AND t.ring = a.ring
ASOF LEFT JOIN known k ON k.queue_id = a.queue_id AND k.ring = a.ring AND k.us < a.us`,
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
