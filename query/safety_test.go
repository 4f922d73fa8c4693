package query

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"segpath/data"
	"segpath/query/files"
)

// Once open, no statement reads another file, writes one, reaches the network or changes a setting, and
// the data themselves are read-only.
func TestAnOpenInstanceIsLocked(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", anaAndBen)
	e := open(t, dir)
	source := filepath.Join(dir, "segments.csv")
	target := filepath.Join(dir, "stolen.csv")
	for _, q := range []string{
		"SELECT * FROM read_csv(" + files.SQLString(source) + ")",
		"SELECT * FROM read_text('/etc/passwd')",
		"COPY segments TO " + files.SQLString(target),
		"EXPLAIN ANALYZE COPY segments TO " + files.SQLString(source) + " (USE_TMP_FILE false)",
		"ATTACH " + files.SQLString(target) + " AS other",
		"EXPORT DATABASE " + files.SQLString(dir),
		"INSTALL httpfs", "LOAD httpfs",
		"SELECT * FROM read_csv('https://example.org/x.csv')",
		"SET enable_external_access = true", "RESET enable_external_access", "SET lock_configuration = false",
		"SET memory_limit = '100GB'",
		"CREATE TABLE t (i INTEGER)", "DELETE FROM segments", "UPDATE interactions SET customer = 'x'", "DROP TABLE segments",
	} {
		err := e.serving.in.with(context.Background(), func(c *conn) error {
			return c.Each(q, nil, func(*sql.Rows) error { return nil })
		})
		if err == nil {
			t.Errorf("allowed: %s", q)
		}
	}
	if names := list(t, dir); strings.Contains(names, "stolen") || !strings.Contains(names, anaAndBen) {
		t.Errorf("the folder changed: %s", names)
	}
	if _, err := e.Chain(context.Background(), "1543618399.120"); err != nil {
		t.Errorf("the export no longer answers: %v", err)
	}
}

func TestACancelledQuestionEndsAtOnceAndTheNextOneAnswers(t *testing.T) {
	e := open(t, write(t, t.TempDir(), "segments.csv", anaAndBen))
	ctx, cancel := context.WithCancel(context.Background())
	running := make(chan error, 1)
	go func() {
		running <- e.serving.in.with(ctx, func(c *conn) error {
			var n int64
			return c.Row("SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range + b.range = 7", nil, &n)
		})
	}()
	time.AfterFunc(20*time.Millisecond, cancel)
	select {
	case err := <-running:
		var p *data.Problem
		if !errors.As(err, &p) || p.Code != data.Interrupted {
			t.Errorf("%v, want an interrupted problem", err)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("a cancelled question goes on")
	}
	if _, err := e.Chain(context.Background(), "1543618399.120"); err != nil {
		t.Error(err)
	}
	if _, err := e.Chain(ctx, "1543618399.120"); err == nil {
		t.Error("a question asked after its cancel is answered")
	}
}

func TestACancelledOpenLeavesNothing(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", anaAndBen)
	base := runBase()
	for after := range 12 { // progress calls before the cancel: every phase
		ctx, cancel := context.WithCancel(context.Background())
		calls := 0
		e, err := Open(ctx, Options{Exports: []string{dir}, Progress: func(data.Progress) {
			if calls++; calls > after {
				cancel()
			}
		}})
		cancel()
		if err == nil {
			_ = e.Close()
			continue // it was done by then
		}
		var p *data.Problem
		if !errors.As(err, &p) || p.Code != data.Interrupted {
			t.Errorf("cancelled at call %d: %v", after, err)
		}
	}
	held, err := newRunDir(t.Context(), base) // sweeps
	if err != nil {
		t.Fatal(err)
	}
	if err := held.remove(); err != nil {
		t.Error(err)
	}
}

func TestAChangedSourceIsToldNotAnswered(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", anaAndBen)
	_, err := Open(context.Background(), Options{Exports: []string{dir}, TimeZone: "UTC", Progress: func(p data.Progress) {
		if strings.HasPrefix(p.Doing, "loading") {
			write(t, dir, "segments.csv", anaAndBen+"x,2026-11-02T09:00:00Z,,create,,\n")
		}
	}})
	if err == nil || !strings.Contains(err.Error(), "segments.csv") {
		t.Errorf("%v, want a sentence about the changed file", err)
	}
}
