package data

import (
	"fmt"
	"time"

	"pgregory.net/rapid"
)

// stepKey tells one step of a page from every other.
type stepKey struct {
	file int
	row  int64
	part int
}

func keyOf(s *Segment) stepKey { return stepKey{s.File, s.SourceRow, s.Part} }

// drawPage draws an interaction with steps that are hard to put in order: few instants, few users,
// missing starts and ends, ends before starts, several files, several steps a row, seq for all, some or none.
func drawPage(t *rapid.T) *page {
	p := &page{in: drawInteraction(t), has: allStated(), asOf: drawInstant(t, "as of")}
	withSeq := rapid.SampledFrom([]string{"all", "some", "none"}).Draw(t, "seq for")
	withFrom := rapid.SampledFrom([]string{"all", "some", "none"}).Draw(t, "status_from for")
	rows := rapid.IntRange(0, 9).Draw(t, "rows")
	for row := range rows {
		file := rapid.IntRange(0, 2).Draw(t, "file")
		parts := rapid.SampledFrom([]int{1, 1, 1, 2, 3}).Draw(t, "parts")
		for part := range parts {
			s := drawSegment(t, withSeq, withFrom)
			s.InteractionID = p.in.ID
			s.File, s.Source, s.SourceRow, s.Part = file, fmt.Sprintf("file%d.csv", file), int64(row+1), part+1
			p.segments = append(p.segments, s)
		}
	}
	for _, s := range p.segments {
		for _, at := range []time.Time{s.StartedAt, s.EndedAt} {
			if at.After(p.asOf) {
				p.asOf = at
			}
		}
	}
	return p
}

// drawPath is a random path.
func drawPath(t *rapid.T) *Path {
	p := drawPage(t)
	return NewPath(p.in, p.segments, p.has, p.asOf)
}

// drawInstant draws one of six seconds.
func drawInstant(t *rapid.T, label string) time.Time {
	start := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	return start.Add(time.Duration(rapid.IntRange(0, 5).Draw(t, label)) * time.Second)
}

func drawInteraction(t *rapid.T) Interaction {
	in := Interaction{ID: "7", Outbound: rapid.Bool().Draw(t, "outbound")}
	if rapid.Bool().Draw(t, "no interactions row") {
		in.Derived = true
		return in
	}
	if rapid.Bool().Draw(t, "created stated") {
		in.CreatedAt = drawInstant(t, "created")
	}
	if rapid.Bool().Draw(t, "completed stated") {
		in.CompletedAt = drawInstant(t, "completed")
	}
	return in
}

func drawSegment(t *rapid.T, withSeq, withFrom string) Segment {
	s := Segment{
		Event:     drawEvent(t),
		UserID:    rapid.SampledFrom([]string{"", "ana", "ben", "cy"}).Draw(t, "user"),
		QueueID:   rapid.SampledFrom([]string{"", "sales", "billing"}).Draw(t, "queue"),
		StatusTo:  rapid.SampledFrom([]string{"", "A", "B", "C"}).Draw(t, "to"),
		Ambiguous: rapid.IntRange(0, 5).Draw(t, "ambiguous") == 0,
	}
	if some(t, withFrom, "from stated") {
		s.StatusFrom = rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "from")
	}
	if some(t, withSeq, "seq stated") {
		s.Seq = Some(int64(rapid.IntRange(-2, 12).Draw(t, "seq")))
	}
	if rapid.IntRange(0, 7).Draw(t, "start stated") > 0 {
		s.StartedAt = drawInstant(t, "start")
	}
	if rapid.Bool().Draw(t, "end stated") {
		s.EndedAt = drawInstant(t, "end")
	}
	if s.Event == QueueEntry && rapid.IntRange(0, 2).Draw(t, "connected") == 0 {
		s.Cause = AgentConnected
	}
	return s
}

func some(t *rapid.T, of, label string) bool {
	return of == "all" || of == "some" && rapid.Bool().Draw(t, label)
}

// drawEvent draws rings and outcomes most of the time: they are what is hard.
func drawEvent(t *rapid.T) Event {
	if rapid.Bool().Draw(t, "ring or outcome") {
		return rapid.SampledFrom([]Event{RingOffer, RingOffer, Accept, Reject, Ignore, Clear}).Draw(t, "event")
	}
	return rapid.SampledFrom(Events).Draw(t, "event")
}
