package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// houseRoot is the top of the module, seen from this package.
const houseRoot = "../.."

// housePackage is what go list tells of a package.
type housePackage struct {
	ImportPath   string
	Doc          string
	Imports      []string
	TestImports  []string
	XTestImports []string
	Deps         []string
}

// houseArrows are the rooms that each room may import besides itself.
var houseArrows = map[string][]string{
	"cmd":    {"tui", "query", "sample", "data"},
	"tui":    {"data"},
	"query":  {"data"},
	"sample": {"data"},
	"data":   nil,
}

// houseTestArrows are the rooms that outer tests may import besides: exports are simulated for query's, and sample's
// are the round trips.
var houseTestArrows = map[string][]string{"query": {"sample"}, "sample": {"query"}}

// houseForeign are the libraries that only some rooms may build on, however indirectly.
var houseForeign = []struct {
	library string
	rooms   []string
}{
	{"github.com/duckdb/", []string{"query", "cmd"}},
	{"database/sql", []string{"query", "cmd"}},
	{"charm.land/", []string{"tui", "cmd"}},
	{"github.com/charmbracelet/", []string{"tui", "cmd"}},
	{"golang.org/x/term", []string{"tui", "cmd"}},
	{"github.com/spf13/", []string{"cmd"}},
}

// housePackages lists every package of the module.
func housePackages(t *testing.T) []housePackage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-e", "-json=ImportPath,Doc,Imports,TestImports,XTestImports,Deps", "./...")
	cmd.Dir = houseRoot
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []housePackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p housePackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < len(houseArrows) {
		t.Fatalf("go list knows %d packages", len(all))
	}
	return all
}

// houseRoom is the room of one of our packages; empty for anybody else's.
func houseRoom(importPath string) string {
	rest, ours := strings.CutPrefix(importPath, "segpath/")
	if !ours {
		return ""
	}
	room, _, _ := strings.Cut(rest, "/")
	return room
}

func TestHouseArrows(t *testing.T) {
	for _, p := range housePackages(t) {
		room := houseRoom(p.ImportPath)
		allowed, ok := houseArrows[room]
		if !ok {
			t.Errorf("%s is in no room", p.ImportPath)
			continue
		}
		check := func(what string, imports []string, also ...string) {
			for _, imported := range imports {
				to := houseRoom(imported)
				if to == "" || to == room || slices.Contains(allowed, to) || slices.Contains(also, to) {
					continue
				}
				t.Errorf("%s %s %s: no arrow goes from %s to %s", p.ImportPath, what, imported, room, to)
			}
		}
		check("imports", p.Imports)
		check("tests import", p.TestImports)
		check("outer tests import", p.XTestImports, houseTestArrows[room]...)
	}
}

func TestHouseLibraries(t *testing.T) {
	for _, p := range housePackages(t) {
		room := houseRoom(p.ImportPath)
		for _, f := range houseForeign {
			if slices.Contains(f.rooms, room) {
				continue
			}
			for _, imported := range slices.Concat(p.Deps, p.TestImports, p.XTestImports) {
				if imported == f.library || strings.HasSuffix(f.library, "/") && strings.HasPrefix(imported, f.library) {
					t.Errorf("%s builds on %s; only %v may", p.ImportPath, imported, f.rooms)
				}
			}
		}
		if room == "cmd" {
			for _, imported := range p.Imports {
				if strings.HasPrefix(imported, "github.com/duckdb/") {
					t.Errorf("%s imports %s; only query asks DuckDB", p.ImportPath, imported)
				}
			}
		}
	}
}

func TestHouseDocs(t *testing.T) {
	for _, p := range housePackages(t) {
		if strings.TrimSpace(p.Doc) == "" {
			t.Errorf("%s has no doc comment", p.ImportPath)
		}
	}
}

func TestHouseTopLevel(t *testing.T) {
	rooms := []string{"cmd", "tui", "query", "data", "sample", "go.mod", "go.sum", "README.md"}
	entries, err := os.ReadDir(houseRoot)
	if err != nil {
		t.Fatal(err)
	}
	ignored := houseIgnored(t)
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, ".") && !slices.Contains(rooms, name) && !ignored(name) {
			t.Errorf("%s stands on the top level, where only %v and dot-files do", name, rooms)
		}
	}
	for _, name := range rooms {
		if _, err := os.Stat(filepath.Join(houseRoot, name)); err != nil {
			t.Error(err)
		}
	}
}

// houseIgnored tells whether .gitignore names a file of the top level: a built program, say.
func houseIgnored(t *testing.T) func(name string) bool {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(houseRoot, ".gitignore"))
	if err != nil {
		t.Fatal(err)
	}
	patterns := strings.Fields(string(body))
	return func(name string) bool {
		return slices.ContainsFunc(patterns, func(p string) bool {
			ok, err := path.Match(strings.TrimPrefix(p, "/"), name)
			return ok && err == nil
		})
	}
}

// houseLines is how long a file may be.
const houseLines = 450

// houseUnfinished finds the marks of unfinished work; they are put together here, so as not to be found.
var houseUnfinished = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|X` + `XX)\b`)

func TestHouseFiles(t *testing.T) {
	texts := []string{".go", ".sql", ".md", ".mod", ".toml", ".txtar", ".gitignore", ""}
	seen := 0
	err := filepath.WalkDir(houseRoot, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case !d.Type().IsRegular() || !slices.Contains(texts, filepath.Ext(name)) || strings.Contains(name, "/testdata/fuzz/"):
			return nil
		case filepath.Dir(name) == houseRoot && filepath.Ext(name) == "" && !strings.HasPrefix(d.Name(), "."):
			return nil // a built program
		}
		seen++
		houseFile(t, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 50 {
		t.Errorf("only %d files were looked at", seen)
	}
}

// houseFile checks one file's length and its marks of unfinished work.
func houseFile(t *testing.T, name string) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Error(err)
		return
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	lines := 0
	scanner := bufio.NewScanner(f)
	scanner.Buffer(nil, 1<<24)
	for scanner.Scan() {
		lines++
		if mark := houseUnfinished.Find(scanner.Bytes()); mark != nil {
			t.Errorf("%s:%d: %s", name, lines, mark)
		}
	}
	if err := scanner.Err(); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if lines > houseLines && filepath.Ext(name) == ".go" {
		t.Errorf("%s has %d lines; %d are the limit", name, lines, houseLines)
	}
}
