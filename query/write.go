package query

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"segpath/data"
)

// FileFormat is what kind of file a table is written as; its value is the file's ending.
type FileFormat string

// The formats that tables are written in.
const (
	CSV     FileFormat = "csv"
	Parquet FileFormat = "parquet"
)

// WriteOptions say how tables are written.
type WriteOptions struct {
	As    FileFormat // CSV if empty
	Force bool       // replace files that exist

	Delimiter byte // CSV: ',' if 0
	CRLF      bool // CSV: records end in CR LF; text inside a cell stays as it is
	BOM       bool // CSV: begins with a byte order mark, for spreadsheets

	TempDir     string // Parquet: where the private folder of its spill is made; the system's if empty
	MemoryLimit int64  // Parquet: bytes that DuckDB may use; 1 GiB if 0, or DefaultMemory where that is less
	Threads     int    // Parquet: DefaultThreads if 0

	// Progress, if set, is called now and then with the table being written and its rows so far.
	Progress func(data.Progress)
}

// writerEvery is after how many rows the writer looks for a cancel and tells its progress.
const writerEvery = 16_384

// writerFile is one table on its way to its file.
type writerFile struct {
	table     *data.Table
	target    string
	temp      string // beside target, so that a rename publishes it
	published bool
	existed   bool
}

// WrittenName is the name of the file that Write writes a table to: <name>.csv, <name>.parquet, or
// <name>.log for a log as text.
func WrittenName(t *data.Table, as FileFormat) string {
	if t.Log != 0 && as != Parquet {
		return t.Name + ".log"
	}
	return t.Name + "." + string(as)
}

// Write writes each table to a file of its own in dir, of WrittenName, for the user's
// eyes only (0600). Every target is checked before the first byte; files appear under their names
// only when all of them are complete and on disk, and after a failure or a cancel nothing new is left.
// dir is made if it is missing. Rows are read once and never held: CSV streams, and Parquet is written
// by a DuckDB of its own that pulls a few thousand rows at a time.
// Errors are data.Problems: Failed, Usage for options that do not fit, Interrupted when ctx ends.
func Write(ctx context.Context, dir string, tables []data.Table, opt WriteOptions) error {
	if opt.As == "" {
		opt.As = CSV
	}
	if err := writerCheckOptions(opt); err != nil {
		return err
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return writerProblem("find the folder", dir, err)
	}
	files, err := writerTargets(dir, tables, opt)
	if err != nil {
		return err
	}
	made, err := writerMakeDir(dir)
	whole := false
	defer func() { // on a panic of the rows too
		if !whole {
			writerUndo(files, made)
		}
	}()
	if err != nil {
		return err
	}
	if err := writerFill(ctx, files, opt); err != nil {
		return err
	}
	if err := writerPublish(dir, files, opt.Force); err != nil {
		return err
	}
	whole = true
	return nil
}

func writerCheckOptions(opt WriteOptions) error {
	if opt.As != CSV && opt.As != Parquet {
		return data.Problemf(data.Usage, "use csv or parquet", "tables cannot be written as %q", string(opt.As))
	}
	if strings.IndexByte("\"\r\n\x00", opt.Delimiter) >= 0 && opt.Delimiter != 0 || opt.Delimiter >= 0x80 {
		return data.Problemf(data.Usage, "use a comma, a semicolon or a tab", "%q cannot part the columns of a CSV file", rune(opt.Delimiter))
	}
	return nil
}

// writerTargets finds every target, and fails on the first that may not be written.
func writerTargets(dir string, tables []data.Table, opt WriteOptions) ([]writerFile, error) {
	seen := map[string]bool{}
	files := make([]writerFile, 0, len(tables))
	for i := range tables {
		t := &tables[i]
		if t.Name == "" || t.Name != filepath.Base(t.Name) || strings.HasPrefix(t.Name, ".") || seen[t.Name] {
			return nil, data.Problemf(data.Usage, "", "a table named %q cannot be a file of its own", t.Name)
		}
		if len(t.Columns) == 0 {
			return nil, data.Problemf(data.Usage, "", "the table %s has no columns to write", t.Name)
		}
		seen[t.Name] = true
		f := writerFile{table: t, target: filepath.Join(dir, WrittenName(t, opt.As))}
		info, err := os.Lstat(f.target)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, writerProblem("look for", f.target, err)
		case info.IsDir():
			return nil, data.Problemf(data.Failed, "name another folder", "%s is a folder", f.target)
		case !opt.Force:
			return nil, writerExists(f.target)
		default:
			f.existed = true
		}
		files = append(files, f)
	}
	return files, nil
}

func writerExists(target string) error {
	return data.Problemf(data.Failed, "name another folder, or use --force to replace it", "%s exists already", target)
}

// writerFill writes every table to its temporary file.
func writerFill(ctx context.Context, files []writerFile, opt WriteOptions) error {
	for i := range files {
		temp, err := os.CreateTemp(filepath.Dir(files[i].target), ".segpath-*.part") // 0600
		if err != nil {
			return writerProblem("write into", filepath.Dir(files[i].target), err)
		}
		files[i].temp = temp.Name()
		if err := temp.Close(); err != nil {
			return writerProblem("write", files[i].temp, err)
		}
	}
	if opt.As == Parquet {
		return writerParquet(ctx, files, opt)
	}
	for i := range files {
		if err := writerCSV(ctx, &files[i], opt); err != nil {
			return err
		}
	}
	return nil
}

// writerProblem is the sentence for a failure of the file system.
func writerProblem(doing, path string, err error) error {
	var at *fs.PathError
	reason := err.Error()
	hint := ""
	if errors.As(err, &at) {
		reason = at.Err.Error()
		hint = "check the folder's rights and the room on the disk"
	}
	return &data.Problem{
		Code: data.Failed, Text: fmt.Sprintf("could not %s %s: %s", doing, path, reason), Hint: hint, Cause: err,
	}
}

// writerStopped is the problem of a cancelled write, or nil.
func writerStopped(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return &data.Problem{Code: data.Interrupted, Text: "writing was stopped; nothing was written", Cause: err}
	}
	return nil
}

// writerRows passes each row on with its number from 1, and stops at an error or a cancel.
func writerRows(ctx context.Context, t *data.Table, opt *WriteOptions, row func(n int64, cells []any) error) error {
	if err := writerStopped(ctx); err != nil {
		return err
	}
	var n int64
	for cells := range t.Rows {
		n++
		if len(cells) != len(t.Columns) {
			return data.Problemf(data.Failed, "", "row %d of the table %s has %d cells for %d columns", n, t.Name, len(cells), len(t.Columns))
		}
		if err := row(n, cells); err != nil {
			return err
		}
		if n%writerEvery == 0 {
			if err := writerStopped(ctx); err != nil {
				return err
			}
			opt.tell(t, n)
		}
	}
	opt.tell(t, n)
	return writerStopped(ctx)
}

func (o *WriteOptions) tell(t *data.Table, rows int64) {
	if o.Progress != nil {
		o.Progress(data.Progress{Doing: "writing " + t.Name, Rows: rows})
	}
}

// writerCell is the problem of a cell that its column cannot hold.
func writerCell(t *data.Table, row int64, column data.Column, cell any) error {
	return data.Problemf(data.Failed, "", "row %d of the table %s: the column %s cannot hold a value like %T", row, t.Name, column.Name, cell)
}
