package sample_test

import (
	"context"
	"fmt"
	"os"
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

// queueLogTrip is one way of writing a simulated contact centre as Asterisk's queue log.
type queueLogTrip struct {
	sim   sample.Options
	opt   sample.QueueLogOptions
	write tablefile.Options
	open  query.Options
}

// queueLogDrops are columns that a table may lack.
var queueLogDrops = [][]string{nil, {"queuename"}, {"data4", "data5"}, {"data"}, {"data3"}, {"data1", "data2", "data3", "data4", "data5"}}

// queueLogTripOf varies everything with the seed, so that over all seeds every loss meets every other.
func queueLogTripOf(seed uint64) queueLogTrip {
	t := queueLogTrip{sim: sample.Options{Seed: seed + 4000, Interactions: 25, Days: 2}}
	t.opt.Shape = sample.QueueLogShape(seed % 3)
	t.opt.IDs = seed/3%2 == 0
	if t.opt.Shape == sample.QueueLogFile || t.opt.IDs {
		t.sim.Ties = []float64{0, 0.15, 0.5}[seed/6%3]
	}
	if seed/2%3 == 1 && t.opt.Shape != sample.QueueLogFile {
		t.write.As = tablefile.Parquet
	}
	t.write.CRLF, t.write.BOM = seed%5 == 2, seed%7 == 4 && t.opt.Shape != sample.QueueLogFile
	t.write.Delimiter = []byte{0, ';', '\t'}[seed/9%3]
	if seed%5 < 3 {
		t.opt.Shuffle = seed + 1
	}
	t.opt.Headers = sample.Headers(seed / 4 % 2)
	t.opt.Epochs = seed/3%4 == 1
	t.opt.Zone = []string{"America/New_York", "Europe/Berlin", "Asia/Kolkata"}[seed/5%3]
	t.opt.DropColumns = queueLogDrops[seed/2%uint64(len(queueLogDrops))]
	t.open.TimeZone, t.open.Threads = t.opt.Zone, 1
	return t
}

// A log that was put aside, and begun anew at any line, tells of a call what the whole log tells, as far as its lines
// are there: the stays that they end, with their entry, and who took the call when.
func TestQueueLogBegunAnew(t *testing.T) {
	ctx := context.Background()
	sim := sample.New(sample.Options{Seed: 77, Interactions: 400, Days: 1})
	folder := t.TempDir()
	if err := tablefile.Write(ctx, folder+"/whole", sample.QueueLog(sim, sample.QueueLogOptions{}), tablefile.Options{}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(folder + "/whole/queue_log.log")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	open := func(name, text string) *query.Engine {
		if err := os.WriteFile(folder+"/"+name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		e, err := query.Open(ctx, query.Options{Exports: []string{folder + "/" + name}, TimeZone: "UTC"})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = e.Close() })
		return e
	}
	whole, begunBefore := open("whole.log", string(text)), 0
	for cut := len(lines) / 12; cut < len(lines)-10; cut += len(lines) / 12 {
		anew := open(fmt.Sprintf("anew%d.log", cut), strings.Join(lines[cut:], ""))
		for id := range callsAround(lines, cut) {
			begunBefore++
			var told [2][]string
			for n, e := range []*query.Engine{whole, anew} {
				chain, err := e.Chain(ctx, id)
				if err != nil {
					t.Fatal(err)
				}
				told[n] = staysAndTalks(chain.Legs[0].Path)
			}
			if n := len(told[0]) - len(told[1]); n < 0 || len(told[1]) == 0 || !slices.Equal(told[0][n:], told[1]) {
				t.Errorf("%s, of a log that begins with line %d: %q, in the whole %q", id, cut+1, told[1], told[0])
			}
		}
	}
	if begunBefore < 20 {
		t.Errorf("only %d calls began before a log", begunBefore)
	}
}

// callsAround are the calls that have lines before a line of the log and an end of a wait or talk from it on.
func callsAround(lines []string, cut int) map[string]bool {
	before, around := map[string]bool{}, map[string]bool{}
	for n, line := range lines {
		switch cells := strings.Split(line, "|"); {
		case len(cells) < 5:
		case n < cut:
			before[cells[1]] = cells[1] != "NONE" && cells[1] != "MANAGER"
		case before[cells[1]] && cells[4] != "ENTERQUEUE" && !strings.HasPrefix(cells[4], "RING"):
			around[cells[1]] = true
		case cells[4] == "ENTERQUEUE": // it comes back, and has ended before the log
			delete(before, cells[1])
		}
	}
	return around
}

// staysAndTalks are the stays of a path and who had it, with their times.
func staysAndTalks(p *data.Path) []string {
	var told []string
	for _, s := range p.Steps {
		if s.Event == data.QueueEntry || s.Event == data.Accept {
			told = append(told, fmt.Sprint(s.Event, s.QueueID, s.UserID, s.StartedAt, s.EndedAt, s.DurationStated, s.Cause))
		}
	}
	return told
}

// drops tells whether a column is really left out.
func (t *queueLogTrip) drops(columns ...string) bool {
	return t.opt.Shape != sample.QueueLogFile && slices.ContainsFunc(columns, func(c string) bool {
		there := c == "queuename" || (c == "data") == (t.opt.Shape == sample.QueueLogData)
		return there && slices.Contains(t.opt.DropColumns, c)
	})
}

// What is opened is what truly happened, less what the log cannot say and was written without.
func TestRoundTripQueueLog(t *testing.T) {
	var steps atomic.Int64
	seeds := overSeeds(t, 100, func(t *testing.T, seed uint64) {
		roundTripQueueLog(t, queueLogTripOf(seed), &steps)
	})
	t.Logf("%d steps compared", steps.Load())
	if steps.Load() < 100*seeds {
		t.Errorf("only %d steps were compared", steps.Load())
	}
}

func roundTripQueueLog(t *testing.T, trip queueLogTrip, steps *atomic.Int64) {
	sim := sample.New(trip.sim)
	e := openQueueLog(t, trip, sim)
	lose, users := sample.QueueLogLosses(sim, trip.opt), map[string]data.UserRow{}
	for truth := range sim.Interactions() {
		countQueueLog(users, truth.Segments)
		c := lose(truth)
		if len(c.Segments) == 0 {
			continue
		}
		path := e.path(t, c.Interaction.ID)
		compareQueueLog(t, c, path, trip)
		steps.Add(int64(len(path.Steps)))
		if s := e.rows[c.Interaction.ID].Summary; s.Hold.Ok() || s.RingCount.Ok() == (e.Export().Has.Rings.State == data.Absent) {
			t.Errorf("%s: the list says %+v of what the log does not tell", c.Interaction.ID, s)
		}
	}
	e.nothingElse(t)
	compareQueueLogUsers(t, e.Engine, users, trip)
	compareAccounts(t, e.Engine)
}

func openQueueLog(t *testing.T, trip queueLogTrip, sim *sample.Simulation) *reread {
	t.Helper()
	e := writeAndOpen(t, "queue_log", sample.QueueLog(sim, trip.opt), trip.write, trip.open)
	has, absentIf := e.Export().Has, map[bool]data.State{false: data.Stated, true: data.Absent}
	for _, c := range []struct {
		what string
		can  data.Capability
		want data.State
	}{
		{"rings", has.Rings, absentIf[trip.drops("data", "data1", "data3")]}, {"responses", has.Responses, data.Stated},
		{"statuses", has.Statuses, data.Absent}, {"queues", has.Queues, absentIf[trip.drops("queuename")]},
		{"talk", has.Talk, data.Stated}, {"hold", has.Hold, data.Absent},
	} {
		if c.can.State != c.want || c.can.State != data.Stated && c.can.Why == "" {
			t.Errorf("%s: %+v, want %s with its reason", c.what, c.can, c.want)
		}
	}
	return e
}

// compareQueueLog compares step by step, and the call.
func compareQueueLog(t *testing.T, c sample.Case, path *data.Path, trip queueLogTrip) {
	t.Helper()
	got := make([]data.Segment, len(path.Steps))
	for n := range path.Steps {
		got[n] = path.Steps[n].Segment
		got[n].SegmentID = "" // made from file and row
		if (trip.opt.Shape == sample.QueueLogFile || trip.opt.IDs) && path.Steps[n].Uncertain {
			t.Errorf("%s: step %d is marked, though its line has a number", c.Interaction.ID, n+1)
		}
	}
	if diff := gocmp.Diff(c.Segments, got, places, optional(), cmpopts.EquateEmpty(), cmpopts.IgnoreFields(data.Segment{}, "Seq")); diff != "" {
		t.Fatalf("%s: truth - opened +\n%s", c.Interaction.ID, diff)
	}
	if diff := gocmp.Diff(c.Interaction, path.Interaction, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("interaction: truth - opened +\n%s", diff)
	}
}

// countQueueLog counts straight from what happened in queues, in the log's words: who did not take a call, by
// declining or by letting it ring, is one; a device that was not reached is ambiguous.
func countQueueLog(users map[string]data.UserRow, truth []data.Segment) {
	add := func(to *data.Opt[int64]) { *to = data.Some(to.Or(0) + 1) }
	queued := false
	for _, s := range truth {
		name := "PJSIP/" + strings.TrimPrefix(s.UserID, "U-")
		u := users[name]
		switch {
		case s.Event == data.QueueEntry:
			queued = true
			continue
		case s.Event == data.Transfer || s.Event == data.Callback || s.Event == data.Voicemail:
			queued = false
			continue
		case !queued:
			continue
		case s.Event == data.Accept:
			add(&u.Accepted)
		case s.Event == data.Ignore || s.Event == data.Reject:
			add(&u.Ignored)
		case s.Event == data.Clear && s.Cause == "delivery_error":
			add(&u.Ambiguous)
		case s.Event == data.Clear && s.Cause == "customer_left":
			add(&u.Cleared)
		default:
			continue
		}
		users[name] = u
	}
}

// compareQueueLogUsers holds users' counts against what truly happened; what nobody can tell is asked in vain.
func compareQueueLogUsers(t *testing.T, e *query.Engine, want map[string]data.UserRow, trip queueLogTrip) {
	t.Helper()
	ctx := context.Background()
	_, sorted := e.Interactions(ctx, data.PageRequest{Sort: data.Sort{Field: data.SortRings}})
	if rings := e.Export().Has.Rings; rings.State == data.Absent && (sorted == nil || !strings.Contains(sorted.Error(), rings.Why)) {
		t.Errorf("the reason is missing in %v", sorted)
	}
	got, err := e.Users(ctx, data.Filter{})
	if err != nil {
		if !strings.Contains(err.Error(), e.Export().Has.Rings.Why) || e.Export().Has.Rings.State != data.Absent {
			t.Errorf("users: %v", err)
		}
		return
	}
	if trip.drops("data", "data1") {
		return // a device that was not reached is told by its 0 ms alone
	}
	for _, u := range got {
		w := want[u.UserID]
		delete(want, u.UserID)
		counts := func(r data.UserRow) string {
			return fmt.Sprint(r.Accepted.Or(0), r.Rejected.Or(0), r.Ignored.Or(0), r.Cleared.Or(0), r.Ambiguous.Or(0))
		}
		if counts(u) != counts(w) {
			t.Errorf("%s: %s, truly %s", u.UserID, counts(u), counts(w))
		}
		if rung := w.Accepted.Or(0) + w.Ignored.Or(0) + w.Cleared.Or(0) + w.Ambiguous.Or(0); u.Rung.Ok() && u.Rung.Or(-1) != rung {
			t.Errorf("%s was rung %d times, truly %d with an outcome", u.UserID, u.Rung.Or(-1), rung)
		}
	}
	for user, w := range want {
		t.Errorf("%s is missing: %+v", user, w)
	}
}
