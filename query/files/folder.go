package files

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Folder is a folder of the user's as a file system of regular files and folders, behind links too. It
// never waits for what only looks like a file, and opens nothing outside but what a link points to.
func Folder(path string) fs.FS { return folder(path) }

type folder string

// Open opens a file, or a folder to list it.
func (f folder) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	path := filepath.Join(string(f), filepath.FromSlash(name))
	info, err := os.Stat(path)
	if err != nil {
		return nil, cannotOpen(path, err)
	}
	if info.IsDir() {
		return os.Open(path)
	}
	opened, err := Open(path)
	if err != nil {
		return nil, cannotOpen(path, err)
	}
	return opened, nil
}
