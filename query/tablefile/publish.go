package tablefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"segpath/data/wholefile"
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
		switch err := wholefile.Publish(f.temp, f.target, force); {
		case errors.Is(err, fs.ErrExist) && !force:
			return exists(f.target)
		case err != nil:
			return failed("write", f.target, err)
		}
		f.published = true
	}
	if err := toDisk(dir); err != nil {
		return failed("write into", dir, err)
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
