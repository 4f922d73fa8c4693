package query

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"segpath/data"
)

// koreExample is the example column of the vendor's fields, header and cell by line.
const koreExample = `Session ID=cc-2024feb20-85421
Direction=Inbound
Channel=Voice
Customer=John Smith
Support=+1-800-SUPPORT
Queue Name=Sales_Queue_US
Queue Entry Time=2024-02-20 09:15:30
Queue Exit Time=2024-02-20 09:17:45
Queue Wait Time=00:02:15
Agent Name=Jane Doe
Agent Custom Name=Jane D.
Agent Email=jane.doe@company.com
Segment ID=seg-20240220-1234
Segment Start Time=2024-02-20 09:17:45
Segment End Time=2024-02-20 09:32:15
Talk Time=00:14:30
Hold/Mute Time=00:01:45
Snooze Time=00:00:00
First Response Time=00:00:15
Consultants=tech.lead@company.com|supervisor@company.com
Joined Users=quality.analyst@company.com|trainer@company.com
Conversation Skills=Technical Support L2
Transferred In By=Bot
Transferred In Status=Overdue
Status=Resolved
Reason=Technical Issue Fixed
Disconnecting Event=Agent Hangup
Disposition=Resolved
Messages Sent=5
Email Subject=Re: Order #45678 - Delivery Inquiry
Session Tags=vip
User Tags=premium-customer`

// koreFile writes rows, each "header=cell" lines, under the headers of the first 27 or all 32 fields.
func koreFile(newer bool, rows ...string) string {
	var headers []string
	for line := range strings.Lines(koreExample) {
		header, _, _ := strings.Cut(line, "=")
		headers = append(headers, header)
	}
	if !newer {
		headers = headers[:27]
	}
	out := strings.Join(headers, ",") + "\n"
	for _, row := range rows {
		cells := map[string]string{}
		for line := range strings.Lines(row) {
			header, cell, _ := strings.Cut(strings.TrimSpace(line), "=")
			cells[header] = cell
		}
		for n, header := range headers {
			if n > 0 {
				out += ","
			}
			out += cells[header]
		}
		out += "\n"
	}
	return out
}

// koreLine writes a row shortly: the session, its queue with entry and exit, who had it from when to when,
// in seconds after edifyDay, a dash where there is none; then what else is there, "header=cell" by semicolons.
func koreLine(session, queue, waits, agent, has, more string) string {
	row := "Session ID=" + session + "\nDirection=Inbound\nChannel=Voice"
	add := func(header, cell string) { row += "\n" + header + "=" + cell }
	clock := func(second string) string {
		if second == "" {
			return ""
		}
		d, err := time.ParseDuration(second + "s")
		if err != nil {
			return second
		}
		return edifyDay.Add(d).Format(time.DateTime)
	}
	if queue != "-" {
		add("Queue Name", queue)
		entry, exit, _ := strings.Cut(waits, "-")
		add("Queue Entry Time", clock(entry))
		add("Queue Exit Time", clock(exit))
	}
	if agent != "-" {
		add("Agent Name", agent)
		if agent != "BOT" {
			add("Agent Email", strings.ToLower(agent)+"@example.com")
			add("Segment ID", "seg-"+agent)
		}
		start, end, _ := strings.Cut(has, "-")
		add("Segment Start Time", clock(start))
		add("Segment End Time", clock(end))
	}
	if more != "" {
		row += "\n" + strings.ReplaceAll(more, ";", "\n")
	}
	return row
}

// The vendor's own example, cell by cell: with the fields of its document and with those that were added.
func TestKoreExample(t *testing.T) {
	for _, newer := range []bool{false, true} {
		e := openFiles(t, Options{TimeZone: "America/New_York"}, map[string]string{"report.csv": koreFile(newer, koreExample)})
		p := pathOf(t, e, "cc-2024feb20-85421")
		at := func(clock string) time.Time {
			zone, _ := time.LoadLocation("America/New_York")
			v, _ := time.ParseInLocation(time.DateTime, "2024-02-20 "+clock, zone)
			return v.UTC()
		}
		in := p.Interaction
		if in.Type != "Voice" || in.Direction != "Inbound" || in.Customer != "John Smith" || in.ContactPoint != "+1-800-SUPPORT" ||
			in.Status != "Resolved" || in.Outcome != "Technical Issue Fixed" || in.EndedBy != "Agent Hangup" || in.QueueID != "Sales_Queue_US" ||
			in.UserID != "jane.doe@company.com" || !in.CreatedAt.Equal(at("09:15:30")) || !in.CompletedAt.Equal(at("09:32:15")) {
			t.Errorf("%+v", in)
		}
		want := []string{
			"transfer 09:15:30 09:15:30 Sales_Queue_US (Overdue)", "queue 09:15:30 09:17:45 Sales_Queue_US agent_connected",
			"accept 09:17:45 09:32:15 Sales_Queue_US jane.doe@company.com",
			"consult 09:17:45 tech.lead@company.com derived", "consult 09:17:45 supervisor@company.com derived",
			"join 09:17:45 quality.analyst@company.com derived", "join 09:17:45 trainer@company.com derived",
			"complete 09:32:15 09:32:15 (Technical Issue Fixed)",
		}
		for n, s := range p.Steps {
			line := s.Event.String()
			for _, at := range []time.Time{s.StartedAt, s.EndedAt} {
				if !at.IsZero() {
					line += " " + at.Add(-5*time.Hour).Format(time.TimeOnly)
				}
			}
			for _, part := range []string{s.QueueID, s.UserID, string(s.Cause)} {
				if part != "" {
					line += " " + part
				}
			}
			if s.Reason != "" {
				line += " (" + s.Reason + ")"
			}
			if s.Derived {
				line += " derived"
			}
			if n >= len(want) || line != want[n] || s.Part != n+1 {
				t.Errorf("step %d, part %d: %s", n+1, s.Part, line)
			}
		}
		accept := p.Steps[2]
		facts := map[string]string{
			"talk_total_s": "870", "hold_total_s": "105", "Snooze Time": "00:00:00", "First Response Time": "00:00:15",
			"Conversation Skills": "Technical Support L2", "Agent Custom Name": "Jane D.",
		}
		session := map[string]string{}
		if newer {
			facts["Disposition"], facts["Messages Sent"] = "Resolved", "5"
			session = map[string]string{"Email Subject": "Re: Order #45678 - Delivery Inquiry", "Session Tags": "vip", "User Tags": "premium-customer"}
		}
		if accept.SegmentID != "seg-20240220-1234" || !maps.Equal(accept.Facts, facts) || !maps.Equal(in.Facts, session) {
			t.Errorf("%s %v %v", accept.SegmentID, accept.Facts, in.Facts)
		}
		if s := data.Summarise(p); s.Wait.Or(0).Seconds() != 135 || s.Hold.Or(0).Seconds() != 105 || s.Talk.Or(0).Seconds() != 870 || s.RingCount.Ok() || s.Accepts.Ok() {
			t.Errorf("%+v", s)
		}
	}
}

// One answer by hand for every rule of how rows become steps, whatever the order of the rows.
func TestKoreRules(t *testing.T) {
	cases := []struct {
		rule string
		rows [][5]string // queue, waits, agent, has, more
		want string
	}{
		{"the bot, and what it passed on", [][5]string{{"-", "", "BOT", "0-20", ""}, {"Q", "20-30", "Ana", "30-90", "Transferred In By=Bot;Transferred In Status=balance;Status=Resolved;Reason=Done;Disconnecting Event=Agent Hangup"}}, `
0-20 bot
20-20 transfer Q (balance)
20-30 queue Q cause=agent_connected
30-90 accept ana@example.com Q
90-90 complete (Done)`},
		{"System took it out of a queue for its time limit; others may have", [][5]string{{"Q", "0-60", "-", "", ""}, {"R", "60-90", "-", "", "Transferred In By=System;Transferred In Status=Overdue"}, {"S", "95-99", "Ben", "99-120", "Transferred In By=lead@example.com"}}, `
0-60 queue Q cause=queue_timeout
60-60 transfer R cause=queue_timeout (Overdue)
60-90 queue R cause=unknown
95-95 transfer S by lead@example.com
95-99 queue S cause=agent_connected
99-120 accept ben@example.com S`},
		{"an agent passes it on directly: the same stay on two rows is one", [][5]string{{"Q", "0-10", "Ana", "10-50", ""}, {"Q", "0-10", "Ben", "52-70", "Transferred In By=ana@example.com;Status=Resolved;Disconnecting Event=User Hangup"}}, `
0-10 queue Q cause=agent_connected
10-50 accept ana@example.com Q
52-52 transfer ben@example.com Q by ana@example.com
52-70 accept ben@example.com Q
70-70 complete`},
		{"the customer hung up in the queue", [][5]string{{"Q", "0-45", "-", "", "Status=Abandoned;Reason=Abandoned;Disconnecting Event=User Hangup"}}, `
0-45 queue Q cause=customer_left
45-45 abandon Q (Abandoned) derived`},
		{"a voicemail is no abandon", [][5]string{{"Q", "0-45", "-", "", "Status=Voicemail;Disconnecting Event=User Hangup"}}, `
0-45 queue Q cause=unknown
45-45 complete`},
		{"the customer hung up on the bot", [][5]string{{"-", "", "BOT", "0-20", "Status=Closed at Bot;Reason=Drop Off;Disconnecting Event=User Hangup"}}, `
0-20 bot
20-20 complete (Drop Off)`},
		{"the system hung up", [][5]string{{"Q", "0-45", "-", "", "Status=Closed;Disconnecting Event=System Hangup"}}, `
0-45 queue Q cause=unknown
45-45 complete`},
		{"in progress in a queue", [][5]string{{"Q", "0-", "-", "", "Status=WaitingQueue;Reason=Q"}}, `
0- queue Q`},
		{"in progress with an agent", [][5]string{{"Q", "0-4", "Ana", "4-", "Status=On Hold;Reason=Q:Ana;Consultants=lead@example.com"}}, `
0-4 queue Q cause=agent_connected
4- accept ana@example.com Q
4- consult lead@example.com by ana@example.com derived`},
		{"ended, but nobody says when the agent's segment did", [][5]string{{"Q", "0-4", "Ana", "4-", "Status=Resolved;Disconnecting Event=Agent Hangup"}}, `
0-4 queue Q cause=agent_connected
4- accept ana@example.com Q
- complete`},
		{"outbound without a queue", [][5]string{{"-", "", "Ana", "5-25", "Direction=Outbound;Status=Resolved;Disconnecting Event=User Hangup"}}, `
5-25 accept ana@example.com
25-25 complete`},
		{"a stay of which only the entry and the wait are told", [][5]string{{"Q", "0-", "-", "", "Queue Wait Time=26:00:01;Status=Closed;Disconnecting Event=System Hangup"}}, `
0-93601 queue Q cause=unknown
93601-93601 complete`},
		{"a row that says nothing but its status is not lost", [][5]string{{"-", "", "-", "", "Status=Dialing"}}, `
- other`},
	}
	var rows []string
	for n, c := range cases {
		for _, r := range c.rows {
			rows = append(rows, koreLine(fmt.Sprintf("s%d", n), r[0], r[1], r[2], r[3], r[4]))
		}
	}
	for range 2 {
		e := openFiles(t, Options{}, map[string]string{"report.csv": koreFile(false, rows...)})
		for n, c := range cases {
			if got, want := told(pathOf(t, e, fmt.Sprintf("s%d", n))), strings.TrimSpace(c.want); got != want {
				t.Errorf("%s\ngot\n%s\nwant\n%s", c.rule, got, want)
			}
		}
		for n, want := range map[int]string{0: "Resolved", 1: "", 7: "WaitingQueue", 8: "On Hold", 12: "Dialing"} {
			p := pathOf(t, e, fmt.Sprintf("s%d", n))
			if p.Interaction.Status != want || len(p.Changes()) > 0 || p.Open() == (n == 0) {
				t.Errorf("%s: status %q, open %v, %+v", cases[n].rule, p.Interaction.Status, p.Open(), p.Changes())
			}
			if row := listed(t, e, p.Interaction.ID); row.Status != want || row.Open == (n == 0) {
				t.Errorf("%s: the list says %q", cases[n].rule, row.Status)
			}
		}
		slices.Reverse(rows)
	}
}

// listed is the row of an interaction on the list.
func listed(t *testing.T, e *Engine, id string) data.Row {
	t.Helper()
	page, err := e.Interactions(context.Background(), data.PageRequest{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	n := slices.IndexFunc(page.Rows, func(r data.Row) bool { return r.ID == id })
	if n < 0 {
		t.Fatalf("%s is not on the list", id)
	}
	return page.Rows[n]
}

// Users are known by email, else by name: two of one name stay two, and who is named by email alone is a user too.
func TestKoreUsers(t *testing.T) {
	row := func(session, name, custom, email, more string) string {
		return koreLine(session, "Q", "0-5", "Ana", "5-9", "Agent Name="+name+";Agent Custom Name="+custom+";Agent Email="+email+";"+more)
	}
	e := openFiles(t, Options{}, map[string]string{"report.csv": koreFile(false,
		row("s1", "Ana Silva", "Ana S.", "a1@example.com", "Transferred In By=lead@example.com"),
		row("s2", "Ana Silva", "", "a2@example.com", "Consultants=helper@example.com| a1@example.com |"),
		row("s3", "Ben", "B.", "", "Transferred In By=System"), row("s4", "", "Cy", "", "Transferred In By=BOT"), row("s5", "BOT", "", "", ""),
	)})
	var got []string
	for id, u := range e.dir.Users {
		got = append(got, id+"="+u.Name)
	}
	slices.Sort(got)
	if want := "Ben=Ben Cy=Cy a1@example.com=Ana Silva a2@example.com=Ana Silva helper@example.com= lead@example.com="; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, " "), want)
	}
	if q := e.dir.Queues["Q"]; q.Name != "Q" {
		t.Errorf("queues: %+v", e.dir.Queues)
	}
	if p := pathOf(t, e, "s5"); p.Letters() != "qbx" {
		t.Errorf("the bot: %s", told(p))
	}
}

// A report without Status, Reason and Disconnecting Event: a session ends with its last row, where that has ended, and says that a rule did.
func TestKoreWithoutEnds(t *testing.T) {
	file := koreFile(false, koreLine("s1", "Q", "0-5", "Ana", "5-9", ""), koreLine("s2", "Q", "0-", "-", "", ""))
	e := openFiles(t, Options{}, map[string]string{"report.csv": strings.Replace(file, ",Status,Reason,Disconnecting Event", ",A,B,C", 1)})
	if got, want := told(pathOf(t, e, "s1")), "0-5 queue Q cause=agent_connected\n5-9 accept ana@example.com Q\n9-9 complete derived"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if p := pathOf(t, e, "s2"); !p.Open() {
		t.Errorf("%s", told(p))
	}
}

// Every row is accounted for: the same segment twice is read once, a stay that only repeats another is told as such.
func TestKoreRepeatedRows(t *testing.T) {
	whole := koreLine("s1", "Q", "0-5", "Ana", "5-9", "Status=Resolved")
	stay := koreLine("s2", "Q", "0-5", "-", "", "")
	e := openFiles(t, Options{}, map[string]string{"report.csv": koreFile(false, whole, whole, stay, stay)})
	report, err := e.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if f := report.Files[0]; f.Rows != 4 || f.Used != 2 || f.Duplicates != 1 || f.Context["the same stay in a queue as another row's"] != 1 {
		t.Errorf("%+v", f)
	}
}

// Lengths beyond a day are lengths, and other dates are dates; the report's settings choose them.
func TestKoreDatesAndLengths(t *testing.T) {
	row := koreLine("s1", "Q", "0-5", "Ana", "5-9", "Queue Wait Time=323:21:23;Talk Time=25:00:00")
	row = strings.NewReplacer("2026-03-02 09:00:0", "02/03/26 09:00:0").Replace(row)
	e := openFiles(t, Options{DateFormat: "dmy"}, map[string]string{"report.csv": koreFile(false, row)})
	p := pathOf(t, e, "s1")
	if !p.Steps[0].StartedAt.Equal(edifyDay) || p.Steps[0].DurationStated.Or(0).Seconds() != 323*3600+21*60+23 || p.Steps[1].Facts["talk_total_s"] != "90000" {
		t.Errorf("%s\n%+v", told(p), p.Steps)
	}
}

const koreShort = "Session ID;Direction;Queue Name;Queue Entry Time;Queue Exit Time;Queue Wait Time;Agent Name;Agent Email;Segment ID;Segment Start Time;Segment End Time;Hold/Mute Time;Transferred In By;Status;Disconnecting Event\n"

// A Disconnecting Event ends the session, wherever a stale row sorts: here the wait in another queue.
func TestKoreHangupEndsTheSession(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{"report.csv": koreFile(false,
		koreLine("s1", "Q", "0-10", "Ana", "10-50", "Status=Resolved;Reason=Done;Disconnecting Event=Agent Hangup"),
		koreLine("s1", "R", "55-", "-", "", "Status=WaitingQueue"),
	)})
	p := pathOf(t, e, "s1")
	if in := p.Interaction; p.Open() || in.Status != "Resolved" || in.Outcome != "Done" || in.EndedBy != "Agent Hangup" || !in.CompletedAt.Equal(edifyDay.Add(50*time.Second)) {
		t.Errorf("open %v, %+v\n%s", p.Open(), in, told(p))
	}
}

// An end before its start tells nothing of when a session ended, or began.
func TestKoreEndBeforeStart(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{"report.csv": koreFile(false,
		koreLine("s1", "-", "", "Ana", "30-0", "Talk Time=00:00:30;Status=Resolved;Disconnecting Event=User Hangup"),
		koreLine("s2", "Q", "30-0", "-", "", "Status=Closed;Disconnecting Event=System Hangup"),
		koreLine("s3", "Q", "30-0", "-", "", "Queue Wait Time=00:00:05;Status=Closed;Disconnecting Event=System Hangup"),
	)})
	for id, want := range map[string]string{"s1": "30-0 accept ana@example.com\n- complete", "s2": "30-0 queue Q cause=unknown\n- complete",
		"s3": "30-0 queue Q cause=unknown\n35-35 complete"} {
		p := pathOf(t, e, id)
		if got := told(p); got != want || p.Open() || !p.Interaction.CreatedAt.Equal(edifyDay.Add(30*time.Second)) || p.Interaction.CompletedAt.IsZero() != (id != "s3") {
			t.Errorf("%s\n%s\ncreated %s, completed %s", id, got, p.Interaction.CreatedAt, p.Interaction.CompletedAt)
		}
	}
}
