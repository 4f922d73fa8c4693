package query

import (
	"context"
	"database/sql"
	_ "embed"

	"segpath/data"
)

//go:embed queue_times.sql
var queueTimesSQL string

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
		return c.Each(queueTimesSQL, []any{queues, rings, spans}, func(rows *sql.Rows) error {
			var l data.QueueLength
			var share float64
			err := rows.Scan(&l.QueueID, &l.Ring, &l.Length, &share)
			times[l] = share
			return err
		})
	})
	return times, err
}
