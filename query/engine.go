package query

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"sync"

	"segpath/data"
	"segpath/data/format"
	"segpath/query/duck"
)

// Options say what to open and how.
type Options struct {
	Exports     []string         // files, folders, globs, or - for Stdin
	Stdin       io.Reader        // what - names, read once; nil = nothing
	Embedded    fs.FS            // instead of Exports: files that the program carries, written to the run folder
	Name        string           // what the export is called on screen; empty = made from Exports
	Formats     []*format.Format // that are tried, the first of equal ones winning; nil = the built-in ones
	Format      string           // the name of one of Formats; empty = found by the headers
	TimeZone    string           // source zone of instants without an offset; empty = "Time" in the package comment of data
	ConfigZone  string           // the configured source zone, after the account's; an unknown one is reported, not refused
	DisplayZone string           // zone that clock times are shown in; empty = the source's
	DateFormat  string           // mdy or dmy: dates with the year last; or a pattern as %d.%m.%y %H:%M; empty = decided by each column
	Memory      string           // DuckDB's memory_limit; empty = duck.DefaultMemory
	Threads     int              // 0 = duck.DefaultThreads
	Progress    func(data.Progress)

	Cache string       // folder where what was built is kept for the next time; empty = nothing is (CacheFolder)
	Warn  func(string) // is told, once each, that nothing could be kept, and why, or that what was is damaged; nil = nobody is
	Log   *slog.Logger // of what became of the cache; nil = none

	turn   int64 // how many interactions are summed up at a time; 0: maxInTurn
	copies bool  // rows are copied even where their files could stay in their place
}

// Engine answers questions about one export. It is safe for use by several goroutines.
type Engine struct {
	serving *serving
	lanes   lanes
	run     *runDir
	export  data.Export
	report  data.Report
	format  *format.Format
	raw     []keptTable
	window  int64    // how many interactions the first window of a list holds; 0: windowRows
	near    bool     // segments are read from their files, by nearSegments
	sources []string // as shown, by file position
	dir     *data.Directory

	mu     sync.Mutex
	totals map[string]int64 // matches of a search and a filter, counted once
}

// Open opens an export: it finds and checks the files, loads them, makes the canonical tables, and
// opens the result read-only. What cannot be opened ends in a data.Problem. The caller closes it.
func Open(ctx context.Context, o Options) (*Engine, error) {
	return survive(o.Stdin == nil, func() (*Engine, error) { return openOnce(ctx, o) })
}

func openOnce(ctx context.Context, o Options) (*Engine, error) {
	b, err := newBuilder(ctx, o)
	if err != nil {
		return nil, err
	}
	e, err := b.build(ctx)
	if err != nil {
		err = b.why(ctx, err)
		return nil, errors.Join(b.abandon(), err)
	}
	return e, nil
}

// explain makes a cancelled build say so, whatever it was cut off in, and one that the database died of.
func explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return duck.Interrupted(ctx)
	}
	if deadly(err) {
		return unread(err)
	}
	return duck.Plain(err)
}

// Close closes the export and removes its run folder.
func (e *Engine) Close() error { return errors.Join(e.serving.close(), e.run.remove()) }

// Whole is nil: an Engine is open when everything is summed up.
func (e *Engine) Whole(context.Context) error { return nil }

// Export tells what is open.
func (e *Engine) Export() data.Export { return e.export }

// Check is what was read and what is wrong with it.
func (e *Engine) Check(context.Context) (data.Report, error) { return e.report, nil }

// without is the error of a question about what the export does not hold: "ring data".
func without(what string, can data.Capability) error {
	return data.Problemf(data.CannotSay, "", "this export has no %s: %s", what, can.Why)
}
