package message

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/screen"
	"segpath/tui/theme"
)

func TestALongMessageIsReadToItsEndInASmallTerminal(t *testing.T) {
	th := theme.Make(true, true, false)
	env := screen.Env{Theme: th, Cell: cell.Writer{Theme: th, Method: ansi.WcWidth}}
	s := New(data.Problemf(data.Failed, "Check the file.", "the row %s\x1b[2J cannot be read", strings.Repeat("long ", 60)), env)
	s.Update(screen.Frame{W: 40, H: 10, Env: env})
	w, h := s.Box(40, 10)
	s.Update(screen.Frame{W: w, H: h, Env: env})
	seen := func() string { return ansi.Strip(strings.Join(s.View(), "\n")) }
	if !strings.Contains(seen(), "The row long") && !strings.Contains(seen(), "the row long") {
		t.Errorf("the message does not begin:\n%s", seen())
	}
	if strings.Contains(seen(), "Check the file.") || !strings.Contains(seen(), "1 of ") {
		t.Errorf("ten lines hold it all:\n%s", seen())
	}
	s.Update(action.Intent{ID: action.Last})
	if !strings.Contains(seen(), "Check the file.") || !strings.Contains(seen(), `\x1b[2J`) {
		t.Errorf("its end is out of reach:\n%s", seen())
	}
}
