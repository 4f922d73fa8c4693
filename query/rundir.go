package query

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"segpath/data/guard"
)

// runDir is the private folder of one run: the database, copies of unusual files, and spill. It is
// removed on close; one that a crash left behind is swept at the next start.
type runDir struct {
	path string
	lock *os.File
}

// RunFolder is where the private folders of runs are made: databases, copies of unusual files, spill.
func RunFolder() string { return runBase() }

// runBase is where run folders are made: beside the cache. The driver reads its data source name as a URL: a path
// with one of a URL's own characters would lose its settings.
func runBase() string {
	base := filepath.Join(xdg.CacheHome, "segpath", "run")
	if strings.ContainsAny(base, "?#%") {
		return temporaryBase()
	}
	return base
}

// temporaryBase is where run folders are made when they cannot be beside the cache.
func temporaryBase() string {
	return filepath.Join(os.TempDir(), fmt.Sprintf("segpath-%d", os.Getuid()), "run")
}

// openRunDir makes a run folder where it should be, or else where it can be, and sweeps either place. When ctx ends
// while another program makes or sweeps, the error is that of the context.
func openRunDir(ctx context.Context) (*runDir, error) {
	base, aside := runBase(), temporaryBase()
	if base != aside {
		r, err := newRunDir(ctx, base)
		if err == nil {
			if thereAside() {
				sweepAside(ctx, aside)
			}
			return r, nil
		}
		if ctx.Err() != nil || checkOwn(filepath.Dir(aside)) != nil {
			return nil, err
		}
		if r, failed := newRunDir(ctx, aside); failed == nil {
			return r, nil
		}
		return nil, err
	}
	if err := checkOwn(filepath.Dir(aside)); err != nil {
		return nil, err
	}
	return newRunDir(ctx, aside)
}

// thereAside tells whether there are run folders of this user's in the place for those that cannot be beside the cache.
func thereAside() bool {
	aside := temporaryBase()
	info, err := os.Lstat(filepath.Dir(aside))
	if err != nil || !info.IsDir() || !ownedAlone(info) {
		return false
	}
	info, err = os.Lstat(aside)
	return err == nil && info.IsDir()
}

// sweepAside removes what programs that are gone left in a place where this run makes no folder.
func sweepAside(ctx context.Context, base string) {
	gate, err := passGate(ctx, base)
	if err != nil {
		return // another program sweeps there, or the user has no time
	}
	left := takeLeft(base)
	closeQuietly(gate)
	discard(left)
}

// checkOwn makes a folder of this user's alone, or refuses one that is another's: where it stands, all may make some.
func checkOwn(dir string) error {
	if err := os.Mkdir(dir, 0o700); err == nil || !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() || !ownedAlone(info) {
		return fmt.Errorf("%s is not yours alone", dir)
	}
	return nil
}

// newRunDir makes a run folder below base, and sweeps those whose program is gone.
func newRunDir(ctx context.Context, base string) (*runDir, error) {
	if err := os.MkdirAll(base, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder for this run: %w", err)
	}
	gate, err := passGate(ctx, base)
	if err != nil {
		return nil, fmt.Errorf("make the folder for this run: %w", err)
	}
	left := takeLeft(base)
	r, err := makeRunDir(base)
	closeQuietly(gate)
	discard(left)
	return r, err
}

// makeRunDir makes a run folder and locks it; the gate is held.
func makeRunDir(base string) (*runDir, error) {
	path, err := os.MkdirTemp(base, runPrefix+"*")
	if err != nil {
		return nil, fmt.Errorf("make the folder for this run: %w", err)
	}
	r := &runDir{path: path}
	r.lock, err = os.OpenFile(filepath.Join(path, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err == nil {
		err = lockFile(r.lock, false)
	}
	if err == nil {
		err = os.Mkdir(r.join("tmp"), 0o700)
	}
	if err != nil {
		r.unlock()
		return nil, errors.Join(fmt.Errorf("make the folder for this run: %w", err), os.RemoveAll(r.path))
	}
	return r, nil
}

// passGate lets one program at a time make run folders, and take away those that go, until the file is closed: a folder
// just made is not yet locked, and a look at one being removed would put its lock back into it. It waits until ctx ends.
func passGate(ctx context.Context, base string) (*os.File, error) {
	gate, err := gateUntil(ctx.Done(), base)
	if errors.Is(err, errHeld) {
		return nil, ctx.Err()
	}
	return gate, err
}

var errHeld = errors.New("another program holds it")

// gateUntil is passGate until a channel is closed; the error is errHeld then.
func gateUntil(ended <-chan struct{}, base string) (*os.File, error) {
	gate, err := os.OpenFile(filepath.Join(base, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	passed := make(chan error)
	guard.Go(func() {
		err := lockFile(gate, true) // which nothing but the lock ends
		select {
		case passed <- err:
		case <-ended:
			closeQuietly(gate)
		}
	})
	select {
	case err := <-passed:
		if err != nil {
			return nil, errors.Join(err, gate.Close())
		}
		return gate, nil
	case <-ended:
		return nil, errHeld
	}
}

// The names of run folders, and of those that go: under another name they are nobody's, and their removal, which may
// take a while, needs no gate.
const (
	runPrefix   = "run-"
	sweptPrefix = "swept-"
)

// takeLeft renames the run folders that nobody holds, and returns them with those whose removal was broken off. The
// gate is held.
func takeLeft(base string) []string {
	entries, err := os.ReadDir(base)
	if err != nil {
		return nil // nothing to sweep is no failure of this run
	}
	var left []string
	for _, e := range entries {
		dir := filepath.Join(base, e.Name())
		switch {
		case !e.IsDir():
		case strings.HasPrefix(e.Name(), sweptPrefix):
			left = append(left, dir)
		case strings.HasPrefix(e.Name(), runPrefix) && unheld(dir):
			if away, err := takeAway(dir); err == nil {
				left = append(left, away)
			}
		}
	}
	return left
}

// unheld tells whether no program holds a run folder.
func unheld(dir string) bool {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return false
	}
	defer closeQuietly(f)
	return lockFile(f, false) == nil
}

// takeAway gives a run folder the name of one that goes.
func takeAway(dir string) (string, error) {
	away := filepath.Join(filepath.Dir(dir), sweptPrefix+strings.TrimPrefix(filepath.Base(dir), runPrefix))
	return away, os.Rename(dir, away)
}

// discard removes what was taken away; what cannot be removed now is swept another time.
func discard(dirs []string) {
	for _, dir := range dirs {
		_ = os.RemoveAll(dir)
	}
}

func (r *runDir) join(name string) string { return filepath.Join(r.path, name) }

// longestWait is how long the removal of a run folder waits for other programs: better at some risk than not at all.
const longestWait = 2 * time.Second

// remove removes the folder and all in it.
func (r *runDir) remove() error {
	ended := make(chan struct{})
	defer time.AfterFunc(longestWait, func() { close(ended) }).Stop()
	gate, err := gateUntil(ended, filepath.Dir(r.path))
	r.unlock()
	path := r.path
	if err == nil {
		if away, err := takeAway(path); err == nil {
			path = away
		}
		closeQuietly(gate)
	}
	return os.RemoveAll(path)
}

// unlock lets go of the folder.
func (r *runDir) unlock() {
	if r.lock != nil {
		closeQuietly(r.lock)
		r.lock = nil
	}
}

// closeQuietly closes a file whose contents do not matter any more.
func closeQuietly(f *os.File) { _ = f.Close() }

// RunFolderAside is where they were made when they could not be in RunFolder; empty where nothing is there.
func RunFolderAside() string {
	if aside := temporaryBase(); aside != runBase() && thereAside() {
		return aside
	}
	return ""
}
