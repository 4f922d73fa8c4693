package sample_test

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"segpath/data"
	"segpath/query"
	"segpath/query/tablefile"
	"segpath/sample"
)

// koreTrip is one way of writing a simulated contact centre as Kore.ai's report.
type koreTrip struct {
	sim   sample.Options
	opt   sample.KoreOptions
	write tablefile.Options
	open  query.Options
}

// koreDrops are columns that a report may lack; what cannot be told without them is absent.
var koreDrops = [][]string{
	nil, {"Disposition", "Messages Sent", "Email Subject", "Session Tags", "User Tags"}, {"Queue Exit Time"}, {"Queue Wait Time", "Consultants"},
	{"Queue Exit Time", "Queue Wait Time"}, {"Segment End Time"}, {"Agent Email"}, {"Agent Name"}, {"Agent Email", "Agent Name", "Joined Users"},
	{"Transferred In By"}, {"Transferred In Status", "Talk Time"}, {"Status"}, {"Reason"}, {"Disconnecting Event"}, {"Status", "Reason"},
	{"Status", "Reason", "Disconnecting Event"}, {"Queue Name"}, {"Hold/Mute Time", "Support"}, {"Direction", "Channel", "Customer"},
}

// koreTripOf varies everything with the seed, so that over all seeds every loss meets every other.
func koreTripOf(seed uint64) koreTrip {
	t := koreTrip{sim: sample.Options{Seed: seed + 2000, Interactions: 12, Days: 2}}
	t.sim.Ties = []float64{0, 0, 0, 0.15}[seed%4]
	if seed%7 == 1 {
		t.sim.Oddities = sample.Oddities{Userless: 0.3, NoEnds: 0.3}
	}
	if seed%2 == 1 {
		t.write.As = tablefile.Parquet
	}
	t.write.CRLF, t.write.BOM = seed%6 == 2, seed%6 == 4
	t.write.Delimiter = []byte{0, ';', '\t', '|'}[seed/6%4]
	if seed%5 < 2 {
		t.opt.Shuffle = seed + 1
	}
	t.opt.Headers = sample.Headers(seed / 2 % 3)
	t.opt.Dates = []sample.Dates{sample.ISODates, sample.USDates, sample.EUDates}[seed/3%3]
	t.opt.Zone = []string{"America/New_York", "Europe/Berlin", "Asia/Kolkata"}[seed/5%3]
	t.opt.DropColumns = koreDrops[seed/2%uint64(len(koreDrops))]
	t.opt.EndedOnly, t.opt.RepeatStays, t.opt.ACWInSegment = seed%3 == 2, seed/2%2 == 1, seed/4%2 == 1
	t.open.TimeZone = t.opt.Zone // the report does not say it
	t.open.Threads = 1
	// The few days of a seed may not tell month and day apart.
	t.open.DateFormat = map[sample.Dates]string{sample.USDates: "mdy", sample.EUDates: "dmy"}[t.opt.Dates]
	return t
}

// What is opened is what truly happened, less what the report cannot say and was written without.
func TestRoundTripKore(t *testing.T) {
	var exact, tied atomic.Int64
	seeds := overSeeds(t, 100, func(t *testing.T, seed uint64) {
		roundTripKore(t, koreTripOf(seed), &exact, &tied)
	})
	t.Logf("%d paths compared step by step, %d with rows whose order their instants do not tell", exact.Load(), tied.Load())
	if exact.Load() < 9*seeds {
		t.Errorf("only %d paths were compared step by step", exact.Load())
	}
}

func roundTripKore(t *testing.T, trip koreTrip, exact, tied *atomic.Int64) {
	sim := sample.New(trip.sim)
	e := openKore(t, trip, sim)
	lose := sample.KoreLosses(sim, trip.opt)
	for truth := range sim.Interactions() {
		c := lose(truth)
		if len(c.Segments) == 0 {
			continue
		}
		path := e.path(t, c.Interaction.ID)
		if koreTied(path) {
			tied.Add(1)
		} else {
			compareKore(t, c, path)
			exact.Add(1)
		}
		saysNothingOfRings(t, e.rows[c.Interaction.ID])
	}
	e.nothingElse(t)
	refusesRings(t, e.Engine)
	compareAccounts(t, e.Engine)
}

func openKore(t *testing.T, trip koreTrip, sim *sample.Simulation) *reread {
	t.Helper()
	e := writeAndOpen(t, "kore", sample.Kore(sim, trip.opt), trip.write, trip.open)
	has, drops := e.Export().Has, func(column string) bool { return slices.Contains(trip.opt.DropColumns, column) }
	for _, c := range []struct {
		what string
		can  data.Capability
		want data.State
	}{
		{"rings", has.Rings, data.Absent}, {"responses", has.Responses, data.Absent}, {"statuses", has.Statuses, data.Absent},
		{"queues", has.Queues, map[bool]data.State{false: data.Stated, true: data.Absent}[drops("Queue Name")]},
		{"talk", has.Talk, map[bool]data.State{false: data.Stated, true: data.Derived}[drops("Segment End Time")]},
		{"hold", has.Hold, map[bool]data.State{false: data.Stated, true: data.Absent}[drops("Hold/Mute Time")]},
	} {
		if c.can.State != c.want || c.can.State != data.Stated && c.can.Why == "" {
			t.Errorf("%s: %+v, want %s with its reason", c.what, c.can, c.want)
		}
	}
	return e
}

// koreTied tells whether steps of different rows share an instant.
func koreTied(p *data.Path) bool {
	rows := map[time.Time]int64{}
	for _, s := range p.Steps {
		if row, taken := rows[s.At]; taken && row != s.SourceRow {
			return true
		}
		rows[s.At] = s.SourceRow
	}
	return false
}

// compareKore compares step by step and the interaction.
func compareKore(t *testing.T, c sample.Case, path *data.Path) {
	t.Helper()
	got := make([]data.Segment, len(path.Steps))
	for n := range path.Steps {
		got[n] = path.Steps[n].Segment
		if strings.HasPrefix(got[n].SegmentID, "Interaction Details") { // made from file and row
			got[n].SegmentID = ""
		}
	}
	if diff := gocmp.Diff(c.Segments, got, places, optional(), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s: truth - opened +\n%s", c.Interaction.ID, diff)
	}
	if diff := gocmp.Diff(c.Interaction, path.Interaction, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("interaction: truth - opened +\n%s", diff)
	}
}

// saysNothingOfRings holds that the list says nothing of what the report cannot tell.
func saysNothingOfRings(t *testing.T, row data.Row) {
	t.Helper()
	s := row.Summary
	if s.RingCount.Ok() || s.UsersRung.Ok() || s.Accepts.Ok() || s.Rejects.Ok() || s.Ignores.Ok() || s.NoOutcome.Ok() || s.DeadAir.Ok() || s.TimeToFirstRing.Ok() {
		t.Errorf("%s: %+v tells of rings or responses", row.ID, s)
	}
}

// refusesRings holds that a question about what the report does not tell is an error with the reason.
func refusesRings(t *testing.T, e *query.Engine) {
	t.Helper()
	_, users := e.Users(context.Background(), data.Filter{})
	_, sorted := e.Interactions(context.Background(), data.PageRequest{Sort: data.Sort{Field: data.SortRings}})
	for _, err := range []error{users, sorted} {
		if err == nil || !strings.Contains(err.Error(), e.Export().Has.Rings.Why) {
			t.Errorf("the reason is missing in %v", err)
		}
	}
}
