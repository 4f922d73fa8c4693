package document_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"segpath/data"
	"segpath/data/document"
)

func TestPictureAsWritten(t *testing.T) {
	got := written(t, document.Path{Chain: anaAndBen()}, document.SVG)
	wellFormed(t, got)
	file := filepath.Join("testdata", "path.svg")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Error(d)
	}
}

func TestThePictureSaysWhatTheDocumentSays(t *testing.T) {
	c := anaAndBen()
	out := written(t, document.Path{Chain: c}, document.SVG)
	for _, want := range []string{
		"<title id=\"title\">Interaction 007</title>", "<desc id=\"about\">" + c.Story() + "</desc>",
		"cleared 15s", "accepted 10.2s", "then nobody for 5s", "queue Billing", "status", "nobody rung", "Ana", "Ben", "09:00:30",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestThePictureIsInTheDisplayZone(t *testing.T) {
	kolkata := time.FixedZone("+05:30", 19800)
	out := written(t, document.Path{Chain: anaAndBen(), Look: document.Look{Zone: kolkata, ASCII: true}}, document.SVG)
	if !strings.Contains(out, ">14:30:30</text>") || !strings.Contains(out, "+05:30") {
		t.Errorf("no clock of the zone in\n%s", out)
	}
}

func TestOnlyAPathHasAPicture(t *testing.T) {
	if err := document.Write(&bytes.Buffer{}, users(), document.SVG); err == nil {
		t.Error("a table of users was drawn")
	}
}

func TestAPictureOfNothing(t *testing.T) {
	for _, c := range []*data.Chain{
		data.NewChain("7", nil, nil, data.Has{}, time.Time{}),
		data.NewChain("7", []data.Leg{{ID: "7", Missing: true}}, nil, all, at(0)),
		data.NewChain("7", []data.Leg{{ID: "7", Path: data.NewPath(data.Interaction{ID: "7"}, nil, all, at(0))}}, nil, all, at(0)),
	} {
		out := written(t, document.Path{Chain: c}, document.SVG)
		wellFormed(t, out)
		if !strings.Contains(out, "no time scale") && !strings.Contains(out, "does not hold") {
			t.Errorf("got\n%s", out)
		}
	}
}

// anyPath is a path of any texts, instants and events.
func anyPath(t *rapid.T) *data.Chain {
	texts := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "ana", "ben", "billing", "a&b<c>\"'", "\x1b[31m\u202e\xff\x00", strings.Repeat("wide 漢字 ", 60)}))
	instants := rapid.Custom(func(t *rapid.T) time.Time {
		if rapid.IntRange(0, 9).Draw(t, "none") == 0 {
			return time.Time{}
		}
		return nine.Add(time.Duration(rapid.Int64Range(0, 1<<rapid.IntRange(1, 60).Draw(t, "bits")).Draw(t, "after")))
	})
	legs := make([]data.Leg, rapid.IntRange(1, 2).Draw(t, "legs"))
	for l := range legs {
		id := rapid.StringN(1, 20, -1).Draw(t, "id")
		segments := make([]data.Segment, rapid.IntRange(0, 12).Draw(t, "steps"))
		for n := range segments {
			segments[n] = data.Segment{
				InteractionID: id, SegmentID: texts.Draw(t, "segment"), StartedAt: instants.Draw(t, "start"), EndedAt: instants.Draw(t, "end"),
				Event: rapid.SampledFrom(data.Events).Draw(t, "event"), EventRaw: texts.Draw(t, "raw"), UserID: texts.Draw(t, "user"),
				QueueID: texts.Draw(t, "queue"), StatusTo: texts.Draw(t, "status"), Reason: texts.Draw(t, "reason"),
				Source: "s.csv", SourceRow: int64(rapid.IntRange(1, 9).Draw(t, "row")), Part: n,
			}
		}
		in := data.Interaction{ID: id, Customer: texts.Draw(t, "customer"), CreatedAt: instants.Draw(t, "created"), CompletedAt: instants.Draw(t, "completed")}
		legs[l] = data.Leg{ID: id, Path: data.NewPath(in, segments, all, instants.Draw(t, "as of"))}
	}
	dir := &data.Directory{Queues: map[string]data.Queue{"billing": {ID: "billing", Name: texts.Draw(t, "queue name")}}}
	return data.NewChain(legs[0].ID, legs, dir, all, instants.Draw(t, "chain as of"))
}

func TestAPictureOfAnythingIsWellFormedAndSafe(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var b bytes.Buffer
		if err := document.Write(&b, document.Path{Chain: anyPath(rt)}, document.SVG); err != nil {
			rt.Fatal(err)
		}
		wellFormed(t, b.String())
		if bad := strings.IndexAny(b.String(), "\x1b\x00\x07\u202e\u009b\x7f"); bad >= 0 {
			rt.Fatalf("it holds a character that acts: %q", b.String()[bad:])
		}
		if strings.Contains(b.String(), "NaN") || strings.Contains(b.String(), "Inf") {
			rt.Fatalf("it has a place that is no number:\n%s", b.String())
		}
	})
}

// What is counted and measured is the same after the people are taken out.
func TestRedactionChangesNoAnswer(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := anyPath(rt)
		red := pseudonyms.Chain(c)
		var before, after []any
		for n, r := range c.Rings() {
			s := red.Rings()[n]
			before = append(before, r.RungAt, r.EndedAt, r.Seconds, r.Outcome, r.Again, r.Group, r.DeadAirAfter, r.Step, r.OutcomeStep)
			after = append(after, s.RungAt, s.EndedAt, s.Seconds, s.Outcome, s.Again, s.Group, s.DeadAirAfter, s.Step, s.OutcomeStep)
		}
		for n, s := range c.Stays() {
			x := red.Stays()[n]
			before = append(before, s.EnteredAt, s.LeftAt, s.Seconds, s.PingPong, s.Step, s.LastStep)
			after = append(after, x.EnteredAt, x.LeftAt, x.Seconds, x.PingPong, x.Step, x.LastStep)
		}
		before = append(before, len(c.Rings()), len(c.Stays()), c.Statuses())
		after = append(after, len(red.Rings()), len(red.Stays()), red.Statuses())
		for n := range c.Legs {
			before = append(before, data.Summarise(c.Legs[n].Path))
			after = append(after, data.Summarise(red.Legs[n].Path))
		}
		if d := cmp.Diff(before, after, cmp.AllowUnexported(data.Opt[data.Span]{}, data.Opt[int64]{}, data.Opt[float64]{})); d != "" {
			rt.Fatal(d)
		}
	})
}
