package query

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"segpath/data"
)

// flexHeader is the header of the hand-written exports; a row's cells that are not given are empty.
const flexHeader = "Segment,Conversation,Kind,Date,Time,Time in Seconds,Agent,Queue,Talk Time,Queue Time,Activity Time,Wrap Up Time,Hold Time," +
	"Abandoned,Abandoned Phase,Conversation Attribute 1,Segment Order,Communication Channel,Direction,Outcome,Hang Up By,External Contact,External ID,IVR Path,Workflow,Virtual"

// flexRows writes rows "second Kind; column=value; …" of a conversation unless they name another. Second 0
// is 09:00 of edifyDay.
func flexRows(id, rows string) string {
	columns := strings.Split(flexHeader, ",")
	out := ""
	for n, row := range strings.Split(strings.TrimSpace(rows), "\n") {
		parts := strings.Split(row, ";")
		at, kind, _ := strings.Cut(strings.TrimSpace(parts[0]), " ")
		var second int
		if _, err := fmt.Sscan(at, &second); err != nil {
			panic(err)
		}
		cells := map[string]string{
			"Segment": fmt.Sprintf("%s-%d", id, n+1), "Conversation": id, "Kind": kind, "Date": "2026-03-02",
			"Time": fmt.Sprintf("%02d:%02d", 9+second/3600, second/60%60), "Time in Seconds": fmt.Sprint(9*3600 + second),
		}
		for _, part := range parts[1:] {
			name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
			cells[name] = value
		}
		for i, name := range columns {
			if i > 0 {
				out += ","
			}
			out += cells[name]
			delete(cells, name)
		}
		if len(cells) > 0 {
			panic(fmt.Sprint("no such column: ", cells))
		}
		out += "\n"
	}
	return out
}

// openFlex opens hand-written rows.
func openFlex(t *testing.T, rows string) *Engine {
	t.Helper()
	e := openFiles(t, Options{}, map[string]string{"report.csv": flexHeader + "\n" + rows})
	if e.Export().Format != "flex" {
		t.Fatalf("taken for %s", e.Export().Format)
	}
	return e
}

// One hand-written answer for every Kind of the vendor's document, and for every rule.
func TestFlexKinds(t *testing.T) {
	cases := []struct{ rule, rows, want string }{
		{"Queue is a stay, Conversation an accept without ring, with its wrap-up", `
0 Queue; Queue=Billing; Queue Time=12
12 Conversation; Queue=Billing; Agent=Ana; Talk Time=100; Wrap Up Time=30; Segment Order=1`, `
0-0 create derived
0-12 queue Billing
12-112 accept Ana Billing
112-142 wrapup Ana Billing
142-142 complete derived`},
		{"no Wrap Up Time, and one of 0, is no wrap-up", `
0 Conversation; Agent=Ana; Talk Time=10; Wrap Up Time=0`, `
0-0 create derived
0-10 accept Ana
10-10 complete derived`},
		{"Rejected Conversation is a ring and its reject", `
0 Queue; Queue=Billing; Queue Time=12
2 Rejected Conversation; Queue=Billing; Agent=Ana; Activity Time=4
12 Conversation; Queue=Billing; Agent=Ben; Talk Time=10`, `
0-0 create derived
0-12 queue Billing
2-6 ring Ana Billing
6-6 reject Ana Billing
12-22 accept Ben Billing
22-22 complete derived`},
		{"Missed Conversation is a ring and an ambiguous ignore", `
0 Queue; Queue=Billing; Queue Time=30
2 Missed Conversation; Queue=Billing; Agent=Ana; Activity Time=18
30 Conversation; Queue=Billing; Agent=Ben; Talk Time=10`, `
0-0 create derived
0-30 queue Billing
2-20 ring Ana Billing
20-20 ignore Ana Billing
30-40 accept Ben Billing
40-40 complete derived`},
		{"Revoked Conversation is a ring and a clear, withdrawn", `
0 Queue; Queue=Billing; Queue Time=30
2 Revoked Conversation; Queue=Billing; Agent=Ana; Activity Time=18
30 Conversation; Queue=Billing; Agent=Ben; Talk Time=10`, `
0-0 create derived
0-30 queue Billing
2-20 ring Ana Billing
20-20 clear Ana Billing cause=withdrawn
30-40 accept Ben Billing
40-40 complete derived`},
		{"the customer left while the last offer rang", `
0 Queue; Queue=Billing; Queue Time=9; Abandoned=Yes; Abandoned Phase=Ringing
2 Missed Conversation; Queue=Billing; Agent=Ana; Activity Time=6; Abandoned=Yes; Abandoned Phase=Ringing`, `
0-0 create derived
0-9 queue Billing
2-8 ring Ana Billing
8-8 clear Ana Billing cause=customer_left
9-9 abandon derived`},
		{"the same where the phase is unset", `
0 Missed Conversation; Agent=Ana; Activity Time=6; Abandoned=Yes`, `
0-0 create derived
0-6 ring Ana
6-6 clear Ana cause=customer_left
6-6 abandon derived`},
		{"abandoned in the queue: the missed offer stays ambiguous", `
0 Queue; Queue=Billing; Queue Time=40; Abandoned=Yes; Abandoned Phase=Queue
2 Missed Conversation; Queue=Billing; Agent=Ana; Activity Time=18; Abandoned=Yes; Abandoned Phase=Queue`, `
0-0 create derived
0-40 queue Billing
2-20 ring Ana Billing
20-20 ignore Ana Billing
40-40 abandon derived`},
		{"of two missed offers only the last is one that the customer left", `
0 Missed Conversation; Agent=Ana; Activity Time=6; Abandoned=Yes
20 Missed Conversation; Agent=Ben; Activity Time=6; Abandoned=Yes`, `
0-0 create derived
0-6 ring Ana
6-6 ignore Ana
20-26 ring Ben
26-26 clear Ben cause=customer_left
26-26 abandon derived`},
		{"of two missed offers at one instant neither is known to be the last", `
0 Missed Conversation; Agent=Ana; Activity Time=6; Abandoned=Yes
0 Missed Conversation; Agent=Ben; Activity Time=8; Abandoned=Yes`, `
0-0 create derived
0-6 ring Ana
0-8 ring Ben
6-6 ignore Ana
8-8 ignore Ben
8-8 abandon derived`},
		{"an answer that begins later undoes an abandonment", `
0 Queue; Queue=Billing; Queue Time=40; Abandoned=Yes
300 Conversation; Queue=Billing; Agent=Ben; Talk Time=10; Abandoned=No`, `
0-0 create derived
0-40 queue Billing
300-310 accept Ben Billing
310-310 complete derived`},
		{"Moved and Timeout say why a stay ended, of Queue rows only", `
0 Queue; Queue=Billing; Queue Time=40; Conversation Attribute 1=Moved
40 Queue; Queue=Support; Queue Time=20; Conversation Attribute 1=Timeout
60 Queue; Queue=Billing; Queue Time=20; Conversation Attribute 1=VIP
80 Conversation; Queue=Billing; Agent=Ben; Talk Time=10; Conversation Attribute 1=Moved`, `
0-0 create derived
0-40 queue Billing cause=moved
40-60 queue Support cause=queue_timeout
60-80 queue Billing
80-90 accept Ben Billing
90-90 complete derived`},
		{"in Progress is the same, open", `
0 Queue; Queue=Billing; Queue Time=40
40 Conversation in Progress; Queue=Billing; Agent=Ben; Talk Time=10`, `
0-0 create derived
0-40 queue Billing
40- accept Ben Billing`},
		{"an offer without Activity Time ends nobody knows when", `
0 Queue; Queue=Billing; Queue Time=30
2 Missed Conversation; Queue=Billing; Agent=Ana; Activity Time=
30 Conversation; Queue=Billing; Agent=Ben; Talk Time=10`, `
0-0 create derived
0-30 queue Billing
2- ring Ana Billing
- ignore Ana Billing
30-40 accept Ben Billing
40-40 complete derived`},
		{"an answer without a length is over, and nobody knows when", `
0 Queue; Queue=Billing; Queue Time=30
30 Conversation; Queue=Billing; Agent=Ben; Talk Time=`, `
0-0 create derived
0-30 queue Billing
30- accept Ben Billing
- complete derived`},
		{"a Kind that nobody knows is kept as it is", `
0 Queue; Queue=Billing; Queue Time=30
30 Smoke Signal; Agent=Ben`, `
0-0 create derived
0-30 queue Billing
30- other Ben
30-30 complete derived`},
		{"Segment Order orders the answers of one instant", `
0 Conversation; Agent=Ben; Talk Time=0; Segment Order=2
0 Conversation; Agent=Ana; Talk Time=0; Segment Order=1`, `
0-0 create derived
0-0 accept Ana
0-0 accept Ben
0-0 complete derived`},
	}
	var rows strings.Builder
	for n, c := range cases {
		rows.WriteString(flexRows(fmt.Sprintf("c%d", n), c.rows))
	}
	e := openFlex(t, rows.String())
	for n, c := range cases {
		p := pathOf(t, e, fmt.Sprintf("c%d", n))
		if got, want := told(p), strings.TrimSpace(c.want); got != want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", c.rule, got, want)
		}
		for _, s := range p.Steps {
			if s.Ambiguous != (s.Event == data.Ignore) {
				t.Errorf("%s: %s is ambiguous: %v", c.rule, s.Event, s.Ambiguous)
			}
		}
	}
}

// A ring and its outcome come of one row and belong together, whatever else rings; what is missed counts
// against nobody.
func TestFlexRings(t *testing.T) {
	e := openFlex(t, flexRows("c1", `
0 Queue; Queue=Billing; Queue Time=70
0 Missed Conversation; Queue=Billing; Agent=Ana; Activity Time=60
0 Rejected Conversation; Queue=Billing; Agent=Ana; Activity Time=60
70 Conversation; Queue=Billing; Agent=Ben; Talk Time=10`))
	var got []string
	p := pathOf(t, e, "c1")
	for _, r := range p.Rings() {
		got = append(got, fmt.Sprint(r.UserID, " ", r.Outcome, " ", r.Seconds.Or(-data.Second).Seconds(), " ", r.Ambiguous))
	}
	if want := "Ana ignore 60 true|Ana reject 60 false|Ben accept -1 false"; strings.Join(got, "|") != want {
		t.Errorf("rings %s, want %s", strings.Join(got, "|"), want)
	}
	users, err := e.Users(context.Background(), data.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	got = nil
	for _, u := range users {
		got = append(got, fmt.Sprint(u.UserID, " rung ", u.Rung.Or(-1), " accepted ", u.Accepted.Or(-1), " rejected ", u.Rejected.Or(-1),
			" ignored ", u.Ignored.Or(-1), " ambiguous ", u.Ambiguous.Or(-1)))
	}
	if want := "Ana rung 2 accepted 0 rejected 1 ignored 0 ambiguous 1|Ben rung 0 accepted 1 rejected 0 ignored 0 ambiguous 0"; strings.Join(got, "|") != want {
		t.Errorf("users %s\nwant  %s", strings.Join(got, "|"), want)
	}
	if s := data.Summarise(p); s.Ambiguous.Or(-1) != 1 || s.Ignores.Or(-1) != 0 {
		t.Errorf("%d ambiguous, %d ignored", s.Ambiguous.Or(-1), s.Ignores.Or(-1))
	}
}

// Rows of Agent Status are context with a conversation and without; any other row needs its conversation.
func TestFlexAgentStatus(t *testing.T) {
	e := openFlex(t, flexRows("c1", `
0 Agent Status; Agent=Ana; Conversation=; Activity Time=600; Virtual=Yes
0 Queue; Queue=Billing; Queue Time=30; Virtual=Yes
10 Agent Status; Agent=Ana; Activity Time=20
20 Missed Conversation; Agent=Ana; Conversation=; Activity Time=20
30 Conversation; Queue=Billing; Agent=Ben; Talk Time=10; Virtual=No`))
	report, err := e.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	f := report.Files[0]
	if f.Rows != 5 || f.Used != 2 || f.Context["agent status"] != 2 || f.Rejected != 1 {
		t.Errorf("%+v", f)
	}
	if p := pathOf(t, e, "c1"); len(p.Steps) != 4 || report.InteractionCount != 1 {
		t.Errorf("%d interactions, the path\n%s", report.InteractionCount, told(p))
	}
}

// What has no column of ours is a fact, or the conversation's own.
func TestFlexFactsAndInteraction(t *testing.T) {
	e := openFlex(t, flexRows("c1", `
0 Queue; Queue=Billing; Queue Time=30; Direction=Inbound; External Contact=+44 20; External ID=WT2; IVR Path=pay "now"; Communication Channel=Call
30 Conversation; Queue=Billing; Agent=Ben; Talk Time=100; Hold Time=12; Direction=Outbound; External ID=WT1; Workflow=Assign; Hang Up By=Agent; Outcome=Paid
50 Missed Conversation; Agent=Ana; Activity Time=5; Hang Up By=Unknown; Communication Channel=Chat`))
	p := pathOf(t, e, "c1")
	in := p.Interaction
	if got, want := fmt.Sprint(in.ExternalIDs, in.Direction, in.Outbound, in.ContactPoint, in.EndedBy, in.Outcome, in.Type, in.QueueID, in.UserID, in.CompletedAt.Sub(edifyDay)),
		"[WT1 WT2]Inboundfalse+44 20AgentPaidCallBillingBen2m10s"; strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
		t.Errorf("interaction %s\nwant        %s", got, want)
	}
	if got, want := fmt.Sprint(p.Steps[1].Facts, p.Steps[2].Facts), `map[IVR Path:pay "now"] map[Workflow:Assign hold_total_s:12 talk_total_s:100]`; got != want {
		t.Errorf("facts %s\nwant  %s", got, want)
	}
	if s := data.Summarise(p); s.Hold.Or(-1) != 12*data.Second || s.Talk.Or(-1) != 100*data.Second {
		t.Errorf("hold %v, talk %v", s.Hold, s.Talk)
	}
	has := e.Export().Has
	if has.Statuses.Can() || has.Statuses.Why == "" || has.Rings.State != data.Stated || has.Hold.State != data.Stated {
		t.Errorf("has %+v", has)
	}
}

// Time in Seconds is what the whole column says it is.
func TestFlexTimeInSeconds(t *testing.T) {
	for _, c := range []struct{ name, rows, want string }{ // rows "Time Time-in-Seconds", the starts wanted
		{"none", "09:00 -|09:01 -", "09:00:00 09:01:00"},
		{"second of the minute", "09:00 7|09:01 59|9:02 -", "09:00:07 09:01:59 09:02:00"},
		{"second of the day", "09:00 32407|09:01 32519|18:30 66659", "09:00:07 09:01:59 18:30:59"},
		{"second of the day, Time of twelve hours", "9:00 AM 32407|12:01 AM 119|6:30 PM 66659", "09:00:07 00:01:59 18:30:59"},
		{"seconds since 1970", "09:00 1772442007|09:01 1772442119", "09:00:07 09:01:59"},
		{"something else", "09:00 32407|09:01 70000|09:02 7", "09:00:00 09:01:00 09:02:00"},
		{"a time with its second and no such column", "09:00:07 -|09:01:59 -", "09:00:07 09:01:59"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := "Conversation,Kind,Date,Time,Time in Seconds,Agent,Talk Time\n"
			rows := strings.Split(c.rows, "|")
			for n, row := range rows {
				cut := strings.LastIndex(row, " ")
				file += fmt.Sprintf("c%d,Conversation,2026-03-02,%s,%s,Ana,60\n", n, row[:cut], strings.Trim(row[cut+1:], "-"))
			}
			e := openFiles(t, Options{}, map[string]string{"report.csv": file})
			var got []string
			unused := false
			for n := range rows {
				p := pathOf(t, e, fmt.Sprintf("c%d", n))
				got = append(got, p.Steps[0].StartedAt.Format("15:04:05"))
				unused = unused || p.Steps[1].Facts["Time in Seconds"] != ""
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("starts %v, want %s", got, c.want)
			}
			if unused != (c.name == "something else") {
				t.Errorf("kept as a fact: %v", unused)
			}
			var told int64
			for _, n := range noticesOf(e, data.FormatRemark) {
				told += n.Count
				if at := n.Places; len(at) != len(rows) || at[0].InteractionID != "c0" || at[0].SourceRow != 2 || !strings.HasPrefix(n.Text, "Time in Seconds was unused") {
					t.Errorf("told as %q at %v", n.Text, at)
				}
			}
			if unused && told != int64(len(rows)) || !unused && told != 0 {
				t.Errorf("%d rows are told, unused is %v", told, unused)
			}
		})
	}
}

// Seconds since 1970 say their zone: of Date and Time, which do not, only what is read is told.
func TestFlexEpochNeedsNoZone(t *testing.T) {
	for seconds, want := range map[string]int64{"1772442007 1772442119": 0, "1772442007 ": 1, "32407 32519": 2} {
		first, second, _ := strings.Cut(seconds, " ")
		e := openExactly(t, Options{}, map[string]string{"report.csv": "Conversation,Kind,Date,Time,Time in Seconds\n" +
			"a,Conversation,2026-03-02,09:00," + first + "\nb,Conversation,2026-03-02,09:01," + second + "\n"})
		var told int64
		for _, n := range noticesOf(e, data.AssumedZone) {
			told += n.Count
		}
		if told != want || e.Export().ZoneAssumed != (want > 0) {
			t.Errorf("%q: %d instants are told to be in an assumed zone, want %d", seconds, told, want)
		}
	}
}

// Of a thousand rows some may disagree: a second of the day stays in the minute that Time says.
func TestFlexSecondOfTheDayOfMostRows(t *testing.T) {
	for disagreeing, want := range map[int]string{2: "08:00:07", 30: "08:00:00"} {
		file := "Conversation,Kind,Date,Time,Time in Seconds\n"
		for n := range 1000 {
			hour := 9
			if n < disagreeing {
				hour = 8
			}
			file += fmt.Sprintf("c%d,Queue,2026-03-02,%02d:00,32407\n", n, hour)
		}
		e := openFiles(t, Options{}, map[string]string{"report.csv": file})
		if got := pathOf(t, e, "c0").Steps[0].StartedAt.Format("15:04:05"); got != want {
			t.Errorf("with %d rows of another minute the start is %s, want %s", disagreeing, got, want)
		}
	}
}

// Date and Time are read together in the source zone, on the days of its changes too.
func TestFlexDateAndTime(t *testing.T) {
	for _, c := range []struct{ date, clock, want string }{
		{"2026-03-29", "00:30", "2026-03-28T23:30:00Z"}, {"2026-03-29", "09:00", "2026-03-29T07:00:00Z"},
		{"03/29/2026", "9:00 AM", "2026-03-29T07:00:00Z"}, {"03/29/2026", "12:30 am", "2026-03-28T23:30:00Z"},
	} {
		e := openFiles(t, Options{TimeZone: "Europe/Berlin"}, map[string]string{
			"report.csv": "Conversation,Kind,Date,Time\nc1,Queue," + c.date + "," + c.clock + "\n",
		})
		if got := pathOf(t, e, "c1").Steps[0].StartedAt.Format("2006-01-02T15:04:05Z"); got != c.want {
			t.Errorf("%s %s is %s, want %s", c.date, c.clock, got, c.want)
		}
	}
	e := openFiles(t, Options{}, map[string]string{
		"report.csv": "Conversation,Kind,Date,Time,Queue\nc1,Queue,2026-03-29,,A\nc1,Queue,2026-03-29,09:00,B\n",
	})
	for _, s := range pathOf(t, e, "c1").Steps {
		if timeless := s.QueueID == "A"; s.Event == data.QueueEntry && s.StartedAt.IsZero() != timeless {
			t.Errorf("in queue %s from %v: a date without its time is no instant", s.QueueID, s.StartedAt)
		}
	}
}

// A report without the rows of Virtual = Yes does not say who was rung: absent, not zero.
func TestFlexAnswersOnly(t *testing.T) {
	e := openFlex(t, flexRows("c1", "0 Conversation; Queue=Billing; Agent=Ben; Talk Time=100; Virtual=No"))
	has := e.Export().Has
	if has.Rings.Can() || has.Responses.Can() || has.Rings.Why == "" || has.Queues.State != data.Derived || has.Talk.State != data.Stated {
		t.Errorf("has %+v", has)
	}
	if s := data.Summarise(pathOf(t, e, "c1")); s.RingCount.Ok() || s.Talk.Or(-1) != 100*data.Second {
		t.Errorf("%+v", s)
	}
	_, err := e.Interactions(context.Background(), data.PageRequest{Sort: data.Sort{Field: data.SortRings}})
	var p *data.Problem
	if !errors.As(err, &p) || p.Code != data.CannotSay || !strings.Contains(p.Text, "Kind Conversation only") {
		t.Errorf("sorted by rings: %v", err)
	}
}
