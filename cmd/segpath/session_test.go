package main

import (
	"context"
	"errors"
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

// failing is an export whose paths cannot be read now.
type failing struct {
	tui.Source
	err error
}

func (f failing) Chain(ctx context.Context, _ string) (*data.Chain, error) {
	if f.err == nil {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return nil, f.err
}

// A path that cannot be looked for now is not begun at, and is kept for another time, unless another is gone to.
func TestAPlaceThatCannotBeLookedForIsKept(t *testing.T) {
	last := tui.Place{ID: "x", At: path.Place{Step: 2, View: "rings"}}
	for name, c := range map[string]struct {
		err    error
		left   tui.Place
		wanted string
	}{
		"it takes too long":   {nil, tui.Place{}, "x"},
		"the user interrupts": {data.Problemf(data.Interrupted, "", "interrupted"), tui.Place{}, "x"},
		"the database fails":  {errors.New("IO Error"), tui.Place{}, "x"},
		"another is gone to":  {errors.New("IO Error"), tui.Place{ID: "y"}, "y"},
		"it is gone":          {data.Problemf(data.NotFound, "", "none"), tui.Place{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &session{file: filepath.Join(t.TempDir(), placesName), export: exportOf(1), last: last}
			if err := writePlace(s.file, s.export, last, time.Now()); err != nil {
				t.Fatal(err)
			}
			s.check(t.Context(), failing{err: c.err})
			o := s.options(&program{err: io.Discard})
			if got := o.Last(); got.ID != "" {
				t.Errorf("it begins at %+v", got)
			}
			o.Leave(c.left)
			kept, err := readPlaces(s.file, time.Now())
			switch {
			case err != nil:
				t.Error(err)
			case c.wanted == "" && len(kept) > 0, c.wanted != "" && (len(kept) != 1 || kept[0].ID != c.wanted):
				t.Errorf("kept is %+v", kept)
			case c.wanted == "x" && kept[0].place() != last:
				t.Errorf("kept is %+v", kept[0])
			}
		})
	}
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
