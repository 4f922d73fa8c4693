package tablefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// makeDir makes the folder if it is missing, and tells which folders it made, innermost first.
func makeDir(dir string) (made []string, err error) {
	for at := dir; at != filepath.Dir(at); at = filepath.Dir(at) {
		if _, err := os.Stat(at); err == nil {
			break
		}
		made = append(made, at)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return made, failed("make the folder", dir, err)
	}
	return made, nil
}

// publish gives the finished files their names. Without force a file that has come to stand
// there meanwhile is not replaced.
func publish(dir string, files []file, force bool) error {
	for i := range files {
		f := &files[i]
		if err := toDisk(f.temp); err != nil {
			return failed("write", f.target, err)
		}
	}
	for i := range files {
		f := &files[i]
		if err := giveName(f, force); err != nil {
			return err
		}
		f.published = true
	}
	if err := toDisk(dir); err != nil {
		return failed("write into", dir, err)
	}
	return nil
}

// giveName moves a temporary file to its target.
func giveName(f *file, force bool) error {
	if !force {
		switch err := os.Link(f.temp, f.target); {
		case err == nil:
			if err := os.Remove(f.temp); err != nil {
				return failed("remove", f.temp, err)
			}
			return nil
		case errors.Is(err, fs.ErrExist):
			return exists(f.target)
		}
		// Not every file system has links.
		if _, err := os.Lstat(f.target); err == nil {
			return exists(f.target)
		}
	}
	if err := os.Rename(f.temp, f.target); err != nil {
		return failed("write", f.target, err)
	}
	return nil
}

// toDisk puts a file or folder on disk.
func toDisk(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// undo removes what a failed write has left: its files, and the folders it made unless someone
// has put something into them. What cannot be removed stays: the failure itself is what is told.
func undo(files []file, folders []string) {
	for i := range files {
		f := &files[i]
		if f.temp != "" {
			_ = os.Remove(f.temp) // a published one is gone already
		}
		if f.published && !f.existed {
			_ = os.Remove(f.target)
		}
	}
	for _, folder := range folders {
		_ = os.Remove(folder)
	}
}
