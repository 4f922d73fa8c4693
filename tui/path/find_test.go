package path_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"segpath/tui/action"
	"segpath/tui/screen"
	"segpath/tui/tuitest"
)

// write types a text, a key a letter.
func write(d *tuitest.Driver, text string) {
	for _, letter := range text {
		d.Press(string(letter))
	}
}

func TestFindGoesThroughTheMatches(t *testing.T) {
	d, h := show(t, answering{chain: ordinary()}, plain, 120, 39)
	d.Press("/")
	if h.s.Context() != action.FindField || !strings.Contains(d.Screen(), "/ ") {
		t.Fatalf("no field:\n%s", d.Screen())
	}
	write(d, "SUPP") // whatever its case
	at(t, d, "≡ queue – Support", "2 Support")
	if !strings.Contains(d.Screen(), "9 of 16 steps") {
		t.Errorf("the matches are not counted:\n%s", d.Screen())
	}
	d.Press("enter", "n")
	at(t, d, "♪ ring Ana Silva Support", "3 Ana Silva")
	d.Press("N", "N")
	at(t, d, "≡ queue – Support")
	d.Press("G", "n")
	for i, want := range []string{"9 steps have that; n and N go through them.", "No match before this step.", "No match after this step."} {
		if got := h.asked[i].(screen.Tell).Text; got != want {
			t.Errorf("told %q, want %q", got, want)
		}
	}
}

func TestFindLooksAtEverythingAStepSays(t *testing.T) {
	for text, want := range map[string]string{
		"wrap-up": "✎ wrapup Cy Larsen", "overflow": "≡ queue – Billing", "declined": "✗ reject Ben Okoro", "okoro": "♪ ring Ben Okoro", "cy ": "♪ ring Cy Larsen",
	} {
		d, _ := show(t, answering{chain: ordinary()}, plain, 120, 39)
		d.Press("/")
		write(d, text)
		at(t, d, want)
	}
}

// The field goes on from the start where nothing follows; leaving it leads back, and to the search before.
func TestFindCanBeLeft(t *testing.T) {
	d, h := show(t, answering{chain: ordinary()}, plain, 120, 39)
	d.Press("n", "/")
	write(d, "hold")
	d.Press("enter", "G", "/")
	write(d, "bot")
	at(t, d, "◇ bot")
	d.Press("backspace", "backspace", "backspace")
	at(t, d, "■ complete")
	write(d, "nothing has this")
	at(t, d, "■ complete")
	d.Press("esc")
	at(t, d, "■ complete")
	d.Press("N", "N")
	at(t, d, "‖ hold")
	if got := h.asked[0].(screen.Tell).Text; got != "Nothing is searched for: / finds steps." {
		t.Errorf("n without a search said %q", got)
	}
	d.Press("/", "enter", "n") // nothing typed: the search from before stands
	if got := h.asked[len(h.asked)-1].(screen.Tell).Text; h.s.Context() != action.Path || got != "No match after this step." {
		t.Errorf("said %q", got)
	}
}

// What is pasted into a field cannot act on the terminal, and is one line.
func TestFindTakesAPaste(t *testing.T) {
	d, _ := show(t, answering{chain: awkward()}, plain, 80, 23)
	d.Press("/")
	d.Send(tea.PasteMsg{Content: "\n 管理者\x1b[2J\nmore"})
	if s := d.Screen(); strings.Contains(s, "\x1b[2J") || !strings.Contains(s, "管理者") || strings.Contains(s, "more") {
		t.Errorf("the field shows:\n%s", s)
	}
}
