package sample

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"segpath/data"
)

func TestEdifyColumns(t *testing.T) {
	sim := New(Options{Interactions: 5})
	for _, try := range []struct {
		opt  EdifyOptions
		want string
	}{
		{EdifyOptions{}, "Interactions: Id Account Id Call Id Communication Type Direction Created At Completed At Status Completion Display" +
			" Assignee At Completion Queue Id Customer\nInteraction Segments: Id Interaction Id Communication Type Event Reason Status" +
			" Previous Status Created At Ended At User Id Queue Id Completion Display\nQueues: Id Name Weight Active\n" +
			"Users: Id First Name Last Name Title Work Email Team\nAccounts: Id Name Time Zone"},
		{EdifyOptions{OnlySegments: true, Statuses: true, Headers: OtherNames, DropColumns: []string{"Id", "Reason", "Ended At", "Completion Display"}},
			"Interaction Segments: Interaction Id Communication Type To Status From Status Segment Start Assignee Queue Name"},
		{EdifyOptions{OnlySegments: true, ReasonAsEvent: true, Headers: Identifiers, DropColumns: []string{"Communication Type", "Previous Status"}},
			"Interaction Segments: id interaction_id reason status created_at ended_at user_id queue_id completion_display"},
		{EdifyOptions{OnlySegments: true, PersonNames: true},
			"Interaction Segments: Id Interaction Id Communication Type Event Reason Status Previous Status Created At Ended At First Name Last Name Queue Id Completion Display"},
		{EdifyOptions{OnlySegments: true, PersonNames: true, DropColumns: []string{"User Id", "Reason", "Event"}},
			"Interaction Segments: Id Interaction Id Communication Type Status Previous Status Created At Ended At Queue Id Completion Display"},
	} {
		if got := columns(Edify(sim, try.opt)); got != try.want {
			t.Errorf("%+v:\ngot  %s\nwant %s", try.opt, got, try.want)
		}
	}
}

func TestEdifyDates(t *testing.T) {
	sim := New(Options{Interactions: 1, Seed: 3})
	for dates, shape := range map[Dates]string{
		ISODates: "d-d-d d:d:d", USDates: "d/d/d d:d:d", EUDates: "d.d.d d:d:d", EpochDates: "d", EpochSeconds: "d.d",
	} {
		line := lines(t, Edify(sim, EdifyOptions{Dates: dates, Zone: "Europe/Berlin"}), "Interactions")[0]
		cell, _, _ := strings.Cut(line[strings.Index(line, "Created At=")+len("Created At="):], "|")
		if got := shapeOf(cell); !strings.HasPrefix(got, shape) {
			t.Errorf("%s has the shape %s, not %s", cell, got, shape)
		}
	}
}

// shapeOf writes d for each run of digits.
func shapeOf(cell string) string {
	var out []rune
	for _, c := range cell {
		switch {
		case c < '0' || c > '9':
			out = append(out, c)
		case len(out) == 0 || out[len(out)-1] != 'd':
			out = append(out, 'd')
		}
	}
	return string(out)
}

// Repeated rows stand twice, and an interaction's older state before the last one; nothing else changes.
func TestEdifyRepeats(t *testing.T) {
	sim := New(Options{Interactions: 200, Seed: 4})
	for _, table := range []string{edifySegments, "Interactions"} {
		once := lines(t, Edify(sim, EdifyOptions{}), table)
		again := lines(t, Edify(sim, EdifyOptions{Repeats: 0.2}), table)
		if share := float64(len(again)-len(once)) / float64(len(once)); share < 0.1 || share > 0.3 {
			t.Errorf("%s: %d rows became %d", table, len(once), len(again))
		}
		known := map[string]bool{}
		for _, l := range once {
			known[l] = true
		}
		added := slices.DeleteFunc(slices.Clone(again), func(l string) bool { return known[l] })
		if older := table == "Interactions"; older != (len(added) > 0) || older && !strings.Contains(added[0], "Was ") {
			t.Errorf("%s: %d other rows", table, len(added))
		}
	}
}

// Conflicting rows have another's id and other content: a later instant, no event, the same status again.
func TestEdifyConflicts(t *testing.T) {
	sim := New(Options{Interactions: 200, Seed: 4})
	conflicts := 0
	for c := range sim.Interactions() {
		once := edifyPath(&c.Interaction, c.Segments, &EdifyOptions{})
		again := edifyPath(&c.Interaction, c.Segments, &EdifyOptions{Conflicts: 0.2})
		conflicts += len(again) - len(once)
		for i := 1; i < len(again); i++ {
			row, last := &again[i], &again[i-1]
			if row.SegmentID != last.SegmentID {
				continue
			}
			if !row.StartedAt.After(last.StartedAt) || row.StatusTo != last.StatusTo || row.StatusFrom != row.StatusTo || edifyStates(row.Event) {
				t.Errorf("%+v after %+v", row.Segment, last.Segment)
			}
		}
		if got := edifyPath(&c.Interaction, c.Segments, &EdifyOptions{Conflicts: 0.2, DropColumns: []string{"Id"}}); len(got) != len(once) {
			t.Error("rows conflict without an id")
		}
	}
	if conflicts < 100 {
		t.Errorf("%d conflicting rows", conflicts)
	}
}

// The oddities that an Edify export is to show are all there.
func TestEdifyShowsItsOddities(t *testing.T) {
	sim := New(Options{Interactions: 2000, Seed: 9, Ties: 0.1})
	seen := map[string]bool{}
	for c := range sim.Interactions() {
		seen["open"] = seen["open"] || c.Interaction.CompletedAt.IsZero()
		rows := edifyPath(&c.Interaction, c.Segments, &EdifyOptions{Statuses: true})
		entered := map[string]int{}
		for i := range rows {
			r := &rows[i]
			entered[r.StatusTo]++
			if i == 0 {
				continue
			}
			last := &rows[i-1]
			both := r.StatusTo == pending && last.StatusTo == pending
			seen["ring-all"] = seen["ring-all"] || both && r.UserID != last.UserID
			seen["equal instants"] = seen["equal instants"] || r.StartedAt.Equal(last.StartedAt)
			if i > 1 && r.StatusTo == pending && last.StatusTo == open && rows[i-2].StatusTo == pending {
				seen["again"] = seen["again"] || r.UserID == rows[i-2].UserID
			}
		}
		seen["cycle"] = seen["cycle"] || entered[connected] > 1 && entered[open] > 1
	}
	for _, oddity := range []string{"open", "ring-all", "equal instants", "again", "cycle"} {
		if !seen[oddity] {
			t.Errorf("2000 interactions show no %s", oddity)
		}
	}
}

// One walk by hand: what statuses only can still say of a ring, its decline, a second ring, a talk with a hold.
func TestEdifyLossesOfStatusesOnly(t *testing.T) {
	step := func(second int64, event data.Event, from, to, user, queue string) data.Segment {
		return data.Segment{StartedAt: instant(second * 1000), Event: event, StatusFrom: from, StatusTo: to, UserID: user, QueueID: queue}
	}
	c := Case{Interaction: data.Interaction{Outcome: "Sold"}, Segments: []data.Segment{
		step(0, data.Create, "", creating, "", ""), step(1, data.QueueEntry, creating, open, "", "Q"),
		step(3, data.RingOffer, open, pending, "Ana", "Q"), step(8, data.Reject, pending, open, "Ana", "Q"),
		step(9, data.RingOffer, open, pending, "Ben", "Q"), step(12, data.Accept, pending, connected, "Ben", "Q"),
		step(15, data.Consult, "", "", "Cy", ""), step(20, data.Hold, connected, onHold, "Ben", ""),
		step(25, data.StatusChange, onHold, connected, "Ben", ""), step(40, data.Complete, connected, completed, "", ""),
	}}
	lost := EdifyLosses(New(Options{Interactions: 1}), EdifyOptions{Statuses: true, OnlySegments: true})(c)
	var got []string
	for _, s := range lost.Segments {
		end := ""
		if !s.EndedAt.IsZero() {
			end = fmt.Sprint(s.EndedAt.Unix())
		}
		got = append(got, fmt.Sprintf("%d-%s %s %s", s.StartedAt.Unix(), end, s.Event, s.UserID))
	}
	want := "0-1 create |1-12 queue |3-8 ring Ana|8-9 status Ana|9-12 ring Ben|12-40 accept Ben|20-25 hold Ben|25-40 status Ben|40- complete "
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
	if lost.Interaction.Outcome != "Sold" || lost.Interaction.Status != completed || !lost.Interaction.Derived {
		t.Errorf("%+v", lost.Interaction)
	}
}
