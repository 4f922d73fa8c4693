package query

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"

	"segpath/data"
)

//go:embed variants.sql
var variantsSQL string

// Variants returns the paths that the interactions of a filter took, most frequent first; limit 0 is all of them.
func (e *Engine) Variants(ctx context.Context, f data.Filter, limit int) (data.VariantTable, error) {
	var table data.VariantTable
	where, args, err := e.filterSQL(f)
	if err != nil {
		return table, err
	}
	q := strings.ReplaceAll(variantsSQL, "$filter", where)
	if limit > 0 {
		q += fmt.Sprintf("LIMIT %d", limit)
	}
	err = e.ask(ctx, e.lanes.long, func(c *conn) error {
		table = data.VariantTable{Rows: []data.VariantRow{}}
		return c.Each(q, args, func(rows *sql.Rows) error {
			var v data.VariantRow
			var upto int64
			if err := rows.Scan(&v.Path, &v.Count, &v.Example, &table.Variants, &table.Interactions, &upto); err != nil {
				return err
			}
			whole := float64(table.Interactions)
			v.Share, v.Cumulative = float64(v.Count)/whole, float64(upto)/whole
			table.Rows = append(table.Rows, v)
			return nil
		})
	})
	return table, err
}
