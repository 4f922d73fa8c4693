package sample_test

import (
	"cmp"
	"fmt"
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

// edifyTrip is one way of writing a simulated contact centre as Edify does.
type edifyTrip struct {
	sim   sample.Options
	opt   sample.EdifyOptions
	write tablefile.Options
	open  query.Options
}

// edifyTripOf varies everything with the seed, so that over all seeds every loss meets every other.
func edifyTripOf(seed uint64, statuses bool) edifyTrip {
	t := edifyTrip{sim: sample.Options{Seed: seed + 1000, Interactions: 10, Days: 2}}
	t.sim.Ties = []float64{0, 0, 0.15}[seed%3]
	t.sim.Durations = seed%5 < 2
	if seed%4 == 1 {
		t.sim.Oddities = sample.Oddities{MissingLookups: 0.2, Userless: 0.3, NoEnds: 0.3}
	}
	if seed%2 == 1 {
		t.write.As = tablefile.Parquet
	}
	t.write.CRLF, t.write.BOM = seed%6 == 2, seed%6 == 4
	t.write.Delimiter = []byte{0, ';', '\t', '|'}[seed/6%4]
	t.opt.Statuses = statuses
	t.opt.ReasonAsEvent = !statuses && seed%9 == 4
	if seed%7 < 3 {
		t.opt.Shuffle = seed + 1
	}
	t.opt.Headers = sample.Headers(seed / 2 % 4)
	t.opt.Names = seed%5 == 3
	t.opt.PersonNames = seed%7 == 4
	t.opt.OnlySegments = seed%11 == 5
	t.opt.Dates = []sample.Dates{sample.ISODates, sample.USDates, sample.USDates, sample.EUDates, sample.EpochDates, sample.EpochSeconds}[seed/3%6]
	t.opt.DropColumns = edifyDrops(seed, statuses, t.sim.Ties > 0)
	if t.opt.ReasonAsEvent {
		t.opt.DropColumns = nil
	}
	if !slices.Contains(t.opt.DropColumns, "Id") {
		t.opt.Repeats, t.opt.Conflicts = []float64{0, 0.1}[seed/4%2], []float64{0, 0, 0.1}[seed/5%3]
	}
	if t.opt.Zone = []string{"America/New_York", "Europe/Berlin"}[seed/5%2]; t.opt.OnlySegments {
		t.open.TimeZone = t.opt.Zone // there is no account to say it
	}
	t.open.Threads = 1
	// The few days of a seed may not tell month and day apart.
	t.open.DateFormat = map[sample.Dates]string{sample.USDates: "mdy"}[t.opt.Dates]
	return t
}

// edifyDrops are the columns that are left out. Among equal instants only the previous status tells what came
// after what, so with ties it stays.
func edifyDrops(seed uint64, statuses, ties bool) []string {
	drops := [][]string{nil, {"Call Id", "Reason"}, {"Ended At"}, {"Id", "Communication Type"}, {"Previous Status", "Duration"}, {"Ended At", "Duration", "Previous Status"}, {"Queue Id"}, {"Customer", "User Id"}}
	if !statuses {
		drops = append(drops, []string{"Status", "Previous Status"})
	}
	d := drops[seed/3%uint64(len(drops))]
	if statuses && ties && slices.Contains(d, "Previous Status") {
		return nil
	}
	return d
}

func TestRoundTripEdify(t *testing.T)         { roundTripsEdify(t, false) }
func TestRoundTripEdifyStatuses(t *testing.T) { roundTripsEdify(t, true) }

// What is opened is what truly happened, less what Edify cannot say and the export was written without.
func roundTripsEdify(t *testing.T, statuses bool) {
	var exact, tied atomic.Int64
	seeds := overSeeds(t, 200, func(t *testing.T, seed uint64) {
		roundTripEdify(t, edifyTripOf(seed, statuses), &exact, &tied)
	})
	t.Logf("%d paths compared step by step, %d with equal instants that change what the statuses mean", exact.Load(), tied.Load())
	if exact.Load() < 9*seeds {
		t.Errorf("only %d paths were compared step by step", exact.Load())
	}
}

func roundTripEdify(t *testing.T, trip edifyTrip, exact, tied *atomic.Int64) {
	sim := sample.New(trip.sim)
	e := openEdify(t, trip, sim)
	lose := sample.EdifyLosses(sim, trip.opt)
	users, ambiguous := map[string]data.UserRow{}, false
	for truth := range sim.Interactions() {
		c := lose(truth)
		if len(c.Segments) == 0 && trip.opt.OnlySegments {
			continue
		}
		path := e.path(t, c.Interaction.ID)
		fewest, most := ordersOf(c.Segments, !slices.Contains(trip.opt.DropColumns, "Ended At"))
		if trip.opt.Statuses && most > 1 {
			if !unsettled(path) {
				t.Fatalf("%s: its equal instants leave open what happened, and the path does not say so", c.Interaction.ID)
			}
			compareRows(t, c, path)
			tied.Add(1)
			ambiguous = true
		} else {
			compareEdify(t, c, path, trip.opt.OnlySegments)
			if trip.opt.Statuses && fewest == 1 {
				compareOrder(t, c, path)
			}
			exact.Add(1)
		}
		countTruth(users, c)
	}
	e.nothingElse(t)
	if !ambiguous {
		compareUsers(t, e.Engine, users)
	}
	compareAccounts(t, e.Engine)
}

func openEdify(t *testing.T, trip edifyTrip, sim *sample.Simulation) *reread {
	t.Helper()
	e := writeAndOpen(t, "edify", sample.Edify(sim, trip.opt), trip.write, trip.open)
	if has := e.Export().Has; trip.opt.Statuses && (has.Responses.State != data.Derived || has.Rings.State != data.Derived) {
		t.Errorf("has %+v", has)
	}
	return e
}

// compareEdify compares step by step, groups of equal instants as sets, and the interaction.
func compareEdify(t *testing.T, c sample.Case, path *data.Path, derived bool) {
	t.Helper()
	// Steps with equal instants may be told in another order than data.NewPath gives them: they are the same steps.
	slices.SortStableFunc(c.Segments, func(a, b data.Segment) int { return a.StartedAt.Compare(b.StartedAt) })
	compareSteps(t, c, path)
	want, got := c.Interaction, path.Interaction
	got.Source, got.SourceRow = "", 0
	if derived {
		got = data.Interaction{ID: got.ID, ChainID: got.ChainID, Derived: got.Derived, Status: got.Status, Outcome: got.Outcome}
		if unsettled(path) {
			want.Status, got.Status = "", ""
		}
	}
	if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("interaction: truth - opened +\n%s", diff)
	}
}

// ordersOf counts the orders in which the rows of one instant can follow one another: each carries on from the status
// that the one before it led to, and the one that lasts, where ends are stated, is the last. Of all instants of more
// than one row it returns the fewest and the most; 1 and 1 without any.
func ordersOf(segments []data.Segment, ends bool) (fewest, most int) {
	fewest, most = 1, 1
	running := ""
	rows := slices.DeleteFunc(slices.Clone(segments), func(s data.Segment) bool { return s.Derived })
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && rows[to].StartedAt.Equal(rows[from].StartedAt) {
			to++
		}
		if to-from > 1 {
			n := followed(rows[from:to], running, ends, map[int]bool{}, map[string]bool{}, "")
			fewest, most = min(fewest, n), max(most, n)
		}
		running, from = rows[to-1].StatusTo, to
	}
	return fewest, most
}

// followed counts the orders of rows of one instant that tell different things.
func followed(rows []data.Segment, running string, ends bool, taken map[int]bool, orders map[string]bool, told string) int {
	if len(taken) == len(rows) {
		orders[told] = true
	}
	for i, r := range rows {
		lasts := i == len(rows)-1 && ends // of the truth
		if taken[i] || r.StatusFrom != running || lasts && len(taken) < len(rows)-1 {
			continue
		}
		taken[i] = true
		followed(rows, r.StatusTo, ends, taken, orders, told+fmt.Sprintln(r.StatusFrom, r.StatusTo, r.UserID, r.QueueID, r.Reason))
		delete(taken, i)
	}
	return len(orders)
}

// compareOrder holds rows of one instant to the order in which they truly came.
func compareOrder(t *testing.T, c sample.Case, path *data.Path) {
	t.Helper()
	row := func(s *data.Segment) string {
		return fmt.Sprintln(s.StartedAt, s.Event, s.StatusFrom, s.StatusTo, s.UserID, s.QueueID, s.EndedAt, s.Reason)
	}
	var want, got []string
	for i := range c.Segments {
		want = append(want, row(&c.Segments[i]))
	}
	for i := range path.Steps {
		got = append(got, row(&path.Steps[i].Segment))
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Fatalf("%s: order - opened +\n%s", c.Interaction.ID, diff)
	}
}

// compareRows holds that no row of a path is lost where equal instants leave open what its statuses mean.
func compareRows(t *testing.T, c sample.Case, path *data.Path) {
	t.Helper()
	row := func(s data.Segment) string {
		if s.Derived {
			return ""
		}
		return fmt.Sprintln(s.SegmentID, s.StartedAt, s.StatusFrom, s.StatusTo, s.UserID, s.QueueID, s.Reason)
	}
	var want, got []string
	for _, s := range c.Segments {
		want = append(want, row(s))
	}
	for _, s := range path.Steps {
		if c.Segments[0].SegmentID == "" {
			s.SegmentID = ""
		}
		got = append(got, row(s.Segment))
	}
	empty := func(s string) bool { return s == "" }
	want, got = slices.DeleteFunc(want, empty), slices.DeleteFunc(got, empty)
	slices.SortFunc(want, cmp.Compare[string])
	slices.SortFunc(got, cmp.Compare[string])
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Fatalf("%s: rows - opened +\n%s", c.Interaction.ID, diff)
	}
}
