package sample

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"segpath/data"
)

// lines prints the rows of a table, a cell as its column has it.
func lines(t *testing.T, tables []data.Table, name string) []string {
	t.Helper()
	for _, table := range tables {
		if table.Name != name {
			continue
		}
		var out []string
		for cells := range table.Rows {
			var b strings.Builder
			for i, cell := range cells {
				fmt.Fprintf(&b, "%s=%v|", table.Columns[i].Name, cell)
			}
			out = append(out, b.String())
		}
		return out
	}
	t.Fatalf("no table %s", name)
	return nil
}

func columns(tables []data.Table) string {
	var all []string
	for _, table := range tables {
		names := []string{table.Name + ":"}
		for _, c := range table.Columns {
			names = append(names, c.Name)
		}
		all = append(all, strings.Join(names, " "))
	}
	return strings.Join(all, "\n")
}

func TestSegpathColumns(t *testing.T) {
	sim := New(Options{Interactions: 5})
	for _, try := range []struct {
		opt  WriterOptions
		want string
	}{
		{WriterOptions{}, "interactions: interaction_id external_ids type direction created_at completed_at status outcome ended_by" +
			" customer contact_point queue_id user_id previous_id next_id account_id facts\n" +
			"segments: interaction_id segment_id seq started_at ended_at event status_from status_to queue_id user_id by_user_id reason cause type facts\n" +
			"queues: queue_id name weight active\nusers: user_id name title email team\naccounts: account_id name time_zone"},
		{WriterOptions{OnlySegments: true, DropSeq: true, DropColumns: []string{"facts", "type", "cause", "reason", "by_user_id", "segment_id"}},
			"segments: interaction_id started_at ended_at event status_from status_to queue_id user_id"},
		{WriterOptions{OnlySegments: true, ShortNames: true},
			"segments: interaction_id id seq started_at ended_at event from_status to_status queue user by_user_id reason cause type facts"},
	} {
		if got := columns(Segpath(sim, try.opt)); got != try.want {
			t.Errorf("%+v: got\n%s\nwant\n%s", try.opt, got, try.want)
		}
	}
	if got := columns(Segpath(New(Options{Durations: true}), WriterOptions{OnlySegments: true})); !strings.Contains(got, "ended_at duration_stated_s event") {
		t.Errorf("stated durations are not written: %s", got)
	}
}

func TestSegpathCells(t *testing.T) {
	sim := New(Options{Seed: 3, Interactions: 200, Durations: true, Ties: 0.1})
	byName := map[string]func(s data.Segment) any{
		"seq":               func(s data.Segment) any { return s.Seq.Or(0) },
		"started_at":        func(s data.Segment) any { return s.StartedAt },
		"duration_stated_s": func(s data.Segment) any { return s.DurationStated.Or(0) },
		"event":             func(s data.Segment) any { return s.EventRaw },
		"user_id":           func(s data.Segment) any { return s.UserID },
		"cause":             func(s data.Segment) any { return string(s.Cause) },
	}
	var truth []data.Segment
	for c := range sim.Interactions() {
		truth = append(truth, c.Segments...)
	}
	table, n := Segpath(sim, WriterOptions{})[1], 0
	for cells := range table.Rows {
		for i, c := range table.Columns {
			get, ok := byName[c.Name]
			if !ok {
				continue
			}
			if want := get(truth[n]); cells[i] != want && (cells[i] != nil || fmt.Sprint(want) != "" && fmt.Sprint(want) != "0") {
				t.Fatalf("row %d %s is %v, want %v", n, c.Name, cells[i], want)
			}
		}
		n++
	}
	if n != len(truth) {
		t.Errorf("%d rows of %d segments", n, len(truth))
	}
}

func TestShuffleKeepsEveryRow(t *testing.T) {
	sim := New(Options{Seed: 3, Interactions: 700})
	plain, other := Segpath(sim, WriterOptions{}), Segpath(sim, WriterOptions{Shuffle: 9})
	for _, name := range []string{"interactions", "segments"} {
		a, b := lines(t, plain, name), lines(t, other, name)
		if !slices.Equal(b, lines(t, other, name)) {
			t.Errorf("%s: shuffled another way the second time", name)
		}
		inPlace := 0
		for i := range a {
			if i < len(b) && a[i] == b[i] {
				inPlace++
			}
		}
		if inPlace > len(a)/20 {
			t.Errorf("%s: %d of %d rows stayed", name, inPlace, len(a))
		}
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("%s: other rows after shuffling", name)
		}
	}
}

func TestShuffleOverManyBlocks(t *testing.T) {
	sim := New(Options{Seed: 3, Interactions: 20_000})
	seen := map[string]bool{}
	for cells := range Segpath(sim, WriterOptions{Shuffle: 1, OnlySegments: true})[0].Rows {
		seen[cells[1].(string)] = true
	}
	want := 0
	for c := range sim.Interactions() {
		want += len(c.Segments)
	}
	if len(seen) != want || want < 2*shuffleBlock {
		t.Errorf("%d of %d segments", len(seen), want)
	}
}

func TestPermutedVisitsEachOnce(t *testing.T) {
	for _, n := range []uint64{1, 2, 3, 1000, 1 << 12} {
		seen := map[uint64]bool{}
		for i := range n {
			seen[permuted(i, n, 77)] = true
		}
		if uint64(len(seen)) != n || seen[n] {
			t.Errorf("%d of %d places", len(seen), n)
		}
	}
}

func TestNamesInsteadOfIDs(t *testing.T) {
	sim := New(Options{Seed: 3, Interactions: 300, Users: 20})
	names := map[string]bool{}
	for cells := range Segpath(sim, WriterOptions{ShortNames: true, OnlySegments: true})[0].Rows {
		if user, ok := cells[9].(string); ok {
			names[user] = true
		}
	}
	known := slices.Collect(maps.Values(sim.Directory().Users))
	for name := range names {
		if !slices.ContainsFunc(known, func(u data.User) bool { return u.Name == name }) {
			t.Errorf("%q is no user's name", name)
		}
	}
	if len(names) < 10 {
		t.Errorf("users are %v", names)
	}
}

func TestMissingLookupsAreNotWritten(t *testing.T) {
	sim := New(Options{Seed: 3, Users: 100, Oddities: Oddities{MissingLookups: 0.5}})
	if n := len(lines(t, Segpath(sim, WriterOptions{}), "users")); n != len(sim.Directory().Users) || n == 100 {
		t.Errorf("%d users written, %d known", n, len(sim.Directory().Users))
	}
}

func TestLosses(t *testing.T) {
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	step := func(seq int64, event data.Event, at, took time.Duration) data.Segment {
		return data.Segment{
			InteractionID: "007", SegmentID: fmt.Sprint("s", seq), Seq: data.Some(seq), StartedAt: start.Add(at), EndedAt: start.Add(at + took),
			Event: event, EventRaw: event.String(), QueueID: "Q-01", UserID: "U-1001", Type: "voice", StatusTo: "S" + fmt.Sprint(seq),
		}
	}
	truth := Case{
		Interaction: data.Interaction{ID: "007", ChainID: "006", PreviousID: "006", Customer: "c", Type: "voice", Direction: "outbound", Outbound: true},
		Segments:    []data.Segment{step(1, data.Create, 0, 0), step(2, data.Accept, time.Second, time.Minute), step(3, data.Complete, time.Hour, 0)},
	}
	truth.Segments[1].DurationStated = data.Some(60 * data.Second)
	sim := New(Options{})
	lost := func(o WriterOptions) Case { return Losses(sim, o)(truth) }

	if got := lost(WriterOptions{}); shown(got) != shown(truth) {
		t.Errorf("a whole export loses\n%s", shown(got))
	}
	got := lost(WriterOptions{DropSeq: true, DropColumns: []string{"ended_at", "direction", "previous_id", "next_id", "customer"}})
	s := got.Segments[1]
	if s.Seq.Ok() || !s.EndDerived || !s.EndedAt.Equal(truth.Segments[1].EndedAt) || !got.Segments[0].EndedAt.IsZero() {
		t.Errorf("without seq and end: %+v", s)
	}
	if it := got.Interaction; it.Outbound || it.ChainID != "007" || it.PreviousID != "" || it.Customer != "" || it.Type != "voice" {
		t.Errorf("without columns: %+v", it)
	}
	if s := lost(WriterOptions{ShortNames: true}).Segments[1]; s.UserID != "Ana Silva" || s.QueueID != "Billing" {
		t.Errorf("names instead of ids: %+v", s)
	}
	made := lost(WriterOptions{OnlySegments: true}).Interaction
	want := data.Interaction{ID: "007", ChainID: "007", Type: "voice", CreatedAt: start, CompletedAt: start.Add(time.Hour), Status: "S3", UserID: "U-1001", Derived: true}
	if fmt.Sprint(made) != fmt.Sprint(want) {
		t.Errorf("made of segments: %+v\nwant %+v", made, want)
	}
	if truth.Segments[0].EndedAt.IsZero() || !truth.Segments[0].Seq.Ok() {
		t.Error("the true case was changed")
	}
}

func TestExport(t *testing.T) {
	fsys, err := Export("segpath")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fsys.Open("segments.csv"); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"", "nosuch", "../x", "."} {
		if _, err := Export(name); err == nil {
			t.Errorf("an export named %q", name)
		}
	}
}

// TestStoriesAreTold looks for what the built-in sample is to show.
func TestStoriesAreTold(t *testing.T) {
	var ring, ignored, rejected, chained, openOnes int
	users := map[string]bool{}
	customers := map[string]int{}
	sim := Builtin()
	for c := range sim.Interactions() {
		customers[c.Interaction.Customer]++
		if c.Interaction.CompletedAt.IsZero() {
			openOnes++
		}
		if c.Interaction.PreviousID != "" {
			chained++
		}
		for _, s := range c.Segments {
			users[s.UserID] = true
			switch s.Event {
			case data.RingOffer:
				ring++
			case data.Ignore:
				ignored++
			case data.Reject:
				rejected++
			}
		}
		followed(t, c, false, instant(sim.clock.end))
	}
	if ring < 40 || ignored < 10 || rejected < 5 || chained < 2 || openOnes < 3 || customers[patient] != 2 || !users["U-1012"] {
		t.Errorf("%d rings, %d ignored, %d rejected, %d chained, %d open, %d contacts of %s",
			ring, ignored, rejected, chained, openOnes, customers[patient], patient)
	}
}
