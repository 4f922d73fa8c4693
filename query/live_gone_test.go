package query

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"segpath/data"
)

// An export whose files go away while it is summed up says so, in words and not in SQL, and stays what it was.
func TestAnExportThatGoesAwayWhileItIsSummedUp(t *testing.T) {
	for name, c := range map[string]struct {
		change func(dir string) error
		told   string
	}{
		"moved": {func(dir string) error { return os.Rename(dir, dir+"-elsewhere") }, "is no longer there"},
		"cut":   {func(dir string) error { return os.Truncate(filepath.Join(dir, "segments.parquet"), 100) }, "changed while it was being read"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "export")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			parquet(t, dir, "segments.parquet", "SELECT * EXCLUDE (n) FROM ("+sampleSegments+")")
			parquet(t, dir, "interactions.parquet", sampleInteractions)
			l, err := OpenLive(t.Context(), Options{Exports: []string{dir}, TimeZone: "UTC"})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = l.Close() }()
			before := l.Export()
			if !before.Building { // nothing is summed up before the first page is there
				t.Fatal("it is not read in place")
			}
			if err := c.change(dir); err != nil {
				t.Fatal(err)
			}
			_, err = l.Interactions(t.Context(), data.PageRequest{Sort: data.Sort{Field: data.SortRings}})
			var p *data.Problem
			if !errors.As(err, &p) || !strings.Contains(err.Error(), c.told) || strings.Contains(err.Error(), "SELECT") || p.Hint == "" {
				t.Errorf("it is told as %v", err)
			}
			if err := l.Whole(t.Context()); err == nil || !reflect.DeepEqual(l.Export(), before) {
				t.Errorf("after %v it is %+v", err, l.Export())
			}
		})
	}
}

// What fails in the database is told without the statement.
func TestNoErrorShowsAStatement(t *testing.T) {
	e := open(t, dayFiles(t))
	err := e.ask(t.Context(), e.lanes.screen, func(c *conn) error { return c.Exec("SELECT no_such_column FROM segments") })
	var p *data.Problem
	if !errors.As(err, &p) || strings.Contains(err.Error(), "SELECT") || !strings.Contains(err.Error(), "no_such_column") {
		t.Errorf("it is told as %v", err)
	}
}
