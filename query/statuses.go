package query

import (
	"context"
	"database/sql"
	"strings"

	"segpath/data"
)

const statusesSQL = `
SELECT status_to, count(*), count(*) FILTER (WHERE NOT anew), sum(us)::BIGINT, quantile_cont(us, 0.5) FILTER (WHERE NOT running)::BIGINT,
       sum(us) FILTER (WHERE NOT running)::DOUBLE / nullif(sum(sum(us) FILTER (WHERE NOT running)) OVER (), 0)::DOUBLE
FROM changes WHERE $filter GROUP BY status_to ORDER BY sum(us) DESC NULLS LAST, status_to`

const transitionsSQL = `
SELECT coalesce(status_from, ''), status_to, count(*), quantile_cont(before_us, 0.5)::BIGINT
FROM changes WHERE $filter GROUP BY ALL ORDER BY count(*) DESC, 1, 2`

// Statuses returns the time in each status in the interactions of a filter, longest first, and every kind of change.
func (e *Engine) Statuses(ctx context.Context, f data.Filter) (data.StatusTable, error) {
	var table data.StatusTable
	if !e.export.Has.Statuses.Can() {
		return table, data.Problemf(data.CannotSay, "", "this export has no status data: %s", e.export.Has.Statuses.Why)
	}
	where, args, err := e.filteredNumbers(f)
	if err != nil {
		return table, err
	}
	err = e.ask(ctx, e.lanes.long, func(c *conn) error {
		table = data.StatusTable{Statuses: []data.StatusRow{}, Transitions: []data.Transition{}}
		err := c.each(strings.Replace(statusesSQL, "$filter", where, 1), args, func(rows *sql.Rows) error {
			var s data.StatusRow
			var total, median sql.NullInt64
			var share sql.NullFloat64
			err := rows.Scan(&s.Status, &s.Entered, &s.Interactions, &total, &median, &share)
			s.Seconds, s.Median = someSpan(total), someSpan(median)
			if share.Valid {
				s.Share = data.Some(share.Float64)
			}
			table.Statuses = append(table.Statuses, s)
			return err
		})
		if err != nil {
			return err
		}
		return c.each(strings.Replace(transitionsSQL, "$filter", where, 1), args, func(rows *sql.Rows) error {
			var t data.Transition
			var median sql.NullInt64
			err := rows.Scan(&t.From, &t.To, &t.Count, &median)
			t.Median = someSpan(median)
			table.Transitions = append(table.Transitions, t)
			return err
		})
	})
	return table, err
}
