package export

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"segpath/data"
)

func says(words string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, words); return err }
}

func content(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// alone fails when a folder holds anything but the files named.
func alone(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var there []string
	for _, e := range entries {
		there = append(there, e.Name())
	}
	if strings.Join(there, " ") != strings.Join(names, " ") {
		t.Errorf("the folder holds %v, not %v", there, names)
	}
}

func TestAFileIsTheUsersAndIsNotReplacedUnasked(t *testing.T) {
	dir := t.TempDir()
	to := target{name: filepath.Join(dir, "a.md")}
	if err := to.write(t.Context(), says("one")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(to.name)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v", info.Mode(), err)
	}
	if err := to.write(t.Context(), says("two")); !errors.Is(err, errExists) || content(t, to.name) != "one" {
		t.Errorf("got %v and %q", err, content(t, to.name))
	}
	to.replace = true
	if err := to.write(t.Context(), says("two")); err != nil || content(t, to.name) != "two" {
		t.Errorf("got %v and %q", err, content(t, to.name))
	}
	alone(t, dir, "a.md")
}

func TestAFailureLeavesWhatWasThere(t *testing.T) {
	dir := t.TempDir()
	to := target{name: filepath.Join(dir, "a.md"), replace: true}
	if err := to.write(t.Context(), says("one")); err != nil {
		t.Fatal(err)
	}
	lost := errors.New("lost")
	half := func(w io.Writer) error { return errors.Join(says("tw")(w), lost) }
	var p *data.Problem
	if err := to.write(t.Context(), half); !errors.Is(err, lost) || !errors.As(err, &p) || content(t, to.name) != "one" {
		t.Errorf("got %v and %q", err, content(t, to.name))
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := to.write(stopped, says("two")); !errors.Is(err, context.Canceled) || content(t, to.name) != "one" {
		t.Errorf("got %v and %q", err, content(t, to.name))
	}
	alone(t, dir, "a.md")
}

func TestWhatCannotBeWrittenIsASentence(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "segments.csv")
	if err := os.WriteFile(source, []byte("rows"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(source, filepath.Join(dir, "link.csv")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"": "has no name", " ": "has no name", dir: "is a folder", os.DevNull: "is not a regular file",
		filepath.Join(dir, "no", "a.md"): "no such file or directory", source: "never written to",
		filepath.Join(dir, "link.csv"): "never written to", filepath.Join(source, "a.md"): "not a directory",
		filepath.Join(dir, strings.Repeat("x", 300)): "name too long", "a\x00b": "invalid argument",
	} {
		err := target{name: name, replace: true, sources: []string{source}}.write(t.Context(), says("gone"))
		var p *data.Problem
		if !errors.As(err, &p) || !strings.Contains(p.Text, want) || p.Hint == "" || strings.Contains(p.Text, ".segpath-") {
			t.Errorf("%.40q: got %v", name, err)
		}
	}
	if content(t, source) != "rows" {
		t.Error("the export was written to")
	}
	alone(t, dir, "link.csv", "segments.csv")
}

func TestALinkToNowhereIsSomethingThere(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "a.md")
	if err := os.Symlink(filepath.Join(dir, "nowhere"), link); err != nil {
		t.Fatal(err)
	}
	if err := (target{name: link}).write(t.Context(), says("one")); !errors.Is(err, errExists) {
		t.Errorf("got %v", err)
	}
}

func TestHomeIsExpandedAtTheStartAlone(t *testing.T) {
	t.Setenv("HOME", "/home/ana")
	for name, want := range map[string]string{
		"~/a.md": "/home/ana/a.md", "~": "/home/ana", "~ben/a.md": "~ben/a.md", "a~/b": "a~/b", "-a": "-a", "o'brien [1].md": "o'brien [1].md",
	} {
		if got, err := expand(name); got != want || err != nil {
			t.Errorf("%q: got %q, %v", name, got, err)
		}
	}
}

func TestANameMadeOfAnyIDIsOneWord(t *testing.T) {
	if got := safeName("../../etc/~pass wd\x1b"); got != ".._.._etc__pass_wd_" {
		t.Errorf("got %q", got)
	}
	rapid.Check(t, func(rt *rapid.T) {
		name := safeName(rapid.String().Draw(rt, "id"))
		if strings.ContainsAny(name, "/\\\x00\n ~'\"") || len(name) > maxOfID {
			rt.Fatalf("got %q", name)
		}
	})
}
