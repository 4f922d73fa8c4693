package query

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// writerMakeDir makes the folder if it is missing, and tells which folders it made, innermost first.
func writerMakeDir(dir string) (made []string, err error) {
	for at := dir; at != filepath.Dir(at); at = filepath.Dir(at) {
		if _, err := os.Stat(at); err == nil {
			break
		}
		made = append(made, at)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return made, writerProblem("make the folder", dir, err)
	}
	return made, nil
}

// writerPublish gives the finished files their names. Without force a file that has come to stand
// there meanwhile is not replaced.
func writerPublish(dir string, files []writerFile, force bool) error {
	for i := range files {
		f := &files[i]
		if err := writerSync(f.temp); err != nil {
			return writerProblem("write", f.target, err)
		}
	}
	for i := range files {
		f := &files[i]
		if err := writerName(f, force); err != nil {
			return err
		}
		f.published = true
	}
	if err := writerSync(dir); err != nil {
		return writerProblem("write into", dir, err)
	}
	return nil
}

// writerName moves a temporary file to its target.
func writerName(f *writerFile, force bool) error {
	if !force {
		switch err := os.Link(f.temp, f.target); {
		case err == nil:
			if err := os.Remove(f.temp); err != nil {
				return writerProblem("remove", f.temp, err)
			}
			return nil
		case errors.Is(err, fs.ErrExist):
			return writerExists(f.target)
		}
		// Not every file system has links.
		if _, err := os.Lstat(f.target); err == nil {
			return writerExists(f.target)
		}
	}
	if err := os.Rename(f.temp, f.target); err != nil {
		return writerProblem("write", f.target, err)
	}
	return nil
}

// writerSync puts a file or folder on disk.
func writerSync(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// writerUndo removes what a failed write has left: its files, and the folders it made unless someone
// has put something into them. What cannot be removed stays: the failure itself is what is told.
func writerUndo(files []writerFile, folders []string) {
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
