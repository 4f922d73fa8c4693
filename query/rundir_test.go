package query

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"segpath/data"
)

func TestRunFoldersArePrivateAndSwept(t *testing.T) {
	base := filepath.Join(t.TempDir(), "run")
	left, err := newRunDir(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	write(t, left.path, "spill", "x")
	closeQuietly(left.lock) // as a crash would
	living, err := newRunDir(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left.path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what a crash left is still there: %v", err)
	}
	other, err := newRunDir(t.Context(), base)
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

// Where the cache's folder cannot be, a run's folder is made among what is temporary, for this user alone.
func TestARunFolderWhereTheCacheCannotBe(t *testing.T) {
	before := xdg.CacheHome
	t.Cleanup(func() { xdg.CacheHome = before })
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	aside := filepath.Dir(temporaryBase())
	for _, cacheHome := range []string{filepath.Join(write(t, t.TempDir(), "file", ""), "file"), filepath.Join(t.TempDir(), "100%")} {
		xdg.CacheHome = cacheHome
		r, err := openRunDir(t.Context())
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
		if r, err := openRunDir(t.Context()); err == nil {
			t.Errorf("a folder that others can write is taken: %s", r.path)
		}
		if err := os.RemoveAll(aside); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(t.TempDir(), aside); err != nil {
			t.Fatal(err)
		}
		if r, err := openRunDir(t.Context()); err == nil {
			t.Errorf("a link is followed: %s", r.path)
		}
		if err := os.Remove(aside); err != nil {
			t.Fatal(err)
		}
	}
}

// crashed is a run folder of a program that is gone.
func crashed(t *testing.T, base string) string {
	t.Helper()
	left, err := newRunDir(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	write(t, left.path, "spill", "x")
	left.unlock()
	return left.path
}

// What a crash left where run folders are made only when they cannot be beside the cache is told, and swept by the next
// run beside the cache.
func TestRunFoldersAsideAreToldAndSwept(t *testing.T) {
	before := xdg.CacheHome
	t.Cleanup(func() { xdg.CacheHome = before })
	t.Setenv("TMPDIR", t.TempDir())
	xdg.CacheHome = t.TempDir()
	if got := RunFolderAside(); got != "" {
		t.Errorf("%s is told, and is not there", got)
	}
	aside := temporaryBase()
	if err := checkOwn(filepath.Dir(aside)); err != nil {
		t.Fatal(err)
	}
	left := crashed(t, aside)
	if got := RunFolderAside(); got != aside {
		t.Errorf("told is %q", got)
	}
	r, err := openRunDir(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it is still there: %v", err)
	}
	if filepath.Dir(r.path) != RunFolder() {
		t.Errorf("the run is in %s", r.path)
	}
	if err := r.remove(); err != nil {
		t.Error(err)
	}
	if err := os.Chmod(filepath.Dir(aside), 0o777); err != nil {
		t.Fatal(err)
	}
	if got := RunFolderAside(); got != "" {
		t.Errorf("%s is told, which others can write", got)
	}
}

// Behind the gate folders only get another name: their removal keeps nobody waiting, and one that was broken off is
// taken up.
func TestRunFoldersAreRemovedOutsideTheGate(t *testing.T) {
	base := filepath.Join(t.TempDir(), "run")
	left := crashed(t, base)
	away := takeLeft(base)
	if len(away) != 1 || filepath.Base(away[0]) != sweptPrefix+strings.TrimPrefix(filepath.Base(left), runPrefix) {
		t.Fatalf("taken away: %v", away)
	}
	if _, err := os.Stat(filepath.Join(away[0], "spill")); err != nil {
		t.Error(err)
	}
	r, err := newRunDir(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(away[0]); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a removal that was broken off is not taken up: %v", err)
	}
	if err := r.remove(); err != nil {
		t.Error(err)
	}
	if all, err := os.ReadDir(base); err != nil || len(all) != 1 {
		t.Errorf("left is %v, %v", all, err)
	}
}

// A context ends the waiting for another program.
func TestTheWaitAtTheGateEnds(t *testing.T) {
	before := xdg.CacheHome
	t.Cleanup(func() { xdg.CacheHome = before })
	t.Setenv("TMPDIR", t.TempDir())
	xdg.CacheHome = t.TempDir()
	r, err := newRunDir(t.Context(), runBase())
	if err != nil {
		t.Fatal(err)
	}
	gate, err := passGate(t.Context(), runBase())
	if err != nil {
		t.Fatal(err)
	}
	defer closeQuietly(gate)
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	var p *data.Problem
	if _, err := newBuilder(ctx, Options{}); !errors.As(err, &p) || p.Code != data.Interrupted {
		t.Errorf("%v, want that it was interrupted", err)
	}
	from := time.Now()
	if err := r.remove(); err != nil || time.Since(from) > 10*longestWait {
		t.Errorf("%v after %s", err, time.Since(from))
	}
	if _, err := os.Stat(r.path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it is still there: %v", err)
	}
}
