package query

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"segpath/data"
)

// Once open, no statement reads another file, writes one, reaches the network or changes a setting, and
// the data themselves are read-only.
func TestAnOpenInstanceIsLocked(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", anaAndBen)
	e := open(t, dir)
	source := filepath.Join(dir, "segments.csv")
	target := filepath.Join(dir, "stolen.csv")
	for _, q := range []string{
		"SELECT * FROM read_csv(" + quoteText(source) + ")",
		"SELECT * FROM read_text('/etc/passwd')",
		"COPY segments TO " + quoteText(target),
		"EXPLAIN ANALYZE COPY segments TO " + quoteText(source) + " (USE_TMP_FILE false)",
		"ATTACH " + quoteText(target) + " AS other",
		"EXPORT DATABASE " + quoteText(dir),
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
	held, err := newRunDir(base) // sweeps
	if err != nil {
		t.Fatal(err)
	}
	if err := held.remove(); err != nil {
		t.Error(err)
	}
}

func TestRunFoldersArePrivateAndSwept(t *testing.T) {
	base := filepath.Join(t.TempDir(), "run")
	left, err := newRunDir(base)
	if err != nil {
		t.Fatal(err)
	}
	write(t, left.path, "spill", "x")
	closeQuietly(left.lock) // as a crash would
	living, err := newRunDir(base)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left.path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what a crash left is still there: %v", err)
	}
	other, err := newRunDir(base)
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{base, living.path, other.path, other.join("tmp")} {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v, %v", dir, info.Mode(), err)
		}
	}
	for _, r := range []*runDir{living, other} {
		if err := r.remove(); err != nil {
			t.Error(err)
		}
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

// Where the cache's folder cannot be, a run's folder is made among what is temporary, for this user alone.
func TestARunFolderWhereTheCacheCannotBe(t *testing.T) {
	before := xdg.CacheHome
	t.Cleanup(func() { xdg.CacheHome = before })
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	aside := filepath.Dir(temporaryBase())
	for _, cacheHome := range []string{filepath.Join(write(t, t.TempDir(), "file", ""), "file"), filepath.Join(t.TempDir(), "100%")} {
		xdg.CacheHome = cacheHome
		r, err := openRunDir()
		if err != nil {
			t.Fatalf("%s: %v", cacheHome, err)
		}
		for _, dir := range []string{aside, filepath.Dir(r.path), r.path, r.join("tmp")} {
			if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 || !strings.HasPrefix(dir, temp) {
				t.Errorf("%s: %v, %v", dir, info, err)
			}
		}
		if err := r.remove(); err != nil {
			t.Error(err)
		}
		if err := os.Chmod(aside, 0o777); err != nil { // as if another had made it
			t.Fatal(err)
		}
		if r, err := openRunDir(); err == nil {
			t.Errorf("a folder that others can write is taken: %s", r.path)
		}
		if err := os.RemoveAll(aside); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(t.TempDir(), aside); err != nil {
			t.Fatal(err)
		}
		if r, err := openRunDir(); err == nil {
			t.Errorf("a link is followed: %s", r.path)
		}
		if err := os.Remove(aside); err != nil {
			t.Fatal(err)
		}
	}
}
