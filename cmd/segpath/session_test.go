package main

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"segpath/data"
	"segpath/query/files"
	"segpath/tui"
	"segpath/tui/interactions"
	"segpath/tui/path"
)

// A path that the export does not have any more is no place to begin at; the list's order still is.
func TestAPlaceThatIsGoneIsNotGoneTo(t *testing.T) {
	p := &program{log: slog.New(slog.DiscardHandler), config: defaults(), err: io.Discard}
	opt, err := (&exportFlags{}).options(p.rootCommand(), nil)
	if err != nil {
		t.Fatal(err)
	}
	engine, err := p.openEngine(t.Context(), opt)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	}()
	list := interactions.Place{ID: "nobody", Sort: data.Sort{Field: data.SortWait, Desc: true}}
	for id, want := range map[string]tui.Place{
		"nobody":   {List: list},
		"sfprntd5": {List: list, ID: "sfprntd5", At: path.Place{Step: 2, View: "rings"}},
	} {
		s := &session{last: tui.Place{List: list, ID: id, At: path.Place{Step: 2, View: "rings"}}}
		s.check(t.Context(), engine)
		if got := s.options(p).Last(); got != want {
			t.Errorf("%s is gone to at %+v", id, got)
		}
	}
	(*session)(nil).check(t.Context(), engine) // nothing is remembered: nothing to look for
}

// The sample begins anew, and so does every export where nothing is to be kept.
func TestNothingIsRememberedOfTheSampleOrWithoutLeave(t *testing.T) {
	found := []files.File{{Path: "/exports/a.csv"}}
	p := &program{config: defaults(), err: io.Discard}
	if s := p.session(t.Context(), nil, false); s != nil || s.options(p).Leave != nil {
		t.Errorf("of the sample there is %+v", s)
	}
	p.config.Keep = false
	if s := p.session(t.Context(), found, false); s != nil || s.options(p).Last != nil {
		t.Errorf("with keep = false there is %+v", s)
	}
}

// A folder that cannot be written to is told at the end, and is no failure.
func TestAPlaceThatCannotBeKeptIsTold(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := writePlace(filepath.Join(file, placesName), exportOf(1), tui.Place{ID: "x"}, time.Now()); err == nil {
		t.Error("a place was kept below a file")
	}
	if err := replacePrivate(t.TempDir(), []byte("x")); err == nil {
		t.Error("a folder was replaced")
	}
}
