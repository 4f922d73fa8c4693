package query

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"segpath/data"
	"segpath/data/format"
	"segpath/query/csvfile"
	"segpath/query/duck"
	"segpath/query/files"
)

// input is one file of the export: what it is, and which table.
type input struct {
	files.File
	at       int           // position in the sorted list of files
	unpacked string        // where what was compressed in it lies
	scan     *csvfile.Scan // CSV
	parquet  *parquetFile  // Parquet
	match    format.Match
}

// parquetFile is what the footer of a Parquet file says.
type parquetFile struct {
	names  []string
	types  []string // DuckDB's
	asText []bool   // by column: no table can hold its type, so it is read as text
	rows   int64
}

// header is the file's column names as they stand in it.
func (i *input) header() []string {
	if i.scan != nil {
		return i.scan.Header
	}
	return i.parquet.names
}

// inspect reads every file's header and every CSV record's shape, and finds the format.
func (b *builder) inspect(ctx context.Context, found []files.File) error {
	if err := b.chooseFormats(); err != nil {
		return err
	}
	b.phase = checking
	var total, before int64
	for _, f := range found {
		total += f.Size
	}
	var unopened []files.File
	for at, f := range found {
		if f.Kind == files.Empty {
			b.reports[at] = noRows(f)
			continue
		}
		if f.Unopened {
			b.reports[at] = noRows(f)
			unopened = append(unopened, f)
			continue
		}
		if f.Refusal != nil {
			b.leaveOutUnread(at, f)
			continue
		}
		i := &input{File: f, at: at}
		say := func(doing string, share float64) {
			b.say(doing+" "+filepath.Base(f.Shown), before+int64(share*float64(f.Size)), total, 0)
		}
		err := b.inspectFile(ctx, i, say)
		if errors.Is(err, csvfile.ErrNoTable) && !b.isNamed(f.Shown) && !files.PromisesRows(f.Shown) {
			f.Refusal = err
			b.leaveOutUnread(at, f)
			continue
		}
		if err != nil {
			return err
		}
		before += f.Size
		b.inputs = append(b.inputs, i)
	}
	b.unopened(unopened)
	return b.detect()
}

func (b *builder) inspectFile(ctx context.Context, i *input, say func(doing string, share float64)) error {
	if i.Kind == files.Parquet {
		return b.looking().with(ctx, func(c *conn) error { return i.describe(c) })
	}
	read := phase{0, 1}
	if i.Packed != 0 {
		if err := b.unpackFile(ctx, i, func(done int64) { say("unpacking", read.part(0, 2).at(done, i.Size)) }); err != nil {
			return err
		}
		read = read.part(1, 2)
	}
	info, err := os.Stat(i.readPath())
	if err != nil {
		return named(err, i.Shown)
	}
	dir := b.run.join(fmt.Sprintf("copy-%d", i.at))
	scan, err := csvfile.Inspect(ctx, i.readPath(), csvfile.Options{
		Dir: dir, Shown: i.Shown, Known: b.known, Layouts: b.layouts, Progress: func(done int64) { say("checking", read.at(done, info.Size())) },
	})
	if err != nil {
		return named(err, i.Shown)
	}
	i.scan = scan
	if scan.Copied && i.unpacked != "" {
		if err := os.Remove(i.unpacked); err != nil {
			return err
		}
	}
	if i.Size > b.peeked { // the largest file says most
		b.peeked = i.Size
		b.peek = &data.Peek{File: i.Shown, Header: scan.Header, Rows: scan.Peek}
	}
	return nil
}

// named puts the file's name before an error that does not say it. A full disk is not the file's fault:
// an unusual file is copied to the run folder.
func named(err error, file string) error {
	var p *data.Problem
	if errors.As(err, &p) || errors.Is(err, context.Canceled) {
		return err
	}
	if full, quota := duck.NoRoom(err); full || quota {
		return duck.Failed(err, "")
	}
	return unreadableFile(err, file, "")
}

// unreadableFile says that a file cannot be read, and why, without the statement that read it. What the
// machine lacks is said as it is.
func unreadableFile(err error, file, hint string) error {
	var p *data.Problem
	if errors.As(err, &p) {
		return err
	}
	why, _, _ := strings.Cut(err.Error(), "\n")
	why, _, _ = strings.Cut(why, " (in: ")
	return &data.Problem{Code: data.Failed, Text: "cannot read " + file + ": " + why, Hint: hint, Cause: err}
}

// describe reads a Parquet file's schema and number of rows from its footer.
func (i *input) describe(c *conn) error {
	i.parquet = &parquetFile{}
	err := c.Row("SELECT num_rows FROM parquet_file_metadata("+files.SQLString(files.EscapeGlob(i.Path))+")", nil, &i.parquet.rows)
	if err == nil {
		err = i.describeColumns(c)
	}
	if err == nil {
		err = i.findUnkept(c)
	}
	if err != nil {
		return unreadableFile(err, i.Shown+" as Parquet", "The file may be cut off or damaged: export it again.")
	}
	return nil
}

func (i *input) describeColumns(c *conn) error {
	return c.Each("DESCRIBE SELECT * FROM "+i.parquetSQL(), nil, func(rows *sql.Rows) error {
		var name, kind string
		var null, key, fallback, extra sql.NullString
		if err := rows.Scan(&name, &kind, &null, &key, &fallback, &extra); err != nil {
			return err
		}
		i.parquet.names = append(i.parquet.names, name)
		i.parquet.types = append(i.parquet.types, kind)
		return nil
	})
}

// findUnkept finds the columns of types that no table can hold, such as the nameless structs that unions
// are in Parquet: DuckDB is asked to make one of each nested column (of no rows at all it does not object).
func (i *input) findUnkept(c *conn) error {
	i.parquet.asText = make([]bool, len(i.parquet.types))
	for n, kind := range i.parquet.types {
		if !strings.Contains(kind, "(") {
			continue
		}
		err := c.Exec("CREATE TEMP TABLE kept AS SELECT " + quoteName(i.parquet.names[n]) + " FROM " + i.parquetSQL() + " LIMIT 1")
		var p *data.Problem
		switch {
		case err == nil:
			err = c.Exec("DROP TABLE kept")
		case !errors.As(err, &p):
			i.parquet.types[n], i.parquet.asText[n], err = "VARCHAR", true, nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// parquetSQL reads the file as it is.
func (i *input) parquetSQL() string {
	return "read_parquet(" + files.SQLString(files.EscapeGlob(i.Path)) + ", hive_partitioning = false)"
}

// rows is the number of records, the header apart.
func (i *input) rows() int64 {
	if i.scan != nil {
		return i.scan.Records - min(i.scan.HeaderRecord, 1)
	}
	return i.parquet.rows
}

// report begins the file's account.
func (i *input) report() *data.FileReport {
	r := &data.FileReport{File: i.Shown, Context: map[string]int64{}, Columns: []data.ColumnReport{}, Encoding: "Parquet"}
	if i.match.Table != nil {
		r.Table = i.match.Table.Name
	}
	for n, name := range i.header() {
		c := data.ColumnReport{Name: name}
		if i.match.Table != nil {
			c.As = i.match.Columns[n]
		}
		r.Columns = append(r.Columns, c)
	}
	r.Rows = i.rows()
	if i.scan != nil {
		r.Rejected, r.Encoding = i.scan.RejectedCount, i.scan.Encoding
		for reason, n := range map[string]int64{"blank line": i.scan.Blank, "preamble": i.scan.Preamble, "header again": i.scan.Repeated, "totals": i.scan.Totals} {
			if n > 0 {
				r.Context[reason] = n
			}
		}
	}
	return r
}
