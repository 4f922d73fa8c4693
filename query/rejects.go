package query

import (
	"database/sql"
	"fmt"
	"strings"

	"segpath/data"
	"segpath/data/format"
)

// maxRejected is how many rejected rows are kept one by one; all are counted.
const maxRejected = 10_000

// rejectNameless rejects the rows without an id: they belong to no interaction and to no lookup. Rows of
// Parquet files with a NUL in a text are rejected before, as those of CSV files are.
func (b *builder) rejectNameless(c *conn, t *format.Table) error {
	if err := b.rejectNUL(c, t); err != nil {
		return err
	}
	id := t.ID()
	return b.reject(c, t, quoteName(id)+" IS NULL"+notApart(t), id, "no "+id+": the row belongs to nothing")
}

// rejectNUL rejects the rows of Parquet files with a NUL byte in a text that the format reads.
func (b *builder) rejectNUL(c *conn, t *format.Table) error {
	for grp, raw := range b.raw {
		if raw.table != t || raw.csv {
			continue
		}
		for _, col := range t.Columns {
			from, there := raw.columnOf(col)
			column := col.Name
			switch {
			case !there || from.kind != "VARCHAR" && from.kind != "BLOB":
				continue
			case col.Type == format.EventOf:
				column = "word"
			case col.Type != format.Text:
				continue
			}
			holds := fmt.Sprintf("grp = %d AND contains(%s, chr(0))", grp, quoteName(column))
			if err := b.reject(c, t, holds, col.Name, "a NUL byte"); err != nil {
				return err
			}
		}
	}
	return nil
}

// reject takes the staged rows of a condition out, counts them and lists the first.
func (b *builder) reject(c *conn, t *format.Table, condition, column, reason string) error {
	table := b.staged(t.Name)
	var total int64
	err := c.Each(fmt.Sprintf("SELECT file, count(*) FROM %s WHERE %s GROUP BY file ORDER BY file", table, condition), nil,
		func(rows *sql.Rows) error {
			var file int
			var n int64
			if err := rows.Scan(&file, &n); err != nil {
				return err
			}
			b.reports[file].Rejected += n
			total += n
			return nil
		})
	if err != nil || total == 0 {
		return err
	}
	if err := b.own(c, table); err != nil {
		return err
	}
	q := fmt.Sprintf("SELECT file, source_row FROM %s WHERE %s ORDER BY file, source_row LIMIT %d", table, condition, maxRejected)
	err = c.Each(q, nil, func(rows *sql.Rows) error {
		var file int
		var row int64
		if err := rows.Scan(&file, &row); err != nil {
			return err
		}
		b.rejects = append(b.rejects, data.RejectedRow{File: b.reports[file].File, Row: row, Column: column, Reason: reason})
		return nil
	})
	if err != nil {
		return err
	}
	return c.Exec(fmt.Sprintf("DELETE FROM %s WHERE %s", table, condition))
}

// rejectedRecords lists the records that were no records, from the scans, before the rows without an id.
func (b *builder) rejectedRecords() []data.RejectedRow {
	var all []data.RejectedRow
	for _, i := range b.inputs {
		if i.scan == nil || i.match.Table == nil {
			continue
		}
		for _, r := range i.scan.Rejected {
			all = append(all, data.RejectedRow{File: i.Shown, Row: r.Record, Column: r.Column, Value: r.Value, Reason: r.Reason})
		}
	}
	return append(all, b.rejects...)
}

// unreadable notes the cells that could not be converted. Their rows stay used and the raw fields keep
// the text. Counting both sides first spares the second conversion of clean columns.
func (b *builder) unreadable(c *conn, table *format.Table) error {
	for grp, t := range b.raw {
		if t.table != table {
			continue
		}
		for _, col := range table.Columns {
			raw, there := t.column(col.Name)
			_, fills := b.gapsOf(t, col)
			if !there || col.Type == format.Text || col.Type == format.EventOf || t.hasTwin(col) && fills == nil {
				continue
			}
			if err := b.unreadableColumn(c, t, grp, raw, col); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *builder) unreadableColumn(c *conn, t *rawTable, grp int, raw rawColumn, col format.Column) error {
	given := "r." + quoteName(raw.name) + " IS NOT NULL"
	filled := raw.filled()
	if _, fills := b.gapsOf(t, col); fills != nil { // the column has more than is read of it
		filled += " AND " + fills.gaps
	} else if fewer, err := b.readFewer(c, t, grp, given, col); err != nil || !fewer {
		return err
	}
	var n int64
	var value string
	var places any
	q := fmt.Sprintf("SELECT count(*), "+firstPlaces("NULL::VARCHAR", "w.file", "w.source_row")+", "+
		"coalesce(arg_min(CAST(r.%[1]s AS VARCHAR), (w.file, w.source_row)), '') "+
		"FROM %[2]s w JOIN %[3]s r ON r.rowid = w.rid WHERE w.grp = %[4]d AND w.%[5]s IS NULL AND %[6]s",
		quoteName(raw.name), b.staged(t.table.Name), t.sql(), grp, quoteName(col.Name), filled)
	if err := c.Row(q, nil, &n, &places, &value); err != nil || n == 0 {
		return err
	}
	b.notice(placed(data.Notice{
		Kind: data.UnreadableValue, Count: n,
		Text: fmt.Sprintf("%s of %s in %s cannot be read as %s; the first is %q. The cell is empty, its row is used.",
			plural(n, "value"), raw.header, t.table.Name, typeWord(col.Type), value),
	}, b.placesOf(places)))
	return nil
}

// readFewer tells whether fewer cells of a column were converted than stand there.
func (b *builder) readFewer(c *conn, t *rawTable, grp int, given string, col format.Column) (bool, error) {
	var fewer bool
	err := c.Row(fmt.Sprintf("SELECT (SELECT count(*) FROM %s r WHERE %s) > (SELECT count(%s) FROM %s WHERE grp = %d)",
		t.sql(), given, quoteName(col.Name), b.stagedOf(t.table.Name, col.Name), grp), nil, &fewer)
	return fewer, err
}

func typeWord(t format.Type) string {
	switch t {
	case format.Instant:
		return "an instant"
	case format.Seconds:
		return "a length of time"
	case format.Integer:
		return "a whole number"
	case format.Number:
		return "a number"
	case format.Boolean:
		return "true or false"
	case format.Map:
		return "a JSON object"
	case format.CauseOf:
		return "a cause"
	}
	return string(t)
}

func plural(n int64, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// maxWords is how many unknown words get a notice each; the rest share one.
const maxWords = 100

// unknownEvents notes the words that the format does not know: they are `other`, verbatim.
func (b *builder) unknownEvents(c *conn) error {
	word, unknown := "word", `"event" IS NULL`
	if b.made["segments"] {
		word, unknown = "event_raw", `"event" = '?'`
	}
	unknown = " FROM " + b.from("segments") + " WHERE " + unknown
	var told, words int64
	err := c.Each(`SELECT `+word+`, count(*), `+firstPlaces("interaction_id", "file", "source_row")+unknown+fmt.Sprintf(" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %d", maxWords), nil, func(rows *sql.Rows) error {
		var word sql.NullString
		var n int64
		var places any
		if err := rows.Scan(&word, &n, &places); err != nil {
			return err
		}
		text := fmt.Sprintf("%s with the event %q, which the format %s does not know: kept as other.", plural(n, "row"), word.String, b.format.Name)
		if !word.Valid {
			text = fmt.Sprintf("%s without an event: kept as other.", plural(n, "row"))
		}
		b.notice(placed(data.Notice{Kind: data.UnknownEvent, Count: n, Text: text}, b.placesOf(places)))
		told, words = told+n, words+1
		return nil
	})
	if err != nil || words < maxWords {
		return err
	}
	var rows, all int64
	if err := c.Row("SELECT count(*), count(DISTINCT coalesce('w' || "+word+", ''))"+unknown, nil, &rows, &all); err != nil {
		return err
	}
	b.notice(data.Notice{
		Kind: data.UnknownEvent, Count: rows - told,
		Text: fmt.Sprintf("%s with %s more that the format %s does not know: kept as other.",
			plural(rows-told, "row"), plural(all-words, "event"), b.format.Name),
	})
	return nil
}

// unusedColumns notes the columns that became nothing; they stay in the raw fields.
func (b *builder) unusedColumns(*conn) error {
	var n int64
	var names []string
	for _, t := range b.raw {
		for _, col := range t.columns {
			if col.as == "" {
				n++
				name := t.table.Name + "." + col.header
				if strings.TrimSpace(col.header) == "" {
					name = "a column without a name in " + t.table.Name
				}
				names = append(names, name)
			}
		}
	}
	if len(names) > 8 {
		names = append(names[:8], "…")
	}
	b.notice(data.Notice{
		Kind: data.UnusedColumns, Count: n,
		Text: fmt.Sprintf("%s used for nothing but the raw fields: %s.", plural(n, "column"), strings.Join(names, ", ")),
	})
	return nil
}
