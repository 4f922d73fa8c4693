package export

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"segpath/data"
	"segpath/data/wholefile"
)

// errExists says that a file of that name is there and was not to be replaced.
var errExists = errors.New("the file is there")

// target is where an export is written to.
type target struct {
	name    string   // as it was typed
	replace bool     // a file that is there is replaced
	sources []string // the files of the open export, which are never written to
}

// write makes the file of what content writes, readable by the user alone. It comes to be whole or not
// at all: a failure leaves what was there before.
func (t target) write(ctx context.Context, content func(io.Writer) error) error {
	path, err := expand(t.name)
	if err != nil {
		return err
	}
	if err := t.check(path); err != nil {
		return err
	}
	return t.failed(wholefile.Write(path, t.replace, func(w io.Writer) error { return errors.Join(content(w), ctx.Err()) }))
}

// check refuses what is there and must not be written to.
func (t target) check(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return t.failed(err)
	case info.IsDir():
		return data.Problemf(data.Failed, "name a file in it", "%s is a folder", t.name)
	case !info.Mode().IsRegular():
		return data.Problemf(data.Failed, "choose another name", "%s is not a regular file", t.name)
	}
	for _, source := range t.sources {
		if of, err := os.Stat(source); err == nil && os.SameFile(of, info) {
			return data.Problemf(data.Failed, "choose another name", "%s is a file of the open export, which is never written to", t.name)
		}
	}
	if !t.replace {
		return errExists
	}
	return nil
}

// failed is a failure as a sentence; none stays none.
func (t target) failed(err error) error {
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, fs.ErrExist):
		return errExists
	}
	return data.Problemf(data.Failed, "choose another name or folder", "%s could not be written: %w", t.name, wholefile.Bare(err)) // its path is the temporary file, which nobody knows
}

// expand is the path that a name means: ~ at its start is the home folder.
func expand(name string) (string, error) {
	if strings.TrimSpace(name) == "" {
		return "", data.Problemf(data.Failed, "type a name", "the file has no name")
	}
	if name != "~" && !strings.HasPrefix(name, "~/") {
		return name, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", data.Problemf(data.Failed, "type the whole path", "no home folder is known for ~: %w", err)
	}
	return filepath.Join(home, strings.TrimPrefix(name, "~")), nil
}

// maxOfID is how much of an id a file's name takes.
const maxOfID = 80

// safeName is an id as a part of a file's name: nothing that a shell or a file system reads as its own.
func safeName(id string) string {
	out := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
			return r
		}
		return '_'
	}, id)
	return out[:min(len(out), maxOfID)]
}
