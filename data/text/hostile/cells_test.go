package hostile

import (
	"math/rand/v2"
	"strings"
	"testing"

	"segpath/data/text"
)

// What makes a cell hostile is found in every one of them, but for those that are only hard to draw or to quote.
func TestHarmIsFound(t *testing.T) {
	tame := map[string]bool{
		"spaces at the ends": true, "right to left": true, "own escapes": true, "mark-up": true,
		"a spreadsheet's formula": true, "format verbs": true, "very long": true,
		"very long without a space": true, "newline": true,
	}
	for _, c := range All() {
		if err := Harm("before " + c.Text + " after"); (err == nil) != tame[c.Name] {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

// What is made safe is found harmless: the two know nothing of each other.
func TestWhatIsCleanIsHarmless(t *testing.T) {
	for _, c := range All() {
		if err := Harm(text.Clean(c.Text)); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range 20_000 {
		cell := Mix(r, 12)
		if err := Harm(text.Clean(cell)); err != nil {
			t.Errorf("%q: %v", cell, err)
		}
	}
}

func TestHarmNamesThePlace(t *testing.T) {
	err := Harm("fine\nfine, too\nnot \x1b[31mfine")
	if err == nil || !strings.Contains(err.Error(), "line 3 holds a control character") {
		t.Errorf("got %v", err)
	}
}
