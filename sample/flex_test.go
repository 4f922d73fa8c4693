package sample

import (
	"fmt"
	"strings"
	"testing"

	"segpath/data"
)

func TestFlexColumns(t *testing.T) {
	sim := New(Options{Interactions: 5})
	for _, try := range []struct {
		opt  FlexOptions
		want string
	}{
		{FlexOptions{}, "Conversations: Segment External ID Conversation Kind Date Time Time in Seconds Agent Queue Communication Channel Direction" +
			" Queue Time Talk Time Hold Time Wrap Up Time Activity Time Activity Abandoned Abandoned Phase Conversation Attribute 1" +
			" Segment Order Hang Up By Outcome External Contact Customer IVR Path Workflow Handling Team Virtual"},
		{FlexOptions{Clock: ToTheMinute, Headers: OtherNames, DropColumns: []string{
			"Direction", "Queue Time", "Talk Time", "Hold Time", "Wrap Up Time", "Activity Time", "Activity", "Abandoned", "Abandoned Phase",
			"Conversation Attribute 1", "Segment Order", "Hang Up By", "Outcome", "External Contact", "IVR Path", "Workflow", "Virtual",
		}}, "Conversations: Segment (Label ID) (PK) Segment (Label External ID) Conversation Kind Date Time Worker Queue Channel Customer Phone" +
			" Handling Team (Label Team Name)"},
	} {
		if got := columns(Flex(sim, try.opt)); got != try.want {
			t.Errorf("%+v:\ngot  %s\nwant %s", try.opt, got, try.want)
		}
	}
}

// One instant as every clock and date writes it.
func TestFlexClocks(t *testing.T) {
	at := instant(1772492407_000) // 23:00:07 UTC on the 2nd
	row := &flexRow{start: at}
	for _, try := range []struct {
		opt  FlexOptions
		want string
	}{
		{FlexOptions{}, "2026-03-02 23:00 82807"},
		{FlexOptions{Zone: "Europe/Berlin"}, "2026-03-03 00:00 7"},
		{FlexOptions{Clock: SecondOfMinute, Dates: USDates}, "03/02/2026 11:00 PM 7"},
		{FlexOptions{Clock: SecondsSince1970, Dates: EUDates}, "02.03.2026 23:00 1772492407"},
		{FlexOptions{Clock: Milliseconds, Dates: USDates, Zone: "Europe/Berlin"}, "03/03/2026 12:00 AM 7000"},
	} {
		if got := fmt.Sprint(try.opt.date(row), " ", try.opt.time(row), " ", try.opt.seconds(at)); got != try.want {
			t.Errorf("%+v: %s, want %s", try.opt, got, try.want)
		}
	}
}

// One walk by hand: the rows of an interaction, and what a reader makes of them.
func TestFlexRowsAndLosses(t *testing.T) {
	sim := New(Options{Interactions: 1, Users: 4})
	users := sim.world.users
	step := func(from, to int64, event data.Event, user int, cause data.Cause) data.Segment {
		s := data.Segment{SegmentID: fmt.Sprint(from, event), StartedAt: instant(from), Event: event, Cause: cause, QueueID: "Q-01"}
		if to > 0 {
			s.EndedAt = instant(to)
		}
		if user >= 0 {
			s.UserID = users[user].ID
		}
		return s
	}
	c := Case{Interaction: data.Interaction{ID: "i1", Type: voice, Direction: "inbound", EndedBy: "user", Outcome: "Sold"}, Segments: []data.Segment{
		step(0, 400, data.Create, -1, ""), step(1000, 20900, data.QueueEntry, -1, "agent_connected"),
		step(2000, 5700, data.RingOffer, 0, ""), step(5700, 5700, data.Reject, 0, "declined"),
		step(6000, 9000, data.RingOffer, 1, ""), step(9000, 9000, data.Ignore, 1, "timeout"),
		step(10000, 12000, data.RingOffer, 3, ""), step(13000, 20900, data.RingOffer, 2, ""),
		step(20900, 60000, data.Accept, 2, ""), step(30000, 42000, data.Hold, 2, ""), step(60000, 65000, data.WrapUp, 2, ""),
		step(65000, 65000, data.Complete, -1, ""),
	}}
	var got []string
	for _, r := range newFlexNames(sim).flexPath(&c.Interaction, c.Segments) {
		got = append(got, fmt.Sprintf("%d %s talk %d hold %d queued %d activity %d wrap %d", r.start.Unix(), r.kind,
			r.talk.Or(-1), r.hold.Or(-1), r.queued.Or(-1), r.activity.Or(-1), r.wrap.Or(-1)))
	}
	want := []string{
		"1 Queue talk -1 hold -1 queued 19 activity -1 wrap -1", "2 Rejected Conversation talk -1 hold -1 queued -1 activity 3 wrap -1",
		"6 Missed Conversation talk -1 hold -1 queued -1 activity 3 wrap -1", "10 Revoked Conversation talk -1 hold -1 queued -1 activity 2 wrap -1",
		"20 Conversation talk 40 hold 12 queued -1 activity -1 wrap 5",
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("rows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	got = nil
	lost := FlexLosses(sim, FlexOptions{})(c)
	for _, s := range lost.Segments {
		got = append(got, fmt.Sprintf("%d-%d %s", s.StartedAt.Unix(), s.EndedAt.Unix(), s.Event))
	}
	if steps := "1-20 queue|2-5 ring|5-5 reject|6-9 ring|9-9 ignore|10-12 ring|12-12 clear|20-60 accept|60-65 wrapup|1-1 create|65-65 complete"; strings.Join(got, "|") != steps {
		t.Errorf("steps %s\nwant  %s", strings.Join(got, "|"), steps)
	}
	if in := lost.Interaction; in.Outcome != "Sold" || in.EndedBy != "Agent" || in.Direction != "Inbound" || !in.Derived {
		t.Errorf("%+v", in)
	}
}

// The oddities that a Flex export is to show are all there.
func TestFlexShowsItsKinds(t *testing.T) {
	sim := New(Options{Interactions: 2000, Seed: 9})
	seen := map[string]int{}
	for row := range sim.flexRows(FlexOptions{}) {
		seen[row.kind+row.running]++
		seen["Attribute "+row.attribute]++
		if row.kind == flexMissed && row.abandoned {
			seen["Abandoned ringing, phase "+row.phase]++
		}
		if row.kind == flexAgentStatus && row.conversation == "" {
			seen["of no conversation"]++
		}
	}
	for _, oddity := range []string{
		"Queue", "Conversation", "Rejected Conversation", "Missed Conversation", "Revoked Conversation", "Agent Status", "Queue in Progress",
		"Conversation in Progress", "Attribute Timeout", "Abandoned ringing, phase Ringing", "Abandoned ringing, phase ", "of no conversation",
	} {
		if seen[oddity] == 0 {
			t.Errorf("2000 interactions show no %s", oddity)
		}
	}
}
