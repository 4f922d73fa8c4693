package query

import (
	"context"
	"database/sql"
	_ "embed"
	"strings"

	"segpath/data"
)

//go:embed statuses.sql
var statusesSQL string

//go:embed transitions.sql
var transitionsSQL string

// Statuses returns the time in each status in the interactions of a filter, longest first, and every kind of change.
func (e *Engine) Statuses(ctx context.Context, f data.Filter) (data.StatusTable, error) {
	var table data.StatusTable
	if !e.export.Has.Statuses.Can() {
		return table, without("status data", e.export.Has.Statuses)
	}
	where, args, err := e.filteredNumbers(f)
	if err != nil {
		return table, err
	}
	err = e.ask(ctx, e.lanes.long, func(c *conn) error {
		table = data.StatusTable{Statuses: []data.StatusRow{}, Transitions: []data.Transition{}}
		medians := e.quantiles("(FROM chosen WHERE NOT running)", []string{"status_to"}, "us", map[string]float64{"median": 0.5})
		err := c.Each(strings.NewReplacer("$filter", where, "$medians", medians).Replace(statusesSQL), args, func(rows *sql.Rows) error {
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
		medians = e.quantiles("chosen", []string{"status_from", "status_to"}, "before_us", map[string]float64{"median": 0.5})
		return c.Each(strings.NewReplacer("$filter", where, "$medians", medians).Replace(transitionsSQL), args, func(rows *sql.Rows) error {
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
