package tablefile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/duckdb/duckdb-go/v2"

	"segpath/data"
	"segpath/query/duck"
	"segpath/query/files"
)

// defaultMemory is the memory that the Parquet writer takes unless told otherwise.
const defaultMemory = 1 << 30

// parquetWriter is a DuckDB of its own, in memory, that only ever sees our rows. It pulls them from
// Go a chunk at a time (rowStream) and writes a row group when it has one: memory does not grow with
// the rows, and nothing of them is kept.
type parquetWriter struct {
	in  *duck.Instance
	dir string // for its spill; private
}

// writeParquet writes every table to its temporary file as Parquet.
func writeParquet(ctx context.Context, all []file, opt Options) (err error) {
	if err := stopped(ctx); err != nil {
		return err
	}
	w, err := openParquet(ctx, opt)
	if err != nil {
		return databaseFailed(ctx, "start the Parquet writer", err)
	}
	defer func() {
		if closing := w.close(); err == nil && closing != nil {
			err = databaseFailed(ctx, "close the Parquet writer", closing)
		}
	}()
	for i := range all {
		f := &all[i]
		rows := fmt.Sprintf("rows_%d", i)
		if err := w.in.With(ctx, func(c *duck.Conn) error { return writeTable(ctx, c, f, rows, &opt) }); err != nil {
			return databaseFailed(ctx, "write "+f.target, err)
		}
	}
	return nil
}

// openParquet starts the instance: its private folder, its limits, no extension and no network.
func openParquet(ctx context.Context, opt Options) (*parquetWriter, error) {
	memory, threads := opt.MemoryLimit, opt.Threads
	if memory <= 0 {
		memory = min(defaultMemory, duck.DefaultMemory())
	}
	if threads <= 0 {
		threads = duck.DefaultThreads()
	}
	dir, err := os.MkdirTemp(opt.TempDir, "segpath-write-") // 0700
	if err != nil {
		return nil, err
	}
	in, err := duck.Open(ctx, duck.Settings{
		Path: ":memory:", Temp: filepath.Join(dir, "spill"),
		Memory: fmt.Sprintf("%dMiB", max(memory>>20, 64)), Threads: threads,
	})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return &parquetWriter{in: in, dir: dir}, nil
}

func (w *parquetWriter) close() error { return errors.Join(w.in.Close(), os.RemoveAll(w.dir)) }

// writeTable writes one table to a file that exists already, so that the file keeps its 0600. name is
// what the table's rows are called in SQL.
func writeTable(ctx context.Context, c *duck.Conn, f *file, name string, opt *Options) error {
	stream, err := newRowStream(f.table)
	if err != nil {
		return err
	}
	function := duckdb.ChunkTableFunction{
		BindArguments: func(map[string]any, ...any) (duckdb.ChunkTableSource, error) { return stream, nil },
	}
	if err := duckdb.RegisterTableUDF(c.SQL, name, function); err != nil {
		return err
	}
	finish := stream.start(ctx, opt)
	err = c.Exec("COPY (FROM " + name + "()) TO " + files.SQLString(f.temp) + " (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)")
	return finish(err)
}

// databaseFailed makes a sentence of DuckDB's error, unless it is one already.
func databaseFailed(ctx context.Context, doing string, err error) error {
	var told *data.Problem
	if errors.As(err, &told) {
		return told
	}
	if ended := stopped(ctx); ended != nil {
		return ended
	}
	return &data.Problem{
		Code: data.Failed, Text: fmt.Sprintf("could not %s: %s", doing, err),
		Hint: "check the room on the disk and in the temporary folder", Cause: err,
	}
}
