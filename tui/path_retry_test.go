package tui

import (
	"context"
	"strings"
	"testing"

	"segpath/data"
	"segpath/tui/fake"
)

// A path that could not be read, or was stopped, can be read again; until then the footer has no key for what is not
// there.
func TestAPathThatFailedIsReadAgain(t *testing.T) {
	src := fake.New(20)
	d := start(t, src, ascii80)
	src.Err = data.Problemf(data.Failed, "Look at the disk.", "the disk \x1b[2J is gone")
	d.Press("enter")
	want(t, d, "No path to show", `the disk \x1b[2J is gone`, "Look at the disk. Ctrl+R tries again", "Ctrl+R try again   Esc back")
	lack(t, d, "raw fields", "next pane", "play")
	d.Press("j", "s", "n", "ctrl+r")
	want(t, d, "No path to show")
	src.Err = nil
	d.Press("ctrl+r")
	want(t, d, "Steps", "step 1 of", "raw fields")
	d.Press("esc")
	want(t, d, "1 of 20")
}

// While a path is on its way there is only the way back; once it was stopped it can be read again.
func TestAPathOnItsWayCanOnlyBeLeft(t *testing.T) {
	src := newHeld()
	src.chain = true
	term, _ := program(t, opens(src), 80, 24)
	term.WaitText("1 of 2,500")
	term.Press("enter")
	receive(t, src.asked)
	if got := footerOf(term.WaitText("Reading the path")); !strings.Contains(got, "Esc back") || strings.Contains(got, "try again") || strings.Contains(got, "raw fields") {
		t.Errorf("the footer is %q", got)
	}
	term.Press("ctrl+c")
	receive(t, src.cancelled)
	term.WaitText("Reading the path was stopped.")
	src.chain = false
	term.Press("ctrl+r")
	term.WaitText("step 1 of")
	term.Press("q", "q")
	if err := term.WaitExit(); err != nil {
		t.Error(err)
	}
}

// Where the story has one line t shows all of it; where it is in sight already the footer does not name the key.
func TestTheWholeStoryIsInABox(t *testing.T) {
	d := start(t, fake.New(2500), look{w: 80, h: 24})
	d.Press("/", "1", "5", "4", "3", "0", "0", "2", "4", "7", "8", "enter", "enter")
	want(t, d, "step 1 of", "t story   Tab next pane")
	lack(t, d, "queues.")
	d.Press("t")
	want(t, d, "Story", "Ana Silva accepted", "queues.")
	d.Press("esc")
	want(t, d, "step 1 of")
	lack(t, d, "─ Story ")
	d.Resize(200, 60)
	if got := footerOf(d.Screen()); strings.Contains(got, "  t story") {
		t.Errorf("the footer is %q", got)
	}
}

// unranking is an export that cannot tell how long others waited.
type unranking struct{ *fake.Source }

func (unranking) QueueTimes(context.Context, []data.QueueLength) (data.QueueTimes, error) {
	return nil, data.Problemf(data.Failed, "", "segments.parquet\x1b changed")
}

// Where waits and rings cannot be compared with others that is told in passing, and among the marks; the path is there.
func TestAPathThatCannotBeComparedSaysSo(t *testing.T) {
	d := start(t, unranking{fake.New(20)}, look{w: 100, h: 40})
	d.Press("enter")
	want(t, d, `waits and rings are not compared: segments.parquet\x1b changed`, "Steps")
	d.Press("j")
	lack(t, d, "are not compared")
	d.Press("m")
	want(t, d, "not compared with others in that queue")
	if strings.Contains(d.Screen(), "longer than 93%") {
		t.Error("the marks explain what is not there")
	}
}
