package query

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"segpath/data"
)

// Reports that overlap tell one session twice, the older one before it ended: one stay, one accept, and an end,
// whichever file comes first; and every row is accounted for.
func TestKoreOverlappingReports(t *testing.T) {
	const finished = "s2;Inbound;Sales;03/02/2026 09:00:00 AM;03/02/2026 09:01:00 AM;00:01:00;M;m@c;g2;03/02/2026 09:01:00 AM;03/02/2026 09:12:00 AM;;;Resolved;Agent Hangup\n"
	const ended = "0-60 queue Sales cause=agent_connected\n60-720 accept m@c Sales\n720-720 complete"
	for _, c := range []struct{ name, older, newer, want, status string }{
		{"it waited", "s2;Inbound;Sales;03/02/2026 09:00:00 AM;;;;;;;;;;WaitingQueue;\n", finished, ended, "Resolved"},
		{"it was ringing an agent", "s2;Inbound;Sales;03/02/2026 09:00:00 AM;03/02/2026 09:01:00 AM;00:01:00;;;;;;;;Ringing;\n", finished, ended, "Resolved"},
		{"an agent had it", "s2;Inbound;Sales;03/02/2026 09:00:00 AM;03/02/2026 09:01:00 AM;00:01:00;M;m@c;g2;03/02/2026 09:01:00 AM;;;;WithAgent;\n", finished, ended, "Resolved"},
		{"an agent wrapped it up", strings.Replace(finished, "Resolved;Agent Hangup", "ACW;", 1), finished, ended, "Resolved"},
		{"it waited, and went on to another queue", "s2;Inbound;Sales;03/02/2026 09:00:00 AM;;;;;;;;;;WaitingQueue;\n",
			"s2;Inbound;Sales;03/02/2026 09:00:00 AM;03/02/2026 09:01:00 AM;00:01:00;;;;;;;;;\n" +
				"s2;Inbound;Billing;03/02/2026 09:01:00 AM;03/02/2026 09:02:00 AM;;;;;;;;System;Abandoned;User Hangup\n",
			"0-60 queue Sales cause=queue_timeout\n60-60 transfer Billing cause=queue_timeout\n60-120 queue Billing cause=customer_left\n120-120 abandon Billing derived", "Abandoned"},
		{"the bot had it", "s2;Inbound;;;;;BOT;;;03/02/2026 09:00:00 AM;;;;WithBot;\n",
			"s2;Inbound;;;;;BOT;;;03/02/2026 09:00:00 AM;03/02/2026 09:00:30 AM;;;Closed;Bot Hangup\n", "0-30 bot\n30-30 complete", "Closed"},
	} {
		for _, names := range [][2]string{{"a.csv", "b.csv"}, {"b.csv", "a.csv"}} {
			e := openFiles(t, Options{DateFormat: "mdy"}, map[string]string{names[0]: koreShort + c.older, names[1]: koreShort + c.newer})
			p := pathOf(t, e, "s2")
			if got := told(p); got != c.want || p.Open() || p.Interaction.Status != c.status || p.Interaction.EndedBy == "" {
				t.Errorf("%s, in %s: %s, by %q, open %v\n%s", c.name, names[0], p.Interaction.Status, p.Interaction.EndedBy, p.Open(), got)
			}
			r, err := e.Check(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range r.Files {
				older := strings.HasSuffix(f.File, names[0])
				if f.Rows != f.Used+f.Context["superseded"] || older != (f.Context["superseded"] == 1) {
					t.Errorf("%s, in %s: %+v", c.name, names[0], f)
				}
			}
			if n := len(noticesOf(e, data.SameIDOther)) + len(noticesOf(e, data.FormatRemark)); n != 1 {
				t.Errorf("%s: told in %d notices", c.name, n)
			}
		}
	}
}

// Of several rows of what goes on that of the last file stands; and what ended differently twice stays twice.
func TestKoreOverlappingAndOpen(t *testing.T) {
	row := func(entry, end, status string) string {
		return koreShort + "s2;Inbound;Sales;" + entry + end + ";;;" + status + "\n"
	}
	const waits, has = "03/02/2026 09:00:00 AM;;;;;;;", "03/02/2026 09:00:00 AM;03/02/2026 09:01:00 AM;;M;m@c;g2;03/02/2026 09:01:00 AM;"
	for _, c := range []struct{ a, b, want string }{
		{row(waits, "", "WaitingQueue;"), row(waits, "", "Overdue;"), "0- queue Sales|Overdue"},
		{row(has, "", "WithAgent;"), row(has, "", "OnHold;"), "0-60 queue Sales cause=agent_connected\n60- accept m@c Sales|OnHold"},
		{row(has, "03/02/2026 09:02:00 AM", "Resolved;User Hangup"), row(has, "03/02/2026 09:03:00 AM", "Resolved;User Hangup"),
			"0-60 queue Sales cause=agent_connected\n60-120 accept m@c Sales\n60-180 accept m@c Sales\n180-180 complete|Resolved"},
	} {
		e := openFiles(t, Options{DateFormat: "mdy"}, map[string]string{"a.csv": c.a, "b.csv": c.b})
		p := pathOf(t, e, "s2")
		if got := told(p) + "|" + p.Interaction.Status; got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
}

// In one report nothing is older: a stay that an agent passed on to one who has not picked up yet stands, and a
// segment id on two rows that both have their end is both.
func TestKoreOneReportOverlapsNothing(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{"report.csv": koreFile(false,
		koreLine("s1", "Q", "0-10", "Ana", "10-50", "Transferred In By=Bot"),
		koreLine("s1", "Q", "0-10", "-", "", "Transferred In By=ana@example.com;Status=Assigned"),
		koreLine("s2", "Q", "0-10", "Ana", "10-50", ""),
		koreLine("s2", "R", "60-70", "Ana", "70-90", "Status=Resolved;Disconnecting Event=User Hangup"),
	)})
	for id, want := range map[string]string{"s1": "Assigned 1 true", "s2": "Resolved 2 false"} {
		p := pathOf(t, e, id)
		accepts := strings.Count(told(p), " accept ")
		if got := fmt.Sprint(p.Interaction.Status, " ", accepts, " ", p.Open()); got != want {
			t.Errorf("%s: %s, want %s\n%s", id, got, want, told(p))
		}
	}
	r, err := e.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if f := r.Files[0]; f.Context["superseded"] != 0 || f.Rows != 4 || f.Used != 4 {
		t.Errorf("%+v", f)
	}
}

// Segment is the primary key: of reports that overlap, the row that has ended stands for one that goes on,
// whichever file comes first, else that of the last file; what ended differently twice stays twice.
func TestFlexOverlappingReports(t *testing.T) {
	const answer, waits = "0 Conversation; Queue=Sales; Agent=Cy; Talk Time=600; Wrap Up Time=10; Segment Order=1", "0 Queue in Progress; Queue=Sales"
	const ended = "0-0 create derived\n0-600 accept Cy Sales\n600-610 wrapup Cy Sales\n610-610 complete derived"
	for _, c := range []struct{ name, a, b, want string }{
		{"an answer", "0 Conversation in Progress; Queue=Sales; Agent=Cy; Segment Order=1", answer, ended},
		{"an answer, the other way", answer, "0 Conversation in Progress; Queue=Sales; Agent=Cy; Talk Time=60; Segment Order=1", ended},
		{"a stay", waits, "0 Queue; Queue=Sales; Queue Time=30; Abandoned=Yes", "0-0 create derived\n0-30 queue Sales\n30-30 abandon derived"},
		{"a stay that goes on", waits, waits + "; Workflow=Assign", "0-0 create derived\n0- queue Sales"},
		{"two ends", answer, strings.Replace(answer, "600", "500", 1), "0-0 create derived\n0-600 accept Cy Sales\n0-500 accept Cy Sales\n" +
			"500-510 wrapup Cy Sales\n600-610 wrapup Cy Sales\n610-610 complete derived"},
	} {
		e := openFiles(t, Options{}, map[string]string{"a.csv": flexHeader + "\n" + flexRows("c1", c.a), "b.csv": flexHeader + "\n" + flexRows("c1", c.b)})
		if got := told(pathOf(t, e, "c1")); got != c.want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", c.name, got, c.want)
		}
		r, err := e.Check(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var superseded, notices int64
		for _, f := range r.Files {
			superseded += f.Context["superseded"]
			if f.Rows != f.Used+f.Context["superseded"] {
				t.Errorf("%s: %+v", c.name, f)
			}
		}
		for _, n := range noticesOf(e, data.SameIDOther) {
			notices += n.Count
			if stays := strings.Contains(n.Text, "all are kept"); stays != (c.name == "two ends") {
				t.Errorf("%s: %s", c.name, n.Text)
			}
		}
		if two := c.name == "two ends"; two && (superseded != 0 || notices != 2) || !two && (superseded != 1 || notices != 1) {
			t.Errorf("%s: %d superseded, %d told", c.name, superseded, notices)
		}
	}
}
