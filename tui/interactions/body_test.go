package interactions

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/fake"
	"segpath/tui/screen"
	"segpath/tui/theme"
	"segpath/tui/tuitest"
)

// settle hands a message to the screen, and then every message that comes of it.
func settle(s *Screen, msg tea.Msg) {
	if batch, ok := msg.(tea.BatchMsg); ok {
		for _, cmd := range batch {
			if cmd != nil {
				settle(s, cmd())
			}
		}
		return
	}
	if msg == nil {
		return
	}
	_, cmd := s.Update(msg)
	s.View() // as the program does after every message
	if cmd != nil {
		settle(s, cmd())
	}
}

func fresh(t *rapid.T, s *Screen) {
	if kept, now := s.View(), s.render(); !slices.Equal(kept, now) {
		t.Fatalf("what is kept\n%q\nis not what is there\n%q", kept, now)
	}
}

// Whatever has happened, what View keeps is what would be drawn now.
func TestTheKeptBodyIsNeverStale(t *testing.T) {
	th := theme.Make(true, true, false)
	env := screen.Env{Theme: th, Cell: cell.Writer{Theme: th, Method: ansi.WcWidth}}
	src := fake.New(200)
	var ids []action.ID
	for _, c := range []action.Context{action.Interactions, action.SearchField} {
		for _, a := range action.In(c) {
			ids = append(ids, a.ID)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		s := New(src, env, Options{})
		settle(s, screen.Frame{W: 140, H: 30, Env: env})
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			switch rapid.IntRange(0, 6).Draw(rt, "kind") {
			case 0:
				settle(s, screen.Frame{W: rapid.IntRange(0, 200).Draw(rt, "w"), H: rapid.IntRange(0, 50).Draw(rt, "h"), Env: env})
			case 1:
				settle(s, tuitest.Key(t, rapid.SampledFrom([]string{"1", "T", "backspace", "left"}).Draw(rt, "key")))
			case 2:
				settle(s, tea.MouseClickMsg{Button: tea.MouseLeft, X: rapid.IntRange(0, 140).Draw(rt, "x"), Y: rapid.IntRange(0, 30).Draw(rt, "y")})
			case 3:
				cmd, _ := s.Back()
				fresh(rt, s)
				if cmd != nil {
					settle(s, cmd())
				}
			default:
				settle(s, action.Intent{ID: rapid.SampledFrom(ids).Draw(rt, "action")})
			}
			fresh(rt, s)
		}
	})
}
