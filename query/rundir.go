package query

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
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

// openRunDir makes a run folder where it should be, or else where it can be.
func openRunDir() (*runDir, error) {
	base, aside := runBase(), temporaryBase()
	if base != aside {
		r, err := newRunDir(base)
		if err == nil {
			return r, nil
		}
		if checkOwn(filepath.Dir(aside)) != nil {
			return nil, err
		}
		if r, failed := newRunDir(aside); failed == nil {
			return r, nil
		}
		return nil, err
	}
	if err := checkOwn(filepath.Dir(aside)); err != nil {
		return nil, err
	}
	return newRunDir(aside)
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
func newRunDir(base string) (*runDir, error) {
	if err := os.MkdirAll(base, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder for this run: %w", err)
	}
	gate, err := passGate(base)
	if err != nil {
		return nil, fmt.Errorf("make the folder for this run: %w", err)
	}
	defer closeQuietly(gate)
	sweep(base)
	path, err := os.MkdirTemp(base, "run-*")
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
		return nil, errors.Join(fmt.Errorf("make the folder for this run: %w", err), r.removeAll())
	}
	return r, nil
}

// passGate lets one program at a time sweep, make and remove, until the file is closed: a folder just made
// is not yet locked, and a sweep that looks at one being removed would put its lock back into it.
func passGate(base string) (*os.File, error) {
	gate, err := os.OpenFile(filepath.Join(base, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lockFile(gate, true); err != nil {
		return nil, errors.Join(err, gate.Close())
	}
	return gate, nil
}

// sweep removes the run folders that nobody holds.
func sweep(base string) {
	entries, err := os.ReadDir(base)
	if err != nil {
		return // nothing to sweep is no failure of this run
	}
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), "run-") {
			continue
		}
		dir := filepath.Join(base, e.Name())
		f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			continue
		}
		free := lockFile(f, false) == nil
		closeQuietly(f)
		if free {
			_ = os.RemoveAll(dir) // what cannot be removed now is swept another time
		}
	}
}

func (r *runDir) join(name string) string { return filepath.Join(r.path, name) }

// remove removes the folder and all in it.
func (r *runDir) remove() error {
	gate, err := passGate(filepath.Dir(r.path))
	if err != nil {
		return r.removeAll() // better at some risk than not at all
	}
	defer closeQuietly(gate)
	return r.removeAll()
}

// removeAll is remove for who holds the gate.
func (r *runDir) removeAll() error {
	if r.lock != nil {
		closeQuietly(r.lock)
		r.lock = nil
	}
	return os.RemoveAll(r.path)
}

// closeQuietly closes a file whose contents do not matter any more.
func closeQuietly(f *os.File) { _ = f.Close() }
