// Package tablefile writes tables to files, one each, as CSV, as a log or as Parquet: all of them, or none.
package tablefile

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"segpath/data"
	"segpath/data/wholefile"
)

// Format is what kind of file a table is written as; its value is the file's ending.
type Format string

// The formats that tables are written in.
const (
	CSV     Format = "csv"
	Parquet Format = "parquet"
)

// Options say how tables are written.
type Options struct {
	As    Format // CSV if empty
	Force bool   // replace files that exist

	Delimiter byte // CSV: ',' if 0
	CRLF      bool // CSV: records end in CR LF; text inside a cell stays as it is
	BOM       bool // CSV: begins with a byte order mark, for spreadsheets

	TempDir     string // Parquet: where the private folder of its spill is made; the system's if empty
	MemoryLimit int64  // Parquet: bytes that DuckDB may use; 1 GiB if 0, or duck.DefaultMemory where that is less
	Threads     int    // Parquet: duck.DefaultThreads if 0

	// Progress, if set, is called now and then with the table being written and its rows so far.
	Progress func(data.Progress)
}

// file is one table on its way to its file.
type file struct {
	table     *data.Table
	target    string
	temp      string // beside target, so that a rename publishes it
	published bool
	existed   bool
}

// Name is the name of the file that Write writes a table to: <name>.csv, <name>.parquet, or
// <name>.log for a log as text.
func Name(t *data.Table, as Format) string {
	if t.Log != 0 && as != Parquet {
		return t.Name + ".log"
	}
	return t.Name + "." + string(as)
}

// Write writes each table to a file of its own in dir, of Name, for the user's
// eyes only (0600). Every target is checked before the first byte; files appear under their names
// only when all of them are complete and on disk, and after a failure or a cancel nothing new is left.
// dir is made if it is missing. Rows are read once and never held: CSV streams, and Parquet is written
// by a DuckDB of its own that pulls a few thousand rows at a time.
// Errors are data.Problems: Failed, Usage for options that do not fit, Interrupted when ctx ends.
func Write(ctx context.Context, dir string, tables []data.Table, opt Options) error {
	if opt.As == "" {
		opt.As = CSV
	}
	if err := opt.check(); err != nil {
		return err
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return failed("find the folder", dir, err)
	}
	files, err := targets(dir, tables, opt)
	if err != nil {
		return err
	}
	made, err := makeDir(dir)
	whole := false
	defer func() { // on a panic of the rows too
		if !whole {
			undo(files, made)
		}
	}()
	if err != nil {
		return err
	}
	if err := fill(ctx, files, opt); err != nil {
		return err
	}
	if err := publish(dir, files, opt.Force); err != nil {
		return err
	}
	whole = true
	return nil
}

// check refuses options that do not fit.
func (o *Options) check() error {
	if o.As != CSV && o.As != Parquet {
		return data.Problemf(data.Usage, "use csv or parquet", "tables cannot be written as %q", string(o.As))
	}
	if strings.IndexByte("\"\r\n\x00", o.Delimiter) >= 0 && o.Delimiter != 0 || o.Delimiter >= 0x80 {
		return data.Problemf(data.Usage, "use a comma, a semicolon or a tab", "%q cannot part the columns of a CSV file", rune(o.Delimiter))
	}
	return nil
}

// targets finds every target, and fails on the first that may not be written.
func targets(dir string, tables []data.Table, opt Options) ([]file, error) {
	seen := map[string]bool{}
	files := make([]file, 0, len(tables))
	for i := range tables {
		t := &tables[i]
		if t.Name == "" || t.Name != filepath.Base(t.Name) || strings.HasPrefix(t.Name, ".") || seen[t.Name] {
			return nil, data.Problemf(data.Usage, "", "a table named %q cannot be a file of its own", t.Name)
		}
		if len(t.Columns) == 0 {
			return nil, data.Problemf(data.Usage, "", "the table %s has no columns to write", t.Name)
		}
		seen[t.Name] = true
		f := file{table: t, target: filepath.Join(dir, Name(t, opt.As))}
		info, err := os.Lstat(f.target)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, failed("look for", f.target, err)
		case info.IsDir():
			return nil, data.Problemf(data.Failed, "name another folder", "%s is a folder", f.target)
		case !opt.Force:
			return nil, exists(f.target)
		default:
			f.existed = true
		}
		files = append(files, f)
	}
	return files, nil
}

func exists(target string) error {
	return data.Problemf(data.Failed, "name another folder, or use --force to replace it", "%s exists already", target)
}

// fill writes every table to its temporary file.
func fill(ctx context.Context, files []file, opt Options) error {
	for i := range files {
		temp, err := os.CreateTemp(filepath.Dir(files[i].target), ".segpath-*.part") // 0600
		if err != nil {
			return failed("write into", filepath.Dir(files[i].target), err)
		}
		files[i].temp = temp.Name()
		if err := temp.Close(); err != nil {
			return failed("write", files[i].temp, err)
		}
	}
	if opt.As == Parquet {
		return writeParquet(ctx, files, opt)
	}
	for i := range files {
		if err := writeCSV(ctx, &files[i], opt); err != nil {
			return err
		}
	}
	return nil
}

// failed is the sentence for a failure of the file system.
func failed(doing, path string, err error) error {
	reason := wholefile.Bare(err).Error()
	hint := ""
	if reason != err.Error() { // it is the file system's
		hint = "check the folder's rights and the room on the disk"
	}
	return &data.Problem{
		Code: data.Failed, Text: fmt.Sprintf("could not %s %s: %s", doing, path, reason), Hint: hint, Cause: err,
	}
}

// stopped is the problem of a cancelled write, or nil.
func stopped(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return &data.Problem{Code: data.Interrupted, Text: "writing was stopped; nothing was written", Cause: err}
	}
	return nil
}
