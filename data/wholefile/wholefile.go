// Package wholefile makes files that are whole at any moment: before, after, and if the machine stops in between. It
// also takes from an error of the file system the path, which the sentence around it names already.
package wholefile

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Write makes the file of what content writes, readable by the user alone, in a folder that exists. Without replace
// a file that is there stays, and the error is fs.ErrExist. A failure leaves what was there before.
func Write(path string, replace bool, content func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".segpath-*") // 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // what is left of a failure
	b := bufio.NewWriter(f)
	if err := errors.Join(content(b), b.Flush(), f.Sync(), f.Close()); err != nil {
		return err
	}
	return Publish(f.Name(), path, replace)
}

// Publish gives a finished file, temp, its name in the same folder. Without replace a file that is there stays, even
// one that came in between, and the error is fs.ErrExist. After an error temp may be there still.
func Publish(temp, path string, replace bool) error {
	if replace {
		return os.Rename(temp, path)
	}
	return publishNew(temp, path, os.Link)
}

// publishNew is Publish without replace.
func publishNew(temp, path string, link func(from, to string) error) error {
	switch err := link(temp, path); {
	case err == nil:
		if err := os.Remove(temp); err != nil {
			return errors.Join(err, os.Remove(path))
		}
		return nil
	case errors.Is(err, fs.ErrExist):
		return err
	}
	// This file system has no links: the name is taken first, then filled.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Close(), os.Rename(temp, path)); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// Bare is the reason of an error without its path, or its two paths; other errors stay as they are.
func Bare(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}
