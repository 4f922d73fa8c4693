package tuitest

import (
	"bytes"
	"context"
	"image/color"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// Term is a real tea.Program wired to an in-process terminal emulator.
//
// It uses vt.Emulator under its own lock: vt.SafeEmulator leaves IsAltScreen, Bounds, String and the
// cells behind CellAt's pointers unguarded, which the race detector reports.
type Term struct {
	tb   testing.TB
	mu   sync.Mutex // guards em
	em   *vt.Emulator
	p    *tea.Program
	in   *queue
	made chan struct{} // p is there
	done chan struct{}
	err  error
	n    int
}

// Start runs m in a w x h terminal. The terminal answers queries (DA1, OSC 11, DECRQM, CPR) as x/vt does.
func Start(tb testing.TB, m tea.Model, w, h int, opts ...tea.ProgramOption) *Term {
	tb.Helper()
	return Serve(tb, w, h, func(terminal ...tea.ProgramOption) error {
		_, err := tea.NewProgram(m, append(terminal, opts...)...).Run()
		return err
	})
}

// Serve is a w x h terminal for what run starts in it: a tea.Program with the options it is given. Run
// returns when that has ended.
func Serve(tb testing.TB, w, h int, run func(terminal ...tea.ProgramOption) error) *Term {
	tb.Helper()
	t := &Term{tb: tb, em: vt.NewEmulator(w, h), in: newQueue(), made: make(chan struct{}), done: make(chan struct{})}
	t.em.SetDefaultBackgroundColor(color.RGBA{0x1a, 0x1b, 0x26, 0xff})
	go func() { // the emulator's replies and keys go through an io.Pipe: drain it always, or Write blocks
		_, _ = io.Copy(t.in, t.em)
		_ = t.in.Close()
	}()
	ctx, cancel := context.WithTimeout(context.Background(), 4*patience)
	go func() {
		t.err = run(
			tea.WithContext(ctx),
			tea.WithInput(t.in),
			tea.WithOutput(t),
			tea.WithWindowSize(w, h),
			tea.WithColorProfile(colorprofile.TrueColor),
			tea.WithEnvironment([]string{"TERM=xterm-256color"}),
			tea.WithoutSignals(),
			tea.WithFPS(120),
			func(p *tea.Program) {
				t.p = p
				close(t.made)
			},
		)
		close(t.done)
	}()
	tb.Cleanup(func() {
		cancel()
		// not em.Close(): it races with em.Read (x/vt 20260906); closing the pipe ends the pump just as well
		if c, ok := t.em.InputPipe().(io.Closer); ok {
			_ = c.Close()
		}
		select {
		case <-t.done:
		case <-time.After(patience):
			tb.Error("tuitest: program did not stop")
		}
	})
	return t
}

// patience is how long a terminal waits for what must come: long enough for a machine that is busy.
const patience = 20 * time.Second

// Write is the program's output. It maps LF to CRLF as a cooked tty would: with an input that is no
// tty, Bubble Tea v2.0.9 takes ONLCR for granted and reaches the next line's start with a bare LF.
func (t *Term) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n += len(b)
	if _, err := t.em.Write(bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(b), nil
}

func (t *Term) with(f func(*vt.Emulator)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f(t.em)
}

// Press sends keys as bytes through the emulator, as a terminal would.
func (t *Term) Press(ks ...string) {
	t.tb.Helper()
	for _, k := range ks {
		key := uv.KeyPressEvent(Key(t.tb, k))
		t.with(func(e *vt.Emulator) { e.SendKey(key) })
	}
}

// Type sends text as keys.
func (t *Term) Type(s string) { t.with(func(e *vt.Emulator) { e.SendText(s) }) }

// Paste pastes text.
func (t *Term) Paste(s string) { t.with(func(e *vt.Emulator) { e.Paste(s) }) }

// Click presses the left mouse button.
func (t *Term) Click(x, y int) {
	t.with(func(e *vt.Emulator) { e.SendMouse(uv.MouseClickEvent{X: x, Y: y, Button: uv.MouseLeft}) })
}

// Send hands the program a message.
func (t *Term) Send(m tea.Msg) {
	<-t.made
	t.p.Send(m)
}

// Resize changes both sides.
func (t *Term) Resize(w, h int) {
	t.with(func(e *vt.Emulator) { e.Resize(w, h) })
	t.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Screen is the text on the screen, trailing blanks cut.
func (t *Term) Screen() (s string) { t.with(func(e *vt.Emulator) { s = text(e) }); return }

// Styled is the screen with SGR.
func (t *Term) Styled() (s string) { t.with(func(e *vt.Emulator) { s = e.Render() }); return }

// Cell is a copy of one cell.
func (t *Term) Cell(x, y int) (c uv.Cell) {
	t.with(func(e *vt.Emulator) {
		if p := e.CellAt(x, y); p != nil {
			c = *p
		}
	})
	return
}

// Alt tells whether the alternate screen is on.
func (t *Term) Alt() (b bool) { t.with(func(e *vt.Emulator) { b = e.IsAltScreen() }); return }

// Bytes is how many bytes the program wrote.
func (t *Term) Bytes() (n int) { t.with(func(*vt.Emulator) { n = t.n }); return }

// Wait polls until the condition holds on the screen.
func (t *Term) Wait(what string, ok func(screen string) bool) string {
	t.tb.Helper()
	end := time.Now().Add(patience)
	for {
		s := t.Screen()
		if ok(s) {
			return s
		}
		if time.Now().After(end) {
			t.tb.Fatalf("tuitest: no %s; screen:\n%s", what, s)
		}
		time.Sleep(time.Millisecond)
	}
}

// WaitText polls until the screen holds want.
func (t *Term) WaitText(want string) string {
	t.tb.Helper()
	return t.Wait("text "+want, func(s string) bool { return strings.Contains(s, want) })
}

// WaitExit waits for the program to end by itself.
func (t *Term) WaitExit() error {
	t.tb.Helper()
	select {
	case <-t.done:
		return t.err
	case <-time.After(patience):
		t.tb.Fatalf("tuitest: no exit; screen:\n%s", t.Screen())
		return nil
	}
}
