package tui

import (
	"strings"
	"testing"

	"segpath/tui/fake"
)

// footerOf is the last line of a screen.
func footerOf(screen string) string { return screen[strings.LastIndex(screen, "\n")+1:] }

// However narrow the terminal, the footer shows what is done here and the way out.
func TestTheFooterKeepsWhatMattersMost(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
		has  []string
	}{
		{"list", nil, []string{"Enter open path", "q quit"}},
		{"search field", []string{"/"}, []string{"Enter to the list", "Esc cancel"}},
		{"sort chooser", []string{"s"}, []string{"Enter ", "Esc cancel"}},
		{"path", []string{"enter"}, []string{"Enter raw fields", "Esc back"}},
		{"export", []string{"enter", "e"}, []string{"Enter write", "Esc close"}},
		{"raw fields", []string{"enter", "enter"}, []string{"Esc close"}},
		{"sources", []string{"!"}, []string{"Enter ", "Esc back"}},
	} {
		d := start(t, fake.New(2500), look{w: 40, h: 24})
		d.Press(c.keys...)
		for _, hint := range c.has {
			if got := footerOf(d.Screen()); !strings.Contains(got, hint) {
				t.Errorf("%s: the footer lacks %q: %q", c.name, hint, got)
			}
		}
	}
}

// Behind the first of two keys the footer shows all that may follow, even where something was just told.
func TestTheFooterShowsWhatFollowsAFirstKey(t *testing.T) {
	d := start(t, fake.New(2500), look{w: 80, h: 24})
	d.Press("enter", "n")
	if got := footerOf(d.Screen()); !strings.Contains(got, "/") || strings.Contains(got, "raw fields") {
		t.Fatalf("nothing is told: %q", got)
	}
	d.Press("]")
	for _, hint := range []string{"r ring", "u unanswered ring", "s status change", "h queue hop", "! notice"} {
		if got := footerOf(d.Screen()); !strings.Contains(got, hint) {
			t.Errorf("the footer lacks %q: %q", hint, got)
		}
	}
}
