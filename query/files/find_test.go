package files

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"segpath/data"
)

const text = "a,b\n1,2\n"

// tree makes files with content "a,b\n1,2\n" + their name, so that no two are equal, in a folder that
// becomes the working directory; a name with "/" at its end is a folder.
func tree(t *testing.T, names ...string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for _, name := range names {
		if strings.HasSuffix(name, "/") {
			must(t, os.MkdirAll(name, 0o700))
			continue
		}
		must(t, os.MkdirAll(filepath.Dir(name), 0o700))
		must(t, os.WriteFile(name, []byte(text+name), 0o600))
	}
	return dir
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// shown finds args and gives what the user reads of the files, in order.
func shown(t *testing.T, args ...string) []string {
	t.Helper()
	found, err := Find(args)
	must(t, err)
	var out []string
	for _, f := range found {
		if !filepath.IsAbs(f.Path) || f.Size == 0 && f.Kind != Empty {
			t.Errorf("%+v", f)
		}
		out = append(out, f.Shown)
	}
	return out
}

// refused checks that args end in a Problem with a hint, whose sentence has want in it.
func refused(t *testing.T, want string, args ...string) {
	t.Helper()
	_, err := Find(args)
	var told *data.Problem
	if !errors.As(err, &told) || told.Hint == "" || told.Code != data.Failed || !strings.Contains(err.Error(), want) {
		t.Errorf("%q: %v, want a sentence with %q", args, err, want)
	}
}

func TestFindFilesFoldersAndGlobs(t *testing.T) {
	tree(t, "b.csv", "dir/z.csv", "dir/sub/a.TSV", "dir/sub/notes.md", "dir/.hidden/c.csv", "dir/.d.csv", "dir/e.log", "a.dat")
	for _, c := range []struct {
		args, want []string
	}{
		{[]string{"b.csv"}, []string{"b.csv"}},
		{[]string{"a.dat"}, []string{"a.dat"}},
		{[]string{"dir"}, []string{"dir/e.log", "dir/sub/a.TSV", "dir/z.csv"}},
		{[]string{"dir/z.csv", "dir", "b.csv", "b.csv"}, []string{"b.csv", "dir/e.log", "dir/sub/a.TSV", "dir/z.csv"}},
		{[]string{"d*"}, []string{"dir/e.log", "dir/sub/a.TSV", "dir/z.csv"}},
		{[]string{"*/*.csv"}, []string{"dir/z.csv"}},
		{[]string{"dir/.*.csv"}, []string{"dir/.d.csv"}},
		{[]string{"./[ab].*"}, []string{"./a.dat", "./b.csv"}},
	} {
		if got := shown(t, c.args...); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.args, got, c.want)
		}
	}
}

// A folder's logs are found without an ending where they are called as logs are, and those that were put aside.
func TestFindLogsOfAFolder(t *testing.T) {
	tree(t, "dir/queue_log", "dir/queue_log.1", "dir/Queue_Log-20260301", "dir/queue_log.2.gz", "dir/calls.log.3", "dir/calls.csv-2026-03-01", "dir/queue_log.bak", "dir/my_queue_log", "dir/README", "dir/version.1")
	must(t, os.WriteFile("dir/queue_log.2.gz", []byte("a,b\n"), 0o600))
	for _, logs := range [][]string{nil, {"queue_log"}} {
		want := []string{"dir/calls.csv-2026-03-01", "dir/calls.log.3", "dir/queue_log.2.gz"}
		if logs != nil {
			want = []string{"dir/Queue_Log-20260301", "dir/calls.csv-2026-03-01", "dir/calls.log.3", "dir/queue_log", "dir/queue_log.1", "dir/queue_log.2.gz"}
		}
		found, err := Find([]string{"dir"}, logs...)
		must(t, err)
		var got []string
		for _, f := range found {
			got = append(got, f.Shown)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", logs, got, want)
		}
	}
}

func TestALiteralNameWinsOverAGlob(t *testing.T) {
	dir := tree(t, "o'brien [1].csv", "o'brien 1.csv", "data [2]/x.csv", "data 2/y.csv", "new\nline.csv", "-v.csv", "~.csv", "50%.csv")
	for arg, want := range map[string]string{
		"o'brien [1].csv": "o'brien [1].csv", "o'brien [13].csv": "o'brien 1.csv", "data [2]/*.csv": "data [2]/x.csv",
		"new\nline.csv": "new\nline.csv", "-v.csv": "-v.csv", "~.csv": "~.csv", "50%.csv": "50%.csv",
		filepath.Join(dir, "data [2]", "?.csv"): filepath.Join(dir, "data [2]", "x.csv"),
	} {
		if got := shown(t, arg); !slices.Equal(got, []string{want}) {
			t.Errorf("%q: %q, want %q", arg, got, want)
		}
	}
}

func TestAnEmptyFileInAFolder(t *testing.T) {
	tree(t, "dir/a.csv", "void/")
	must(t, os.WriteFile("dir/empty.csv", nil, 0o600))
	must(t, os.WriteFile("void/empty.csv", nil, 0o600))
	if got := shown(t, "dir"); !slices.Equal(got, []string{"dir/a.csv", "dir/empty.csv"}) {
		t.Errorf("%q", got)
	}
	refused(t, "dir/empty.csv is empty", "dir/empty.csv")
	refused(t, "has no file to open", "void")
}

// TestWhatAFolderHoldsBesideItsTables: a name that promises rows is never left out; another's may be.
func TestWhatAFolderHoldsBesideItsTables(t *testing.T) {
	tree(t, "dir/a.csv")
	must(t, os.WriteFile("dir/notes.txt", []byte("{\"a\": 1}"), 0o600))
	found, err := Find([]string{"dir"})
	must(t, err)
	if len(found) != 2 || found[1].Refusal == nil || found[1].Kind != JSON || found[0].Refusal != nil {
		t.Errorf("%+v", found)
	}
	refused(t, "dir/notes.txt is JSON", "dir/notes.txt")
	must(t, os.WriteFile("dir/feb.xlsx", []byte("PK\x03\x04\x14\x00\x06\x00[Content_Types].xml"), 0o600))
	must(t, os.WriteFile("dir/mar.xls", []byte("a\tb\n1\t2\n"), 0o600))
	found, err = Find([]string{"dir"})
	must(t, err)
	if len(found) != 4 || found[1].Kind != Workbook || found[1].Refusal == nil || found[2].Kind != CSV || found[2].Refusal != nil {
		t.Errorf("a workbook, and text that is called one: %+v", found)
	}
	must(t, os.Mkdir("other", 0o700))
	must(t, os.WriteFile("other/notes.txt", []byte("{}"), 0o600))
	refused(t, "it holds one file of another kind", "other")
	must(t, os.WriteFile("dir/b.csv.gz", []byte("\x1f\x8b\x08\x00"), 0o600))
	refused(t, "dir/b.csv.gz is compressed with gzip and cut off: nothing of it could be read", "dir")
	must(t, os.WriteFile("dir/b.csv.gz", []byte("<html>"), 0o600))
	refused(t, "dir/b.csv.gz is a web page", "dir")
}

// What may be taken for a part of an export by its name and is not read is told, whatever it holds; alone it is no export.
func TestNamesThatAreNotOpened(t *testing.T) {
	tree(t, "dir/a.csv")
	must(t, os.WriteFile("dir/b.json", nil, 0))
	must(t, os.WriteFile("dir/c.XML", []byte("a,b\n"), 0o600))
	must(t, os.WriteFile("dir/d.md", []byte("a,b\n"), 0o600))
	found, err := Find([]string{"dir"})
	must(t, err)
	if len(found) != 3 || found[0].Unopened || !found[1].Unopened || found[1].Refusal.Error() != "dir/b.json is JSON" || found[2].Refusal.Error() != "dir/c.XML is XML" {
		t.Errorf("%+v", found)
	}
	must(t, os.Remove("dir/a.csv"))
	refused(t, "it holds 3 files of other kinds", "dir")
}

func TestChanged(t *testing.T) {
	tree(t, "a.csv")
	found, err := Find([]string{"a.csv"})
	must(t, err)
	must(t, Changed(found[0]))
	must(t, os.WriteFile("a.csv", []byte("more, and more of it"), 0o600))
	if err := Changed(found[0]); err == nil || err.Error() != "a.csv changed while it was being read" {
		t.Error(err)
	}
	must(t, os.Remove("a.csv"))
	if err := Changed(found[0]); err == nil || err.Error() != "a.csv is no longer there" {
		t.Error(err)
	}
}

func TestEscapes(t *testing.T) {
	if got := EscapeGlob("o'brien [1]*?.csv"); got != "o'brien [[]1][*][?].csv" {
		t.Error(got)
	}
	if got := SQLString("o'brien [1].csv"); got != "'o''brien [1].csv'" {
		t.Error(got)
	}
}
