package sample

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"segpath/data"
)

func TestKoreColumns(t *testing.T) {
	sim := New(Options{Interactions: 5})
	if got := columns(Kore(sim, KoreOptions{})); strings.Count(got, "Time") != 9 || !strings.HasPrefix(got, koreTable+": Session ID Direction") ||
		!strings.HasSuffix(got, "Disconnecting Event Disposition Messages Sent Email Subject Session Tags User Tags") {
		t.Errorf("%s", got)
	}
	got := columns(Kore(sim, KoreOptions{Headers: Identifiers, DropColumns: []string{"Status", "Reason", "Session Tags", "User Tags"}}))
	if !strings.Contains(got, "talk_time hold_mute_time") || strings.Contains(got, " status ") || strings.HasSuffix(got, "tags") {
		t.Errorf("%s", got)
	}
}

// A path by hand: the bot passes it on, nobody answers in time, two agents one after the other, a hold, help
// from a third; and what the report says of it row by row.
func TestKorePath(t *testing.T) {
	step := func(from, to int64, event data.Event, user, queue string, cause data.Cause) data.Segment {
		return data.Segment{StartedAt: instant(from * 1000), EndedAt: instant(to * 1000), Event: event, UserID: user, QueueID: queue, Cause: cause, Type: voice}
	}
	transfer := step(150, 150, data.Transfer, "U-1002", "", "")
	transfer.ByUserID = "U-1001"
	it := data.Interaction{ID: "s1", CompletedAt: instant(400_000), Outcome: "Resolved", EndedBy: "customer"}
	path := []data.Segment{
		step(0, 0, data.Create, "", "", ""), step(1, 20, data.Bot, "", "", ""), step(21, 80, data.QueueEntry, "", "Q-01", "queue_timeout"),
		step(30, 50, data.RingOffer, "U-1003", "Q-01", ""), step(81, 90, data.QueueEntry, "", "Q-02", "agent_connected"),
		step(85, 90, data.RingOffer, "U-1001", "Q-02", ""), step(90, 149, data.Accept, "U-1001", "Q-02", ""), step(100, 110, data.Hold, "U-1001", "", ""),
		transfer, step(152, 155, data.RingOffer, "U-1002", "", ""), step(155, 300, data.Accept, "U-1002", "", ""), step(160, 200, data.Consult, "U-1003", "", ""),
		step(200, 300, data.Join, "U-1003", "", ""), step(300, 330, data.WrapUp, "U-1002", "", ""), step(400, 400, data.Complete, "", "", ""),
	}
	for _, c := range []struct {
		opt  KoreOptions
		want string
	}{
		{KoreOptions{}, "0-0 1-20 ''/21-80 0-0 'Bot'/81-90 90-149 'System' held 10/0-0 155-300 'U-1001' consult U-1003 join U-1003 Completed User Hangup"},
		{KoreOptions{RepeatStays: true, ACWInSegment: true}, "0-0 1-20 ''/21-80 0-0 'Bot'/81-90 90-149 'System' held 10/81-90 155-330 'U-1001' again consult U-1003 join U-1003 Completed User Hangup"},
	} {
		var rows []string
		for _, r := range korePath(&it, path, &c.opt) {
			second := func(at time.Time) int64 { return max(at.Unix(), 0) }
			row := fmt.Sprintf("%d-%d %d-%d '%s'", second(r.queue.StartedAt), second(r.queue.EndedAt), second(r.agent.StartedAt), second(r.agent.EndedAt), r.by)
			if r.repeated {
				row += " again"
			}
			if r.held > 0 {
				row += fmt.Sprint(" held ", r.held.Seconds())
			}
			for _, user := range r.consultants {
				row += " consult " + user
			}
			for _, user := range r.joined {
				row += " join " + user
			}
			if r.closed {
				row += " " + r.status + " " + r.hangup
			}
			rows = append(rows, row)
		}
		if got := strings.Join(rows, "/"); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// What the report says of how a session ended is what happened: an abandon where the customer gave up, and nowhere
// else; and it is open where it goes on.
func TestKoreSaysHowItEnded(t *testing.T) {
	sim := New(Options{Interactions: 3000, Seed: 5})
	lose, seen := KoreLosses(sim, KoreOptions{}), map[string]int{}
	for truth := range sim.Interactions() {
		c := lose(truth)
		if len(c.Segments) == 0 {
			seen["without a row"]++
			continue
		}
		has := func(c Case, e data.Event) bool {
			return slices.ContainsFunc(c.Segments, func(s data.Segment) bool { return s.Event == e })
		}
		open := truth.Interaction.CompletedAt.IsZero()
		if has(truth, data.Abandon) != has(c, data.Abandon) || open == (has(c, data.Abandon) || has(c, data.Complete)) {
			t.Errorf("%s: %+v", c.Interaction.ID, c.Segments)
		}
		for what, is := range map[string]bool{"open": open, "abandon": has(c, data.Abandon), "bot": has(c, data.Bot), "consult": has(c, data.Consult), "voicemail": c.Interaction.Status == "Voicemail"} {
			if is {
				seen[what]++
			}
		}
	}
	for _, what := range []string{"open", "abandon", "bot", "consult", "voicemail", "without a row"} {
		if seen[what] == 0 {
			t.Errorf("3000 interactions show none that is %s", what)
		}
	}
}

func TestKoreLengths(t *testing.T) {
	for length, want := range map[data.Span]string{0: "00:00:00", 135 * data.Second: "00:02:15", 1164083 * data.Second: "323:21:23", 1_999_999: "00:00:01"} {
		if got := clockLength(length); got != want {
			t.Errorf("%d is %s, want %s", length, got, want)
		}
	}
	for name, want := range map[string]string{"Jane Doe": "Jane D.", "김민준": "김민준", "Zoë Ångström": "Zoë Å."} {
		if got := customName(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}
