package interactions

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestAPasteIsShownAndNeverActs(t *testing.T) {
	s := list(80, 20)
	s.paste("T-1\u202e\u200b")
	line := s.searchLine(80)
	if !strings.Contains(ansi.Strip(line), `/ T-1\u{202e}\u{200b}`) || strings.ContainsAny(line, "\u202e\u200b") {
		t.Errorf("the paste is drawn as %q", line)
	}
}
