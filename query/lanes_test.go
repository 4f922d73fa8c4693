package query

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"

	"segpath/data"
	"segpath/data/filter"
	"segpath/query/duck"
)

// endless is a question that only a cancel ends.
func endless(c *conn) error {
	var n int64
	return c.Row("SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range + b.range = 7", nil, &n)
}

// occupy has endless questions run in lanes until free is called, which tells how they ended, or the test ends.
func occupy(t *testing.T, e *Engine, in ...lane) (free func() []error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make([]error, len(in))
	var all sync.WaitGroup
	for n, l := range in {
		running := make(chan struct{})
		all.Go(func() {
			ended[n] = e.ask(ctx, l, func(c *conn) error {
				close(running)
				return endless(c)
			})
		})
		<-running
	}
	free = sync.OnceValue(func() []error { cancel(); all.Wait(); return ended })
	t.Cleanup(func() { free() })
	return free
}

// atOnce fails the test where f takes so long that it must be waiting.
func atOnce(t *testing.T, what string, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); f() }()
	select {
	case <-done:
	case <-time.After(30 * time.Second):
		t.Fatalf("%s waits", what)
	}
}

func wasInterrupted(err error) bool {
	var p *data.Problem
	return errors.As(err, &p) && p.Code == data.Interrupted
}

// The screen does not wait for work that never ends, nor one lane for another.
func TestNoLaneWaitsForAnother(t *testing.T) {
	e := openNasty(t)
	all := allQuestions(t, e)
	want := answersOf(t, e, all)
	short := map[string]bool{"page": true, "around": true, "next": true, "path": true, "find": true, "raw": true}
	check := func(t *testing.T, shorts bool) {
		for n, q := range all {
			if short[q.name] != shorts {
				continue
			}
			atOnce(t, q.name, func() {
				if got, err := q.ask(context.Background(), e); err != nil || !reflect.DeepEqual(got, want[n]) {
					t.Errorf("%s: %v", q.name, err)
				}
			})
		}
	}
	t.Run("long work", func(t *testing.T) {
		free := occupy(t, e, e.lanes.long)
		clear(e.totals) // so that a page counts
		check(t, true)
		for _, err := range free() {
			if !wasInterrupted(err) {
				t.Errorf("the long question ends with %v", err)
			}
		}
	})
	t.Run("a count", func(t *testing.T) {
		free := occupy(t, e, e.lanes.long, e.lanes.counts)
		for _, n := range []int{1, 3, 5} { // around, path, raw: they need no count
			atOnce(t, all[n].name, func() {
				if _, err := all[n].ask(context.Background(), e); err != nil {
					t.Errorf("%s: %v", all[n].name, err)
				}
			})
		}
		free()
	})
	t.Run("the screen", func(t *testing.T) {
		free := occupy(t, e, e.lanes.screen, e.lanes.counts)
		check(t, false)
		free()
	})
	check(t, true)
}

// A question that waits for its lane ends at once with its context; one that runs does, and frees its lane.
func TestCancelledQuestionsFreeTheirLane(t *testing.T) {
	e := openNasty(t)
	free := occupy(t, e, e.lanes.long, e.lanes.counts, e.lanes.screen)
	f, err := filter.Parse("rings>=1", filter.In(e.Export()))
	if err != nil {
		t.Fatal(err)
	}
	waiting := []func(context.Context) error{
		func(ctx context.Context) error { _, err := e.Users(ctx, data.Filter{}); return err },
		func(ctx context.Context) error {
			_, err := e.Interactions(ctx, data.PageRequest{Filter: f})
			return err
		},
		func(ctx context.Context) error { _, err := e.Interactions(ctx, data.PageRequest{}); return err },
		func(ctx context.Context) error { _, err := e.Chain(ctx, "x"); return err },
	}
	for n, ask := range waiting {
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(time.Millisecond, cancel)
		atOnce(t, "a cancelled question", func() {
			if err := ask(ctx); !wasInterrupted(err) {
				t.Errorf("question %d ends with %v", n, err)
			}
		})
	}
	for _, err := range free() {
		if !wasInterrupted(err) {
			t.Errorf("a running question ends with %v", err)
		}
	}
	atOnce(t, "the next question", func() {
		for _, ask := range waiting[:3] {
			if err := ask(context.Background()); err != nil {
				t.Error(err)
			}
		}
	})
}

// A fault in a question frees its lane and its connection.
func TestAPanicInAQuestionFreesItsLane(t *testing.T) {
	e := openNasty(t)
	for range 2 * duck.Connections {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic is gone")
				}
			}()
			_ = e.ask(context.Background(), e.lanes.screen, func(*conn) error { panic("out of cheese") })
		}()
	}
	atOnce(t, "the next question", func() {
		if _, err := e.Interactions(context.Background(), data.PageRequest{}); err != nil {
			t.Error(err)
		}
	})
}
