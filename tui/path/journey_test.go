package path_test

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/path"
	"segpath/tui/screen"
	"segpath/tui/tuitest"
)

func lines(s screen.Screen) string { return strings.Join(s.View(), "\n") }

// marked are the lines on which a pane shows where it stands, from left to right and top to bottom.
func marked(d *tuitest.Driver) []string {
	var out []string
	for line := range strings.SplitSeq(d.Screen(), "\n") {
		for _, part := range strings.Split(line, "│") {
			if rest, ok := strings.CutPrefix(part, "▌"); ok {
				out = append(out, strings.Join(strings.Fields(rest), " "))
			}
		}
	}
	return out
}

// at checks where the panes stand: each want is a part of a marked line.
func at(t *testing.T, d *tuitest.Driver, wants ...string) {
	t.Helper()
	got := strings.Join(marked(d), "\n")
	for _, want := range wants {
		if !strings.Contains(got, want) {
			t.Fatalf("no marked line has %q, but:\n%s\n%s", want, got, d.Screen())
		}
	}
}

func TestEverythingMovesTogether(t *testing.T) {
	d, h := show(t, answering{chain: ordinary()}, plain, 120, 39)
	at(t, d, "09:59:58 0s – ○ create")
	if got := h.s.Status(); got != "step 1 of 16" {
		t.Errorf("status %q", got)
	}

	d.Press("]", "r")
	at(t, d, "♪ ring Ana Silva", "1 Ana Silva", "∅ ignore", "10:00:22 from waiting", "1 Billing 10:00:20")
	d.Press("j") // the outcome of the same ring
	at(t, d, "∅ ignore Ana Silva Billing waiting", "1 Ana Silva", "10:00:47 from ringing")
	d.Press("]", "u")
	at(t, d, "♪ ring Ben Okoro", "2 Ben Okoro")
	d.Press("]", "h")
	at(t, d, "≡ queue – Support", "2 Support")
	d.Press("]", "s")
	at(t, d, "♪ ring Ana Silva Support", "3 Ana Silva", "10:01:32 from waiting")
	d.Press(".", ".")
	at(t, d, "♪ ring Cy Larsen Support", "5 Cy Larsen", "✓ accept")
	d.Press(",", "[", "r", "[", "r", "[", "r")
	at(t, d, "♪ ring Ana Silva Billing", "1 Ana Silva")
	d.Press("G")
	at(t, d, "■ complete", "10:08:11 from wrap-up")
	d.Press("g", "pgdown")
	at(t, d, "■ complete")
}

func TestTheLadderMovesTheSteps(t *testing.T) {
	d, _ := show(t, answering{chain: ordinary()}, plain, 120, 39)
	d.Press("tab", "j")
	at(t, d, "♪ ring Ben Okoro", "2 Ben Okoro")
	d.Press("j", "j", "j")
	at(t, d, "♪ ring Cy Larsen Support ringing", "5 Cy Larsen", "✓ accept")
	d.Press("tab", "j") // statuses
	at(t, d, "talking")
	d.Press("tab", "g") // queues
	at(t, d, "1 Billing", "≡ queue – Billing")
	d.Press("j")
	at(t, d, "2 Support", "≡ queue – Support")
	d.Press("shift+tab", "shift+tab", "shift+tab", "k")
	at(t, d, "✗ reject Ben Okoro")
}

func TestKeysOfOnePane(t *testing.T) {
	d, _ := show(t, answering{chain: ordinary()}, plain, 80, 23)
	if !strings.Contains(d.Screen(), "[1 Rings 5]") {
		t.Fatalf("the rings are not in sight:\n%s", d.Screen())
	}
	d.Press("2")
	if !strings.Contains(d.Screen(), "[2 Statuses 8]") {
		t.Errorf("the statuses are not in sight:\n%s", d.Screen())
	}
	d.Press("j")
	at(t, d, "◇ bot") // the keys stayed with the steps
	d.Press("3", "tab", "tab")
	if !strings.Contains(d.Screen(), "[2 Statuses 8]") {
		t.Errorf("tab did not walk through the panes:\n%s", d.Screen())
	}
}

func TestRawFieldsOfTheStep(t *testing.T) {
	d, h := show(t, answering{chain: ordinary()}, plain, 120, 39)
	d.Press("]", "r", "enter")
	got, ok := h.asked[0].(screen.Push).Screen.(rawStandIn)
	if !ok || got.file != "segments.csv" || got.record != 5 {
		t.Errorf("opened %+v, want segments.csv record 5", h.asked[0])
	}
}

func TestCopies(t *testing.T) {
	d, h := show(t, answering{chain: ordinary()}, plain, 120, 39)
	d.Press("]", "r", "y", "i", "y", "t", "y", "s")
	want := []screen.Copy{
		{Text: "1543618399.120", What: "the id"},
		{Text: ordinary().Story(), What: "the story"},
		{Text: "2026-11-16 10:00:22 +0100\tring\tAna Silva\tBilling\twaiting -> ringing\t25s\t", What: "the step"},
	}
	for i, w := range want {
		if h.asked[i] != any(w) {
			t.Errorf("copied %+v, want %+v", h.asked[i], w)
		}
	}
}

func TestAJumpThatFindsNothingSaysSo(t *testing.T) {
	d, h := show(t, answering{chain: ordinary()}, plain, 120, 39)
	d.Press("[", "r")
	if got := h.asked[0].(screen.Tell).Text; got != "No ring before this step." {
		t.Errorf("told %q", got)
	}
	at(t, d, "○ create")
}

func TestNoticesAreFound(t *testing.T) {
	d, _ := show(t, answering{chain: awkward()}, plain, 120, 39)
	d.Press("]", "!")
	at(t, d, "! 23:59:51")
	if !strings.Contains(d.Screen(), " ! equal rows ") {
		t.Errorf("the notice is not named:\n%s", d.Screen())
	}
	d.Press("]", "!")
	at(t, d, "! 23:59:58")
	if !strings.Contains(d.Screen(), " ! status_from not the status before ") {
		t.Errorf("the notice is not named:\n%s", d.Screen())
	}
}

func TestMarksAreExplained(t *testing.T) {
	d, _ := show(t, answering{chain: ordinary()}, plain, 80, 23)
	before := d.Screen()
	d.Press("m")
	if !strings.Contains(d.Screen(), "a rule made it") {
		t.Fatalf("no explanation:\n%s", d.Screen())
	}
	d.Press("esc")
	if d.Screen() != before {
		t.Errorf("esc did not close it:\n%s", d.Screen())
	}
	d.Press("m", "m")
	if d.Screen() != before {
		t.Errorf("the key did not close it:\n%s", d.Screen())
	}
}

func TestMouse(t *testing.T) {
	d, _ := show(t, answering{chain: ordinary()}, plain, 120, 39)
	d.Send(tea.MouseClickMsg{X: 10, Y: 10, Button: tea.MouseLeft}) // the fourth step
	at(t, d, "♪ ring Ana Silva Billing")
	d.Send(tea.MouseClickMsg{X: 90, Y: 9, Button: tea.MouseLeft}) // the second ring
	at(t, d, "2 Ben Okoro", "♪ ring Ben Okoro")
	d.Send(tea.MouseWheelMsg{X: 10, Y: 10, Button: tea.MouseWheelDown})
	at(t, d, "♪ ring Ana Silva Support")
	d.Send(tea.MouseWheelMsg{X: 90, Y: 9, Button: tea.MouseWheelUp})
	at(t, d, "1 Ana Silva", "♪ ring Ana Silva Billing")
}

func TestStopEndsTheQuestion(t *testing.T) {
	env := plain.env()
	s := path.New(answering{chain: ordinary()}, env, path.Options{ID: "7"})
	s.Update(screen.Frame{W: 60, H: 9, Env: env})
	ask := s.Init()
	if !s.Busy() {
		t.Fatal("not busy while the question runs")
	}
	s.Update(action.Intent{ID: action.Stop})
	s.Update(ask())
	if s.Busy() || !strings.Contains(lines(s), "was stopped") {
		t.Errorf("busy %v:\n%s", s.Busy(), lines(s))
	}
}

func TestAnErrorWithoutWordsOfOurs(t *testing.T) {
	d, _ := show(t, answering{err: errors.New("disk\x1b[2J gone")}, plain, 80, 23)
	if got := d.Screen(); !strings.Contains(got, `disk\x1b[2J gone`) || !strings.Contains(got, "Esc goes back") {
		t.Errorf("got:\n%s", got)
	}
}

func TestOnlyMissingLegs(t *testing.T) {
	chain := data.NewChain("x", []data.Leg{{ID: "gone", Missing: true}}, nil, all, nine)
	d, _ := show(t, answering{chain: chain}, plain, 80, 23)
	d.Press("j", "enter", ".", "tab", "j", "y", "s")
	if got := d.Screen(); !strings.Contains(got, "not in this export") {
		t.Errorf("got:\n%s", got)
	}
}
