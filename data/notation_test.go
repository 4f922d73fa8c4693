package data

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The tests write a path as a page of lines, one step a line:
//
//	START [END] EVENT user=ana queue=billing from=Open to=Pending seq=3 row=4 file=1 #name
//
// A clock of "-" is an absent instant. A line without row= is the next record of its file; lines that
// repeat a row are the parts of it. A line that starts with "@" speaks of the interaction:
//
//	@ created=10:00:00 completed=10:05:00 outbound derived type=voice as_of=10:06:00 no=rings,queues totals=hold
//
// Without as_of the export's last instant is the page's last instant.

const testDay = "2026-11-20T"

// clock is an instant of the test day.
func clock(t testing.TB, text string) time.Time {
	t.Helper()
	if text == "-" {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339Nano, testDay+text+"Z")
	if err != nil {
		t.Fatalf("the test's clock %q: %v", text, err)
	}
	return at
}

// showClock writes an instant as the notation does.
func showClock(at time.Time) string {
	if at.IsZero() {
		return "-"
	}
	return at.UTC().Format("15:04:05.999999")
}

// showSpan writes a length in seconds, "-" where absent.
func showSpan(s Opt[Span]) string {
	v, ok := s.Get()
	if !ok {
		return "-"
	}
	return string(v.AppendSeconds(nil)) + "s"
}

// page is what a page of the notation holds.
type page struct {
	t        testing.TB
	in       Interaction
	segments []Segment
	has      Has
	asOf     time.Time
	lastRow  map[int]int64
	parts    map[[2]int64]int
}

// allStated is an export that can say everything.
func allStated() Has {
	s := Capability{State: Stated}
	return Has{Rings: s, Responses: s, Statuses: s, Queues: s, Talk: s, Hold: s}
}

// readPage reads a page of the notation.
func readPage(t testing.TB, text string) *page {
	t.Helper()
	p := &page{t: t, in: Interaction{ID: "7"}, has: allStated(), lastRow: map[int]int64{}, parts: map[[2]int64]int{}}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if words[0] == "@" {
			p.readInteraction(words[1:])
			continue
		}
		p.readStep(words)
	}
	if p.asOf.IsZero() {
		p.asOf = p.lastInstant()
	}
	for i := range p.segments {
		p.segments[i].InteractionID = p.in.ID
	}
	return p
}

// pathOf reads a page of the notation as one path.
func pathOf(t testing.TB, text string) *Path {
	t.Helper()
	p := readPage(t, text)
	return NewPath(p.in, p.segments, p.has, p.asOf)
}

func (p *page) lastInstant() time.Time {
	last := p.in.CreatedAt
	if p.in.CompletedAt.After(last) {
		last = p.in.CompletedAt
	}
	for _, s := range p.segments {
		for _, at := range []time.Time{s.StartedAt, s.EndedAt} {
			if at.After(last) {
				last = at
			}
		}
	}
	return last
}

func (p *page) readInteraction(words []string) {
	p.t.Helper()
	for _, word := range words {
		key, value, _ := strings.Cut(word, "=")
		switch key {
		case "id":
			p.in.ID = value
		case "created":
			p.in.CreatedAt = clock(p.t, value)
		case "completed":
			p.in.CompletedAt = clock(p.t, value)
		case "as_of":
			p.asOf = clock(p.t, value)
		case "outbound":
			p.in.Outbound = true
		case "derived":
			p.in.Derived = true
		case "type":
			p.in.Type = value
		case "no":
			p.cannot(value)
		case "totals":
			p.has.Talk.Totals, p.has.Hold.Totals = strings.Contains(value, "talk"), strings.Contains(value, "hold")
		default:
			p.readFact(&p.in.Facts, key, value)
		}
	}
}

// cannot takes abilities away from the export.
func (p *page) cannot(list string) {
	p.t.Helper()
	all := map[string]*Capability{
		"rings": &p.has.Rings, "responses": &p.has.Responses, "statuses": &p.has.Statuses,
		"queues": &p.has.Queues, "talk": &p.has.Talk, "hold": &p.has.Hold,
	}
	for name := range strings.SplitSeq(list, ",") {
		c, ok := all[name]
		if !ok {
			p.t.Fatalf("no ability %q", name)
		}
		*c = Capability{State: Absent, Why: "the test takes it away"}
	}
}

func (p *page) readFact(facts *map[string]string, key, value string) {
	p.t.Helper()
	name, ok := strings.CutPrefix(key, "fact.")
	if !ok {
		p.t.Fatalf("the test's word %q is unknown", key)
	}
	if *facts == nil {
		*facts = map[string]string{}
	}
	(*facts)[name] = value
}

func (p *page) readStep(words []string) {
	p.t.Helper()
	s := Segment{StartedAt: clock(p.t, words[0])}
	words = words[1:]
	if words[0] == "-" || strings.Contains(words[0], ":") {
		s.EndedAt = clock(p.t, words[0])
		words = words[1:]
	}
	event, ok := EventOf(words[0])
	if !ok {
		p.t.Fatalf("no event %q", words[0])
	}
	s.Event, s.EventRaw = event, words[0]
	for _, word := range words[1:] {
		p.readWord(&s, word)
	}
	p.place(&s)
	p.segments = append(p.segments, s)
}

func (p *page) readWord(s *Segment, word string) {
	p.t.Helper()
	if name, ok := strings.CutPrefix(word, "#"); ok {
		s.SegmentID = name
		return
	}
	key, value, _ := strings.Cut(word, "=")
	texts := map[string]*string{
		"user": &s.UserID, "queue": &s.QueueID, "by": &s.ByUserID, "from": &s.StatusFrom, "to": &s.StatusTo,
		"reason": &s.Reason, "type": &s.Type,
	}
	if field, ok := texts[key]; ok {
		*field = value
		return
	}
	switch key {
	case "seq":
		s.Seq = Some(p.number(value))
	case "row":
		s.SourceRow = p.number(value)
	case "file":
		s.File = int(p.number(value))
	case "cause":
		s.Cause = Cause(value)
	case "ambiguous":
		s.Ambiguous = true
	default:
		p.readFact(&s.Facts, key, value)
	}
}

func (p *page) number(text string) int64 {
	p.t.Helper()
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		p.t.Fatalf("the test's number %q: %v", text, err)
	}
	return n
}

// place gives the step its file, row and part.
func (p *page) place(s *Segment) {
	s.Source = fmt.Sprintf("file%d.csv", s.File)
	if s.SourceRow == 0 {
		s.SourceRow = p.lastRow[s.File] + 1
	}
	p.lastRow[s.File] = max(p.lastRow[s.File], s.SourceRow)
	key := [2]int64{int64(s.File), s.SourceRow}
	p.parts[key]++
	s.Part = p.parts[key]
}

// stepName is the step's name in the test, else its event and user.
func stepName(s *Step) string {
	switch {
	case s.SegmentID != "":
		return s.SegmentID
	case s.UserID != "":
		return s.Event.String() + ":" + s.UserID
	}
	return s.Event.String()
}

// orderOf writes the order of the steps: "create ring:ana= #name", = where it is not certain.
func orderOf(p *Path) string {
	names := make([]string, len(p.Steps))
	for i := range p.Steps {
		names[i] = stepName(&p.Steps[i])
		if p.Steps[i].Uncertain {
			names[i] += "="
		}
	}
	return strings.Join(names, " ")
}

// showRing writes a line of the ladder: "ana 10:00:00 15s ignore again g1".
func showRing(r Ring) string {
	words := []string{orDash(r.UserID), showClock(r.RungAt), showSpan(r.Seconds), orDash(r.Outcome.String())}
	if r.Running {
		words = append(words, "running")
	}
	if r.Ambiguous {
		words = append(words, "ambiguous")
	}
	if r.AnsweredBy != "" {
		words = append(words, "answered_by="+r.AnsweredBy+"+"+showSpan(r.AnsweredAfter))
	}
	if r.Again {
		words = append(words, "again")
	}
	if r.Group != 0 {
		words = append(words, fmt.Sprintf("g%d", r.Group))
	}
	return strings.Join(words, " ")
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// showEach writes a list, an item a line.
func showEach[T any](items []T, show func(T) string) string {
	lines := make([]string, len(items))
	for i, item := range items {
		lines[i] = show(item)
	}
	return strings.Join(lines, "\n")
}

// same compares an answer with the lines written by hand; indentation does not count.
func same(t testing.TB, what, got, want string) {
	t.Helper()
	var lines []string
	for line := range strings.Lines(want) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if want = strings.Join(lines, "\n"); got != want {
		t.Errorf("%s\n got:\n%s\nwant:\n%s", what, got, want)
	}
}
