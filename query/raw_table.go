package query

import (
	"fmt"
	"strings"

	"segpath/data/format"
)

// rawTable is files of one table with the same columns, as they stand, in the table raw."name". Rows lie
// in the order of the files and their records, so that a row's rowid gives its file and record.
type rawTable struct {
	name    string
	catalog string // before the name, where other databases see it
	table   *format.Table
	columns []rawColumn
	parts   []rawPart
	csv     bool
	inPlace bool // a view of Parquet files that stay where they are
	rows    int64
}

// rawColumn is a column as the file has it.
type rawColumn struct {
	name   string // in the database
	header string // in the file
	kind   string // DuckDB's type
	as     string // the format's column; empty when unused
	comma  bool   // its numbers have a decimal comma: known where it is staged
}

// rawPart is one file's rows in a rawTable.
type rawPart struct {
	input *input
	first int64 // rowid of its first row
	rows  int64
}

// sql is the raw table's quoted name.
func (t *rawTable) sql() string { return t.catalog + rawSQL(t.name) }

func rawSQL(name string) string { return "raw." + quoteName(name) }

// column finds the column that became a column of the format.
func (t *rawTable) column(as string) (rawColumn, bool) {
	for _, c := range t.columns {
		if c.as == as {
			return c, true
		}
	}
	return rawColumn{}, false
}

// columnOf finds the column that a format's column is read from: its UTC twin, its own, else the one
// named instead.
func (t *rawTable) columnOf(col format.Column) (rawColumn, bool) {
	if t.hasTwin(col) {
		return t.column(col.UTC)
	}
	raw, there := t.column(col.Name)
	if !there && col.Else != "" {
		return t.column(col.Else)
	}
	return raw, there
}

// rawColumns are the columns of a file as its raw table has them.
func (i *input) rawColumns() []rawColumn {
	var columns []rawColumn
	for n, header := range i.header() {
		c := rawColumn{header: header, as: i.match.Columns[n], kind: "VARCHAR"}
		if i.scan != nil {
			c.name = i.scan.Names[n]
		} else {
			c.name, c.kind = header, i.parquet.types[n]
		}
		columns = append(columns, c)
	}
	clearRowid(columns)
	return columns
}

// clearRowid gives a column named rowid another name: it would hide DuckDB's own, which places the rows.
func clearRowid(columns []rawColumn) {
	taken := map[string]bool{}
	for _, c := range columns {
		taken[strings.ToLower(c.name)] = true
	}
	for n := range columns {
		if !strings.EqualFold(columns[n].name, "rowid") {
			continue
		}
		k := 1
		for taken[fmt.Sprintf("rowid_%d", k)] {
			k++
		}
		columns[n].name = fmt.Sprintf("rowid_%d", k)
		return // DuckDB tells names apart without regard to case: there is one
	}
}
