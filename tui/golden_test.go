package tui

import (
	"context"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"segpath/data"
	"segpath/tui/fake"
	"segpath/tui/tuitest"
)

// Every screen as text, in the two sizes that matter most. Run with -update to write them anew, and
// look at what changed.
func TestScreens(t *testing.T) {
	failing := func(context.Context, func(data.Progress)) (Source, error) {
		return nil, data.Problemf(data.Failed, "Check the file with segpath check.", "segments.csv has no column interaction_id")
	}
	empty := fake.New(0)
	noRings := fake.New(30)
	noRings.Has.Rings = data.Capability{State: data.Absent, Why: "no rows with the event ring"}
	broken := fake.New(30)
	broken.Err = data.Problemf(data.Failed, "Open it again.", "the file segments.csv has gone")
	for _, c := range []struct {
		name string
		at   func(testing.TB, look) *tuitest.Driver
	}{
		{"list", pressed(sample)},
		{"scrolled", pressed(sample, "right", "right", "G")},
		{"typing", pressed(sample, "/", "1", "7")},
		{"searched", pressed(sample, "/", "1", "7", "enter")},
		{"no match", pressed(sample, "/", "n", "o", "n", "e", "enter")},
		{"sort", pressed(sample, "s", "down")},
		{"sorted", pressed(sample, ">", ">", "r")},
		{"help", pressed(sample, "?")},
		{"help searched", pressed(sample, "?", "/", "s", "o", "r", "t")},
		{"commands", pressed(sample, "enter", ":")},
		{"commands found", pressed(sample, "enter", ":", "n", "r", "i", "n", "g")},
		{"raw", pressed(sample, "enter", "j", "enter")},
		{"sources", pressed(sample, "!")},
		{"sources hostile", pressed(fake.NewHostile(60), "!", "j", "j")},
		{"sources rows", pressed(fake.NewHostile(60), "!", "j", "j", "enter", "j")},
		{"sources rejected", pressed(fake.NewHostile(60), "!", "3", "j")},
		{"sources columns", pressed(fake.NewHostile(60), "!", "1", "G", "enter")},
		{"hostile", pressed(fake.NewHostile(60), "j")},
		{"empty", pressed(empty)},
		{"no rings", pressed(noRings)},
		{"unreadable", pressed(broken)},
		{"failed", func(tb testing.TB, l look) *tuitest.Driver { return startWith(tb, failing, l) }},
	} {
		for size, l := range map[string]look{"120x40": dark120, "80x24 ascii": ascii80} {
			t.Run(c.name+" "+size, func(t *testing.T) {
				golden.RequireEqual(t, []byte(c.at(t, l).Screen()+"\n"))
			})
		}
	}
}

func pressed(src *fake.Source, keys ...string) func(testing.TB, look) *tuitest.Driver {
	return func(tb testing.TB, l look) *tuitest.Driver {
		d := start(tb, src, l)
		d.Press(keys...)
		return d
	}
}

// The screens look the same without colour but for the colour.
func TestColourAddsNoText(t *testing.T) {
	coloured, plain := start(t, sample, dark120), start(t, sample, look{w: 120, h: 40, plain: true})
	if coloured.Screen() != plain.Screen() {
		t.Error("the text differs with and without colour")
	}
	if strings.Contains(plain.Styled(), "38;2") || strings.Contains(plain.Styled(), "48;2") {
		t.Error("there is a colour without colour")
	}
}

func TestASCIIIsASCII(t *testing.T) {
	for _, keys := range [][]string{{}, {"?"}, {"s"}, {"enter"}, {"enter", "enter"}, {"/", "x"}, {":"}, {":", "z", "o"}, {"!"}, {"!", "tab", "tab"}, {"?", "/", "s"}, {"enter", "e"}} {
		screen := pressed(sample, keys...)(t, look{w: 120, h: 40, ascii: true}).Screen()
		for _, r := range screen {
			if r > '~' {
				t.Errorf("after %v there is %q:\n%s", keys, r, screen)
				break
			}
		}
	}
}
