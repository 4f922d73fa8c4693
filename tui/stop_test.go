package tui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/data/redact"
	"segpath/tui/fake"
	"segpath/tui/screen"
)

// held is an export that answers some of its questions only once they are cancelled.
type held struct {
	*fake.Source
	page, chain, raw bool                        // which: the last page and any search; every path; every record
	times            bool                        // how every wait stands among others
	question         func(data.PageRequest) bool // which pages
	asked, cancelled chan string
}

func newHeld() *held {
	return &held{Source: sample, asked: make(chan string, 100), cancelled: make(chan string, 100)}
}

func (h *held) hold(ctx context.Context, what string) error {
	h.asked <- what
	<-ctx.Done()
	h.cancelled <- what
	return ctx.Err()
}

func (h *held) Interactions(ctx context.Context, q data.PageRequest) (data.Page, error) {
	if h.page && (q.Last || q.Search != "") || h.question != nil && h.question(q) {
		return data.Page{}, h.hold(ctx, "page")
	}
	return h.Source.Interactions(ctx, q)
}

func (h *held) Chain(ctx context.Context, id string) (*data.Chain, error) {
	if h.chain {
		return nil, h.hold(ctx, "chain")
	}
	return h.Source.Chain(ctx, id)
}

func (h *held) QueueTimes(ctx context.Context, lengths []data.QueueLength) (data.QueueTimes, error) {
	if h.times {
		return nil, h.hold(ctx, "times")
	}
	return h.Source.QueueTimes(ctx, lengths)
}

func (h *held) Raw(ctx context.Context, source string, record int64) (data.RawRow, error) {
	if h.raw {
		return data.RawRow{}, h.hold(ctx, "raw")
	}
	return h.Source.Raw(ctx, source, record)
}

// receive waits for what must come; a test that waits in vain fails instead of hanging.
func receive[T any](t *testing.T, from <-chan T) {
	t.Helper()
	select {
	case <-from:
	case <-time.After(30 * time.Second):
		t.Fatal("waited in vain")
	}
}

// ctrl+c cancels what runs, wherever the keys are, and the program goes on; with nothing running it quits.
func TestCtrlCCancelsFirstOnEveryScreen(t *testing.T) {
	for _, c := range []struct {
		name  string
		hold  func(*held)
		keys  []string // lead to a question that runs
		over  []string // pressed while it runs
		after string   // what the screen says then
	}{
		{"list", func(h *held) { h.page = true }, []string{"G"}, nil, "1 of 2,500"},
		{"search field", func(h *held) { h.page = true }, []string{"/", "x"}, nil, "Enter to the list"},
		{"after the first of two keys", func(h *held) { h.chain = true }, []string{"enter"}, []string{"]"}, "Stopped"},
		{"path", func(h *held) { h.chain = true }, []string{"enter"}, nil, "Stopped"},
		{"raw fields", func(h *held) { h.raw = true }, []string{"enter", "enter"}, nil, "stopped before the record was read"},
		{"help over the list", func(h *held) { h.page = true }, []string{"G"}, []string{"?"}, "Open the path of the selected interaction."},
		{"help's field over a path", func(h *held) { h.chain = true }, []string{"enter"}, []string{"?", "/", "x"}, "/ x"},
		{"commands over the list", func(h *held) { h.page = true }, []string{"G"}, []string{":", "x"}, "Commands"},
		{"commands over the raw fields", func(h *held) { h.raw = true }, []string{"enter", "enter"}, []string{":"}, "Commands"},
		{"sort chooser", func(h *held) { h.page = true }, []string{"G"}, []string{"s"}, "Sort by"},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := newHeld()
			c.hold(src)
			term, m := program(t, opens(src), 120, 40)
			term.WaitText("1 of 2,500")
			for i, key := range c.keys {
				if i > 0 && key == "enter" {
					term.WaitText("step 1 of") // the path answers keys once it is there
				}
				term.Press(key)
			}
			receive(t, src.asked)
			term.Press(c.over...)
			term.Press("ctrl+c")
			receive(t, src.cancelled)
			term.WaitText("stopped; Ctrl+C again quits")
			term.WaitText(c.after)
			term.Press("ctrl+c")
			if err := term.WaitExit(); err != nil || m.result != nil {
				t.Errorf("the program ended with %v, %v", err, m.result)
			}
		})
	}
}

// A screen that is left ends what it asked: nothing waits behind an answer that nobody wants.
func TestLeavingAScreenEndsWhatItAsks(t *testing.T) {
	for name, c := range map[string]struct {
		hold func(*held)
		keys []string // lead to a question that runs
	}{
		"a path":          {func(h *held) { h.chain = true }, []string{"enter"}},
		"its comparisons": {func(h *held) { h.times = true }, []string{"enter"}},
		"the raw fields":  {func(h *held) { h.raw = true }, []string{"enter", "enter"}},
	} {
		t.Run(name, func(t *testing.T) {
			src := newHeld()
			c.hold(src)
			term, _ := program(t, opens(src), 80, 24)
			term.WaitText("1 of 2,500")
			for i, key := range c.keys {
				if i > 0 {
					term.WaitText("step 1 of")
				}
				term.Press(key)
			}
			receive(t, src.asked)
			term.Press("esc")
			receive(t, src.cancelled)
			term.Press("q", "q")
			if err := term.WaitExit(); err != nil {
				t.Errorf("the program ended with %v", err)
			}
		})
	}
}

// While the steps play, ctrl+c ends the playing; the next one quits.
func TestCtrlCEndsThePlayingFirst(t *testing.T) {
	term, _ := program(t, opens(sample), 120, 40)
	term.WaitText("1 of 2,500")
	term.Press("enter")
	term.WaitText("step 1 of")
	term.Press("P")
	term.WaitText("stop, or any key")
	term.Press("ctrl+c")
	term.WaitText("stopped; Ctrl+C again quits")
	term.Press("ctrl+c")
	if err := term.WaitExit(); err != nil {
		t.Errorf("the program ended with %v", err)
	}
}

// An export to a file that is stopped leaves no file, and says that it was stopped.
func TestCtrlCCancelsAnExportFirst(t *testing.T) {
	t.Chdir(t.TempDir())
	asked, release := make(chan struct{}), make(chan struct{})
	t.Cleanup(func() { close(release) })
	term, _ := program(t, opens(sample), 120, 40, func(o *Options) {
		o.Redactor = func() (*redact.Redactor, error) {
			close(asked)
			<-release
			return nil, errors.New("too late")
		}
	})
	term.WaitText("1 of 2,500")
	term.Press("enter")
	term.WaitText("step 1 of")
	term.Press("e")
	term.WaitText("Export this path")
	term.Press("ctrl+r", "enter")
	receive(t, asked)
	term.WaitText("writing")
	term.Press("ctrl+c")
	term.WaitText("stopped; Ctrl+C again quits")
	term.Wait("the box without the word that it writes", func(s string) bool {
		return strings.Contains(s, "Export this path") && !strings.Contains(s, "writing")
	})
	term.Press("ctrl+c")
	if err := term.WaitExit(); err != nil {
		t.Errorf("the program ended with %v", err)
	}
}

// While an export is being opened ctrl+c gives it up, under whatever is open over it.
func TestCtrlCCancelsOpening(t *testing.T) {
	for _, over := range [][]string{nil, {"?"}, {"?", "/", "x"}, {":"}} {
		asked := make(chan struct{})
		opener := func(ctx context.Context, _ func(data.Progress)) (Source, error) {
			close(asked)
			<-ctx.Done()
			return nil, ctx.Err()
		}
		term, m := program(t, opener, 80, 24)
		receive(t, asked)
		term.WaitText("Esc cancel")
		term.Press(over...)
		term.Press("ctrl+c")
		if err := term.WaitExit(); err != nil {
			t.Errorf("%v: the program ended with %v", over, err)
		}
		var p *data.Problem
		if !errors.As(m.result, &p) || p.Code != data.Interrupted {
			t.Errorf("%v: the result is %v", over, m.result)
		}
	}
}

// stubborn is a screen that stays busy whatever it is told.
type stubborn struct{ screen.Screen }

func (s stubborn) Update(tea.Msg) (screen.Screen, tea.Cmd) { return s, nil }

func (s stubborn) Busy() bool { return true }

func TestASecondCtrlCQuitsWhateverRuns(t *testing.T) {
	src := newHeld()
	d := start(t, src, dark120)
	m := model(d)
	m.stack = append(m.stack, stubborn{m.top()})
	d.Press("ctrl+c")
	if d.Quit {
		t.Fatal("the first ctrl+c quits")
	}
	d.Press("j", "ctrl+c")
	if d.Quit {
		t.Fatal("a ctrl+c after another key quits")
	}
	d.Press("ctrl+c")
	var p *data.Problem
	if !d.Quit || !errors.As(m.result, &p) || p.Code != data.Interrupted {
		t.Errorf("quit %v with %v", d.Quit, m.result)
	}
}
