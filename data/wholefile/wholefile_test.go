package wholefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

// holds fails unless the folder has these files and no other.
func holds(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		got[e.Name()] = string(content)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a")
	if err := Write(name, false, text("one")); err != nil {
		t.Fatal(err)
	}
	if err := Write(name, false, text("two")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that was there: %v", err)
	}
	holds(t, dir, map[string]string{"a": "one"})
	if err := Write(name, true, text("three")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if err := Write(name, true, func(io.Writer) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("content that fails: %v", err)
	}
	holds(t, dir, map[string]string{"a": "three"})
}

// On a file system without links, a file that comes to stand there while the new one gets its name is kept.
func TestPublishWithoutLinks(t *testing.T) {
	dir := t.TempDir()
	temp, name := filepath.Join(dir, "temp"), filepath.Join(dir, "a")
	none := func(string, string) error { return &os.LinkError{Op: "link", Err: errors.ErrUnsupported} }
	if err := os.WriteFile(temp, []byte("new"), 0o600); err != nil {
		t.Fatal(err)
	}
	meanwhile := func(from, to string) error {
		return errors.Join(none(from, to), os.WriteFile(to, []byte("of another"), 0o600))
	}
	if err := publishNew(temp, name, meanwhile); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that came in between: %v", err)
	}
	holds(t, dir, map[string]string{"temp": "new", "a": "of another"})
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if err := publishNew(temp, name, none); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"a": "new"})
	if err := publishNew(temp, filepath.Join(dir, "b"), none); err == nil {
		t.Error("what is not there got a name")
	}
	holds(t, dir, map[string]string{"a": "new"})
}

func TestBare(t *testing.T) {
	reason, other := errors.New("no room"), errors.New("another")
	for _, err := range []error{
		&fs.PathError{Op: "open", Path: "x", Err: reason}, fmt.Errorf("while writing: %w", &os.LinkError{Op: "link", Old: "x", New: "y", Err: reason}),
	} {
		if got := Bare(err); got != reason {
			t.Errorf("%v: %v", err, got)
		}
	}
	if Bare(other) != other || Bare(nil) != nil {
		t.Error("an error without a path is not left as it is")
	}
}
