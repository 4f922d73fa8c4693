package sample_test

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"segpath/data"
	"segpath/query"
	"segpath/query/tablefile"
	"segpath/sample"
)

// trip is one way of writing a simulated contact centre.
type trip struct {
	sim   sample.Options
	opt   sample.WriterOptions
	write tablefile.Options
}

// tripOf varies everything with the seed, so that over all seeds every loss meets every other.
func tripOf(seed uint64) trip {
	t := trip{sim: sample.Options{Seed: seed, Interactions: 10, Days: 2}}
	t.sim.Ties = []float64{0, 0.15, 0.5}[seed%3]
	t.sim.Durations = seed%5 == 1
	if seed%4 == 1 {
		t.sim.Oddities = sample.Oddities{MissingLookups: 0.2, Userless: 0.3, NoEnds: 0.3}
	}
	if seed%2 == 1 {
		t.write.As = tablefile.Parquet
	}
	t.write.CRLF, t.write.BOM = seed%6 == 2, seed%6 == 4
	t.write.Delimiter = []byte{0, ';', '\t', '|'}[seed/6%4]
	if seed%7 < 3 {
		t.opt.Shuffle = seed + 1
	}
	t.opt.DropSeq = seed%7 == 3 || seed%7 == 4 || seed%14 == 1
	t.opt.OnlySegments = seed%11 == 5
	t.opt.ShortNames = seed%13 == 6
	dropped := [][]string{nil, {"ended_at"}, {"status_from", "status_to"}, {"segment_id", "facts"}, {"by_user_id", "cause", "type"}, {"external_ids", "customer"}}
	t.opt.DropColumns = dropped[seed/3%uint64(len(dropped))]
	return t
}

// What is opened is what truly happened, less what the export was written without. In groups of equal
// instants that nothing settles, and only there, the order may differ: those are marked =.
func TestRoundTrip(t *testing.T) {
	var steps, uncertain atomic.Int64
	overSeeds(t, 200, func(t *testing.T, seed uint64) {
		roundTrip(t, tripOf(seed), &steps, &uncertain)
	})
	t.Logf("%d steps, %.2f %% of them marked =", steps.Load(), 100*float64(uncertain.Load())/float64(max(steps.Load(), 1)))
	if steps.Load() == 0 || uncertain.Load() == 0 {
		t.Error("the seeds do not reach both settled and unsettled steps")
	}
}

func roundTrip(t *testing.T, trip trip, steps, uncertain *atomic.Int64) {
	sim := sample.New(trip.sim)
	e := writeAndOpen(t, "segpath", sample.Segpath(sim, trip.opt), trip.write, query.Options{TimeZone: "UTC", Threads: 1})
	lose := sample.Losses(sim, trip.opt)
	users := map[string]data.UserRow{}
	for truth := range sim.Interactions() {
		c := lose(truth)
		path := e.path(t, c.Interaction.ID)
		compareInteraction(t, c, path, trip.opt.OnlySegments)
		compareSteps(t, c, path)
		countTruth(users, c)
		for _, s := range path.Steps {
			steps.Add(1)
			if s.Uncertain {
				uncertain.Add(1)
			}
		}
	}
	e.nothingElse(t)
	for _, column := range trip.opt.DropColumns {
		for _, of := range map[string][]data.ExportColumn{
			"customer": {data.CustomerColumn}, "external_ids": {data.ExternalIDsColumn}, "type": {data.TypeColumn, data.StepTypeColumn},
		}[column] {
			compareLacks(t, e, of)
		}
	}
	compareUsers(t, e.Engine, users)
	compareAccounts(t, e.Engine)
}

// places are what a file adds to a segment.
var places = cmpopts.IgnoreFields(data.Segment{}, "Source", "File", "SourceRow", "Part", "EventRaw")

func optional() cmp.Option {
	return cmp.AllowUnexported(data.Opt[int64]{}, data.Opt[data.Span]{})
}

// compareSteps compares in order, but for groups of one instant that are marked: those as sets.
func compareSteps(t *testing.T, c sample.Case, path *data.Path) {
	t.Helper()
	got := make([]data.Segment, len(path.Steps))
	for n := range path.Steps {
		got[n] = path.Steps[n].Segment
		if len(c.Segments) > 0 && c.Segments[0].SegmentID == "" {
			got[n].SegmentID = ""
		}
	}
	want := slices.Clone(c.Segments)
	for from := 0; from < len(path.Steps); {
		to := from + 1
		for to < len(path.Steps) && path.Steps[to].At.Equal(path.Steps[from].At) {
			to++
		}
		if path.Steps[from].Uncertain && to <= len(want) {
			byContent(got[from:to])
			byContent(want[from:to])
		}
		from = to
	}
	if diff := cmp.Diff(want, got, places, optional(), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s: truth - opened +\n%s", c.Interaction.ID, diff)
	}
}

func byContent(s []data.Segment) {
	key := func(s data.Segment) string {
		return fmt.Sprintln(s.SegmentID, s.Event, s.StatusFrom, s.StatusTo, s.QueueID, s.UserID, s.ByUserID, s.Reason, s.Cause, s.EndedAt, s.Facts)
	}
	slices.SortStableFunc(s, func(a, b data.Segment) int {
		ka, kb := key(a), key(b)
		switch {
		case ka < kb:
			return -1
		case ka > kb:
			return 1
		}
		return 0
	})
}

func compareInteraction(t *testing.T, c sample.Case, path *data.Path, derived bool) {
	t.Helper()
	want, got := c.Interaction, path.Interaction
	got.Source, got.SourceRow = "", 0
	if derived && unsettled(path) {
		return // what it is made of hangs on an order that nothing settles
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("interaction: truth - opened +\n%s", diff)
	}
}

func unsettled(p *data.Path) bool {
	return slices.ContainsFunc(p.Steps, func(s data.Step) bool { return s.Uncertain })
}

// countTruth counts straight from what happened: each ring and each outcome once.
func countTruth(users map[string]data.UserRow, c sample.Case) {
	add := func(to *data.Opt[int64]) { *to = data.Some(to.Or(0) + 1) }
	for _, s := range c.Segments {
		u := users[s.UserID]
		switch s.Event {
		case data.RingOffer:
			add(&u.Rung)
			if s.StartedAt.After(u.LastRungAt) {
				u.LastRungAt = s.StartedAt
			}
		case data.Accept:
			add(&u.Accepted)
		case data.Reject:
			add(&u.Rejected)
		case data.Ignore:
			add(&u.Ignored)
		case data.Clear:
			add(&u.Cleared)
		default:
			continue
		}
		users[s.UserID] = u
	}
}

// compareUsers holds the counts against the truth. Outcomes that name no user count where their ring is,
// so users are compared only where every outcome names one.
func compareUsers(t *testing.T, e *query.Engine, want map[string]data.UserRow) {
	t.Helper()
	got, err := e.Users(context.Background(), data.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if _, userless := want[""]; userless {
		return
	}
	if len(got) != len(want) {
		t.Errorf("%d users, want %d", len(got), len(want))
	}
	for _, u := range got {
		w := want[u.UserID]
		counts := func(r data.UserRow) string {
			return fmt.Sprint(r.Rung.Or(0), r.Accepted.Or(0), r.Rejected.Or(0), r.Ignored.Or(0), r.Cleared.Or(0), r.LastRungAt.Format(time.RFC3339Nano))
		}
		if counts(u) != counts(w) {
			t.Errorf("%s: %s, want %s", u.UserID, counts(u), counts(w))
		}
		if open := u.Rung.Or(0) - u.NoOutcome.Or(0); open > u.Accepted.Or(0)+u.Rejected.Or(0)+u.Ignored.Or(0)+u.Cleared.Or(0) {
			t.Errorf("%s: more rings with an outcome than outcomes: %+v", u.UserID, u)
		}
	}
}

// compareAccounts adds up every file: nothing is lost.
func compareAccounts(t *testing.T, e *query.Engine) {
	t.Helper()
	report, err := e.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Files {
		sum := f.Used + f.Rejected + f.Duplicates
		for _, n := range f.Context {
			sum += n
		}
		if sum != f.Rows || f.Rejected > 0 {
			t.Errorf("%s: %+v does not add up", f.File, f)
		}
	}
}
