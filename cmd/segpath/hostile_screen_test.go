package main

import (
	"context"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"segpath/data"
	"segpath/data/format"
	"segpath/data/text/hostile"
	"segpath/query"
	"segpath/query/tablefile"
	"segpath/tui"
	"segpath/tui/tuitest"
)

// ownStyles are the only escape sequences that the screens write: colours and weights.
var ownStyles = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// onScreen drives the interface over an engine and looks at every screen it comes by.
type onScreen struct {
	*tuitest.Driver
	t testing.TB
}

func openScreen(t testing.TB, e *query.Engine, w, h int) onScreen {
	t.Helper()
	dark := true
	open := func(context.Context, func(data.Progress)) (tui.Source, error) { return e, nil }
	o := tui.Options{Opener: open, Name: e.Export().Name, Dark: &dark}
	s := onScreen{tuitest.Drive(t, tui.Model(t.Context(), o), w, h), t}
	s.look("start")
	return s
}

// keys presses them one by one.
func (s onScreen) keys(keys ...string) {
	s.t.Helper()
	for _, k := range keys {
		s.Press(k)
		s.look(k)
	}
}

// look holds what is shown to be harmless, and every line to be as wide as the terminal: what a cell
// hides or adds would shift it.
func (s onScreen) look(after string) {
	s.t.Helper()
	if s.Quit {
		s.t.Fatalf("%.40q quits", after)
	}
	view := s.M.View()
	if err := hostile.Harm(view.WindowTitle); err != nil {
		s.t.Errorf("the title after %.40q: %v", after, err)
	}
	if err := hostile.Harm(ownStyles.ReplaceAllString(view.Content, "")); err != nil {
		s.t.Errorf("the screen after %.40q: %v", after, err)
	}
	for n, line := range strings.Split(view.Content, "\n") {
		if w := ansi.WcWidth.StringWidth(line); w != s.W {
			s.t.Errorf("line %d is %d cells wide on a screen of %d after %.40q: %q", n, w, s.W, after, line)
		}
	}
}

// path goes through everything that can be seen of the selected interaction.
func (s onScreen) path() {
	s.t.Helper()
	s.keys("enter")
	if !strings.Contains(s.Screen(), "Rings") {
		s.t.Fatalf("no path is shown:\n%s", s.Screen())
	}
	s.keys("j", "]", "r", "1", "2", "3", "4", "+", "tab", "m", "esc", "@")
	s.Send(tea.PasteMsg{Content: "\x1b[2J\u202e9"})
	s.look("paste")
	s.keys("esc", "G", "enter", "j", "pgdown", "esc", "e", "tab", "tab", "esc", "y", "s", "esc")
}

// No cell of any column acts on the screens, hides on them or moves what stands beside it.
func TestHostileCellsOnTheScreens(t *testing.T) {
	for _, f := range format.All() {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			e := opened(t, hostileExport{format: f, cells: texts(hostile.Cells), files: true}.make(t))
			for _, size := range [][2]int{{120, 40}, {80, 24}} {
				s := openScreen(t, e, size[0], size[1])
				s.keys("!", "j", "esc", "?", "esc", "s", "j", "enter", "l", "l", "h", "G", "pgup", "g", "c", "esc")
				for _, c := range hostile.All() {
					s.Send(tea.PasteMsg{Content: c.Text})
					s.look(c.Name)
					s.keys("enter", "j", "esc")
				}
				for range 12 {
					s.path()
					s.keys("j", "j", "j", "j", "j", "j", "j")
				}
			}
		})
	}
}

// FuzzHostileCell puts one cell into every column of an export of each format, and looks at all that is
// printed and drawn of it.
func FuzzHostileCell(f *testing.F) {
	for _, name := range []string{"OSC 52 clipboard", "C1 CSI", "direction override", "piled up marks", "mark-up", "Windows-1252"} {
		for _, c := range hostile.All() {
			if c.Name == name {
				f.Add(c.Text, uint8(len(c.Text)))
			}
		}
	}
	f.Fuzz(func(t *testing.T, cell string, kind uint8) {
		formats := format.All()
		x := hostileExport{format: formats[int(kind)%len(formats)], cells: []string{cell, "1" + cell, cell + "1\x1b"}, files: kind&16 > 0, statuses: kind&32 > 0}
		if kind&64 > 0 { // which holds nothing but UTF-8
			x.write.As = tablefile.Parquet
			for n := range x.cells {
				x.cells[n] = strings.ToValidUTF8(x.cells[n], "\ufffd")
			}
		}
		e, err := query.Open(t.Context(), query.Options{Exports: []string{x.make(t)}, TimeZone: "UTC", Threads: 1})
		if err != nil { // nothing that can be read was left of it
			p := program{err: &strings.Builder{}}
			p.report(err)
			if err := hostile.Harm(p.err.(*strings.Builder).String()); err != nil {
				t.Error(err)
			}
			return
		}
		defer func() {
			if err := e.Close(); err != nil {
				t.Error(err)
			}
		}()
		rows := allRows(t, e)
		for _, d := range everyDocument(t, e, rows[:min(len(rows), 4)]) { // the fuzzer gives an input ten seconds
			writtenHarmless(t, d)
		}
		lookedUp(t, e, cell)
		s := openScreen(t, e, 100, 30)
		s.path()
		s.Send(tea.PasteMsg{Content: cell})
		s.look("paste")
		s.keys("enter", "esc", "!", "esc")
		printed(t, -1, "list", "nowhere/"+cell)
	})
}
