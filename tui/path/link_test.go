package path_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/path"
	"segpath/tui/screen"
	"segpath/tui/tuitest"
)

// opened drives the screen as a link opens it.
func opened(t *testing.T, c *data.Chain, o path.Options) (*tuitest.Driver, *host) {
	t.Helper()
	env := dark.env()
	o.ID = c.Asked
	h := &host{s: path.New(answering{chain: c}, env, o), env: env}
	h.Update(tea.WindowSizeMsg{Width: 120, Height: 39}) // as the root does: the frame comes before the answers
	return tuitest.Drive(t, h, 120, 39), h
}

// link presses the link's keys and takes what they copy.
func link(t *testing.T, d *tuitest.Driver, h *host) string {
	t.Helper()
	h.asked = nil
	d.Press("y", "l")
	if len(h.asked) != 1 {
		t.Fatalf("it asked for %v", h.asked)
	}
	return h.asked[0].(screen.Copy).Text
}

func TestALinkLeadsBackHere(t *testing.T) {
	d, h := opened(t, ordinary(), path.Options{Command: func() string { return "segpath '/a b/o'\\''brien [1].csv'" }})
	d.Press("]", "r", "j", "2")
	here := link(t, d, h)
	var step int
	var view string
	before := "segpath '/a b/o'\\''brien [1].csv' --id " + ordinary().Asked + " "
	if _, err := fmt.Sscanf(strings.TrimPrefix(here, before), "--step %d --view %s", &step, &view); err != nil || view != "statuses" || step < 2 {
		t.Fatalf("%v in %q", err, here)
	}
	again, g := opened(t, ordinary(), path.Options{At: path.Place{Step: step, View: view}})
	if leftOf(again.Screen()) != leftOf(d.Screen()) { // how far a side pane was scrolled is no part of a link
		t.Errorf("the link opens\n%s\nand not\n%s", again.Screen(), d.Screen())
	}
	if got := strings.TrimPrefix(link(t, again, g), "segpath "); got != strings.TrimPrefix(here, strings.TrimSuffix(before, "--id "+ordinary().Asked+" ")) {
		t.Errorf("the link to it is %q", got)
	}
}

// leftOf is the part of a screen that the steps stand in.
func leftOf(screen string) string {
	lines := strings.Split(screen, "\n")
	for i, line := range lines {
		if r := []rune(line); len(r) > 72 {
			lines[i] = string(r[:72])
		}
	}
	return strings.Join(lines, "\n")
}

func TestEveryViewOpensItsPane(t *testing.T) {
	for _, view := range path.Views {
		d, h := opened(t, ordinary(), path.Options{At: path.Place{View: view}})
		if got := link(t, d, h); !strings.HasSuffix(got, " --step 1 --view "+view) {
			t.Errorf("%s: got %q", view, got)
		}
	}
}

func TestALinkBeyondTheEndOpensTheLastStep(t *testing.T) {
	d, h := opened(t, ordinary(), path.Options{At: path.Place{Step: 5000}})
	if got := link(t, d, h); !strings.Contains(got, fmt.Sprintf(" --step %d ", len(ordinary().Steps()))) {
		t.Errorf("got %q", got)
	}
}

func TestAnIDOfALinkIsOneWordOfAShell(t *testing.T) {
	c := data.NewChain("-rf $(x)\x1b'", nil, nil, all, nine)
	d, h := opened(t, c, path.Options{})
	if got, want := link(t, d, h), `segpath --id $'-rf $(x)\033\'' --view path`; got != want {
		t.Errorf("got %q, not %q", got, want)
	}
}

func TestExportOpensOverThePath(t *testing.T) {
	var of *data.Chain
	box := rawStandIn{file: "the box"}
	d, h := opened(t, ordinary(), path.Options{OpenExport: func(c *data.Chain, _ screen.Env) screen.Screen {
		of = c
		return box
	}})
	d.Press("e")
	if of == nil || of.Asked != ordinary().Asked || len(h.asked) != 1 || h.asked[0] != tea.Msg(screen.Push{Screen: box}) {
		t.Errorf("it asked for %v of %v", h.asked, of)
	}
}
