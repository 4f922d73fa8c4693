package query

import (
	"context"
	"database/sql"
	"fmt"
	"sort"
	"strings"

	"segpath/data"
)

// Raw returns one record of a file, every field of it as the file has it. source is the file as the
// export shows it, record its number, from 1. A record that was rejected is a data.Problem.
func (e *Engine) Raw(ctx context.Context, source string, record int64) (data.RawRow, error) {
	t, rowid, ok := e.find(source, record)
	if !ok {
		return data.RawRow{}, data.Problemf(data.NotFound, "`segpath check` lists the rows that could not be used.",
			"%s has no readable record %d", source, record)
	}
	row := data.RawRow{Source: source, Record: record}
	columns := make([]string, len(t.columns))
	cells := make([]sql.NullString, len(t.columns))
	to := make([]any, len(t.columns))
	for n, col := range t.columns {
		columns[n] = "CAST(" + quoteName(col.name) + " AS VARCHAR)"
		to[n] = &cells[n]
	}
	err := e.in.with(ctx, func(c *conn) error {
		return c.row(fmt.Sprintf("SELECT %s FROM %s WHERE rowid = %d", strings.Join(columns, ", "), t.sql(), rowid), nil, to...)
	})
	if err != nil {
		return row, err
	}
	for n, col := range t.columns {
		row.Fields = append(row.Fields, data.RawField{Column: col.header, Value: cells[n].String, Null: !cells[n].Valid, As: col.as})
	}
	return row, nil
}

// find is the raw table and rowid of a record.
func (e *Engine) find(source string, record int64) (*rawTable, int64, bool) {
	for _, t := range e.raw {
		for _, p := range t.parts {
			if p.input.Shown != source {
				continue
			}
			k := record
			if scan := p.input.scan; scan != nil {
				k = int64(sort.Search(int(p.rows), func(i int) bool { return scan.RecordOf(int64(i)+1) >= record })) + 1
				if k > p.rows || scan.RecordOf(k) != record {
					return nil, 0, false
				}
			}
			return t, p.first + k - 1, k >= 1 && k <= p.rows
		}
	}
	return nil, 0, false
}
