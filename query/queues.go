package query

import (
	"context"
	"database/sql"
	_ "embed"
	"slices"
	"strings"

	"segpath/data"
)

//go:embed queues.sql
var queuesSQL string

// Queues returns what happened to the stays in each queue in the interactions of a filter, most stays first, with
// their service level. What the export cannot say is absent.
func (e *Engine) Queues(ctx context.Context, f data.Filter, sl data.ServiceLevel) ([]data.QueueRow, error) {
	if !e.export.Has.Queues.Can() {
		return nil, without("queue data", e.export.Has.Queues)
	}
	where, args, err := e.filteredNumbers(f)
	if err != nil {
		return nil, err
	}
	args = slices.Concat(args, []any{int64(sl.Short), int64(sl.Within)})
	var queues []data.QueueRow
	err = e.ask(ctx, e.lanes.long, func(c *conn) error {
		queues = []data.QueueRow{}
		waits := e.quantiles("(FROM said WHERE known)", []string{"queue_id"}, "us", map[string]float64{"median": 0.5, "p90": 0.9})
		return c.Each(strings.NewReplacer("$filter", where, "$waits", waits).Replace(queuesSQL), args, func(rows *sql.Rows) error {
			q, err := e.scanQueue(rows, sl)
			queues = append(queues, q)
			return err
		})
	})
	return queues, err
}

func (e *Engine) scanQueue(rows *sql.Rows, sl data.ServiceLevel) (data.QueueRow, error) {
	var q data.QueueRow
	var answered, abandoned, short, otherwise, median, p90, inTime sql.NullInt64
	err := rows.Scan(&q.QueueID, &q.Stays, &q.Interactions, &answered, &abandoned, &short, &otherwise, &q.Waiting, &median, &p90,
		&q.HopsIn, &q.HopsOut, &q.PingPong, &inTime)
	if err != nil {
		return q, err
	}
	q.Queue, q.WaitMedian, q.WaitP90 = e.dir.QueueName(q.QueueID), someSpan(median), someSpan(p90)
	q.Abandoned, q.ShortAbandoned = some(abandoned), some(short)
	if !e.export.Has.Responses.Can() && !e.export.Has.Talk.Can() { // nobody is known to have answered
		return q, nil
	}
	q.Answered, q.Otherwise = some(answered), some(otherwise)
	offered := answered.Int64 + otherwise.Int64
	if !sl.LeftOut {
		offered += abandoned.Int64
	}
	if offered > 0 {
		q.ServiceLevel = data.Some(float64(inTime.Int64) / float64(offered))
	}
	return q, nil
}
