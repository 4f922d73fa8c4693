package query

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"segpath/data"
	"segpath/data/format"
	"segpath/query/csvfile"
	"segpath/query/files"
)

// input is one file of the export: what it is, and which table.
type input struct {
	files.File
	at      int           // position in the sorted list of files
	scan    *csvfile.Scan // CSV
	parquet *parquetFile  // Parquet
	match   format.Match
}

// parquetFile is the schema of a Parquet file.
type parquetFile struct {
	names []string
	types []string // DuckDB's
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
	var total, before int64
	for _, f := range found {
		total += f.Size
	}
	for at, f := range found {
		if f.Kind == files.Empty {
			b.reports[at] = &data.FileReport{File: f.Shown, Context: map[string]int64{}, Columns: []data.ColumnReport{}}
			continue
		}
		i := &input{File: f, at: at}
		doing := "checking " + filepath.Base(f.Shown)
		if err := b.inspectFile(ctx, i, func(done int64) { b.say(doing, before+min(done, f.Size), total, 0) }); err != nil {
			return err
		}
		before += f.Size
		b.inputs = append(b.inputs, i)
	}
	return b.detect()
}

func (b *builder) inspectFile(ctx context.Context, i *input, progress func(int64)) error {
	if i.Kind == files.Parquet {
		return b.in.with(ctx, func(c *conn) error { return i.describe(c) })
	}
	dir := b.run.join(fmt.Sprintf("copy-%d", i.at))
	scan, err := csvfile.Inspect(ctx, i.Path, csvfile.Options{Dir: dir, Shown: i.Shown, Progress: progress})
	if err != nil {
		return named(err, i.Shown)
	}
	i.scan = scan
	if i.Size > b.peeked { // the largest file says most
		b.peeked = i.Size
		b.peek = &data.Peek{File: i.Shown, Header: scan.Header, Rows: scan.Peek}
	}
	return nil
}

// named puts the file's name before an error that does not say it.
func named(err error, file string) error {
	var p *data.Problem
	if errors.As(err, &p) || errors.Is(err, context.Canceled) {
		return err
	}
	return data.Problemf(data.Failed, "", "cannot read %s: %w", file, err)
}

// describe reads a Parquet file's schema from its footer.
func (i *input) describe(c *conn) error {
	i.parquet = &parquetFile{}
	q := "DESCRIBE SELECT * FROM read_parquet(" + files.SQLString(files.EscapeGlob(i.Path)) + ", hive_partitioning = false)"
	err := c.each(q, nil, func(rows *sql.Rows) error {
		var name, kind string
		var null, key, fallback, extra sql.NullString
		if err := rows.Scan(&name, &kind, &null, &key, &fallback, &extra); err != nil {
			return err
		}
		i.parquet.names = append(i.parquet.names, name)
		i.parquet.types = append(i.parquet.types, kind)
		return nil
	})
	if err != nil {
		return data.Problemf(data.Failed, "The file may be cut off or damaged: export it again.",
			"cannot read %s as Parquet: %w", i.Shown, err)
	}
	return nil
}

// detect finds the format, and which table each file is.
func (b *builder) detect() error {
	only := b.only
	var err error
	if b.o.Format != "" {
		if only, err = format.Get(b.o.Format); err != nil {
			return err
		}
	}
	candidates := make([]format.Candidate, len(b.inputs))
	for n, i := range b.inputs {
		candidates[n] = format.Candidate{Name: filepath.Base(i.Path), Header: i.header()}
	}
	found, err := format.Detect(candidates, only)
	if err != nil {
		return err
	}
	b.format, b.detection = found.Format, found
	for n, i := range b.inputs {
		i.match = found.Matches[n]
		b.reports[i.at] = i.report()
	}
	return b.refuseStrangers()
}

// refuseStrangers refuses a file that the user named outright and that is no part of the format; one
// that merely lies in a folder is left out and counted.
func (b *builder) refuseStrangers() error {
	for _, i := range b.inputs {
		if i.match.Table != nil {
			continue
		}
		for _, arg := range b.o.Exports {
			if filepath.Clean(arg) == filepath.Clean(i.Shown) {
				return data.Problemf(data.Failed, "`segpath formats "+b.format.Name+"` lists the tables and their columns.",
					"%s is no table of the format %s: its columns are %s", i.Shown, b.format.Name, strings.Join(i.header(), ", "))
			}
		}
		b.reports[i.at].Context = map[string]int64{"not part of the format": i.rows()}
	}
	return nil
}

// rows is the number of records, the header apart; 0 for a Parquet file, which is counted when loaded.
func (i *input) rows() int64 {
	if i.scan != nil {
		return i.scan.Records - 1
	}
	return 0
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
	if i.scan != nil {
		r.Rows, r.Rejected, r.Encoding = i.rows(), i.scan.RejectedCount, i.scan.Encoding
		if i.scan.Blank > 0 {
			r.Context["blank line"] = i.scan.Blank
		}
	}
	return r
}
