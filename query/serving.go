package query

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"sync"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"segpath/data"
	"segpath/query/duck"
)

// maxEnds is how many instances one question may bring down: the second time it is no accident.
const maxEnds = 2

// serving is the instance that answers, until another takes its place.
type serving struct {
	// open opens another over the same tables: read-only, locked, and beside those that are open.
	open func(context.Context) (*instance, error)
	drop func() // from the cache: what is damaged is not opened again
	log  *slog.Logger

	mu      sync.Mutex
	in      *instance
	running map[*instance]int // how many questions run on each
}

func (b *builder) serving(k *kept) *serving {
	return &serving{open: b.another(k.inPlace()), drop: b.cache.drop, log: b.o.Log, in: b.in, running: map[*instance]int{}}
}

// unserved is the serving of early answers, whose instance cannot be opened again: a question that it dies of
// waits until everything is summed up.
func (b *builder) unserved() *serving {
	again := func(context.Context) (*instance, error) { return nil, errNotYet }
	return &serving{open: again, drop: func() {}, log: b.o.Log, in: b.in, running: map[*instance]int{}}
}

// another opens what was built in a further instance, beside those that are open: each under a name of its own,
// since DuckDB gives one instance to a file that this program has open already, and with its own folder for spill.
func (b *builder) another(inPlace []string) func(context.Context) (*instance, error) {
	run, n := b.run, 1
	of := b.settings(run.join("build.db"), true)
	return func(ctx context.Context) (*instance, error) {
		n++
		s := of
		s.Path, s.Temp = run.join(fmt.Sprintf("build-%d.db", n)), run.join(fmt.Sprintf("tmp-%d", n))
		if err := os.Mkdir(s.Temp, 0o700); err != nil {
			return nil, err
		}
		if err := os.Link(of.Path, s.Path); err != nil {
			return nil, err
		}
		in, err := openLocked(ctx, s, inPlace)
		if err == nil {
			in.Guard = b.unchanged(inPlace)
		}
		return in, err
	}
}

// ask runs a question in its lane. If the instance dies of it, or of another question meanwhile, a new instance
// is asked: f must begin anew each time. When ctx ends, the error is a data.Problem of code Interrupted.
func (e *Engine) ask(ctx context.Context, l lane, f func(*conn) error) error {
	if err := l.enter(ctx); err != nil {
		return err
	}
	defer l.leave()
	for ends := 0; ; {
		in, err := e.serving.once(ctx, f)
		if err != nil && unsound(err) {
			return e.serving.spoilt(ctx, err)
		}
		if err == nil || !deadly(err) {
			told := duck.Plain(err)
			if told != err {
				e.serving.log.ErrorContext(ctx, "a question failed", "error", err)
			}
			return told
		}
		if !stricken(err) {
			ends++
			e.serving.log.ErrorContext(ctx, "the database broke off", "error", err)
		}
		if ends == maxEnds {
			return brokenOff(err)
		}
		if err := e.serving.replace(ctx, in); err != nil {
			return err
		}
	}
}

// once runs a question on the instance that answers now, and tells which that was.
func (s *serving) once(ctx context.Context, f func(*conn) error) (*instance, error) {
	s.mu.Lock()
	in := s.in
	s.running[in]++
	s.mu.Unlock()
	defer s.release(in)
	return in, in.with(ctx, f)
}

// release ends a question; the last one of an instance that was replaced closes it.
func (s *serving) release(in *instance) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running[in]--; s.running[in] > 0 {
		return
	}
	delete(s.running, in)
	if in != s.in {
		_ = in.Close() // it is dead, and its files are only read
	}
}

// replace opens another instance in the place of a dead one, unless another question has.
func (s *serving) replace(ctx context.Context, dead *instance) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.in != dead {
		return nil
	}
	in, err := s.open(context.WithoutCancel(ctx)) // other questions wait for it too
	if err != nil {
		return data.Problemf(data.Failed, "Open the export again. If that fails too, run `segpath cache clear`: it is read anew then.",
			"the database of this export failed, and could not be opened again: %w", err)
	}
	s.in = in
	if s.running[dead] == 0 {
		_ = dead.Close()
	}
	return nil
}

// spoilt is the sentence for tables that are damaged on the disk. The next open finds nothing of them.
func (s *serving) spoilt(ctx context.Context, err error) error {
	s.log.ErrorContext(ctx, "what was built is damaged", "error", err)
	s.drop()
	return &data.Problem{
		Code: data.Failed, Text: "what was read of this export is damaged on the disk",
		Hint: "Open the export again: it is read anew. If this happens again, check the disk.", Cause: err,
	}
}

// close closes the instance that answers.
func (s *serving) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.in.Close()
}

// cutOff is what DuckDB says where a database that we built (builder.another) ends before a block does.
var cutOff = regexp.MustCompile(`^IO Error: Could not read enough bytes from file ".*build(-[0-9]+)?\.db"`)

// unsound tells whether an error is that of a block which does not have its checksum, or is not there.
func unsound(err error) bool {
	text := err.Error()
	return strings.HasPrefix(text, "IO Error: Corrupt database file") || cutOff.MatchString(text)
}

// deadly tells whether an error ends the instance that it comes from.
func deadly(err error) bool {
	var e *duckdb.Error
	if errors.As(err, &e) {
		return e.Type == duckdb.ErrorTypeFatal || e.Type == duckdb.ErrorTypeInternal
	}
	var told *data.Problem
	if errors.As(err, &told) {
		return told.Cause != nil && deadly(told.Cause)
	}
	text := err.Error() // of a stream
	return strings.HasPrefix(text, "FATAL Error: ") || strings.HasPrefix(text, "INTERNAL Error: ")
}

// stricken tells whether an error only says that the instance is dead, of another statement.
func stricken(err error) bool { return strings.Contains(err.Error(), "database has been invalidated") }

// survive opens an export. If the database dies of that and it may be tried again, it opens it once more: the first
// time may be an accident.
func survive[T any](again bool, open func() (T, error)) (T, error) {
	opened, err := open()
	if err != nil && deadly(err) && again {
		return open()
	}
	return opened, err
}

// unread is the sentence for an export that the database dies of, unless there is one that names the file.
func unread(err error) error {
	var told *data.Problem
	if errors.As(err, &told) {
		return err
	}
	return &data.Problem{
		Code: data.Failed, Text: "the database failed while this export was read", Cause: err,
		Hint: "This is a fault in segpath: please report it with the file that --log writes. The export is unchanged; try it with --threads 1.",
	}
}

// brokenOff is the sentence for a statement that ends instances.
func brokenOff(err error) error {
	return &data.Problem{
		Code: data.Failed, Text: "the database failed at this question, twice; others are answered", Cause: err,
		Hint: "This is a fault in segpath: please report it with the file that --log writes. The export is unchanged.",
	}
}
