package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"segpath/data"
	"segpath/data/format"
	"segpath/data/text/hostile"
	"segpath/query/tablefile"
)

// hostileExport is an export of a format in which every cell stands in every column of every table, as a
// header, and as an id, a name and a word.
type hostileExport struct {
	format   *format.Format
	cells    []string
	statuses bool // without an event column
	files    bool // every cell is a part of a file's name, too
	write    tablefile.Options
}

// texts are the texts of cells.
func texts(cells []hostile.Cell) []string {
	all := make([]string, len(cells))
	for n, c := range cells {
		all[n] = c.Text
	}
	return all
}

// make writes the export and returns its folder.
func (x hostileExport) make(t *testing.T) string {
	t.Helper()
	dir := t.TempDir() + "/export"
	var tables []data.Table
	for i := range x.format.Tables {
		tables = append(tables, x.table(&x.format.Tables[i]))
		if x.files && x.format.Tables[i].HoldsSteps() {
			tables = append(tables, x.parts(&tables[len(tables)-1])...)
		}
	}
	if err := tablefile.Write(context.Background(), dir, tables, x.write); err != nil {
		t.Fatal(err)
	}
	return dir
}

// table is one table: of each kind of column a row a cell in which those are hostile, each with another
// cell, so that over all rows every cell stands in every column; and as many ordinary rows.
func (x hostileExport) table(of *format.Table) data.Table {
	columns := slices.DeleteFunc(slices.Clone(of.Columns), func(c format.Column) bool { return x.statuses && c.Type == format.EventOf })
	out := data.Table{Name: of.Name}
	for _, c := range columns {
		out.Columns = append(out.Columns, data.Column{Name: c.Name})
	}
	taken := map[string]bool{}
	for _, cell := range x.cells { // unused columns; Parquet wants each name once, and some name
		if !of.HoldsSteps() {
			break
		}
		if name := strings.ToLower(strings.ToValidUTF8(strings.ReplaceAll(cell, "\x00", ""), "")); len(name) < 100 && name != "" && !taken[name] {
			taken[name] = true
			out.Columns = append(out.Columns, data.Column{Name: name})
		}
	}
	var rows [][]any
	for _, kind := range []func(format.Column) bool{
		func(format.Column) bool { return false },
		func(c format.Column) bool { return c.Type == format.Text && !strings.HasSuffix(c.Name, "_id") },
		func(c format.Column) bool { return c.Name == of.ID() },
		func(c format.Column) bool { return strings.HasSuffix(c.Name, "_id") && c.Name != of.ID() },
		func(c format.Column) bool { return c.Type == format.EventOf },
		func(c format.Column) bool { return c.Type != format.Text && c.Type != format.EventOf },
	} {
		if !slices.ContainsFunc(columns, kind) && len(rows) > 0 {
			continue
		}
		for k := range x.cells {
			rows = append(rows, x.row(of, columns, len(out.Columns), k, len(rows), kind))
		}
	}
	out.Rows = slices.Values(rows)
	return out
}

// row is row n, the k-th of its kind.
func (x hostileExport) row(of *format.Table, columns []format.Column, wide, k, n int, isHostile func(format.Column) bool) []any {
	row := make([]any, wide)
	for at := range row {
		turn := (k + at) % len(x.cells)
		switch {
		case at >= len(columns):
			if cell := x.cells[turn]; n%8 == 0 && !strings.Contains(cell, "\x00") { // a NUL rejects the row, and its id is looked for
				row[at] = cell
			}
		case columns[at].Name == of.ID() && isHostile(columns[at]):
			row[at] = x.cells[k]
		case isHostile(columns[at]):
			row[at] = x.hostileCell(columns[at], turn)
		default:
			row[at] = x.plainCell(of, columns[at], k, n)
		}
	}
	return row
}

// hostileCell is the cell as a column's text: a map of it where the column takes maps.
func (x hostileExport) hostileCell(c format.Column, k int) any {
	if c.Type == format.Map || c.Type == format.List && k%2 == 0 {
		var of any = map[string]string{x.cells[k]: x.cells[k]}
		if c.Type == format.List {
			of = []string{x.cells[k], x.cells[k]}
		}
		encoded, err := json.Marshal(of)
		if err != nil {
			panic(err) // texts can always be encoded
		}
		return string(encoded)
	}
	return x.cells[k]
}

// plainCell is what an ordinary export would hold there: ids that lead from table to table, rising instants.
func (x hostileExport) plainCell(of *format.Table, c format.Column, k, n int) any {
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC).Add(time.Duration(n) * time.Second)
	switch c.Type {
	case format.Instant:
		return at.Format("2006-01-02T15:04:05Z")
	case format.Seconds, format.Integer, format.Number:
		return fmt.Sprint(n%7 + 1)
	case format.Boolean:
		return "false"
	case format.List, format.Map, format.CauseOf:
		return nil
	case format.EventOf:
		return plainWord(x.format, n)
	}
	switch {
	case c.Name == of.RowID && of.HoldsSteps():
		return fmt.Sprint("s", n)
	case c.Name == "previous_id" || c.Name == "next_id":
		return nil
	case strings.HasSuffix(c.Name, "_id"):
		return fmt.Sprint(c.Name[:1], k)
	case strings.Contains(c.Name, "status"):
		return []string{"Open", "Pending", "Connected", "Hold"}[n%4]
	}
	return nil
}

// plainWord is a word of the format for an ordinary life: rung, not answered, rung again, taken.
func plainWord(f *format.Format, n int) any {
	life := []data.Event{data.QueueEntry, data.RingOffer, data.Ignore, data.RingOffer, data.Accept}
	words := f.Words[life[n%len(life)].String()]
	if len(words) == 0 {
		return nil
	}
	return words[0]
}

// parts are files of a few rows whose names hold the cells.
func (x hostileExport) parts(of *data.Table) []data.Table {
	var out []data.Table
	for k, cell := range x.cells {
		name := strings.NewReplacer("/", "", "\x00", "").Replace(cell)
		if len(name) > 60 {
			name = name[:60] // a name has 255 bytes, the writer's own ending included
		}
		out = append(out, data.Table{Name: fmt.Sprint(of.Name, " ", k, name), Columns: of.Columns, Rows: func(yield func([]any) bool) {
			n := 0
			for row := range of.Rows {
				if n++; n > 2 || !yield(row) {
					return
				}
			}
		}})
	}
	return out
}
