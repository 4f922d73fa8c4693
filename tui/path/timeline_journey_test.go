package path_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/path"
	"segpath/tui/request"
	"segpath/tui/screen"
	"segpath/tui/tuitest"
)

// crowded is an email over three days that six people were offered, still open.
func crowded() *data.Chain {
	const hour = 3600
	s := &script{id: "email-17"}
	s.add(0, 0, data.Create, "", "", "", "new")
	s.add(1, 50*hour, data.QueueEntry, "", "mail", "new", "waiting")
	for n := range 6 {
		s.add(float64(2+n*8)*hour, 4*hour, data.RingOffer, fmt.Sprintf("u%d", n), "mail", "waiting", "offered")
		s.add(float64(6+n*8)*hour, 0, data.Ignore, fmt.Sprintf("u%d", n), "mail", "offered", "waiting").Cause = "timeout"
	}
	s.add(50*hour+1, 600, data.RingOffer, "u2", "mail", "waiting", "offered")
	s.add(50*hour+601, -1, data.Accept, "u2", "mail", "offered", "in progress")
	asOf := nine.Add(70 * time.Hour)
	users := map[string]string{"u0": "Ana Silva", "u1": "Ben Okoro", "u2": "Cy Larsen", "u3": "Dee Abara", "u4": "Eva Lindt", "u5": "Flo Weiss"}
	in := data.Interaction{Type: "email", Direction: "inbound", CreatedAt: nine, Customer: "j@example.org", QueueID: "mail"}
	return data.NewChain(s.id, []data.Leg{{ID: s.id, Path: s.path(in, asOf)}}, directory(users, map[string]string{"mail": "Back office"}), all, asOf)
}

// pane is the timeline alone, its title first.
func pane(d *tuitest.Driver) []string {
	lines := strings.Split(d.Screen(), "\n")
	for i, line := range lines {
		if strings.Contains(line, "4 Timeline") {
			return lines[i:]
		}
	}
	return nil
}

// caret is the column of the current step on the axis; -1 where it is out of sight.
func caret(d *tuitest.Driver) int {
	lines := pane(d)
	before, _, found := strings.Cut(lines[len(lines)-1], "▲")
	if !found {
		return -1
	}
	return utf8.RuneCountInString(before)
}

func TestTimeline(t *testing.T) {
	for _, size := range sizes {
		for _, l := range []look{dark, plain, asciis} {
			t.Run(fmt.Sprintf("%s %dx%d", l.name, size.w, size.h), func(t *testing.T) {
				d, _ := show(t, answering{chain: crowded()}, l, size.w, size.h)
				d.Press("4", "]", "r", "]", "r", "]", "r")
				if l.colour {
					golden.RequireEqual(t, d.Styled())
					return
				}
				golden.RequireEqual(t, d.Screen())
			})
		}
	}
	t.Run("zoomed", func(t *testing.T) {
		d, _ := show(t, answering{chain: crowded()}, plain, 120, 39)
		d.Press("G", "+", "+", "+", "+", "+", "+")
		golden.RequireEqual(t, d.Screen())
	})
	t.Run("legs", func(t *testing.T) {
		d, _ := show(t, answering{chain: awkward()}, plain, 120, 39)
		d.Press("G")
		golden.RequireEqual(t, strings.Join(pane(d), "\n"))
	})
	t.Run("asked", func(t *testing.T) {
		d, _ := show(t, answering{chain: crowded()}, plain, 120, 39)
		d.Press("@", "1", "0", ":")
		open := d.Screen()
		d.Press("enter")
		golden.RequireEqual(t, open+"\n"+d.Screen())
	})
}

func TestTheTimelineMovesWithTheSteps(t *testing.T) {
	d, _ := show(t, answering{chain: ordinary()}, plain, 120, 39)
	last := caret(d)
	for range 15 {
		d.Press("j")
		if at := caret(d); at < last {
			t.Fatalf("the mark went from %d back to %d:\n%s", last, at, d.Screen())
		} else {
			last = at
		}
	}
	if last != 117 {
		t.Errorf("the last step stands in column %d, want the last of the time:\n%s", last, d.Screen())
	}
	d.Press("4", "k")
	at(t, d, "✎ wrapup")
}

func TestZoomAndPan(t *testing.T) {
	d, h := show(t, answering{chain: ordinary()}, plain, 120, 39)
	d.Press("]", "r", "]", "r")
	before, column := d.Screen(), caret(d)
	d.Press("+", "+", "=")
	if got := pane(d)[0]; !strings.Contains(got, "1m 1s of 8m 13s") {
		t.Fatalf("zoomed: %s", got)
	}
	if got := caret(d); got < column-1 || got > column+1 {
		t.Errorf("the step moved from column %d to %d", column, got)
	}
	zoomed := d.Screen()
	d.Press("l", "right", ">")
	if caret(d) >= 0 {
		t.Errorf("the step is still in sight:\n%s", d.Screen())
	}
	at(t, d, "♪ ring Ben Okoro") // looking elsewhere changes no step
	d.Press("h", "left", "<")
	if d.Screen() != zoomed {
		t.Errorf("there and back is elsewhere:\n%s", d.Screen())
	}
	d.Press("l", "l", "l", "j")
	if caret(d) < 0 {
		t.Errorf("the next step is out of sight:\n%s", d.Screen())
	}
	d.Press("k", "0")
	if d.Screen() != before {
		t.Errorf("0 did not show the whole:\n%s", d.Screen())
	}
	d.Press("-", "h")
	for range 20 {
		d.Press("+")
	}
	for i, want := range []string{"The whole path is in sight.", "The whole path is in sight; + zooms.", "This is as close as it gets."} {
		if got := h.asked[i].(screen.Tell).Text; got != want {
			t.Errorf("told %q, want %q", got, want)
		}
	}
}

func TestTheTimelineIsATab(t *testing.T) {
	d, _ := show(t, answering{chain: ordinary()}, plain, 80, 23)
	d.Press("+")
	if got := d.Screen(); !strings.Contains(got, "[4 Timeline · 4m 6s of 8m 13s]") {
		t.Fatalf("zooming did not bring the timeline into sight:\n%s", got)
	}
	d.Press("1", "j")
	if got := d.Screen(); !strings.Contains(got, "[1 Rings 5]") || !strings.Contains(got, " 4 Timeline ") {
		t.Errorf("its tab is not named:\n%s", got)
	}
	d.Press("tab", "tab", "tab", "tab", "j")
	if !strings.Contains(d.Screen(), "[4 Timeline") {
		t.Errorf("tab did not come to the timeline:\n%s", d.Screen())
	}
	at(t, d, "≡ queue")
}

func TestMoreUsersThanLanes(t *testing.T) {
	d, _ := show(t, answering{chain: crowded()}, plain, 120, 39)
	if got := strings.Join(pane(d), "\n"); !strings.Contains(got, "+2 more users") || !strings.Contains(got, "Ana Silva") || strings.Contains(got, "Flo Weiss") {
		t.Fatalf("at the start:\n%s", got)
	}
	d.Press("]", "r", "]", "r", "]", "r", "]", "r", "]", "r", "]", "r")
	if got := strings.Join(pane(d), "\n"); !strings.Contains(got, "Flo Weiss") || strings.Contains(got, "Ana Silva") {
		t.Fatalf("at Flo's ring:\n%s", got)
	}
	d.Resize(200, 59)
	if got := strings.Join(pane(d), "\n"); !strings.Contains(got, "Flo Weiss") || !strings.Contains(got, "Ana Silva") || strings.Contains(got, "more user") {
		t.Fatalf("with room for all:\n%s", got)
	}
}

func TestClicksOnTheTimeline(t *testing.T) {
	d, _ := show(t, answering{chain: ordinary()}, plain, 120, 39)
	lines := pane(d)
	top := 39 - len(lines)
	find := func(name, mark string) (x, y int) {
		for i, line := range lines {
			if before, _, ok := strings.Cut(line, mark); ok && strings.Contains(line, name) {
				return utf8.RuneCountInString(before), top + i
			}
		}
		t.Fatalf("no %s of %s:\n%s", mark, name, strings.Join(lines, "\n"))
		return 0, 0
	}
	x, y := find("Ben Okoro", "✗")
	d.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	at(t, d, "♪ ring Ben Okoro", "2 Ben Okoro")
	x, y = find("Cy Larsen", "▒")
	d.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	at(t, d, "‖ hold Cy Larsen")
	d.Send(tea.MouseClickMsg{X: 117, Y: 38, Button: tea.MouseLeft}) // the axis
	at(t, d, "■ complete")
	d.Send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelUp})
	if got := pane(d)[0]; !strings.Contains(got, "4m 6s of 8m 13s") {
		t.Errorf("the wheel did not zoom: %s", got)
	}
	d.Send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown})
	if got := pane(d)[0]; strings.Contains(got, " of ") {
		t.Errorf("the wheel did not zoom out: %s", got)
	}
}

func TestGoToAClockTime(t *testing.T) {
	d, h := show(t, answering{chain: ordinary()}, plain, 120, 39)
	d.Press("@")
	if h.s.Context() != action.ClockField {
		t.Fatalf("the field has not the keys but %s", h.s.Context())
	}
	d.Press(strings.Split("10:02:30", "")...)
	d.Press("enter")
	at(t, d, "✓ accept Cy Larsen")
	d.Press("@", "1", "0", ":", "0", "0", "enter") // the first step that begins in that minute
	at(t, d, "≡ queue – Billing")
	d.Press("@", "q", "enter")
	if got := d.Screen(); !strings.Contains(got, "@ q") || !strings.Contains(got, "no clock time") {
		t.Fatalf("what is no time is taken:\n%s", got)
	}
	d.Press("backspace", "9", ":", "0", "0", "enter")
	at(t, d, "○ create")
	if got := h.asked[0].(screen.Tell).Text; got != "That is before the first step." {
		t.Errorf("told %q", got)
	}
	d.Press("@", "j", "esc")
	if h.s.Context() != action.Path {
		t.Error("esc did not close the field")
	}
	at(t, d, "○ create")
	d.Press("@")
	d.Send(tea.PasteMsg{Content: "2026-11-16 12:00\nmore"})
	d.Press("enter")
	if got := h.asked[1].(screen.Tell).Text; got != "That is after the end of the path." {
		t.Errorf("told %q", got)
	}
}

// stopwatch keeps the waits that a screen asks for and lets the test end them.
type stopwatch struct {
	waits []time.Duration
	last  tea.Msg
}

func (w *stopwatch) after(d time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		w.waits, w.last = append(w.waits, d), msg
		return nil
	}
}

func TestPlay(t *testing.T) {
	w, env, chain := &stopwatch{}, plain.env(), ordinary()
	h := &host{s: path.New(answering{chain: chain}, env, path.Options{ID: chain.Asked}), env: env}
	d := tuitest.Drive(t, h, 120, 39)
	h.env.Run = request.Runner{Context: t.Context(), After: w.after}
	d.Resize(120, 38)
	d.Press("P")
	if h.s.Context() != action.Playing || !h.s.Busy() {
		t.Fatal("nothing plays")
	}
	for range 6 {
		d.Send(w.last)
	}
	at(t, d, "✗ reject Ben Okoro")
	if len(w.waits) != 7 || w.waits[3] <= w.waits[2] {
		t.Errorf("the waits are %v: the ring of 25 s is no longer than the 2 s before it", w.waits)
	}
	late := w.last
	d.Press("x") // any key
	d.Send(late)
	at(t, d, "✗ reject Ben Okoro")
	if h.s.Context() != action.Path || h.s.Busy() {
		t.Error("a key did not stop it")
	}
	d.Press("P")
	h.s.Update(action.Intent{ID: action.Stop})
	if h.s.Busy() {
		t.Error("ctrl+c did not stop it")
	}
	d.Press("P", "esc")
	if h.s.Busy() {
		t.Error("esc did not stop it")
	}
	d.Press("P")
	d.Send(tea.MouseClickMsg{X: 1, Y: 9, Button: tea.MouseLeft})
	if h.s.Busy() {
		t.Error("a click did not stop it")
	}
	d.Press("G", "P") // at the end it begins anew
	at(t, d, "○ create")
	for h.s.Busy() {
		d.Send(w.last)
	}
	at(t, d, "■ complete")
}

// Without instants there is nothing to draw, and the pane says so; the keys do no harm.
func TestTimelineWithoutTime(t *testing.T) {
	s := &script{id: "timeless"}
	s.add(0, -1, data.Create, "", "", "", "").StartedAt = time.Time{}
	c := data.NewChain("timeless", []data.Leg{{ID: "timeless", Path: s.path(data.Interaction{}, nine)}}, nil, all, nine)
	d, h := show(t, answering{chain: c}, plain, 120, 39)
	d.Press("+", "l", "0", "P", "@", "4", "j")
	d.Send(tea.MouseClickMsg{X: 60, Y: 36, Button: tea.MouseLeft}, tea.MouseWheelMsg{X: 60, Y: 36, Button: tea.MouseWheelUp})
	if got := strings.Join(pane(d), "\n"); !strings.Contains(got, "there is no time to draw") {
		t.Errorf("got:\n%s", got)
	}
	if got := h.asked[0].(screen.Tell).Text; got != "No step of this path has an instant." {
		t.Errorf("told %q", got)
	}
}
