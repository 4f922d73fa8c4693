package query

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"segpath/data"
	"segpath/data/filter"
	"segpath/query/duck"
)

// nastyExport writes an export that no simulator would, with queues, rings, statuses and teams.
func nastyExport(t *testing.T) (dir string) {
	t.Helper()
	n := nasty{Rand: rand.New(rand.NewPCG(2, 11)), users: true, starts: true}
	segments, rows := n.export(120)
	dir = write(t, write(t, t.TempDir(), "segments.csv", segments), "interactions.csv", rows)
	return write(t, dir, "users.csv", "user_id,name,team\nAna,Zoë Smith,Blue\nBen,Ben,Red\n")
}

func openNasty(t *testing.T) *Engine { return open(t, nastyExport(t)) }

// question is one that an engine answers.
type question struct {
	name string
	ask  func(context.Context, *Engine) (any, error)
}

// allQuestions are those of an open export, each about something that is there.
func allQuestions(t *testing.T, e *Engine) []question {
	t.Helper()
	page, err := e.Interactions(context.Background(), data.PageRequest{Sort: data.NewestFirst, Limit: 40})
	if err != nil {
		t.Fatal(err)
	}
	f, err := filter.Parse("rings>=1", filter.In(e.Export()))
	if err != nil {
		t.Fatal(err)
	}
	id, last := page.Rows[0].ID, page.Rows[20].ID
	record := page.Rows[0].Interaction
	lengths := []data.QueueLength{}
	chain, err := e.Chain(context.Background(), last)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range chain.Stays() {
		if length, ok := s.Seconds.Get(); ok {
			lengths = append(lengths, data.QueueLength{QueueID: s.QueueID, Length: length})
		}
	}
	var all []question
	add := func(name string, ask func(context.Context, *Engine) (any, error)) {
		all = append(all, question{name, ask})
	}
	add("page", func(ctx context.Context, e *Engine) (any, error) {
		return e.Interactions(ctx, data.PageRequest{Sort: data.NewestFirst, Limit: 10, Filter: f})
	})
	add("around", func(ctx context.Context, e *Engine) (any, error) {
		return e.Interactions(ctx, data.PageRequest{Sort: data.NewestFirst, Limit: 10, Around: last})
	})
	add("next", func(ctx context.Context, e *Engine) (any, error) {
		return e.Interactions(ctx, data.PageRequest{Sort: data.NewestFirst, Limit: 10, After: page.Next})
	})
	add("path", func(ctx context.Context, e *Engine) (any, error) { return e.Chain(ctx, id) })
	add("find", func(ctx context.Context, e *Engine) (any, error) { return e.Find(ctx, id, 5) })
	add("raw", func(ctx context.Context, e *Engine) (any, error) { return e.Raw(ctx, record.Source, record.SourceRow) })
	add("queue times", func(ctx context.Context, e *Engine) (any, error) { return e.QueueTimes(ctx, lengths) })
	add("vocabulary", func(ctx context.Context, e *Engine) (any, error) { return e.Vocabulary(ctx) })
	add("users", func(ctx context.Context, e *Engine) (any, error) { return e.Users(ctx, f) })
	add("teams", func(ctx context.Context, e *Engine) (any, error) {
		return e.UserGroups(ctx, f, data.UserGroup{Team: true})
	})
	add("quarters of an hour", func(ctx context.Context, e *Engine) (any, error) {
		return e.UserGroups(ctx, f, data.UserGroup{Interval: 15 * 60 * data.Second})
	})
	add("days", func(ctx context.Context, e *Engine) (any, error) {
		return e.UserGroups(ctx, f, data.UserGroup{Day: true})
	})
	add("queues", func(ctx context.Context, e *Engine) (any, error) {
		return e.Queues(ctx, f, data.ServiceLevel{Within: 20 * data.Second, Short: 5 * data.Second})
	})
	add("statuses", func(ctx context.Context, e *Engine) (any, error) { return e.Statuses(ctx, f) })
	add("variants", func(ctx context.Context, e *Engine) (any, error) { return e.Variants(ctx, f, 0) })
	add("rings", func(ctx context.Context, e *Engine) (any, error) {
		first, err := e.Rings(ctx, f, "", 5)
		if err != nil {
			return first, err
		}
		return e.Rings(ctx, f, first.Next, 5)
	})
	add("ids", func(ctx context.Context, e *Engine) (any, error) {
		found, missing, err := e.IDs(ctx, []string{id, "nobody", last})
		return [][]string{found, missing}, err
	})
	return all
}

// answersOf asks all questions.
func answersOf(t *testing.T, e *Engine, all []question) []any {
	t.Helper()
	answers := make([]any, len(all))
	for n, q := range all {
		var err error
		if answers[n], err = q.ask(context.Background(), e); err != nil {
			t.Fatalf("%s: %v", q.name, err)
		}
	}
	return answers
}

// mortal opens a copy of what an engine was built of, which DuckDB itself ends at its next checkpoint.
func mortal(ctx context.Context, e *Engine, dir string) (*instance, error) {
	temp, err := os.MkdirTemp(dir, "mortal-*")
	if err != nil {
		return nil, err
	}
	content, err := os.ReadFile(e.run.join("build.db"))
	if err != nil {
		return nil, err
	}
	path := filepath.Join(temp, "copy.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		return nil, err
	}
	in, err := openInstance(ctx, duck.Settings{Path: path, Temp: filepath.Join(temp, "tmp"), Memory: "200MB", Threads: 2})
	if err != nil {
		return nil, err
	}
	return in, in.with(ctx, func(c *conn) error { return c.Exec("SET debug_checkpoint_abort = 'before_truncate'") })
}

// end ends a mortal instance.
func end(c *conn) error {
	if err := c.Exec("CREATE OR REPLACE TABLE written AS SELECT 1 AS i"); err != nil {
		return err
	}
	return c.Exec("FORCE CHECKPOINT")
}

// serveMortal puts a mortal instance in the place of the one that answers.
func serveMortal(t *testing.T, e *Engine) *instance {
	t.Helper()
	in, err := mortal(context.Background(), e, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := e.serving.in.Close(); err != nil {
		t.Fatal(err)
	}
	e.serving.in = in
	return in
}

// fatal is an error of DuckDB's that ended an instance.
func fatal(t *testing.T, e *Engine) error {
	t.Helper()
	in, err := mortal(context.Background(), e, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }() // it is dead
	err = in.with(context.Background(), end)
	if err == nil || !deadly(err) || stricken(err) {
		t.Fatalf("the instance lives: %v", err)
	}
	return err
}

func TestADeadInstanceIsReopened(t *testing.T) { isReopened(t, openNasty(t)) }

func TestADeadInstanceIsReopenedWhereTheFilesStayInTheirPlace(t *testing.T) {
	e := open(t, dayFiles(t))
	if !e.near {
		t.Fatal("the files were copied")
	}
	isReopened(t, e)
}

func isReopened(t *testing.T, e *Engine) {
	t.Helper()
	all := allQuestions(t, e)
	want := answersOf(t, e, all)
	in := serveMortal(t, e)
	if err := in.with(context.Background(), end); err == nil || !deadly(err) {
		t.Fatalf("the instance lives: %v", err)
	}
	if got := answersOf(t, e, all); !reflect.DeepEqual(got, want) {
		t.Error("the answers are others")
	}
	if e.serving.in == in {
		t.Fatal("the dead instance still answers")
	}
	if err := in.with(context.Background(), func(*conn) error { return nil }); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("the dead instance is open: %v", err)
	}
	for _, q := range []string{"SET memory_limit = '1TB'", "CREATE TABLE t (i INTEGER)", "DELETE FROM segments", "SELECT * FROM read_text('/etc/passwd')"} {
		if err := e.serving.in.with(context.Background(), func(c *conn) error { return c.Exec(q) }); err == nil {
			t.Errorf("the new instance allows %s", q)
		}
	}
	if info, err := os.Stat(e.run.join("tmp-2")); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("its folder for spill: %v %v", info, err)
	}
}

// A question that ends the database is not asked for ever, and takes no other with it.
func TestAQuestionThatEndsTheDatabaseTwice(t *testing.T) {
	e := openNasty(t)
	all := allQuestions(t, e)
	want := answersOf(t, e, all)
	deadlyError := fatal(t, e)
	asked := 0
	err := e.ask(context.Background(), e.lanes.long, func(*conn) error { asked++; return deadlyError })
	var p *data.Problem
	if !errors.As(err, &p) || p.Code != data.Failed || p.Hint == "" || !errors.Is(err, deadlyError) {
		t.Errorf("%v, want a sentence with its cause", err)
	}
	if asked != 2 {
		t.Errorf("it was asked %d times", asked)
	}
	if got := answersOf(t, e, all); !reflect.DeepEqual(got, want) {
		t.Error("the answers are others")
	}
}

func TestADeadInstanceThatCannotBeReopened(t *testing.T) {
	e := openNasty(t)
	in := serveMortal(t, e)
	if err := in.with(context.Background(), end); err == nil {
		t.Fatal("the instance lives")
	}
	built, aside := e.run.join("build.db"), e.run.join("aside")
	if err := os.Rename(built, aside); err != nil {
		t.Fatal(err)
	}
	_, err := e.Vocabulary(context.Background())
	var p *data.Problem
	if !errors.As(err, &p) || p.Code != data.Failed || !strings.Contains(p.Text, "could not be opened again") || p.Hint == "" {
		t.Fatalf("%v, want a sentence", err)
	}
	if err := os.Rename(aside, built); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Vocabulary(context.Background()); err != nil {
		t.Errorf("the next question does not try again: %v", err)
	}
}

// failing is a connector whose connections answer some statements and then die.
type failing struct {
	duck.Connector
	left *atomic.Int64
	err  error
}

func (f failing) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := f.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &failingConn{c.(*duckdb.Conn), f}, nil
}

type failingConn struct {
	*duckdb.Conn
	of failing
}

func (c *failingConn) QueryContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Rows, error) {
	if c.of.left.Add(-1) < 0 {
		return nil, c.of.err
	}
	return c.Conn.QueryContext(ctx, q, args)
}

// Whichever statement of a question is the one at which the instance dies, the question is answered as ever.
func TestAnInstanceDiesAtAnyStatement(t *testing.T) {
	e := openNasty(t)
	all := allQuestions(t, e)
	want := answersOf(t, e, all)
	err := fatal(t, e)
	for n, q := range all {
		for statements := range 100 {
			left := &atomic.Int64{}
			left.Store(int64(statements))
			path := filepath.Join(t.TempDir(), "dying.db")
			if err := os.Link(e.run.join("build.db"), path); err != nil {
				t.Fatal(err)
			}
			of, openErr := duckdb.NewConnector(path+"?access_mode=READ_ONLY", nil)
			if openErr != nil {
				t.Fatal(openErr)
			}
			served, openErr := duck.Serve(context.Background(), failing{of, left, err})
			if openErr != nil {
				t.Fatal(openErr)
			}
			in := &instance{served}
			if err := e.serving.in.Close(); err != nil {
				t.Fatal(err)
			}
			e.serving.in = in
			clear(e.totals)
			got, err := q.ask(context.Background(), e)
			if err != nil || !reflect.DeepEqual(got, want[n]) {
				t.Fatalf("%s, dead after %d statements: %v, and the answer is\n%+v\nnot\n%+v", q.name, statements, err, got, want[n])
			}
			if left.Load() >= 0 { // it had no more
				if statements == 0 {
					t.Errorf("%s asks nothing", q.name)
				}
				break
			}
			if e.serving.in == in {
				t.Fatalf("%s: the dead instance still answers", q.name)
			}
		}
	}
}

// While questions end one instance after the other, the others are answered.
func TestOthersAreAnsweredWhileInstancesEnd(t *testing.T) {
	e := openNasty(t)
	all := allQuestions(t, e)
	want := answersOf(t, e, all)
	dir := t.TempDir()
	e.serving.open = func(ctx context.Context) (*instance, error) { return mortal(ctx, e, dir) }
	serveMortal(t, e)
	var askers sync.WaitGroup
	var stop atomic.Bool
	for worker := range 3 {
		askers.Go(func() {
			for n := worker; !stop.Load(); n++ {
				q := n % len(all)
				if got, err := all[q].ask(context.Background(), e); err != nil || !reflect.DeepEqual(got, want[q]) {
					t.Errorf("%s: %v", all[q].name, err)
					return
				}
			}
		})
	}
	ended := make(lane, 1)
	for range 10 {
		var p *data.Problem
		if err := e.ask(context.Background(), ended, end); !errors.As(err, &p) || p.Code != data.Failed {
			t.Errorf("a question that ends instances: %v", err)
		}
	}
	stop.Store(true)
	askers.Wait()
	e.serving.mu.Lock()
	defer e.serving.mu.Unlock()
	if len(e.serving.running) > 0 {
		t.Errorf("instances are held: %v", e.serving.running)
	}
}

// A database that dies of an export is given a second try, and then a sentence.
func TestADatabaseThatDiesWhileAnExportIsRead(t *testing.T) {
	e := openNasty(t)
	err := fatal(t, e)
	for _, c := range []struct {
		deaths int // of the first tries
		again  bool
		tries  int
		opens  bool
	}{{0, true, 1, true}, {1, true, 2, true}, {2, true, 2, false}, {1, false, 1, false}} {
		tries := 0
		got, failed := survive(c.again, func() (*Engine, error) {
			if tries++; tries <= c.deaths {
				return nil, errors.Join(nil, explain(context.Background(), err))
			}
			return e, nil
		})
		var p *data.Problem
		told := errors.As(failed, &p) && p.Code == data.Failed && p.Hint != "" && errors.Is(failed, err)
		if tries != c.tries || (got == e) != c.opens || told == c.opens {
			t.Errorf("%+v: %d tries, %v, %v", c, tries, got, failed)
		}
	}
	plain := errors.New("no such file")
	if _, failed := survive(true, func() (*Engine, error) { return nil, plain }); failed != plain {
		t.Errorf("another error becomes %v", failed)
	}
}

func TestWhichErrorsEndAnInstance(t *testing.T) {
	for text, want := range map[string]bool{
		"FATAL Error: x": true, "INTERNAL Error: x": true, "IO Error: FATAL Error: x": false,
		"Conversion Error: Could not convert string 'INTERNAL Error: x'": false, "": false,
	} {
		if got := deadly(fmt.Errorf("%w (in: SELECT 1)", errors.New(text))); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	if deadly(io.EOF) || deadly(duck.Interrupted(context.Background())) {
		t.Error("what is no error of the database ends it")
	}
}

// Early answers that the database breaks off at wait for those that come when everything is summed up.
func TestEarlyAnswersThatBreakOffWait(t *testing.T) {
	err := fatal(t, openNasty(t))
	b, opening := newBuilder(t.Context(), Options{Exports: []string{dayFiles(t)}, TimeZone: "UTC"})
	if opening != nil {
		t.Fatal(opening)
	}
	defer func() { _ = b.abandon() }()
	if _, err := b.begin(context.Background(), false); err != nil {
		t.Fatal(err)
	}
	e, opening := b.early(context.Background())
	if opening != nil || e == nil {
		t.Fatalf("no early answers: %v", opening)
	}
	defer func() { _ = e.close() }()
	if got := e.e.ask(context.Background(), e.e.lanes.screen, func(*conn) error { return err }); !errors.Is(got, errNotYet) {
		t.Errorf("%v, want to wait", got)
	}
}
