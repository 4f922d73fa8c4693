package query

import (
	"context"
	"slices"
	"strings"
	"testing"

	"segpath/data"
)

// One answer by hand for an export whose rows have a word for ring: every row is a step, a blank event a
// status, an unknown word is kept.
func TestEdifyEventsStated(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{
		"Interaction Segments.csv": `Interaction Segment Id,Interaction ID,Segment Event,To Status,From Status,Segment Start,Segment End,Segment Duration,User,Queue Name,Segment Reason,Communication Type,Completion Display
a,i1,,Creating,,2026-03-02T09:00:00Z,2026-03-02T09:00:01Z,1,,,,Voice,
b,i1,Ring,Pending,Creating,2026-03-02T09:00:02Z,2026-03-02T09:00:06Z,00:00:04,U1,Billing,,Voice,
c,i1,Clear,Open,Pending,2026-03-02T09:00:06Z,,,U1,Billing,took no action,Voice,
d,i1,Ring,Pending,Open,2026-03-02T09:00:08Z,,3,Ben Carter,Q2,,Voice,
e,i1,Accept,Connected,Pending,2026-03-02T09:00:11Z,2026-03-02T09:00:40Z,29,Ben Carter,Q2,,Voice,
f,i1,Jumped,Connected,Connected,2026-03-02T09:00:20Z,,,Ana Silva,Night,,Voice,Sold
g,i1,,Completed,Connected,2026-03-02T09:00:40Z,,,,,,Voice,
`,
		"Users.csv":  "Id,First Name,Last Name,Title,Work Email\nU1,Ana,Silva,Agent,a@example.com\nU2,Ben,Carter,Agent,b@example.com\nU3,Ana,Silva,Agent,c@example.com\n",
		"Queues.csv": "Id,Name,Weight,Active\nQ1,Billing,2,true\nQ2,Support,1,false\n",
	})
	want := `0-1 status →Creating
2-6 ring U1 Q1 →Pending
6- clear U1 Q1 (took no action) →Open
8-11 ring U2 Q2 →Pending
11-40 accept U2 Q2 →Connected
20- other Ana Silva Night →Connected
40- complete →Completed`
	if got := told(pathOf(t, e, "i1")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	has := e.export.Has
	if has.Rings.State != data.Stated || has.Responses.State != data.Stated || has.Queues.State != data.Derived || has.Hold.State != data.Absent {
		t.Errorf("has %+v", has)
	}
	if n := noticesOf(e, data.UnknownEvent); len(n) != 1 || n[0].Count != 1 || !strings.Contains(n[0].Text, "Jumped") {
		t.Errorf("unknown events: %+v", n)
	}
	p := pathOf(t, e, "i1")
	if p.Interaction.Outcome != "Sold" || !p.Interaction.Derived || p.Interaction.Status != "Completed" || p.Interaction.Type != "Voice" {
		t.Errorf("the interaction without a row: %+v", p.Interaction)
	}
	if u := e.dir.Users["U1"]; u.Name != "Ana Silva" || u.Email != "a@example.com" || e.dir.Queues["Q2"].Active.Or(true) {
		t.Errorf("lookups: %+v", e.dir)
	}
}

// The end of an interaction, in an export that has words for rings but none for an end: where the status
// becomes Completed. Without its row in Interactions it is closed all the same.
func TestEdifyEventsEndWithCompleted(t *testing.T) {
	const head = "Interaction Id,Event,Status,Previous Status,Created At,User\n"
	at := func(second string) string { return ",2026-03-02T09:00:" + second + "Z," }
	for _, c := range []struct{ rule, rows, want string }{
		{"accepted: complete", "x,Ring,Pending," + at("01") + "Ana\nx,Accept,Connected,Pending" + at("03") + "Ana\nx,,Completed,Connected" + at("09") + "\n",
			"1- ring Ana →Pending\n3- accept Ana →Connected\n9- complete →Completed"},
		{"never accepted: abandon, after the outcome on whose row it stands", "x,Ring,Pending," + at("01") + "Ana\nx,Clear,Completed,Pending" + at("03") + "Ana\n",
			"1- ring Ana →Pending\n3- clear Ana\n3-3 abandon →Completed derived"},
		{"Connected by a row without event counts", "x,Ring,Pending," + at("01") + "Ana\nx,,Connected,Pending" + at("03") + "Ana\nx,,Completed,Connected" + at("09") + "\n",
			"1- ring Ana →Pending\n3- status Ana →Connected\n9- complete →Completed"},
		{"Completed again is a status", "x,Ring,Pending," + at("01") + "Ana\nx,Accept,Connected,Pending" + at("03") + "Ana\nx,,Completed,Connected" + at("05") + "\nx,,Completed,Completed" + at("06") + "\n",
			"1- ring Ana →Pending\n3- accept Ana →Connected\n5- complete →Completed\n6- status →Completed"},
		{"a word for the end is the end", "x,Ring,Pending," + at("01") + "Ana\nx,Abandoned,Completed,Pending" + at("03") + "\n",
			"1- ring Ana →Pending\n3- abandon →Completed"},
		{"the bot settled it", "x,Ring,Pending," + at("01") + "Ana\nx,Clear,Bot,Pending" + at("03") + "Ana\nx,,Completed,Bot" + at("09") + "\n",
			"1- ring Ana →Pending\n3- clear Ana →Bot\n9- complete →Completed"},
		{"a voicemail was left", "x,Ring,Pending," + at("01") + "Ana\nx,Clear,Open,Pending" + at("03") + "Ana\nx,Voicemail,,Open" + at("05") + "\nx,,Completed,Open" + at("09") + "\n",
			"1- ring Ana →Pending\n3- clear Ana →Open\n5- voicemail\n9- complete →Completed"},
		{"a callback was asked for", "x,Ring,Pending," + at("01") + "Ana\nx,Clear,Open,Pending" + at("03") + "Ana\nx,Callback,,Open" + at("05") + "\nx,,Completed,Open" + at("09") + "\n",
			"1- ring Ana →Pending\n3- clear Ana →Open\n5- callback\n9- complete →Completed"},
		{"still in the queue", "x,Ring,Pending," + at("01") + "Ana\nx,Clear,Open,Pending" + at("03") + "Ana\nx,,Completed,Open" + at("09") + "\n",
			"1- ring Ana →Pending\n3- clear Ana →Open\n9- abandon →Completed"},
		{"reopened, and completed again", "x,Ring,Pending," + at("01") + "Ana\nx,,Completed,Pending" + at("03") + "\nx,,Open,Completed" + at("05") + "\nx,,Completed,Open" + at("09") + "\n",
			"1- ring Ana →Pending\n3- abandon →Completed\n5- status →Open\n9- abandon →Completed"},
	} {
		strip := func(rows string) string { // the same without the previous status
			var out []string
			for line := range strings.SplitSeq(strings.TrimSpace(rows), "\n") {
				f := strings.Split(line, ",")
				out = append(out, strings.Join(append(f[:3:3], f[4:]...), ","))
			}
			return strings.Join(out, "\n") + "\n"
		}
		for previous, file := range map[bool]string{true: head + c.rows, false: strip(head + c.rows)} {
			e := openFiles(t, Options{}, map[string]string{"segments.csv": file})
			p := pathOf(t, e, "x")
			if got := told(p); got != c.want || p.Open() || p.Interaction.CompletedAt.IsZero() {
				t.Errorf("%s (previous status %v): open %v\ngot\n%s\nwant\n%s", c.rule, previous, p.Open(), got, c.want)
			}
		}
	}
}

// Without an event column, Reason is the event, and the reason.
func TestEdifyReasonAsEvent(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{
		"segments.csv": "Interaction Id,Created,Reason,First Name,Last Name\ni1,2026-03-02T09:00:00Z,Ringing,Ana,Silva\ni1,2026-03-02T09:00:04Z,Declined,Ana,Silva\ni1,2026-03-02T09:00:05Z,,,\n",
	})
	want := "0- ring Ana Silva (Ringing)\n4- reject Ana Silva (Declined)\n5- status"
	if got := told(pathOf(t, e, "i1")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if has := e.export.Has; has.Statuses.State != data.Absent || has.Rings.State != data.Stated {
		t.Errorf("has %+v", has)
	}
}

// Interactions: ids of calls, the outcome's own word before that of the segments, who completed it.
func TestEdifyInteractions(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{
		"segments.csv":     "Interaction Id,Created At,Status,Completion Display\n007,2026-03-02T09:00:00Z,Creating,Early\n007,2026-03-02T09:00:09Z,Completed,Late\n8,2026-03-02T09:00:00Z,Completed,Said\n",
		"interactions.csv": "Id,Call Id,Communication Type,Direction,Created At,Completed At,Status,Completion Display,Assignee At Completion,Completed User Id,Queue,Customer,Account Id\n007,1543618399.120,Voice,Outbound,2026-03-02T09:00:00Z,2026-03-02T09:00:09Z,Completed,,U9,Ben Carter,Support,+44 1632 960001,A1\n8,,Chat,Inbound,,,Completed,Own,U9,,,,\n",
		"users.csv":        "Id,Name\nU1,Ben Carter\n", "queues.csv": "Id,Name\nQ2,Support\n", "accounts.csv": "Id,Name,Time Zone\nA1,Larkfield,UTC\n",
	})
	in := pathOf(t, e, "1543618399.120").Interaction
	if in.ID != "007" || !slices.Equal(in.ExternalIDs, []string{"1543618399.120"}) || in.Outcome != "Late" || in.UserID != "U1" ||
		in.QueueID != "Q2" || !in.Outbound || in.AccountID != "A1" || in.Derived || in.Customer != "+44 1632 960001" {
		t.Errorf("%+v", in)
	}
	if in := pathOf(t, e, "8").Interaction; in.Outcome != "Own" || in.UserID != "U9" || in.Type != "Chat" {
		t.Errorf("%+v", in)
	}
}

// A row that stands twice is read once; two rows of one id that differ are both steps; of an interaction
// the later row wins. Every row is accounted for.
func TestEdifyRepeatedRows(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{
		"segments.csv":     "Id,Interaction Id,Created At,Status,User\na,i1,2026-03-02T09:00:00Z,Creating,\nb,i1,2026-03-02T09:00:02Z,Pending,Ana\nb,i1,2026-03-02T09:00:02Z,Pending,Ana\nc,i1,2026-03-02T09:00:04Z,Connected,Ana\nc,i1,2026-03-02T09:00:05Z,Connected,Ana\n",
		"interactions.csv": "Id,Status,Completion Display\ni1,Pending,\ni1,Completed,Sold\n",
	})
	want := "0-2 create →Creating\n2-4 ring Ana →Pending\n4- accept Ana →Connected\n5- status Ana →Connected"
	if got := told(pathOf(t, e, "i1")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	report, err := e.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Files {
		switch {
		case f.Table == "segments" && (f.Used != 4 || f.Duplicates != 1 || f.Rows != 5):
			t.Errorf("%+v", f)
		case f.Table == "interactions" && (f.Used != 1 || f.Context["superseded"] != 1):
			t.Errorf("%+v", f)
		}
	}
	if len(noticesOf(e, data.SameIDOther)) != 2 || len(noticesOf(e, data.DuplicateRow)) != 1 {
		t.Errorf("notices %+v", report.Notices)
	}
	if in := pathOf(t, e, "i1").Interaction; in.Status != "Completed" || in.Outcome != "Sold" {
		t.Errorf("%+v", in)
	}
}

// Nobody abandons a contact that we make: unanswered, it is complete, with events and with statuses only.
// A direction that is not known counts as inbound.
func TestEdifyUnansweredOutbound(t *testing.T) {
	events := "Interaction Id,Event,Status,Created At,User\nother,Ring,Pending,2026-03-02T09:00:00Z,Ana\n"
	statuses := "Interaction Id,Status,Created At\nother,Pending,2026-03-02T09:00:00Z\n"
	calls := "Id,Direction\n"
	want := map[string]string{"Outbound": "complete", "OUT": "complete", "Inbound": "abandon", "": "abandon", "sideways": "abandon"}
	for direction := range want {
		calls += "i" + direction + "," + direction + "\n"
		events += "i" + direction + ",,Open,2026-03-02T09:00:00Z,\ni" + direction + ",,Completed,2026-03-02T09:00:09Z,\n"
		statuses += "i" + direction + ",Open,2026-03-02T09:00:00Z\ni" + direction + ",Completed,2026-03-02T09:00:09Z\n"
	}
	for _, segments := range []string{events, statuses} {
		e := openFiles(t, Options{}, map[string]string{"segments.csv": segments, "interactions.csv": calls})
		for direction, end := range want {
			steps := pathOf(t, e, "i"+direction).Steps
			if got := steps[len(steps)-1].Event.String(); got != end {
				t.Errorf("direction %q: %s, want %s", direction, got, end)
			}
		}
	}
}
