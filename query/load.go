package query

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"segpath/data"
)

// load reads every file of the format into raw tables, one a table and set of columns.
func (b *builder) load(c *conn) error {
	// What only the build needs is kept in memory, and spills: to write it to the file takes twice as long.
	// Raw rows are read again once, for the raw fields: compressing them costs as much as reading the file.
	for _, q := range []string{
		"CREATE SCHEMA raw", "ATTACH ':memory:' AS work", "ATTACH ':memory:' AS stage", foldMacro, secondsMacro, "SET GLOBAL force_compression = 'uncompressed'",
		"SET enable_progress_bar = true", "SET enable_progress_bar_print = false", "SET progress_bar_time = 0",
	} {
		if err := c.Exec(q); err != nil {
			return err
		}
	}
	b.phase = loading
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
	// Asked for, it is worked out at each step of a query, a fiftieth of all the time (perf, a million interactions).
	return errors.Join(c.Exec("SET enable_progress_bar = false"), c.Exec("SET GLOBAL force_compression = 'auto'"))
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
		return c.Exec("CREATE TABLE " + t.sql() + " AS FROM " + readParquet(i, t.columns) + " LIMIT 0")
	}
	list := make([]string, len(t.columns))
	for n, col := range t.columns {
		list[n] = quoteName(col.name) + " VARCHAR"
	}
	return c.Exec(fmt.Sprintf("CREATE TABLE %s (%s)", t.sql(), strings.Join(list, ", ")))
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
	if err := c.Exec("INSERT INTO " + t.sql() + " SELECT * FROM " + from); err != nil {
		return unreadableFile(err, i.Shown, damaged)
	}
	var rows int64
	if err := c.Row("SELECT count(*) FROM "+t.sql(), nil, &rows); err != nil {
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
