package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"segpath/data"
	"segpath/data/document"
	"segpath/query/tablefile"
	"segpath/sample"
)

// In an export that has statuses only, nobody knows how a ring ended that went back to Open: it has no
// outcome, in JSON, in the text and on the screen, and the export says that its responses are derived.
func TestRingsThatEndedInOpenHaveNoOutcome(t *testing.T) {
	dir := t.TempDir() + "/export"
	sim := sample.New(sample.Options{Seed: 11, Interactions: 60})
	tables := sample.Edify(sim, sample.EdifyOptions{Statuses: true})
	if err := tablefile.Write(context.Background(), dir, tables, tablefile.Options{}); err != nil {
		t.Fatal(err)
	}
	e := opened(t, dir)
	if has := e.Export().Has; has.Responses.State != data.Derived || has.Rings.State != data.Derived {
		t.Errorf("has %+v", has)
	}
	screen := openScreen(t, e, 300, 150)
	seen := 0
	for n, row := range allRows(t, e) {
		if n > 0 {
			screen.Press("j")
		}
		chain, err := e.Chain(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		open := endedInOpen(t, chain)
		if seen += len(open); len(open) == 0 {
			continue
		}
		var text bytes.Buffer
		if err := document.Write(&text, document.Path{Chain: chain}, document.Text); err != nil {
			t.Fatal(err)
		}
		screen.Press("enter")
		shown, written := panes(screen.Screen()), linesOf(text.String())
		screen.Press("esc")
		for _, r := range open {
			user := chain.Directory.UserLabel(r.UserID)
			has(t, "the ladder", shown, words(r.Order, or(user), or(chain.Directory.QueueName(r.QueueID)), clockText(r.RungAt)), "no outcome")
			has(t, "the text", written, words(r.Order, ""), user, "no outcome")
		}
	}
	if seen < 10 {
		t.Errorf("only %d rings ended in Open", seen)
	}
}

// endedInOpen are the rings of a chain after whose row the status is Open, by the rows themselves.
func endedInOpen(t *testing.T, chain *data.Chain) []data.Ring {
	t.Helper()
	var open []data.Ring
	steps := chain.Steps()
	for _, r := range chain.Rings() {
		for _, s := range steps[max(r.Step, 0):] {
			if s.StatusTo == "" || s.Leg != r.Leg {
				continue
			}
			if r.Step > 0 && strings.EqualFold(s.StatusTo, "Open") {
				if open = append(open, r); r.Outcome != 0 {
					t.Errorf("ring %d of %s ended in Open and has the outcome %s", r.Order, chain.Asked, r.Outcome)
				}
			}
			break
		}
	}
	return open
}
