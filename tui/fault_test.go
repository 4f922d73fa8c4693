package tui

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/data/guard"
	"segpath/tui/action"
	"segpath/tui/fake"
	"segpath/tui/screen"
	"segpath/tui/tuitest"
)

// faulty is a screen that panics where it is told to, with bytes that act on a terminal.
type faulty struct {
	frame                     screen.Frame
	update, view, title, init bool
}

const bang = "broken by \x1b[2J\x1b]0;owned\a"

func (f *faulty) Init() tea.Cmd {
	if f.init {
		panic(bang)
	}
	return nil
}

func (f *faulty) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if frame, ok := msg.(screen.Frame); ok {
		f.frame = frame
	}
	if _, pressed := msg.(tea.KeyPressMsg); pressed && f.update {
		panic(bang)
	}
	return f, nil
}

func (f *faulty) View() []string {
	if f.view {
		panic(bang)
	}
	return []string{"a screen that stands"}
}

func (f *faulty) Title() string {
	if f.title {
		panic(bang)
	}
	return "Faulty"
}

func (f *faulty) Context() action.Context { return action.Raw }
func (f *faulty) Status() string          { return "" }
func (f *faulty) Busy() bool              { return false }

// served is the whole interface, as Run shows it, in a terminal in memory.
func served(t *testing.T, w, h int, o Options) (term *tuitest.Term, lines *bytes.Buffer) {
	t.Helper()
	lines = &bytes.Buffer{}
	return tuitest.Serve(t, w, h, func(terminal ...tea.ProgramOption) error {
		o.Name, o.program, o.Errors = "november", terminal, lines
		o.Environ = []string{"TERM=xterm-256color"}
		return Run(t.Context(), o)
	}), lines
}

// Whatever panics, the terminal is restored, then a sentence says what to do and the code is that of a failure.
func TestAPanicRestoresTheTerminal(t *testing.T) {
	later := func(f func() tea.Msg) tea.Msg { return tea.BatchMsg{tea.Sequence(nil, f, f), nil} }
	for name, send := range map[string]tea.Msg{
		"Update":              screen.Push{Screen: &faulty{update: true}},
		"View":                screen.Push{Screen: &faulty{view: true}},
		"the title in View":   screen.Push{Screen: &faulty{title: true}},
		"a screen's Init":     screen.Push{Screen: &faulty{init: true}},
		"no screen at all":    screen.Push{},
		"a command":           tea.BatchMsg{func() tea.Msg { panic(bang) }},
		"a command in others": later(func() tea.Msg { panic(bang) }),
		"a goroutine": tea.BatchMsg{func() tea.Msg {
			guard.Go(func() { panic(bang) })
			return nil
		}},
	} {
		t.Run(name, func(t *testing.T) {
			term, lines := served(t, 80, 24, Options{Opener: opens(fake.New(10))})
			term.WaitText("1 of 10")
			if list, ok := send.(tea.BatchMsg); ok { // commands come from an Update
				term.Send(screen.Push{Screen: &commanding{&faulty{}, list}})
			} else {
				term.Send(send)
			}
			term.Send(tea.KeyPressMsg{Code: 'x', Text: "x"})
			ended(t, term, lines)
			if name != "no screen at all" && strings.Contains(lines.String(), "nil pointer") {
				t.Errorf("another panic was told:\n%s", lines)
			}
		})
	}
}

// commanding gives commands at a key.
type commanding struct {
	*faulty
	list tea.BatchMsg
}

func (c *commanding) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if _, pressed := msg.(tea.KeyPressMsg); pressed {
		return c, tea.Batch(append(c.list, func() tea.Msg { return nil })...)
	}
	return c, nil
}

// ended checks that the program ended as it must after a fault.
func ended(t *testing.T, term *tuitest.Term, lines *bytes.Buffer) {
	t.Helper()
	err := term.WaitExit()
	var p *data.Problem
	if !errors.As(err, &p) || p.Code != data.Failed || !strings.Contains(p.Text, "the interface failed") || !strings.Contains(p.Hint, "report it") {
		t.Errorf("Run returned %v", err)
	}
	if strings.ContainsAny(p.Error(), "\x1b\a") || strings.ContainsAny(lines.String(), "\x1b\a") {
		t.Errorf("what is told acts on the terminal: %q", p.Error())
	}
	if !strings.Contains(lines.String(), "segpath/tui") {
		t.Errorf("no stack is told:\n%s", lines)
	}
	if term.Alt() {
		t.Error("the alternate screen is still on")
	}
}

// A panic while an export is being opened is told on the screen: nothing else is broken.
func TestAPanicOfTheOpenerIsToldOnTheScreen(t *testing.T) {
	term, _ := served(t, 80, 24, Options{Opener: func(context.Context, func(data.Progress)) (Source, error) { panic(bang) }})
	s := term.WaitText("could not be opened")
	if !strings.Contains(s, `broken by \x1b[2J`) || !strings.Contains(s, "report it") {
		t.Errorf("the screen is\n%s", s)
	}
	term.Press("q")
	var p *data.Problem
	if err := term.WaitExit(); !errors.As(err, &p) || p.Code != data.Failed {
		t.Errorf("Run returned %v", err)
	}
}

// A panic of one question does not end the program.
func TestAPanicOfAQuestionIsToldOnTheScreen(t *testing.T) {
	term, _ := served(t, 100, 40, Options{Opener: opens(panicking{fake.New(10)})}) // no room for the preview, which would fail too
	term.WaitText("1 of 10")
	term.Press("enter")
	term.WaitText("segpath itself failed")
	term.Press("esc")
	term.Wait("the list again", func(s string) bool {
		return strings.Contains(s, "sorted by created") && !strings.Contains(s, "No path to show")
	})
	term.Press("q")
	if err := term.WaitExit(); err != nil {
		t.Errorf("Run returned %v", err)
	}
}

type panicking struct{ *fake.Source }

func (panicking) Chain(context.Context, string) (*data.Chain, error) { panic(bang) }
