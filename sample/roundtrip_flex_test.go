package sample_test

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"segpath/data"
	"segpath/query"
	"segpath/query/tablefile"
	"segpath/sample"
)

// flexTrip is one way of writing a simulated contact centre as Flex Insights does.
type flexTrip struct {
	sim   sample.Options
	opt   sample.FlexOptions
	write tablefile.Options
	open  query.Options
}

// flexTripOf varies everything with the seed, so that over all seeds every loss meets every other.
func flexTripOf(seed uint64) flexTrip {
	t := flexTrip{sim: sample.Options{Seed: seed + 3000, Interactions: 10, Days: 2}}
	t.sim.Ties = []float64{0, 0, 0.15}[seed%3]
	if seed%2 == 1 {
		t.write.As = tablefile.Parquet
	}
	t.write.CRLF, t.write.BOM = seed%6 == 2, seed%6 == 4
	t.write.Delimiter = []byte{0, ';', '\t', '|'}[seed/6%4]
	if seed%7 < 3 {
		t.opt.Shuffle = seed + 1
	}
	t.opt.Headers = sample.Headers(seed / 2 % 4)
	t.opt.Clock = sample.FlexClock(seed / 3 % 5)
	t.opt.Dates = []sample.Dates{sample.ISODates, sample.USDates, sample.EUDates}[seed/4%3]
	t.opt.DropColumns = flexDrops[seed/3%uint64(len(flexDrops))]
	if !slices.Contains(t.opt.DropColumns, "Segment") {
		t.opt.Repeats = []float64{0, 0.1}[seed/4%2]
	}
	t.opt.Zone = []string{"", "America/New_York", "Asia/Kolkata"}[seed/5%3]
	t.open.TimeZone = "UTC"
	if t.opt.Zone != "" {
		t.open.TimeZone = t.opt.Zone
	}
	t.open.Threads = 1
	// The few days of a seed may not tell month and day apart.
	t.open.DateFormat = map[sample.Dates]string{sample.USDates: "mdy", sample.EUDates: "dmy"}[t.opt.Dates]
	return t
}

// flexDrops are the columns that are left out. They and the five clocks are met in all pairs.
var flexDrops = [][]string{
	nil, {"Talk Time"}, {"Activity Time", "Workflow"}, {"Segment", "Segment Order"}, {"Abandoned", "Hold Time"},
	{"Queue Time", "External ID", "Customer"}, {"Wrap Up Time", "Abandoned Phase", "Virtual", "Outcome"}, {"Queue", "Conversation Attribute 1", "Hang Up By"},
	{"Agent", "Communication Channel"}, {"Direction", "External Contact", "Activity", "IVR Path", "Handling Team"}, {"Time in Seconds"},
}

// What is opened is what truly happened, less what Flex cannot say and the export was written without.
func TestRoundTripFlex(t *testing.T) {
	var steps, uncertain, ambiguous, left atomic.Int64
	seeds := overSeeds(t, 100, func(t *testing.T, seed uint64) {
		for _, s := range roundTripFlex(t, flexTripOf(seed)) {
			steps.Add(1)
			switch {
			case s.Uncertain:
				uncertain.Add(1)
			case s.Ambiguous:
				ambiguous.Add(1)
			case s.Cause == "customer_left":
				left.Add(1)
			}
		}
	})
	t.Logf("%d steps, %d marked =, %d ambiguous, %d offers during which the customer left", steps.Load(), uncertain.Load(), ambiguous.Load(), left.Load())
	if steps.Load() < 40*seeds || uncertain.Load() == 0 || ambiguous.Load() == 0 || left.Load() == 0 {
		t.Error("the seeds do not reach every kind of step")
	}
}

// roundTripFlex compares one export with the truth and returns the steps that were opened.
func roundTripFlex(t *testing.T, trip flexTrip) (steps []data.Step) {
	sim := sample.New(trip.sim)
	e := openFlex(t, trip, sim)
	lose := sample.FlexLosses(sim, trip.opt)
	truths, losses := map[string]data.UserRow{}, map[string]data.UserRow{}
	for truth := range sim.Interactions() {
		c := lose(truth)
		if len(c.Segments) == 0 {
			if _, there := e.rows[c.Interaction.ID]; there {
				t.Errorf("%s has no row and is on the list", c.Interaction.ID)
			}
			continue
		}
		path := e.path(t, c.Interaction.ID)
		compareFlex(t, c, path)
		countFlex(truths, truth.Segments, func(id string) string { return nameOf(sim, id) })
		countFlex(losses, c.Segments, func(name string) string { return name })
		steps = append(steps, path.Steps...)
	}
	e.nothingElse(t)
	compareFlexUsers(t, e.Engine, truths, losses, trip)
	compareAccounts(t, e.Engine)
	return steps
}

func openFlex(t *testing.T, trip flexTrip, sim *sample.Simulation) *reread {
	t.Helper()
	e := writeAndOpen(t, "flex", sample.Flex(sim, trip.opt), trip.write, trip.open)
	dropped := func(column string) bool { return slices.Contains(trip.opt.DropColumns, column) }
	for what, c := range map[string]struct {
		has  data.Capability
		want bool
	}{
		"rings": {e.Export().Has.Rings, true}, "responses": {e.Export().Has.Responses, true}, "statuses": {e.Export().Has.Statuses, false},
		"queues": {e.Export().Has.Queues, !dropped("Queue")}, "talk": {e.Export().Has.Talk, !dropped("Talk Time")}, "hold": {e.Export().Has.Hold, !dropped("Hold Time")},
	} {
		if c.has.Can() != c.want || !c.want && c.has.Why == "" {
			t.Errorf("%s: %+v", what, c.has)
		}
	}
	return e
}

// compareFlex compares step by step, in the order of data.NewPath, groups of equal instants as sets, and the interaction.
func compareFlex(t *testing.T, c sample.Case, path *data.Path) {
	t.Helper()
	want := data.NewPath(c.Interaction, c.Segments, path.Has, path.AsOf)
	got := *path
	got.Steps = slices.Clone(path.Steps)
	var ordered []data.Segment
	for n := range want.Steps {
		ordered = append(ordered, likeForLike(want.Steps[n].Segment, unsettled(path), false))
	}
	for n := range got.Steps {
		got.Steps[n].Segment = likeForLike(got.Steps[n].Segment, unsettled(path), nameless(c))
	}
	compareSteps(t, sample.Case{Interaction: c.Interaction, Segments: ordered}, &got)
	a, b := want.Interaction, path.Interaction
	if unsettled(path) { // what hangs on the order of rows of one instant
		a.QueueID, a.UserID, a.Type, a.Outcome, a.EndedBy = "", "", "", "", ""
		b.QueueID, b.UserID, b.Type, b.Outcome, b.EndedBy = "", "", "", "", ""
	}
	if diff := gocmp.Diff(a, b, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("interaction: truth - opened +\n%s", diff)
	}
}

// nameless tells whether the rows of a case have no segment ids.
func nameless(c sample.Case) bool {
	return !slices.ContainsFunc(c.Segments, func(s data.Segment) bool { return s.SegmentID != "" })
}

// likeForLike is a step without what a reader makes up: ids of derived steps and of rows without one, and the
// type of the first row where several may be the first.
func likeForLike(s data.Segment, unsettled, nameless bool) data.Segment {
	switch {
	case s.Derived:
		s.SegmentID = "derived"
		if unsettled {
			s.Type = ""
		}
	case nameless:
		s.SegmentID = ""
	}
	return s
}

func nameOf(sim *sample.Simulation, id string) string {
	if id == "" {
		return ""
	}
	dir := sim.Directory()
	return dir.UserName(id)
}

// countFlex counts outcomes by user, the ambiguous apart.
func countFlex(users map[string]data.UserRow, segments []data.Segment, name func(string) string) {
	add := func(to *data.Opt[int64]) { *to = data.Some(to.Or(0) + 1) }
	for _, s := range segments {
		u := users[name(s.UserID)]
		switch {
		case s.Ambiguous:
			add(&u.Ambiguous)
		case s.Event == data.Accept:
			add(&u.Accepted)
		case s.Event == data.Reject:
			add(&u.Rejected)
		case s.Event == data.Ignore:
			add(&u.Ignored)
		case s.Event == data.Clear:
			add(&u.Cleared)
		default:
			continue
		}
		users[name(s.UserID)] = u
	}
}

// compareFlexUsers holds users' counts against what truly happened: accepts and rejects are the truth's;
// no ignore counts against anybody, and all of them are among the ambiguous.
func compareFlexUsers(t *testing.T, e *query.Engine, truths, losses map[string]data.UserRow, trip flexTrip) {
	t.Helper()
	got, err := e.Users(context.Background(), data.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	named := !slices.Contains(trip.opt.DropColumns, "Agent")
	for _, u := range got {
		truth, lost := truths[u.UserID], losses[u.UserID]
		if named && (u.Accepted.Or(0) != truth.Accepted.Or(0) || u.Rejected.Or(0) != truth.Rejected.Or(0) || u.Ambiguous.Or(0) < truth.Ignored.Or(0)) {
			t.Errorf("%s: %+v, truly %+v", u.UserID, u, truth)
		}
		if u.Ignored.Or(0) != 0 || u.Ambiguous.Or(0) != lost.Ambiguous.Or(0) || u.Cleared.Or(0) != lost.Cleared.Or(0) {
			t.Errorf("%s: %+v, stated %+v", u.UserID, u, lost)
		}
		if rung := u.Rejected.Or(0) + u.Ambiguous.Or(0) + u.Cleared.Or(0); u.Rung.Or(-1) != rung {
			t.Errorf("%s was rung %d times with %d outcomes but accepts", u.UserID, u.Rung.Or(-1), rung)
		}
	}
	if named && len(got) != len(losses) {
		t.Errorf("%d users, want %d", len(got), len(losses))
	}
}
