package path_test

import (
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"segpath/data"
	"segpath/tui/path"
	"segpath/tui/request"
	"segpath/tui/screen"
)

// sizes are those of the terminal less the footer.
var sizes = []struct{ w, h int }{{80, 23}, {120, 39}, {200, 59}}

// picture is the screen of a chain, the current step a few steps in; with its colours where it has some.
func picture(t *testing.T, c *data.Chain, l look, w, h int) string {
	d, _ := show(t, answering{chain: c}, l, w, h)
	d.Press("j", "j", "j")
	if l.colour {
		return d.Styled()
	}
	return d.Screen()
}

func TestScreen(t *testing.T) {
	for _, size := range sizes {
		for _, l := range []look{dark, light, plain, asciis} {
			t.Run(fmt.Sprintf("awkward %s %dx%d", l.name, size.w, size.h), func(t *testing.T) {
				golden.RequireEqual(t, picture(t, awkward(), l, size.w, size.h))
			})
		}
		t.Run(fmt.Sprintf("ordinary %dx%d", size.w, size.h), func(t *testing.T) {
			golden.RequireEqual(t, picture(t, ordinary(), plain, size.w, size.h))
		})
	}
	t.Run("light", func(t *testing.T) { golden.RequireEqual(t, picture(t, ordinary(), light, 120, 39)) })
	t.Run("mute", func(t *testing.T) { golden.RequireEqual(t, picture(t, mute(), plain, 120, 39)) })
	t.Run("answers without rings", func(t *testing.T) {
		golden.RequireEqual(t, picture(t, ringless(), plain, 80, 23)+"\n"+picture(t, ringless(), plain, 120, 39))
	})
	t.Run("one step", func(t *testing.T) { golden.RequireEqual(t, picture(t, many(1), plain, 80, 23)) })
	t.Run("many steps", func(t *testing.T) {
		d, _ := show(t, answering{chain: many(5000)}, plain, 120, 39)
		d.Press("G", "[", "r")
		golden.RequireEqual(t, d.Screen())
	})
	t.Run("statuses and queues in tabs", func(t *testing.T) {
		d, _ := show(t, answering{chain: ordinary()}, plain, 80, 23)
		d.Press("G", "2")
		statuses := d.Screen()
		d.Press("3")
		golden.RequireEqual(t, statuses+"\n"+d.Screen())
	})
	t.Run("finding", func(t *testing.T) {
		d, _ := show(t, answering{chain: awkward()}, plain, 80, 23)
		d.Press("/", "A", "N", "A", "enter", "n", "/")
		d.Send(tea.PasteMsg{Content: "李小龍 (客服"})
		golden.RequireEqual(t, d.Screen())
	})
	t.Run("ladder of 45 rings", func(t *testing.T) {
		d, _ := show(t, answering{chain: many(91)}, plain, 80, 23)
		d.Press("G", "[", "r", "[", "r")
		tabs := d.Screen()
		d.Resize(120, 39)
		golden.RequireEqual(t, tabs+"\n"+d.Screen())
	})
	t.Run("marks in ascii", func(t *testing.T) {
		d, _ := show(t, answering{chain: ordinary()}, asciis, 80, 23)
		d.Press("m")
		golden.RequireEqual(t, d.Screen())
	})
	t.Run("marks", func(t *testing.T) {
		d, _ := show(t, answering{chain: ordinary()}, plain, 80, 23)
		d.Press("m")
		golden.RequireEqual(t, d.Screen())
	})
}

func TestScreenWithoutSteps(t *testing.T) {
	in := data.Interaction{ID: "bare", Type: "email", CreatedAt: nine, Customer: "j@example.org"}
	p := data.NewPath(in, nil, all, nine)
	chain := data.NewChain("bare", []data.Leg{{ID: "bare", Path: p}}, nil, all, nine)
	golden.RequireEqual(t, picture(t, chain, plain, 80, 23))
}

func TestScreenThatFailed(t *testing.T) {
	err := data.Problemf(data.NotFound, "Check the id: every character counts.", "the export has no interaction \x1b[31m7")
	d, _ := show(t, answering{err: err}, plain, 80, 23)
	golden.RequireEqual(t, d.Screen())
}

// The spinner comes only once the answer has taken its time.
func TestScreenThatWaits(t *testing.T) {
	env := plain.env()
	env.Run = request.Runner{Context: t.Context(), After: func(_ time.Duration, msg tea.Msg) tea.Cmd { return screen.Send(msg) }}
	s := path.New(answering{chain: ordinary()}, env, path.Options{ID: "1543618399.120"})
	s.Update(screen.Frame{W: 60, H: 9, Env: env})
	both := s.Init()().(tea.BatchMsg)
	for _, line := range s.View() {
		if line != s.View()[0] {
			t.Fatalf("something is shown before the answer is late: %q", line)
		}
	}
	s.Update(both[1]())
	golden.RequireEqual(t, lines(s))
}
