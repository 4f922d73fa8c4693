package sample

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"segpath/data"
)

func TestBuzzeasyTables(t *testing.T) {
	sim := New(Options{Interactions: 5})
	names := func(opt BuzzeasyOptions) (list []string) {
		for _, table := range Buzzeasy(sim, opt) {
			list = append(list, table.Name)
		}
		return list
	}
	if got := strings.Join(names(BuzzeasyOptions{Base: Filtered, DropTables: []string{"Users", "Bot Segments"}}), ", "); got !=
		"Calls, Chats, Emails, Queue Segments, Rejected Enqueue Attempts, Workitem, Workitem Conversation Sessions, Agent States, Agents, Queues, Channels, Bot Steps, Business Units" {
		t.Error(got)
	}
	for _, c := range []struct {
		opt        BuzzeasyOptions
		has, lacks []string
	}{
		{BuzzeasyOptions{}, []string{"startedAt ", "startedAtUTC", "primaryConversationID"}, nil},
		{BuzzeasyOptions{NoUTC: true, DropColumns: []string{"Workitem.endTime"}}, []string{"startedAt "}, []string{"UTC", "endTime"}},
		{BuzzeasyOptions{NoLocal: true, Headers: OtherNames}, []string{"startedAtUtc", "primaryConversationId"}, []string{"queuedAt ", "UTC"}},
		{BuzzeasyOptions{Base: FilteredToo, Headers: Capitals}, []string{"Conversations: ID", "Calls: ID", "ENDEDATUTC"}, []string{"endedAt"}},
	} {
		got := columns(Buzzeasy(sim, c.opt))
		for _, want := range c.has {
			if !strings.Contains(got, want) {
				t.Errorf("%+v: no %q in\n%s", c.opt, want, got)
			}
		}
		for _, not := range c.lacks {
			if strings.Contains(got, not) {
				t.Errorf("%+v: %q in\n%s", c.opt, not, got)
			}
		}
	}
}

// A path by hand: a menu, nobody in time, an agent who consults and passes it to a colleague who lets it ring, then
// another queue; and the conversations that it is in the feed.
func TestBuzzeasyLegs(t *testing.T) {
	step := func(from, to int64, event data.Event, user, queue string, cause data.Cause) data.Segment {
		return data.Segment{StartedAt: instant(from * 1000), EndedAt: instant(to * 1000), Event: event, UserID: user, QueueID: queue, Cause: cause, Type: voice}
	}
	consult := step(100, 110, data.Consult, "U-3", "", "")
	consult.ByUserID = "U-1"
	it := data.Interaction{ID: "i", AccountID: "ACC-1", CompletedAt: instant(400_000), Outcome: "Resolved", EndedBy: "customer"}
	path := []data.Segment{
		step(1, 1, data.Create, "", "", ""), step(2, 20, data.Bot, "", "", ""), step(21, 90, data.QueueEntry, "", "Q-1", "agent_connected"),
		step(30, 50, data.RingOffer, "U-2", "Q-1", ""), step(50, 50, data.Ignore, "U-2", "Q-1", "timeout"),
		step(85, 90, data.RingOffer, "U-1", "Q-1", ""), step(90, 149, data.Accept, "U-1", "Q-1", ""), step(95, 98, data.Hold, "U-1", "", ""), consult,
		step(150, 150, data.Transfer, "U-2", "", ""), step(152, 155, data.RingOffer, "U-2", "", ""), step(155, 155, data.Reject, "U-2", "", "declined"),
		step(156, 156, data.TransferFailed, "U-2", "", ""), step(157, 200, data.QueueEntry, "", "Q-2", "agent_connected"),
		step(190, 200, data.RingOffer, "U-1", "Q-2", ""), step(200, 300, data.Accept, "U-1", "Q-2", ""), step(300, 330, data.WrapUp, "U-1", "", ""),
		step(400, 400, data.Complete, "", "", ""),
	}
	var got []string
	for _, l := range buzzeasyLegs(&it, path) {
		line := fmt.Sprintf("%s %d-%d %s next %q", l.id, l.from.Unix(), l.to.Unix(), l.reason, l.next)
		for _, task := range l.tasks {
			line += fmt.Sprintf(", %s %s %d-%d preview %d active %d wrap %d held %d", task.agent, task.result, task.start.Unix(), task.end.Unix(),
				task.preview.Or(-1), task.active.Or(-1), task.wrap.Or(-1), task.held/data.Second)
		}
		for _, s := range l.sessions() {
			line += ", session " + s.task.id + " " + s.reason
		}
		got = append(got, line)
	}
	want := []string{
		`i 1-150 TransferToChannel next "i-2", U-2 Missed 30-50 preview 20 active -1 wrap -1 held 0, U-1 Handled 85-149 preview 5 active 59 wrap 0 held 3, session i-w2 Transferred`,
		`i-2 150-156 TransferToAgentFailed next "i-3", U-2 Rejected 152-155 preview 3 active -1 wrap -1 held 0`,
		`i-3 156-400 CustomerDisconnected next "", U-1 Handled 190-330 preview 10 active 100 wrap 30 held 0, session i-w4 ConversationEnded`,
		`i-c1 100-110 Default next "", session i-w2 default`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What the feed says of how an interaction ended is what happened: an abandon where the customer gave up, and nowhere else.
func TestBuzzeasySaysHowItEnded(t *testing.T) {
	sim, lose, seen := New(Options{Interactions: 3000, Seed: 5}), BuzzeasyLosses(BuzzeasyOptions{}), map[string]int{}
	for truth := range sim.Interactions() {
		abandons := func(segments []data.Segment) (n int) {
			for _, s := range segments {
				if s.Event == data.Abandon {
					n++
				}
			}
			return n
		}
		told := 0
		for _, c := range lose(truth) {
			told += abandons(c.Segments)
			seen[c.Interaction.Outcome]++
		}
		if told != abandons(truth.Segments) {
			t.Errorf("%s: %d abandons", truth.Interaction.ID, told)
		}
	}
	for _, reason := range []string{
		"", "Abandoned", "CallbackRequested", "CustomerDisconnected", "CustomerJoinFailed", "Default", "IdleTimeout", "TransferToAgentFailed",
		"TransferToChannel", "TransferToExternal", "TransferredToQueue",
	} {
		if seen[reason] == 0 {
			t.Errorf("3000 interactions show none that ended with %q", reason)
		}
	}
}
