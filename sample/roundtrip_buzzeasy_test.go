package sample_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"segpath/data"
	"segpath/query"
	"segpath/query/tablefile"
	"segpath/sample"
)

// buzzeasyTrip is one way of writing a simulated contact centre as the tables of Buzzeasy's feed.
type buzzeasyTrip struct {
	sim   sample.Options
	opt   sample.BuzzeasyOptions
	write tablefile.Options
	open  query.Options
}

// buzzeasyDrops are columns and tables that an export may lack; what cannot be told without them is absent.
var buzzeasyDrops = []struct{ columns, tables []string }{
	{}, {columns: []string{"Workitem.previewDuration"}}, {columns: []string{"Workitem.wrapUpDuration"}},
	{columns: []string{"Workitem.wrapUpDuration", "Workitem.activeDurationInSeconds"}}, {columns: []string{"Workitem.endTime", "Queue Segments.dequeuedAt"}},
	{columns: []string{"Workitem.result"}}, {columns: []string{"Workitem.queueID", "Workitem.mediaType", "Workitem.completionCode"}},
	{columns: []string{"Queue Segments.dequeuedReason", "Bot Segments.result"}}, {columns: []string{"Queue Segments.queueId", "Bot Segments.endedAt"}},
	{columns: []string{"Conversations.conversationEndedReason"}}, {columns: []string{"Conversations.endedAt"}},
	{columns: []string{"Conversations.isOutbound", "Conversations.channelType"}}, {columns: []string{"Conversations.isConsult", "Conversations.nextConversationID"}},
	{columns: []string{"Conversations.holdDurationInSeconds", "Workitem Conversation Sessions.totalHoldDuration"}},
	{columns: []string{"Conversations.channelPhoneNumber", "Conversations.businessUnitId", "Bot Segments.botFinishedInfo"}},
	{tables: []string{"Workitem"}}, {columns: []string{"Conversations.holdDurationInSeconds"}, tables: []string{"Workitem"}},
	{tables: []string{"Queue Segments", "Bot Segments"}}, {tables: []string{"Workitem Conversation Sessions", "Agent States", "Bot Steps"}},
	{tables: []string{"Channels", "Agents", "Business Units"}}, {tables: []string{"Rejected Enqueue Attempts", "Users", "Queues"}},
	{columns: []string{"Workitem.result"}, tables: []string{"Queue Segments"}},
	{tables: []string{"Workitem", "Queue Segments", "Bot Segments", "Rejected Enqueue Attempts", "Workitem Conversation Sessions", "Agents", "Users", "Queues", "Channels", "Bot Steps", "Business Units", "Agent States"}},
}

// buzzeasyTripOf varies everything with the seed, so that over all seeds every loss meets every other.
func buzzeasyTripOf(seed uint64) buzzeasyTrip {
	t := buzzeasyTrip{sim: sample.Options{Seed: seed + 4000, Interactions: 25, Days: 2}}
	t.sim.Ties = []float64{0, 0, 0, 0.15}[seed%4]
	if seed%7 == 1 {
		t.sim.Oddities = sample.Oddities{MissingLookups: 0.2}
	}
	if seed%2 == 1 {
		t.write.As = tablefile.Parquet
	}
	t.write.CRLF, t.write.BOM = seed%6 == 2, seed%6 == 4
	t.write.Delimiter = []byte{0, ';', '\t', '|'}[seed/6%4]
	if seed%5 < 2 {
		t.opt.Shuffle = seed + 1
	}
	t.opt.Headers = sample.Headers(seed / 2 % 4)
	t.opt.Dates = []sample.Dates{sample.ISODates, sample.USDates, sample.EUDates}[seed/3%3]
	t.opt.Zone = []string{"America/New_York", "Europe/Berlin", "Asia/Kolkata"}[seed/5%3]
	drops := buzzeasyDrops[seed%uint64(len(buzzeasyDrops))]
	t.opt.DropColumns, t.opt.DropTables = drops.columns, drops.tables
	t.opt.Base = sample.BuzzeasyBase(seed / 4 % 3)
	t.opt.NoUTC, t.opt.NoLocal = seed/3%5 == 1, seed/3%5 == 2
	if t.opt.NoUTC || t.opt.NoLocal { // nothing tells the zone: else the twins do
		t.open.TimeZone = t.opt.Zone
	}
	t.open.Threads = 1
	// The few days of a seed may not tell month and day apart.
	t.open.DateFormat = map[sample.Dates]string{sample.USDates: "mdy", sample.EUDates: "dmy"}[t.opt.Dates]
	return t
}

// What is opened is what truly happened, less what the feed cannot say and was written without.
func TestRoundTripBuzzeasy(t *testing.T) {
	var steps, uncertain, legs atomic.Int64
	seeds := overSeeds(t, 100, func(t *testing.T, seed uint64) {
		for _, p := range roundTripBuzzeasy(t, buzzeasyTripOf(seed)) {
			if p.Interaction.ChainID != p.Interaction.ID {
				legs.Add(1)
			}
			for _, s := range p.Steps {
				steps.Add(1)
				if s.Uncertain {
					uncertain.Add(1)
				}
			}
		}
	})
	t.Logf("%d steps, %d marked =, %d legs that carry another on", steps.Load(), uncertain.Load(), legs.Load())
	if steps.Load() < 100*seeds || uncertain.Load() == 0 || legs.Load() == 0 {
		t.Error("the seeds do not reach every kind of path")
	}
}

// roundTripBuzzeasy compares one export with the truth and returns the paths that were opened.
func roundTripBuzzeasy(t *testing.T, trip buzzeasyTrip) (paths []*data.Path) {
	sim := sample.New(trip.sim)
	e := openBuzzeasy(t, trip, sim)
	lose := sample.BuzzeasyLosses(trip.opt)
	truths, losses := map[string]data.UserRow{}, map[string]data.UserRow{}
	for truth := range sim.Interactions() {
		countFlex(truths, stated(truth.Segments), func(id string) string { return id })
		for _, c := range lose(truth) {
			path := e.path(t, c.Interaction.ID)
			compareBuzzeasy(t, c, path)
			countTruth(losses, c)
			paths = append(paths, path)
		}
	}
	e.nothingElse(t)
	compareBuzzeasyUsers(t, e.Engine, truths, losses)
	compareAccounts(t, e.Engine)
	return paths
}

// stated are the responses for which the feed has a word.
func stated(segments []data.Segment) []data.Segment {
	return slices.DeleteFunc(slices.Clone(segments), func(s data.Segment) bool { return s.Event == data.Clear && s.Cause != "customer_left" })
}

// compareBuzzeasyUsers holds users' counts against the truth: whoever declined or did not answer, and of
// accepts all but those of tasks in progress, which have no result yet.
func compareBuzzeasyUsers(t *testing.T, e *query.Engine, truths, losses map[string]data.UserRow) {
	t.Helper()
	has := e.Export().Has
	if !has.Rings.Can() {
		if _, err := e.Users(context.Background(), data.Filter{}); err == nil || !strings.Contains(err.Error(), has.Rings.Why) {
			t.Errorf("the reason is missing in %v", err)
		}
		return
	}
	users, err := e.Users(context.Background(), data.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range users {
		truth, lost := truths[u.UserID], losses[u.UserID]
		if u.Rung.Or(-1) != lost.Rung.Or(0) {
			t.Errorf("%s was rung %d times, want %d", u.UserID, u.Rung.Or(-1), lost.Rung.Or(0))
		}
		if !has.Responses.Can() {
			if u.Accepted.Ok() || u.Rejected.Ok() || u.Ignored.Ok() || u.Cleared.Ok() {
				t.Errorf("%+v tells of responses", u)
			}
			continue
		}
		if u.Rejected.Or(-1) != truth.Rejected.Or(0) || u.Ignored.Or(-1) != truth.Ignored.Or(0) || u.Cleared.Or(-1) != truth.Cleared.Or(0) {
			t.Errorf("%s: %+v, truly %+v", u.UserID, u, truth)
		}
		if u.Accepted.Or(-1) != lost.Accepted.Or(0) || u.Accepted.Or(-1) > truth.Accepted.Or(0) {
			t.Errorf("%s accepted %d times, stated %d, truly %d", u.UserID, u.Accepted.Or(-1), lost.Accepted.Or(0), truth.Accepted.Or(0))
		}
	}
}

func openBuzzeasy(t *testing.T, trip buzzeasyTrip, sim *sample.Simulation) *reread {
	t.Helper()
	e := writeAndOpen(t, "buzzeasy", sample.Buzzeasy(sim, trip.opt), trip.write, trip.open)
	hasOfBuzzeasy(t, e.Export().Has, trip.opt)
	return e
}

// hasOfBuzzeasy holds what the export declares against what was written, each absence with its reason.
func hasOfBuzzeasy(t *testing.T, has data.Has, opt sample.BuzzeasyOptions) {
	t.Helper()
	there := func(table, column string) bool {
		return !slices.Contains(opt.DropTables, table) && !slices.Contains(opt.DropColumns, table+"."+column)
	}
	stated := map[bool]data.State{true: data.Stated, false: data.Absent}
	queues, talk := stated[there("Queue Segments", "queueId")], data.Stated
	switch {
	case queues == data.Absent && there("Workitem", "queueID"):
		queues = data.Derived
	}
	switch {
	case !there("Workitem", "result"):
		talk = data.Absent
	case !there("Workitem", "wrapUpDuration") && !there("Workitem", "activeDurationInSeconds"):
		talk = data.Derived
	}
	for _, c := range []struct {
		what string
		can  data.Capability
		want data.State
	}{
		{"rings", has.Rings, stated[there("Workitem", "startTime")]}, {"responses", has.Responses, stated[there("Workitem", "result")]},
		{"statuses", has.Statuses, data.Absent}, {"queues", has.Queues, queues}, {"talk", has.Talk, talk},
		{"hold", has.Hold, stated[there("Conversations", "holdDurationInSeconds") || there("Workitem Conversation Sessions", "totalHoldDuration")]},
	} {
		if c.can.State != c.want || c.can.State != data.Stated && c.can.Why == "" {
			t.Errorf("%s: %+v, want %s with its reason", c.what, c.can, c.want)
		}
	}
}

// compareBuzzeasy compares step by step, in the order of data.NewPath, groups of equal instants as sets, and the interaction.
func compareBuzzeasy(t *testing.T, c sample.Case, path *data.Path) {
	t.Helper()
	want := data.NewPath(c.Interaction, c.Segments, path.Has, path.AsOf)
	got := *path
	got.Steps = slices.Clone(path.Steps)
	for n := range got.Steps {
		s := &got.Steps[n].Segment
		if s.SegmentID == fmt.Sprintf("%s:%d", filepath.Base(s.Source), s.SourceRow) { // made from file and row
			s.SegmentID = "made"
		}
	}
	ordered := make([]data.Segment, len(want.Steps))
	for n := range want.Steps {
		if ordered[n] = want.Steps[n].Segment; ordered[n].SegmentID == "" {
			ordered[n].SegmentID = "made"
		}
	}
	compareSteps(t, sample.Case{Interaction: c.Interaction, Segments: ordered}, &got)
	a, b := want.Interaction, path.Interaction
	b.Source, b.SourceRow = "", 0
	if diff := gocmp.Diff(a, b, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("interaction: truth - opened +\n%s", diff)
	}
}
