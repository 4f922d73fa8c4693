// Package tuitest drives a Bubble Tea v2 model in tests, in two ways:
// Drive runs Update and View by hand on one goroutine (no program, no clock, no flake);
// Start runs the real tea.Program against an in-process terminal (x/vt).
package tuitest

import (
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Driver is the synchronous driver.
type Driver struct {
	tb   testing.TB
	M    tea.Model
	W, H int
	// Quit tells that the model has ended the program.
	Quit bool
	max  int // messages left before the test fails: commands that never settle
}

// Drive starts m in a w x h terminal and runs its first commands.
func Drive(tb testing.TB, m tea.Model, w, h int) *Driver {
	tb.Helper()
	d := &Driver{tb: tb, M: m, W: w, H: h, max: 10_000}
	d.run(m.Init())
	d.Send(tea.WindowSizeMsg{Width: w, Height: h})
	return d
}

// Send delivers messages and runs every command they lead to, depth first, until none is left.
func (d *Driver) Send(msgs ...tea.Msg) {
	d.tb.Helper()
	for _, msg := range msgs {
		d.step(msg)
	}
}

// Press sends keys by the names tea.KeyPressMsg.String() gives them ("j", "enter", "ctrl+c", "pgdown").
func (d *Driver) Press(ks ...string) {
	d.tb.Helper()
	for _, k := range ks {
		d.step(Key(d.tb, k))
	}
}

func (d *Driver) step(msg tea.Msg) {
	d.tb.Helper()
	if d.max--; d.max < 0 {
		d.tb.Fatal("tuitest: commands do not settle")
	}
	switch msg := msg.(type) {
	case nil:
		return
	case tea.QuitMsg, tea.InterruptMsg:
		d.Quit = true
		return
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
		return
	}
	// tea.Sequence's message is an unexported []tea.Cmd
	if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range v.Len() {
			d.run(v.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	var cmd tea.Cmd
	d.M, cmd = d.M.Update(msg)
	d.run(cmd)
}

func (d *Driver) run(c tea.Cmd) {
	d.tb.Helper()
	if c != nil {
		d.step(c())
	}
}

// Resize tells the model of a new size.
func (d *Driver) Resize(w, h int) {
	d.tb.Helper()
	d.W, d.H = w, h
	d.step(tea.WindowSizeMsg{Width: w, Height: h})
}

// Screen is what a w x h terminal would show, trailing blanks cut.
func (d *Driver) Screen() string { return text(d.Buffer()) }

// Styled is the same with SGR kept, for colour goldens.
func (d *Driver) Styled() string { return d.Buffer().Render() }

// Buffer is the same as cells.
func (d *Driver) Buffer() uv.ScreenBuffer {
	b := uv.NewScreenBuffer(d.W, d.H)
	b.Method = ansi.WcWidth
	uv.NewStyledString(d.M.View().Content).Draw(b, b.Bounds())
	return b
}

type cells interface {
	CellAt(x, y int) *uv.Cell
	Bounds() uv.Rectangle
}

func text(c cells) string {
	var out []string
	for y := range c.Bounds().Dy() {
		var b strings.Builder
		for x := 0; x < c.Bounds().Dx(); {
			cell := c.CellAt(x, y)
			if cell == nil || cell.Content == "" {
				b.WriteByte(' ')
				x++
				continue
			}
			b.WriteString(cell.Content)
			x += max(cell.Width, 1)
		}
		out = append(out, strings.TrimRight(b.String(), " "))
	}
	return strings.Join(out, "\n")
}
