package text_test

import (
	"strings"
	"testing"

	"segpath/data/text"
	"segpath/data/text/hostile"
)

func TestPastes(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "Ana Silva": true, "two\nlines\tand a tab": true, "Jean\u00a0Dupont ": true, "a·b": true, `C:\x\u`: true, "李小龍": true,
		"👩\u200d👩\u200d👧 e\u0301": true,
		"a\rb":                    false, "\x1b[2J": false, "bad\xff": false, "a\u202eb": false, "a\u200bb": false, "\ufeffa": false,
		"a\u2060b": false, "soft\u00adhyphen": false, "a\U000e0041b": false, "a\u2800b": false, "a\u0085b": false, "a\u200db": false,
	} {
		if got := text.Pastes(s); got != want {
			t.Errorf("%q pastes: %v", s, got)
		}
	}
}

// Of every hostile cell that pastes, all that is not seen as it is is a space, a tab or a newline.
func TestWhatPastesIsWhatItLooksLike(t *testing.T) {
	for _, c := range hostile.All() {
		bare := strings.NewReplacer("\n", "", "\t", "", "·", "").Replace(c.Text)
		escaped := false
		for _, p := range text.Pieces(bare) {
			escaped = escaped || p.Escaped && strings.Contains(p.Text, `\`) && strings.Trim(p.Text, `\`) != ""
		}
		if text.Pastes(c.Text) && escaped {
			t.Errorf("%s: %q pastes, and is shown as %q", c.Name, c.Text, text.Clean(c.Text))
		}
	}
}
