package query

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"segpath/data"
	"segpath/data/format"
	"segpath/data/guard"
	"segpath/query/csvfile"
	"segpath/query/files"
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

// load reads every file of the format into raw tables: one for each table and set of columns.
func (b *builder) load(c *conn) error {
	// What only the build needs is kept in memory, and spills: to write it to the file takes twice as long.
	// Raw rows are read again once, for the raw fields: compressing them costs as much as reading the file.
	for _, q := range []string{
		"CREATE SCHEMA raw", "ATTACH ':memory:' AS work", "ATTACH ':memory:' AS stage", foldMacro, secondsMacro, "SET GLOBAL force_compression = 'uncompressed'",
		"SET enable_progress_bar = true", "SET enable_progress_bar_print = false", "SET progress_bar_time = 0",
	} {
		if err := c.exec(q); err != nil {
			return err
		}
	}
	var total, done, rows int64
	for _, i := range b.inputs {
		if i.match.Table != nil {
			total += i.Size
		}
	}
	b.inPlace = b.staysInPlace()
	for _, i := range b.inputs {
		if i.match.Table == nil {
			continue
		}
		t, err := b.rawTableFor(c, i)
		if err != nil {
			return err
		}
		stop := b.watch(c, "loading "+filepath.Base(i.Shown), done, i.Size, total, rows)
		err = t.add(c, i)
		stop()
		if err != nil {
			return err
		}
		done += i.Size
		rows += t.parts[len(t.parts)-1].rows
	}
	if err := b.viewRaw(c); err != nil {
		return err
	}
	b.countParquet()
	// Asking for progress makes DuckDB work it out at each step of a query: 2 % of all the time (a million interactions).
	return errors.Join(c.exec("SET enable_progress_bar = false"), c.exec("SET GLOBAL force_compression = 'auto'"))
}

// watch reports a running statement's progress until stop is called.
func (b *builder) watch(c *conn, doing string, done, size, total, rows int64) (stop func()) {
	b.say(doing, done, total, rows)
	end, gone := make(chan struct{}), make(chan struct{})
	guard.Go(func() {
		defer close(gone)
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-end:
				return
			case <-tick.C:
				if p := c.percent(); p > 0 {
					b.say(doing, done+int64(p*float64(size)), total, rows)
				}
			}
		}
	})
	return func() { close(end); <-gone }
}

// foldMacro compares words as format.Fold does.
const foldMacro = `CREATE MACRO stage.fold(x) AS regexp_replace(lower(x), '[^\p{L}\p{Nd}]+', '', 'g')`

// secondsMacro writes a length in seconds, as facts do.
const secondsMacro = `CREATE MACRO stage.seconds(us) AS CASE WHEN us % 1000000 = 0 THEN (us // 1000000)::VARCHAR ELSE (us / 1000000)::VARCHAR END`

// rawTableFor finds or makes the raw table of a file: of the same table, kind and columns.
func (b *builder) rawTableFor(c *conn, i *input) (*rawTable, error) {
	columns := i.rawColumns()
	for _, t := range b.raw {
		if t.table == i.match.Table && t.csv == (i.scan != nil) && slices.Equal(t.columns, columns) {
			return t, nil
		}
	}
	t := &rawTable{table: i.match.Table, columns: columns, csv: i.scan != nil, name: b.rawName(i.match.Table.Name)}
	t.inPlace, t.catalog = b.inPlace && canStay(t.table), b.catalog
	b.raw = append(b.raw, t)
	if t.inPlace {
		return t, nil
	}
	if err := t.create(c, i); err != nil {
		return nil, unreadableFile(err, i.Shown, damaged)
	}
	return t, nil
}

// damaged is what to do about a file that was found good and cannot be read.
const damaged = "The file may be damaged: export it again."

// create makes the empty table. A Parquet file's types are taken as they are: not each can be declared.
func (t *rawTable) create(c *conn, i *input) error {
	if !t.csv {
		return c.exec("CREATE TABLE " + t.sql() + " AS FROM " + readParquet(i, t.columns) + " LIMIT 0")
	}
	list := make([]string, len(t.columns))
	for n, col := range t.columns {
		list[n] = quoteName(col.name) + " VARCHAR"
	}
	return c.exec(fmt.Sprintf("CREATE TABLE %s (%s)", t.sql(), strings.Join(list, ", ")))
}

// rawName is the table's name, numbered where files of it have other columns.
func (b *builder) rawName(table string) string {
	n := 1
	for _, t := range b.raw {
		if t.table.Name == table {
			n++
		}
	}
	if n == 1 {
		return table
	}
	return fmt.Sprintf("%s_%d", table, n)
}

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

// add reads one file to the end of the table.
func (t *rawTable) add(c *conn, i *input) error {
	if t.inPlace {
		t.parts = append(t.parts, rawPart{input: i, first: t.rows, rows: i.parquet.rows})
		t.rows += i.parquet.rows
		return nil
	}
	var from string
	if i.scan != nil {
		from = readCSV(i.scan, t.columns)
	} else {
		from = readParquet(i, t.columns)
	}
	if err := c.exec("INSERT INTO " + t.sql() + " SELECT * FROM " + from); err != nil {
		return unreadableFile(err, i.Shown, damaged)
	}
	var rows int64
	if err := c.row("SELECT count(*) FROM "+t.sql(), nil, &rows); err != nil {
		return err
	}
	part := rawPart{input: i, first: t.rows, rows: rows - t.rows}
	if i.scan != nil && part.rows != i.scan.Accepted {
		return data.Problemf(data.Failed, "This is a fault of segpath's reader: please report it with the file's first lines.",
			"%s has %d good records, but %d were read", i.Shown, i.scan.Accepted, part.rows)
	}
	t.parts, t.rows = append(t.parts, part), rows
	return nil
}

// readCSV reads a file whose dialect and columns are known: nothing is sniffed (see "CSV" in the package comment).
func readCSV(scan *csvfile.Scan, columns []rawColumn) string {
	var list []string
	for _, c := range columns {
		list = append(list, quoteText(c.name)+": 'VARCHAR'")
	}
	line := `\n`
	if scan.ReadLineEnd == "\r\n" {
		line = `\r\n`
	}
	// Read in parallel, DuckDB 1.5.5 takes lines inside quotes for records.
	return fmt.Sprintf("read_csv(%s, auto_detect = false, header = true, delim = %s, quote = '\"', escape = '\"', "+
		"new_line = '%s', nullstr = '', compression = 'none', hive_partitioning = false, parallel = %t, max_line_size = %d, columns = {%s})",
		files.SQLString(files.EscapeGlob(scan.ReadPath)), quoteText(string(scan.ReadDelimiter)), line, !scan.MultiLine,
		max(scan.LongestRecord+1, 2<<20), strings.Join(list, ", "))
}

// readParquet reads a file with the names and types that its columns have in the table.
func readParquet(i *input, columns []rawColumn) string {
	names, list := make([]string, len(columns)), make([]string, len(columns))
	for n, col := range columns {
		names[n] = quoteName(col.name)
		list[n] = names[n]
		if i.parquet.asText[n] {
			list[n] = "CAST(" + names[n] + " AS VARCHAR) AS " + names[n]
		}
	}
	return fmt.Sprintf("(SELECT %s FROM %s p(%s))", strings.Join(list, ", "), i.parquetSQL(), strings.Join(names, ", "))
}

// countParquet accounts for the rows of Parquet files as they were read, not as their footers say.
func (b *builder) countParquet() {
	for _, t := range b.raw {
		for _, p := range t.parts {
			if !t.csv {
				b.reports[p.input.at].Rows = p.rows
			}
		}
	}
}

// place is the SQL of a row's file position and record number, from its rowid. A table that needs
// many steps gets them as a table of its own, joined by join; alias is the raw table's.
type place struct {
	file, record, join string
}

// step: rows from rowid on stand in file, and their record number is rowid + shift.
type step struct {
	from  int64
	file  int
	shift int64
}

func (t *rawTable) steps() []step {
	var steps []step
	for _, p := range t.parts {
		steps = append(steps, step{p.first, p.input.at, 1 - p.first})
		if p.input.scan == nil {
			continue
		}
		thresholds, shifts := p.input.scan.Steps()
		for n, k := range thresholds {
			s := step{p.first + k - 1, p.input.at, 1 - p.first + shifts[n]}
			if steps[len(steps)-1].from == s.from {
				steps[len(steps)-1] = s
			} else {
				steps = append(steps, s)
			}
		}
	}
	return steps
}

// maxSteps is how many steps are written as one CASE; more are joined.
const maxSteps = 64

// place makes the SQL, and the table of steps where it needs one.
func (t *rawTable) place(c *conn) (place, error) {
	if t.inPlace {
		return place{file: "r." + placeFile, record: "r." + placeRecord}, nil
	}
	steps := t.steps()
	if len(steps) <= maxSteps {
		return casePlace(steps), nil
	}
	name := "work." + quoteName("steps of "+t.name)
	if err := c.exec("CREATE TABLE " + name + " (\"from\" BIGINT, file INTEGER, shift BIGINT)"); err != nil {
		return place{}, err
	}
	for batch := range slices.Chunk(steps, 10_000) {
		var values []string
		for _, s := range batch {
			values = append(values, fmt.Sprintf("(%d,%d,%d)", s.from, s.file, s.shift))
		}
		if err := c.exec("INSERT INTO " + name + " VALUES " + strings.Join(values, ",")); err != nil {
			return place{}, err
		}
	}
	return place{
		file: "st.file", record: "(r.rowid + st.shift)",
		join: " ASOF JOIN " + name + " st ON r.rowid >= st.\"from\"",
	}, nil
}

func casePlace(steps []step) place {
	if len(steps) == 0 {
		return place{file: "0", record: "0"}
	}
	file, shift := "CASE", "CASE"
	for n := len(steps) - 1; n > 0; n-- {
		s := steps[n]
		file += fmt.Sprintf(" WHEN r.rowid >= %d THEN %d", s.from, s.file)
		shift += fmt.Sprintf(" WHEN r.rowid >= %d THEN %d", s.from, s.shift)
	}
	s := steps[0]
	if len(steps) == 1 {
		return place{file: fmt.Sprint(s.file), record: fmt.Sprintf("(r.rowid + %d)", s.shift)}
	}
	return place{
		file:   fmt.Sprintf("%s ELSE %d END", file, s.file),
		record: fmt.Sprintf("(r.rowid + %s ELSE %d END)", shift, s.shift),
	}
}
