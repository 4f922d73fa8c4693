package query

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"segpath/data"
	"segpath/data/format"
	"segpath/query/csvfile"
	"segpath/query/duck"
	"segpath/query/files"
)

// builder makes the canonical tables of an export in a database of its own.
type builder struct {
	o      Options
	run    *runDir
	in     *instance
	ahead  *instance // in memory: files that may stay in their place are looked at with it, and then answered from
	format *format.Format
	only   *format.Format // no other is tried; nil = those of the registry

	tried     []*format.Format          // that the files are held against
	known     func(header []string) int // how many names of a header the formats know
	layouts   []csvfile.Layout          // of tables without a header
	detection format.Detection
	found     []files.File
	inputs    []*input
	raw       []*rawTable
	zone      zone
	readings  map[readingKey]*reading
	beside    *staging                   // the segments are a view of the raw rows and their converted columns
	catalog   string                     // of the database that is built, where views in other ones need it
	inPlace   bool                       // the segments' files stay where they are, as raw tables
	sampled   int                        // how many rows of files in their place tell what the words mean; 0: all
	viewed    *staging                   // and the segments are a view of them, nothing of which is copied
	turns     []turn                     // in which the interactions are summed up
	placed    bool                       // the segments that a format's SQL made stand where they stay
	gathered  bool                       // those of an interaction stand together, with its number
	counted   [256]int64                 // how many segments of each event
	events    map[data.Event]bool        // events that some row has a word for
	made      map[string]bool            // canonical tables that the format's SQL made
	repeated  bool                       // a user's own SQL gave an id more than one row: repeatedRows is there
	given     map[data.ExportColumn]bool // and the columns that it gives
	asOf      time.Time
	has       data.Has
	notices   []data.Notice
	steps     map[data.NoticeKind]*noted // of single steps, counted while these stand in order
	reports   map[int]*data.FileReport   // by file position
	rejects   []data.RejectedRow
	peek      *data.Peek
	peeked    int64   // size of the file peeked into
	phase     phase   // of opening
	share     float64 // of opening that was told to be done
	cache     *cache
}

func newBuilder(ctx context.Context, o Options) (*builder, error) {
	if o.Memory == "" {
		o.Memory = duck.Bytes(duck.DefaultMemory())
	}
	if o.Threads <= 0 {
		o.Threads = duck.DefaultThreads()
	}
	if o.Progress == nil {
		o.Progress = func(data.Progress) {}
	}
	if o.Warn == nil {
		o.Warn = func(string) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	run, err := openRunDir(ctx)
	if ctx.Err() != nil && err != nil {
		return nil, duck.Interrupted(ctx)
	}
	if err != nil {
		return nil, data.Problemf(data.Failed, "Segpath keeps a private folder while it runs; check the disk and the rights there.", "%w", err)
	}
	return &builder{
		o: o, run: run, reports: map[int]*data.FileReport{}, events: map[data.Event]bool{}, made: map[string]bool{},
		given: map[data.ExportColumn]bool{},
	}, nil
}

// why is what a failed build is told as, before anything is removed: a file that is gone, or another by now, before
// what that led to.
func (b *builder) why(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		for _, f := range b.found {
			if changed := files.Changed(f); changed != nil {
				return changed
			}
		}
	}
	return explain(ctx, err)
}

// abandon removes what was built.
func (b *builder) abandon() error {
	err := b.closeAhead()
	if b.in != nil {
		err = errors.Join(err, b.in.Close())
	}
	return errors.Join(err, b.run.remove())
}

// build opens the export from the cache, or reads it.
func (b *builder) build(ctx context.Context) (*Engine, error) {
	e, err := b.begin(ctx, false)
	if e != nil || err != nil {
		return e, err
	}
	return b.finish(ctx)
}

// begin finds the files and the format, and may look ahead to early answers. The engine is one from the cache; nil where
// the export is to be read.
func (b *builder) begin(ctx context.Context, early bool) (*Engine, error) {
	if b.o.Embedded != nil {
		if err := b.unpack(); err != nil {
			return nil, err
		}
	}
	found, err := b.find(ctx)
	if err != nil {
		return nil, err
	}
	if b.o.Embedded != nil {
		for n := range found { // nobody typed the run folder's path
			found[n].Shown = strings.TrimPrefix(found[n].Shown, b.run.join("export")+string(filepath.Separator))
		}
	}
	b.found = found
	if b.cache, err = b.openCache(ctx, found); err != nil {
		return nil, err
	}
	if e := b.again(ctx); e != nil {
		return e, nil
	}
	if early && !slices.ContainsFunc(found, func(f files.File) bool { return f.Kind != files.Parquet }) {
		b.ahead, err = openInstance(ctx, b.earlySettings())
	} else {
		err = b.openBuild(ctx)
	}
	if err != nil {
		return nil, err
	}
	return nil, b.inspect(ctx, found)
}

// openBuild opens the instance that builds, unless it is open.
func (b *builder) openBuild(ctx context.Context) (err error) {
	if b.in == nil {
		b.in, err = openInstance(ctx, b.settings(b.run.join("build.db"), false))
	}
	return err
}

// looking is the instance that files are looked at with.
func (b *builder) looking() *instance {
	if b.ahead != nil {
		return b.ahead
	}
	return b.in
}

// closeAhead ends the instance of early answers that nobody took over.
func (b *builder) closeAhead() error {
	if b.ahead == nil {
		return nil
	}
	in := b.ahead
	b.ahead = nil
	return in.Close()
}

// finish runs the three phases, closes what they built and opens it read-only.
func (b *builder) finish(ctx context.Context) (*Engine, error) {
	if err := errors.Join(b.closeAhead(), b.openBuild(ctx)); err != nil {
		return nil, err
	}
	phases := []func(*conn) error{b.load, b.lockPhase(ctx), b.canonical}
	err := b.in.with(ctx, func(c *conn) error {
		for _, phase := range phases {
			if err := phase(c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b.publish(ctx)
}

// lockPhase ends the phase in which files are read. The files are checked once more: rows of a
// source that changed while it was read are not used.
func (b *builder) lockPhase(ctx context.Context) func(*conn) error {
	return func(*conn) error {
		for _, i := range b.inputs {
			if err := files.Changed(i.File); err != nil {
				return err
			}
		}
		var inPlace []string
		for _, t := range b.raw {
			inPlace = append(inPlace, t.files()...)
		}
		return b.in.Lock(ctx, inPlace)
	}
}

// unchanged is the guard of files that stay in their place: no answer may mix two versions of them.
func (b *builder) unchanged(inPlace []string) func() error {
	if len(inPlace) == 0 {
		return nil
	}
	return func() error {
		for _, f := range b.found {
			if !slices.Contains(inPlace, f.Path) {
				continue
			}
			if err := files.Changed(f); err != nil {
				return err
			}
		}
		return nil
	}
}

// What of the limit of memory a build takes, and what the early answers beside it: a page reads three columns, and
// its own rows.
const (
	buildingPart = 0.65
	earlyPart    = 0.2
)

// settings are those of an instance: one that answers has the limit of memory to itself, one that builds leaves some of
// it to what Go holds meanwhile, and to early answers.
func (b *builder) settings(path string, readOnly bool) duck.Settings {
	s := duck.Settings{
		Path: path, Temp: b.run.join("tmp"), Memory: b.o.Memory, Threads: b.o.Threads, ReadOnly: readOnly,
	}
	if !readOnly {
		s.Memory = duck.Part(s.Memory, buildingPart)
	}
	return s
}

// earlySettings are those of the instance that answers early, in memory.
func (b *builder) earlySettings() duck.Settings {
	s := b.settings("", false)
	s.Temp, s.Memory = b.run.join("early"), duck.Part(b.o.Memory, earlyPart)
	return s
}

// publish closes the built database, keeps it for the next time, and opens it read-only and locked.
func (b *builder) publish(ctx context.Context) (*Engine, error) {
	b.phase = closing
	b.say("opening", 0, 0, 0)
	var k *kept
	err := b.in.with(ctx, func(c *conn) (err error) {
		if k, err = b.document(c); err != nil {
			return err
		}
		if b.cache != nil {
			if err := k.write(c); err != nil {
				return err
			}
		}
		return c.Exec("CHECKPOINT")
	})
	if err != nil {
		return nil, err
	}
	err = b.in.Close()
	b.in = nil
	if err != nil {
		return nil, fmt.Errorf("close the database of this export: %w", err)
	}
	built := b.run.join("build.db")
	b.cache.keep(ctx, built)
	if b.in, err = openLocked(ctx, b.settings(built, true), k.inPlace()); err != nil {
		return nil, err
	}
	return b.engine(ctx, k)
}

// unpack writes embedded files to the run folder and makes them the export.
func (b *builder) unpack() error {
	dir := b.run.join("export")
	b.o.Exports = []string{dir}
	return fs.WalkDir(b.o.Embedded, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(name))
		if d.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		return copyOut(b.o.Embedded, name, target)
	})
}

func copyOut(from fs.FS, name, target string) (err error) {
	in, err := from.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(target, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, in)
	return err
}

// name is what the export is called.
func (b *builder) name() string {
	if b.o.Name != "" {
		return b.o.Name
	}
	return strings.Join(files.Shown(b.o.Exports), " ")
}

// notice adds a notice; one that counts nothing is left out.
func (b *builder) notice(n data.Notice) {
	if n.Count > 0 {
		b.notices = append(b.notices, n)
	}
}
