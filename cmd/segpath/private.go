package main

import (
	"io"
	"os"
	"path/filepath"

	"segpath/data/wholefile"
)

// replacePrivate puts content into a file that only the user can read, in a folder that only they can look
// into. The file is whole at any moment: before, after, and if the machine stops in between.
func replacePrivate(name string, content []byte) error {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return wholefile.Write(name, true, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}
