package query

import (
	"context"
	"database/sql"
	"fmt"
	"sort"
	"strings"

	"segpath/data"
	"segpath/query/files"
)

// Raw returns one record of a file, every field of it as the file has it. source is the file as the
// export shows it, record its number, from 1. A record that was rejected is a data.Problem.
func (e *Engine) Raw(ctx context.Context, source string, record int64) (data.RawRow, error) {
	t, from, ok := e.find(source, record)
	if !ok {
		return data.RawRow{}, data.Problemf(data.NotFound, "`segpath check` lists the rows that could not be used.",
			"%s has no readable record %d", source, record)
	}
	row := data.RawRow{Source: source, Record: record}
	columns := make([]string, len(t.Columns))
	cells := make([]sql.NullString, len(t.Columns))
	to := make([]any, len(t.Columns))
	for n, col := range t.Columns {
		columns[n] = "CAST(" + quoteName(col.Name) + " AS VARCHAR)"
		to[n] = &cells[n]
	}
	err := e.ask(ctx, e.lanes.screen, func(c *conn) error {
		return c.Row("SELECT "+strings.Join(columns, ", ")+" FROM "+from, nil, to...)
	})
	if err != nil {
		return row, err
	}
	for n, col := range t.Columns {
		row.Fields = append(row.Fields, data.RawField{Column: col.Header, Value: cells[n].String, Null: !cells[n].Valid, As: col.As})
	}
	return row, nil
}

// find returns the raw table of a record, and the SQL that reads it.
func (e *Engine) find(source string, record int64) (*keptTable, string, bool) {
	for n := range e.raw {
		t := &e.raw[n]
		for part, p := range t.Parts {
			if p.Source != source {
				continue
			}
			k := int64(sort.Search(int(p.Rows), func(i int) bool { return p.Steps.RecordOf(int64(i)+1) >= record })) + 1
			if k > p.Rows || p.Steps.RecordOf(k) != record {
				return nil, "", false
			}
			if t.Files != nil {
				return t, fmt.Sprintf("read_parquet(%s, hive_partitioning = false) WHERE file_row_number = %d", files.SQLString(files.EscapeGlob(t.Files[part])), record-1), true
			}
			return t, fmt.Sprintf("%s WHERE rowid = %d", rawSQL(t.Name), p.First+k-1), true
		}
	}
	return nil, "", false
}
