package query

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/duckdb/duckdb-go/v2"

	"segpath/data"
)

// writerMemory is the memory that the Parquet writer takes unless told otherwise.
const writerMemory = 1 << 30

// writerInstance is a DuckDB of its own, in memory, that only ever sees our rows. It pulls them from
// Go a chunk at a time (writerStream) and writes a row group when it has one: memory does not grow with
// the rows, and nothing of them is kept.
type writerInstance struct {
	*instance
	dir string // for its spill; private
}

// writerParquet writes every table to its temporary file as Parquet.
func writerParquet(ctx context.Context, files []writerFile, opt WriteOptions) (err error) {
	if err := writerStopped(ctx); err != nil {
		return err
	}
	w, err := openWriter(ctx, opt)
	if err != nil {
		return writerDuckProblem(ctx, "start the Parquet writer", err)
	}
	defer func() {
		if closing := w.close(); err == nil && closing != nil {
			err = writerDuckProblem(ctx, "close the Parquet writer", closing)
		}
	}()
	for i := range files {
		f := &files[i]
		rows := fmt.Sprintf("rows_%d", i)
		if err := w.with(ctx, func(c *conn) error { return writerTable(ctx, c, f, rows, &opt) }); err != nil {
			return writerDuckProblem(ctx, "write "+f.target, err)
		}
	}
	return nil
}

// openWriter starts the instance: its private folder, its limits, no extension and no network.
func openWriter(ctx context.Context, opt WriteOptions) (*writerInstance, error) {
	memory, threads := opt.MemoryLimit, opt.Threads
	if memory <= 0 {
		memory = min(writerMemory, DefaultMemory())
	}
	if threads <= 0 {
		threads = DefaultThreads()
	}
	dir, err := os.MkdirTemp(opt.TempDir, "segpath-write-") // 0700
	if err != nil {
		return nil, err
	}
	in, err := openInstance(ctx, settings{
		Path: ":memory:", Temp: filepath.Join(dir, "spill"),
		Memory: fmt.Sprintf("%dMiB", max(memory>>20, 64)), Threads: threads,
	})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return &writerInstance{instance: in, dir: dir}, nil
}

func (w *writerInstance) close() error { return errors.Join(w.instance.close(), os.RemoveAll(w.dir)) }

// writerTable writes one table to a file that exists already, so that the file keeps its 0600. name is
// what the table's rows are called in SQL.
func writerTable(ctx context.Context, c *conn, f *writerFile, name string, opt *WriteOptions) error {
	stream, err := newWriterStream(f.table)
	if err != nil {
		return err
	}
	function := duckdb.ChunkTableFunction{
		BindArguments: func(map[string]any, ...any) (duckdb.ChunkTableSource, error) { return stream, nil },
	}
	if err := duckdb.RegisterTableUDF(c.sql, name, function); err != nil {
		return err
	}
	finish := stream.start(ctx, opt)
	err = c.exec("COPY (FROM " + name + "()) TO " + quoteText(f.temp) + " (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)")
	return finish(err)
}

// writerDuckProblem makes a sentence of DuckDB's error, unless it is one already.
func writerDuckProblem(ctx context.Context, doing string, err error) error {
	var told *data.Problem
	if errors.As(err, &told) {
		return told
	}
	if stopped := writerStopped(ctx); stopped != nil {
		return stopped
	}
	return &data.Problem{
		Code: data.Failed, Text: fmt.Sprintf("could not %s: %s", doing, err),
		Hint: "check the room on the disk and in the temporary folder", Cause: err,
	}
}
