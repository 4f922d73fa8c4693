package tui

import (
	"context"
	"errors"
	"strings"
	"testing"

	"segpath/data"
	"segpath/tui/fake"
	"segpath/tui/request"
	"segpath/tui/tuitest"
)

// program starts the real program with a real clock in a terminal in memory.
func program(t *testing.T, opener Opener, w, h int, change ...func(*Options)) (*tuitest.Term, *root) {
	t.Helper()
	o := Options{Opener: opener, Name: "november"}
	for _, f := range change {
		f(&o)
	}
	m := newRoot(o, request.NewRunner(t.Context()), true)
	return tuitest.Start(t, m, w, h), m
}

func opens(src Source) Opener {
	return func(context.Context, func(data.Progress)) (Source, error) { return src, nil }
}

func TestJourneyThroughTheList(t *testing.T) {
	term, _ := program(t, opens(sample), 120, 40)
	term.WaitText("1 of 2,500")
	term.WaitText("Rings")
	if !term.Alt() {
		t.Error("the program does not use the alternate screen")
	}
	term.Press("down", "down")
	term.WaitText("3 of 2,500")
	term.Press("G")
	term.WaitText("2,500 of 2,500")
	term.Press("/")
	term.Type("T-40123")
	term.WaitText("1 of 2,500 match")
	term.Press("enter", "enter")
	term.WaitText("Steps")
	term.Press("enter")
	term.WaitText("Raw fields")
	term.Resize(80, 24)
	term.Wait("the box at 80 columns", func(s string) bool {
		return strings.Contains(s, "Raw fields") && len(strings.Split(s, "\n")) == 24
	})
	term.Press("q", "q")
	term.WaitText("search T-40123")
	term.Press("esc")
	term.WaitText("sorted by created")
	term.Press("q")
	if err := term.WaitExit(); err != nil {
		t.Errorf("the program ended with %v", err)
	}
	if term.Alt() {
		t.Error("the alternate screen is still on")
	}
}

func TestJourneyWithTheMouse(t *testing.T) {
	term, _ := program(t, opens(fake.New(300)), 120, 40)
	term.WaitText("1 of 300")
	term.Click(30, 10)
	term.WaitText("7 of 300")
	term.Click(30, 10)
	term.WaitText("Steps")
	term.Press("esc")
	term.WaitText("7 of 300")
}

// A slow export shows how far it is; esc stops it and the program ends with that.
func TestJourneyThroughOpening(t *testing.T) {
	stopped := make(chan struct{})
	opener := func(ctx context.Context, report func(data.Progress)) (Source, error) {
		report(data.Progress{
			Doing: "loading segments.csv", Done: 420_000_000, Total: 1_000_000_000, Rows: 1_204_331,
			Peek: &data.Peek{File: "segments.csv", Header: []string{"interaction_id", "event"}, Rows: [][]string{{"007", "ring\x1b[2J"}}},
		})
		<-ctx.Done()
		close(stopped)
		return nil, ctx.Err()
	}
	term, m := program(t, opener, 80, 24)
	screen := term.WaitText("42 %")
	for _, text := range []string{"Opening november", "loading segments.csv", "420 MB of 1.0 GB", "1,204,331 rows", "First rows of segments.csv", "007", `ring\x1b[2J`, "Esc cancel"} {
		if !strings.Contains(screen, text) {
			t.Errorf("the screen lacks %q:\n%s", text, screen)
		}
	}
	term.Press("esc")
	if err := term.WaitExit(); err != nil {
		t.Errorf("the program ended with %v", err)
	}
	<-stopped
	var p *data.Problem
	if !errors.As(m.result, &p) || p.Code != data.Interrupted {
		t.Errorf("the result is %v", m.result)
	}
}

// A question that runs is cancelled by ctrl+c; the rows that are here stay, and a second one quits.
func TestJourneyThroughASlowQuestion(t *testing.T) {
	slow := &slowSource{Source: sample, cancelled: make(chan struct{}, 1)}
	term, _ := program(t, opens(slow), 80, 24)
	term.WaitText("1 of 2,500")
	term.Press("G")
	slow.wait(t, slow.cancelled, func() { term.Press("ctrl+c") })
	term.WaitText("1 of 2,500")
	term.Press("j")
	term.WaitText("2 of 2,500")
	term.Press("ctrl+c")
	if err := term.WaitExit(); err != nil {
		t.Errorf("the program ended with %v", err)
	}
}

// slowSource never answers a question for the last page until it is cancelled.
type slowSource struct {
	*fake.Source
	cancelled chan struct{}
}

func (s *slowSource) Interactions(ctx context.Context, q data.PageRequest) (data.Page, error) {
	if !q.Last {
		return s.Source.Interactions(ctx, q)
	}
	<-ctx.Done()
	s.cancelled <- struct{}{}
	return data.Page{}, ctx.Err()
}

func (s *slowSource) wait(t *testing.T, c <-chan struct{}, press func()) {
	t.Helper()
	press()
	select {
	case <-c:
	case <-t.Context().Done():
		t.Fatal("the question was not cancelled")
	}
}
