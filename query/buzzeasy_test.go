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
	"segpath/data/filter"
)

// buzzeasyHeaders are the columns of the feed's tables that the tests write. An instant is one in seconds after
// edifyDay, in UTC.
var buzzeasyHeaders = map[string]string{
	"Conversations": "id,channelId,channelType,conversationEndedReason,startedAtUTC,endedAtUTC,isOutbound,isConsult,nextConversationID," +
		"TransferToExternalDestinationPhoneNumber,customerPhoneNumber,holdDurationInSeconds",
	"Queue Segments":                 "conversationId,queueId,queuedAtUTC,dequeuedAtUTC,dequeuedReason,durationInSeconds",
	"Bot Segments":                   "id,conversationID,botStepId,startedAt,endedAt,result,botFinishedResult,botFinishedInfo",
	"Workitem":                       "id,primaryConversationID,agentId,queueID,startTimeUTC,endTimeUTC,previewDuration,wrapUpDuration,activeDurationInSeconds,result,mediaType,completionCode",
	"Workitem Conversation Sessions": "id,workitemId,conversationID,endedReason,holdCount,totalHoldDuration",
	"Rejected Enqueue Attempts":      "id,conversationId,queueId,rejectedAtUTC,rejectReason",
}

// buzzeasyFile writes a table from lines of its header's cells. Cells of instants are in seconds.
func buzzeasyFile(table string, lines ...string) string {
	header := buzzeasyHeaders[table]
	names := strings.Split(header, ",")
	out := header + "\n"
	for _, line := range lines {
		cells := strings.Split(line, ",")
		for n, cell := range cells {
			name := strings.ToLower(names[n])
			instant := strings.HasSuffix(name, "utc") || strings.HasSuffix(name, "edat")
			if d, err := time.ParseDuration(cell + "s"); err == nil && instant && cell != "" {
				cells[n] = edifyDay.Add(d).Format("2006-01-02T15:04:05.999")
			}
		}
		out += strings.Join(cells, ",") + strings.Repeat(",", len(names)-len(cells)) + "\n"
	}
	return out
}

// openBuzzeasy opens the tables of the feed.
func openBuzzeasy(t *testing.T, o Options, tables map[string][]string) *Engine {
	t.Helper()
	files := map[string]string{}
	for name, lines := range tables {
		files[name+".csv"] = buzzeasyFile(name, lines...)
	}
	e := openFiles(t, o, files)
	if e.Export().Format != "buzzeasy" {
		t.Fatalf("taken for %s", e.Export().Format)
	}
	return e
}

// Every reason why a conversation ends, of one that an agent had and of one that nobody had.
func TestBuzzeasyEndedReasons(t *testing.T) {
	cases := []struct {
		reason, number string
		task           bool
		want, by       string
	}{
		{"TransferToChannel", "", true, "transfer (TransferToChannel)", ""},
		{"TransferToExternal", "+441632960101", true, "transfer (+441632960101)", ""},
		{"TransferToExternal", "", true, "transfer (TransferToExternal)", ""},
		{"TransferredToQueue", "", true, "transfer (TransferredToQueue)", ""},
		{"TransferToAgentFailed", "", true, "transfer_failed (TransferToAgentFailed)", ""},
		{"TransferToExternalFailed", "+441632960102", true, "transfer_failed (+441632960102)", ""},
		{"Abandoned", "", false, "abandon (Abandoned)", "customer"},
		{"CustomerDisconnected", "", false, "abandon (CustomerDisconnected)", "customer"},
		{"CustomerDisconnected", "", true, "complete (CustomerDisconnected)", "customer"},
		{"CallbackRequested", "", false, "callback (CallbackRequested)", ""},
		{"Default", "", true, "complete (Default)", ""},
		{"AgentJoinFailed", "", false, "complete (AgentJoinFailed)", ""},
		{"CustomerJoinFailed", "", false, "complete (CustomerJoinFailed)", ""},
		{"IdleTimeout", "", true, "complete (IdleTimeout)", "system"},
		{"InternalError", "", true, "complete (InternalError)", "system"},
		{"idletimeout", "", true, "complete (idletimeout)", "system"},
		{"Eaten", "", true, "other (Eaten)", ""},
		{"", "", true, "", ""},
	}
	conversations, tasks := []string{"other,ch,Voice,,0"}, []string{"w0,other,zoe,,0,9,9,0,0,Missed"}
	for n, c := range cases {
		conversations = append(conversations, fmt.Sprintf("c%d,ch,Voice,%s,0,100,,,,%s", n, c.reason, c.number))
		if c.task {
			tasks = append(tasks, fmt.Sprintf("w%d,c%d,ana,,5,80,4,0,71,Handled", n+1, n))
		}
	}
	e := openBuzzeasy(t, Options{}, map[string][]string{"Conversations": conversations, "Workitem": tasks})
	for n, c := range cases {
		want := "0-0 create"
		if c.task {
			want += "\n5-9 ring ana\n9-80 accept ana"
		}
		if c.want != "" {
			want += "\n100-100 " + c.want
		}
		p := pathOf(t, e, fmt.Sprintf("c%d", n))
		if got := told(p); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.reason, got, want)
		}
		if p.Open() || p.Interaction.Outcome != c.reason || p.Interaction.EndedBy != c.by {
			t.Errorf("%s: open %v, outcome %q, ended by %q", c.reason, p.Open(), p.Interaction.Outcome, p.Interaction.EndedBy)
		}
		if row := listed(t, e, p.Interaction.ID); row.Summary != data.Summarise(p) {
			t.Errorf("%s: the list says %+v", c.reason, row.Summary)
		}
	}
	if unknown := noticesOf(e, data.UnknownEvent); len(unknown) != 1 || unknown[0].Count != 1 || !strings.Contains(unknown[0].Text, "Eaten") {
		t.Errorf("%+v", unknown)
	}
}

// A conversation without reason and end goes on; after a failed transfer it does until its end.
func TestBuzzeasyOpenConversations(t *testing.T) {
	e := openBuzzeasy(t, Options{}, map[string][]string{
		"Conversations": {"c1,ch,Voice,,0,", "c2,ch,Voice,TransferToAgentFailed,0,", "c3,ch,Voice,Default,0,"},
		"Workitem":      {"w1,c1,ana,q1,5,,4,,,", "w2,c2,ben,q1,5,,,,,"},
	})
	for id, want := range map[string]bool{"c1": true, "c2": true, "c3": false} {
		if p := pathOf(t, e, id); p.Open() != want {
			t.Errorf("%s: open %v\n%s", id, p.Open(), told(p))
		}
	}
	if got, want := told(pathOf(t, e, "c1")), "0-0 create\n5-9 ring ana q1"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Who disconnected is known to have left or to have been served only where something says so.
func TestBuzzeasyDisconnected(t *testing.T) {
	stay := func(reason string) []string { return []string{"c1,q1,2,9," + reason, "c2,q1,2,9,"} }
	for _, c := range []struct {
		name         string
		stays, tasks []string
		letters      string
	}{
		{"no tasks, no stay", nil, nil, "c"},
		{"no tasks, the agent was connected", stay("AgentConnected"), nil, "cqx"},
		{"no tasks, the customer left the queue", stay("CustomerDisconnected"), nil, "cqX"},
		{"no tasks, the time was up", stay("QueueTimedOut"), nil, "cq"},
		{"tasks, none of it", stay("QueueTimedOut"), []string{"w2,c2,ana,q1,3,9,5,,,Missed"}, "cqX"},
		{"a task that was missed", nil, []string{"w1,c1,ana,q1,3,9,6,,,Missed"}, "crIX"},
		{"a task without a result", nil, []string{"w1,c1,ana,q1,3,9,6,,,"}, "cr"},
		{"a task that was handled", nil, []string{"w1,c1,ana,q1,3,9,6,,,Handled"}, "crAx"},
		{"a task that goes on, to which the queue connected", stay("AgentConnected"), []string{"w1,c1,ana,q1,3,,6,,,"}, "cqrAx"},
		{"a task that goes on, and was not", stay("QueueTimedOut"), []string{"w1,c1,ana,q1,3,,6,,,"}, "cqr"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tables := map[string][]string{"Conversations": {"c1,ch,Webchat,CustomerDisconnected,0,20", "c2,ch,Webchat,Default,0,20"}}
			if c.stays != nil {
				tables["Queue Segments"] = c.stays
			}
			if c.tasks != nil {
				tables["Workitem"] = c.tasks
			}
			p := pathOf(t, openBuzzeasy(t, Options{}, tables), "c1")
			if p.Letters() != c.letters || p.Open() || p.Interaction.Outcome != "CustomerDisconnected" {
				t.Errorf("%s, open %v, %q", p.Letters(), p.Open(), p.Interaction.Outcome)
			}
		})
	}
}

// Without tasks the queue alone says that an agent had the customer, and when: the wait ends there, and not with
// the conversation. Who it was nobody knows, and responses stay absent.
func TestBuzzeasyWaitWithoutTasks(t *testing.T) {
	e := openBuzzeasy(t, Options{}, map[string][]string{
		"Conversations": {
			"A1,CH1,Voice,CustomerDisconnected,0,300", "A3,CH1,Voice,TransferToChannel,1200,1500", "A8,CH1,Voice,,4200,", "A9,CH1,Voice,Abandoned,4800,4858",
			"A11,CH1,Voice,Abandoned,6000,6300",
		},
		"Queue Segments": {
			"A1,Q1,10,60,AgentConnected,50", "A3,Q1,1210,1230,QueueTimedOut,20", "A3,Q2,1230,1261,AgentConnected,31", "A8,Q1,4210,4262,AgentConnected,52",
			"A9,Q1,4810,4858,CustomerDisconnected,48", "A11,Q1,6010,6063,AgentConnected,53", "A11,Q1,6200,6300,CustomerDisconnected,100",
		},
	})
	for id, want := range map[string]data.Span{"A1": 50, "A3": 51, "A8": 52, "A9": 48, "A11": 53} {
		p, row := pathOf(t, e, id), listed(t, e, id)
		s := data.Summarise(p)
		answered := s.WaitToAnswer == s.Wait
		if s.Wait != data.Some(want*data.Second) || answered != (id != "A9") || s.Accepts.Ok() || s.Talk.Ok() || row.Summary != s {
			t.Errorf("%s: %+v, the list says %+v", id, s, row.Summary)
		}
	}
	var sorted []string
	page, err := e.Interactions(t.Context(), data.PageRequest{Sort: data.Sort{Field: data.SortWait}})
	for _, row := range page.Rows {
		sorted = append(sorted, row.Interaction.ID)
	}
	if got := strings.Join(sorted, " "); err != nil || got != "A9 A1 A3 A8 A11" {
		t.Errorf("by wait: %s (%v)", got, err)
	}
	for text, want := range map[string]int64{"wait<=50s": 2, "answer<=51s": 2, "answer>4m": 0, "wait>1m": 0} {
		f, err := filter.Parse(text, filter.In(e.Export()))
		if err != nil {
			t.Fatal(err)
		}
		if page, err := e.Interactions(t.Context(), data.PageRequest{Filter: f}); err != nil || page.Total != want {
			t.Errorf("%s: %d (%v)", text, page.Total, err)
		}
	}
	queues, err := e.Queues(t.Context(), data.Filter{}, data.ServiceLevel{Within: 20 * data.Second})
	if err != nil || len(queues) != 2 || queues[0].Stays != 6 || queues[1].WaitMedian != data.Some(31*data.Second) {
		t.Fatalf("%+v (%v)", queues, err)
	}
	if q := queues[0]; q.Answered.Ok() || q.Abandoned != data.Some[int64](2) || q.Waiting != 0 {
		t.Errorf("%+v", q)
	}
	if u, err := e.Users(t.Context(), data.Filter{}); err == nil {
		t.Errorf("users: %+v", u)
	}
}

// A conversation that other tables name and the export lacks is made of their rows, and told. Its end nobody tells:
// it is open only while a task or a stay of it goes on.
func TestBuzzeasyConversationNotInTheExport(t *testing.T) {
	tables := map[string][]string{
		"Conversations": {"A5,CH1,Voice,Default,0,240", "A8,CH1,Voice,,600,", "A10,CH1,Voice,Default,1800,1860"},
		"Workitem": {
			"w7,A5,AG1,,0,240,5,0,235,Handled", "w11,A8,AG1,Q1,620,,,,,", "w12,A99,AG1,Q1,620,680,5,0,55,Handled", "w13,A98,AG1,Q1,700,,,,,",
			"w14,gone,AG1,Q1,620,680,,,,Cancelled",
		},
		"Queue Segments":                 {"A97,Q1,600,,,", "A96,Q1,600,640,QueueTimedOut,40"},
		"Workitem Conversation Sessions": {"e5,w7,A10,default,0,0", "e6,w7,A77,ConversationEnded,0,0", "e7,w777,A1,,,"},
	}
	e := openBuzzeasy(t, Options{}, tables)
	made := map[string]string{
		"A99": "Rung 1 user in 5s: AG1 accepted (5s). 1 queue. Whether it has ended is not known: the export lacks its own row.",
		"A77": "Nobody was rung. Whether it has ended is not known: the export lacks its own row.",
		"A96": "Nobody was rung. 1 queue. Whether it has ended is not known: the export lacks its own row.",
		"A98": "Still open.", "A97": "Still open.", "A8": "Still open.", "A10": "Nobody was rung.",
	}
	for id, want := range made {
		chain, err := e.Chain(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		p, row := chain.Legs[0].Path, listed(t, e, id)
		own, open := id == "A8" || id == "A10", strings.HasPrefix(want, "Still")
		if got := chain.Story(); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %s", id, got)
		}
		if p.Interaction.Derived == own || p.Open() != open || row.Summary != data.Summarise(p) || !p.Interaction.CompletedAt.IsZero() != (id == "A10") {
			t.Errorf("%s: open %t, %+v, the list says %+v", id, p.Open(), p.Interaction, row.Summary)
		}
	}
	told := noticesOf(e, data.FormatProblem)
	if len(told) != 1 || told[0].Count != 5 {
		t.Fatalf("%+v", told)
	}
	var places []string
	for _, p := range told[0].Places {
		places = append(places, p.InteractionID)
	}
	slices.Sort(places)
	if got := strings.Join(places, " "); got != "A77 A96 A97 A98 A99" {
		t.Errorf("the places are of %s", got)
	}
	e = openBuzzeasy(t, Options{}, map[string][]string{"Conversations": tables["Conversations"], "Workitem": tables["Workitem"][:2]})
	if told := noticesOf(e, data.FormatProblem); len(told) > 0 {
		t.Errorf("nothing is missing: %+v", told)
	}
}

// Every reason for which a stay ends, and every reason for which a queue refuses an entry.
func TestBuzzeasyQueueReasons(t *testing.T) {
	causes := map[string]data.Cause{
		"AgentConnected": "agent_connected", "CallbackRequested": "callback_requested", "CustomerDisconnected": "customer_left",
		"QueueTimedOut": "queue_timeout", "Vanished": "unknown",
	}
	var stays, refused []string
	for _, reason := range slices.Sorted(maps.Keys(causes)) {
		stays = append(stays, fmt.Sprintf("c%d,q1,1,31,%s,30", len(stays), reason))
	}
	stays = append(stays, "c5,q1,1,,,")
	reasons := []string{"NoAgentLoggedIn", "NoStaffedAgentLoggedIn", "NoAvailableStaffedAgent", "EstimatedWaitTimeLimitReached", "QueueSizeLimitReached"}
	for n, reason := range reasons {
		refused = append(refused, fmt.Sprintf("r%d,e1,q%d,%d,%s", n, n, n+1, reason))
	}
	e := openBuzzeasy(t, Options{}, map[string][]string{
		"Conversations": {"c0,ch,Voice,Default,0,60", "e1,ch,Voice,Default,0,60"}, "Queue Segments": stays, "Rejected Enqueue Attempts": refused,
	})
	for n, reason := range slices.Sorted(maps.Keys(causes)) {
		p := pathOf(t, e, fmt.Sprintf("c%d", n))
		i := slices.IndexFunc(p.Steps, func(s data.Step) bool { return s.Event == data.QueueEntry })
		if s := p.Steps[i]; s.Cause != causes[reason] || s.Reason != reason || s.QueueID != "q1" || s.DurationStated.Or(0).Seconds() != 30 {
			t.Errorf("%s: %+v", reason, s)
		}
	}
	if s := pathOf(t, e, "c5").Steps[0]; s.Cause != "" || !s.EndedAt.IsZero() {
		t.Errorf("a stay that goes on: %+v", s)
	}
	got := told(pathOf(t, e, "e1"))
	for n, reason := range reasons {
		if line := fmt.Sprintf("%d-%d enqueue_rejected q%d (%s)", n+1, n+1, n, reason); !strings.Contains(got, line) {
			t.Errorf("%q is missing in\n%s", line, got)
		}
	}
}

// Every result of a task, with and without a queue, in and out of an outbound conversation.
func TestBuzzeasyResults(t *testing.T) {
	cases := []struct{ task, want string }{
		{"q1,5,40,4,10,21,Handled,voice,Sold", "5-9 ring ana q1\n9-30 accept ana q1\n30-40 wrapup ana q1"},
		{"q1,5,40,4,0,31,handled,webchat", "5-9 ring ana q1\n9-40 accept ana q1"},
		{",5,40,4,10,21,Handled,voice", "5-9 ring ana\n9-30 accept ana\n30-40 wrapup ana"},
		{"q1,5,25.4,20,,,Missed,voice", "5-25.4 ring ana q1\n25.4-25.4 ignore ana q1 cause=timeout"},
		{"q1,5,60,20,,,Missed,voice", "5-25 ring ana q1\n25-25 ignore ana q1 cause=timeout"},
		{"q1,5,8,3,,,Rejected,voice", "5-8 ring ana q1\n8-8 reject ana q1 cause=declined"},
		{"q1,5,8,3,,,Abandoned,voice", "5-8 ring ana q1\n8-8 clear ana q1 cause=customer_left"},
		{"q1,5,8,3,,,Melted,voice", "5-8 ring ana q1\n8-8 other ana q1"},
		{"q1,5,8,3,,,,voice", "5-8 ring ana q1"},
		{"q1,5,,,,,,voice", "5- ring ana q1"},
		{"q1,5,8,,,,Missed,voice", "5-8 ring ana q1\n8-8 ignore ana q1 cause=timeout"},
		{"q1,5,40,,10,21,Handled,voice", "5- ring ana q1\n9-30 accept ana q1 derived\n30-40 wrapup ana q1"},
		{"q1,5,40,4,,21,Handled,voice", "5-9 ring ana q1\n9-30 accept ana q1"},
		{",5,40,,10,,Handled,lookup", "5-30 accept ana\n30-40 wrapup ana"},
		{",5,9,,,,Cancelled,voice", ""},
	}
	var conversations, tasks []string
	for n, c := range cases {
		conversations = append(conversations, fmt.Sprintf("c%d,ch,Voice,Default,0,50", n), fmt.Sprintf("o%d,ch,Voice,Default,0,50,true", n))
		tasks = append(tasks, fmt.Sprintf("w%d,c%d,ana,%s", n, n, c.task), fmt.Sprintf("v%d,o%d,ana,%s", n, n, c.task))
	}
	tasks = append(tasks, "lone,,ana,,5,9,,,,Cancelled,voice")
	e := openBuzzeasy(t, Options{}, map[string][]string{"Conversations": conversations, "Workitem": tasks})
	for n, c := range cases {
		want := "0-0 create\n" + c.want
		if c.want != "" {
			want += "\n"
		}
		want += "50-50 complete (Default)"
		p := pathOf(t, e, fmt.Sprintf("c%d", n))
		if got := told(p); got != want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", c.task, got, want)
		}
		for _, r := range p.Rings() {
			if r.Step > 0 && strings.Contains(c.want, "accept") && r.Outcome != data.Accept {
				t.Errorf("%s: ring and outcome of one row are apart: %+v", c.task, r)
			}
		}
		out := pathOf(t, e, fmt.Sprintf("o%d", n))
		if s := data.Summarise(out); s.RingCount.Or(0) != 0 || !out.Interaction.Outbound || strings.Contains(told(out), " ring ") {
			t.Errorf("%s: rung in an outbound conversation:\n%s", c.task, told(out))
		}
	}
	report, err := e.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Files {
		if strings.HasSuffix(f.File, "Workitem.csv") && (f.Rejected > 0 || f.Context["outbound task closed before a conversation"] != 3 || f.Context["outbound task without a result"] != 2) {
			t.Errorf("%+v", f)
		}
	}
	if accept := pathOf(t, e, "c0").Steps[2]; accept.Facts["talk_total_s"] != "21" || accept.Facts["completionCode"] != "Sold" || accept.SegmentID != "w0" {
		t.Errorf("%+v", accept)
	}
}
