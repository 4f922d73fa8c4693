package query

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"segpath/data"
)

// queueLog writes lines of one call each, "second queue agent event data…" after edifyDay, as Asterisk does.
func queueLog(call string, lines ...string) string {
	var out strings.Builder
	for _, line := range lines {
		second, rest, _ := strings.Cut(line, " ")
		after, err := time.ParseDuration(second + "s")
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&out, "%d|%s|%s\n", edifyDay.Add(after).Unix(), call, strings.ReplaceAll(rest, " ", "|"))
	}
	return out.String()
}

// queueLogHead makes a file long enough to be known by its lines; they are of no call.
const queueLogHead = "1772442000|NONE|NONE|NONE|QUEUESTART|\n1772442000|NONE|NONE|NONE|CONFIGRELOAD|\n"

// One answer by hand for every event of the log.
func TestQueueLogEvents(t *testing.T) {
	for n, c := range []struct {
		event string
		lines []string
		want  string
	}{
		{"ENTERQUEUE alone waits", []string{"0 Q NONE ENTERQUEUE  555 1"}, `
0-0 create derived
0- queue Q`},
		{"CONNECT and COMPLETECALLER", []string{"0 Q NONE ENTERQUEUE  555 1", "12 Q SIP/200 CONNECT 12 1.7 4", "40 Q SIP/200 COMPLETECALLER 12 28 1"}, `
0-0 create derived
0-12 queue Q cause=agent_connected
8-12 ring SIP/200 Q
12-40 accept SIP/200 Q
40-40 complete`},
		{"COMPLETEAGENT says who", []string{"0 Q NONE ENTERQUEUE", "5 Q Local/1@a/n CONNECT 5 1.7 5", "9 Q Local/1@a/n COMPLETEAGENT 5 4 1"}, `
0-0 create derived
0-5 queue Q cause=agent_connected
0-5 ring Local/1@a/n Q
5-9 accept Local/1@a/n Q
9-9 complete by Local/1@a/n`},
		{"CONNECT of old versions, without the ring", []string{"0 Q NONE ENTERQUEUE", "5 Q A CONNECT 5"}, `
0-0 create derived
0-5 queue Q cause=agent_connected
5- accept A Q`},
		{"RINGNOANSWER, of one who rang out and of a device that was not reached", []string{"0 Q NONE ENTERQUEUE", "20 Q A RINGNOANSWER 15500", "21 Q B RINGNOANSWER 0"}, `
0-0 create derived
0- queue Q
4.5-20 ring A Q
20-20 ignore A Q cause=unknown
21-21 ring B Q
21-21 ignore B Q cause=delivery_error`},
		{"a ring is not before its queue", []string{"0 Q NONE ENTERQUEUE", "15 Q A RINGNOANSWER 15900"}, `
0-0 create derived
0- queue Q
0-15 ring A Q
15-15 ignore A Q cause=unknown`},
		{"ring-all: two let it ring, one takes it", []string{"0 Q NONE ENTERQUEUE", "9 Q A RINGNOANSWER 8000", "9 Q B RINGNOANSWER 8000", "9 Q C CONNECT 9 1.7 8", "11 Q C COMPLETEAGENT 9 2 1"}, `
0-0 create derived
0-9 queue Q cause=agent_connected
1-9 ring A Q
1-9 ring B Q
1-9 ring C Q
9-9 ignore A Q cause=unknown
9-9 ignore B Q cause=unknown
9-11 accept C Q
11-11 complete by C`},
		{"RINGCANCELED and ABANDON", []string{"0 Q NONE ENTERQUEUE", "9 Q A RINGCANCELED 3000", "9 Q NONE ABANDON 1 1 9"}, `
0-0 create derived
0-9 queue Q cause=customer_left
6-9 ring A Q
9-9 clear A Q cause=customer_left
9-9 abandon Q`},
		{"RINGCANCELED for another reason", []string{"0 Q NONE ENTERQUEUE", "9 Q A RINGCANCELED 3000", "60 Q NONE EXITWITHTIMEOUT 1 1 60"}, `
0-0 create derived
0-60 queue Q cause=queue_timeout (EXITWITHTIMEOUT)
6-9 ring A Q
9-9 clear A Q cause=unknown
60-60 complete derived`},
		{"EXITEMPTY and EXITWITHKEY on the way, the same queue twice", []string{"0 Q NONE ENTERQUEUE", "5 Q NONE EXITEMPTY 1 1 5", "5 R NONE ENTERQUEUE", "8 R NONE EXITWITHKEY 2 1 1 3", "8 Q NONE ENTERQUEUE"}, `
0-0 create derived
0-5 queue Q cause=withdrawn (EXITEMPTY)
5-8 queue R cause=moved (EXITWITHKEY)
8- queue Q`},
		{"BLINDTRANSFER closes", []string{"0 Q NONE ENTERQUEUE", "2 Q A CONNECT 2 1.7 1", "9 Q A BLINDTRANSFER 300 internal 2 7 1"}, `
0-0 create derived
0-2 queue Q cause=agent_connected
1-2 ring A Q
2-9 accept A Q
9-9 transfer by A (300)`},
		{"TRANSFER and ATTENDEDTRANSFER, and on in another queue", []string{"0 Q NONE ENTERQUEUE", "2 Q A CONNECT 2 1.7 1", "9 Q A TRANSFER 300 internal 2 7 1", "9 R NONE ENTERQUEUE",
			"12 R B CONNECT 3 1.8 2", "20 R B ATTENDEDTRANSFER LINK SIP/1 SIP/2 3 8 1"}, `
0-0 create derived
0-2 queue Q cause=agent_connected
1-2 ring A Q
2-9 accept A Q
9-9 transfer by A (300)
9-12 queue R cause=agent_connected
10-12 ring B R
12-20 accept B R
20-20 transfer by B (LINK)`},
		{"COMPLETEAGENT of a call that goes on", []string{"0 Q NONE ENTERQUEUE", "2 Q A CONNECT 2 1.7 1", "9 Q A COMPLETEAGENT 2 7 1", "9 R NONE ENTERQUEUE", "12 R NONE ABANDON 1 1 3"}, `
0-0 create derived
0-2 queue Q cause=agent_connected
1-2 ring A Q
2-9 accept A Q
9-12 queue R cause=customer_left
12-12 abandon R`},
		{"AGENTDUMP and SYSCOMPAT", []string{"0 Q NONE ENTERQUEUE", "4 Q A AGENTDUMP", "6 Q B SYSCOMPAT"}, `
0-0 create derived
0- queue Q
4-4 reject A Q cause=declined
6-6 clear B Q cause=delivery_error`},
		{"a word that nobody knows", []string{"0 Q NONE ENTERQUEUE", "4 Q A CALLSTATUS done"}, `
0-0 create derived
0- queue Q
4- other A Q`},
		{"a log that begins within a call", []string{"4 Q A RINGNOANSWER 5000", "6 Q A CONNECT 9 1.7 1", "9 Q A COMPLETECALLER 9 3 1"}, `
-3-6 queue Q cause=agent_connected derived
-1-4 ring A Q
4-4 ignore A Q cause=unknown
5-6 ring A Q
6-9 accept A Q
9-9 complete`},
	} {
		id := fmt.Sprintf("17724.%d", n)
		log := queueLogHead + queueLog(id, c.lines...)
		e := openFiles(t, Options{Threads: 1}, map[string]string{"queue.log": log})
		if e.Export().Format != "queue_log" {
			t.Fatalf("taken for %s", e.Export().Format)
		}
		p := pathOf(t, e, id)
		if got, want := told(p), strings.TrimSpace(c.want); got != want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", c.event, got, want)
		}
		for _, s := range p.Steps {
			if s.Uncertain || s.Ambiguous != (s.Cause == "delivery_error" && s.Event == data.Ignore) {
				t.Errorf("%s: %s uncertain %t, ambiguous %t", c.event, s.Event, s.Uncertain, s.Ambiguous)
			}
		}
	}
}

// A log that begins within calls: what the first turn of each states of the wait and the talk before it is counted
// back. What no line states is not known, and never 0 s.
func TestQueueLogBeginsWithinCalls(t *testing.T) {
	for n, c := range []struct {
		lines      []string
		want       string
		wait, talk string // seconds; – is not known
		line       int    // of the call, that the notice is about
		counted    bool   // else the notice is a problem
	}{
		{[]string{"0 Q NONE ABANDON 1 3 95"}, `
-95-0 queue Q cause=customer_left derived
0-0 abandon Q`, "95", "0", 1, true},
		{[]string{"0 Q NONE EXITWITHTIMEOUT 1 1 60"}, `
-60-0 queue Q cause=queue_timeout (EXITWITHTIMEOUT) derived
0-0 complete derived`, "60", "0", 1, true},
		{[]string{"0 Q NONE EXITEMPTY 1 1 7"}, `
-7-0 queue Q cause=withdrawn (EXITEMPTY) derived
0-0 complete derived`, "7", "0", 1, true},
		{[]string{"0 Q NONE EXITWITHKEY 2 1 3 20"}, `
-20-0 queue Q cause=moved (EXITWITHKEY) derived
0-0 complete derived`, "20", "0", 1, true},
		{[]string{"0 Q A CONNECT 9 1.7 4", "5 Q A COMPLETEAGENT 9 5 1"}, `
-9-0 queue Q cause=agent_connected derived
-4-0 ring A Q
0-5 accept A Q
5-5 complete by A`, "9", "5", 1, true},
		{[]string{"0 Q A COMPLETECALLER 30 10 1"}, `
-40--10 queue Q cause=agent_connected derived
-10-0 accept A Q derived
0-0 complete`, "30", "10", 1, true},
		{[]string{"0 Q A BLINDTRANSFER 300 internal 4 21 5"}, `
-25--21 queue Q cause=agent_connected derived
-21-0 accept A Q derived
0-0 transfer by A (300)`, "4", "21", 1, true},
		{[]string{"0 Q A ATTENDEDTRANSFER BRIDGE 5f0c-b1 4 23 5"}, `
-27--23 queue Q cause=agent_connected derived
-23-0 accept A Q derived
0-0 transfer by A (BRIDGE)`, "4", "23", 1, true},
		{[]string{"0 Q A ATTENDEDTRANSFER LINK SIP/1 SIP/2 3 8 1"}, `
-11--8 queue Q cause=agent_connected derived
-8-0 accept A Q derived
0-0 transfer by A (LINK)`, "3", "8", 1, true},
		{[]string{"0 Q A COMPLETEAGENT 2 7 1", "0 R NONE ENTERQUEUE  555 1", "3 R NONE ABANDON 1 1 3"}, `
-9--7 queue Q cause=agent_connected derived
-7-0 accept A Q derived
0-3 queue R cause=customer_left
3-3 abandon R`, "2", "7", 1, true},
		{[]string{"0 Q NONE EXITWITHTIMEOUT 1 1 60", "0 R NONE ENTERQUEUE  555 1", "3 R NONE ABANDON 1 1 3"}, `
-60-0 queue Q cause=queue_timeout (EXITWITHTIMEOUT) derived
0-3 queue R cause=customer_left
3-3 abandon R`, "63", "0", 1, true},
		{[]string{"-15 Q A RINGNOANSWER 15900", "0 Q NONE ABANDON 1 1 30"}, `
-30-0 queue Q cause=customer_left derived
-30--15 ring A Q
-15--15 ignore A Q cause=unknown
0-0 abandon Q`, "30", "0", 2, true},
		{[]string{"0 Q NONE EXITWITHKEY 1 3"}, `
0-0 complete Q derived`, "–", "0", 1, false},
		{[]string{"0 Q NONE ABANDON"}, `
0-0 abandon Q`, "–", "0", 1, false},
		{[]string{"0 Q A COMPLETEAGENT"}, `
0-0 complete Q by A`, "–", "0", 1, false},
		{[]string{"0 Q A RINGNOANSWER 5000"}, `
-5-0 ring A Q
0-0 ignore A Q cause=unknown`, "5", "0", 1, false},
	} {
		id := fmt.Sprintf("17724.%d", n)
		e := openFiles(t, Options{Threads: 1}, map[string]string{"queue.log": queueLogHead + queueLog(id, c.lines...)})
		p := pathOf(t, e, id)
		if got, want := told(p), strings.TrimSpace(c.want); got != want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", c.lines[0], got, want)
		}
		seconds := func(o data.Opt[data.Span]) string {
			if span, ok := o.Get(); ok {
				return fmt.Sprint(span.Seconds())
			}
			return "–"
		}
		s := data.Summarise(p)
		if got := seconds(s.Wait) + " " + seconds(s.Talk); got != c.wait+" "+c.talk || s.StayCount.Or(0) < 1 {
			t.Errorf("%s: wait and talk %s, want %s %s, and %v stays", c.lines[0], got, c.wait, c.talk, s.StayCount)
		}
		for _, stay := range p.Stays() {
			if length, ok := stay.Seconds.Get(); ok && length == 0 {
				t.Errorf("%s: a stay of 0 s", c.lines[0])
			}
		}
		kind, other := data.FormatRemark, data.FormatProblem
		if !c.counted {
			kind, other = other, kind
		}
		if told := noticesOf(e, kind); len(told) != 1 || told[0].Count != 1 || told[0].InteractionID != id || told[0].SourceRow != int64(2+c.line) || len(noticesOf(e, other)) > 0 {
			t.Errorf("%s: %+v", c.lines[0], told)
		}
	}
}

// A call whose ENTERQUEUE is in the log began in it, in a table without the order of an instant too, and between two logs.
func TestQueueLogBeginsInTheLog(t *testing.T) {
	lines := func(lines ...string) string { return queueLogHead + queueLog("c", lines...) }
	for name, files := range map[string]map[string]string{
		"a log":   {"queue.log": lines("0 Q NONE ENTERQUEUE  555 1", "0 Q A CONNECT 0 1.9 0", "4 Q A COMPLETEAGENT 0 4 1")},
		"two":     {"queue1.log": lines("0 Q NONE ENTERQUEUE  555 1"), "queue2.log": queueLogHead + queueLog("c", "0 Q A CONNECT 0 1.9 0", "4 Q A COMPLETEAGENT 0 4 1")},
		"a table": {"export.csv": "time,callid,queuename,agent,event,data1,data2,data3\n1772442000,c,Q,NONE,EXITWITHTIMEOUT,1,1,0\n1772442000,c,Q,NONE,ENTERQUEUE,,555,1\n"},
	} {
		e := openFiles(t, Options{}, files)
		if p := pathOf(t, e, "c"); !strings.HasPrefix(p.Letters(), "cq") || strings.Count(p.Letters(), "q") != 1 || p.Interaction.Customer != "555" {
			t.Errorf("%s: %s\n%s", name, p.Letters(), told(p))
		}
		if told := append(noticesOf(e, data.FormatRemark), noticesOf(e, data.FormatProblem)...); len(told) > 0 {
			t.Errorf("%s: %+v", name, told)
		}
	}
}

// Who hung up is not told where the caller only left the queue.
func TestQueueLogEndedBy(t *testing.T) {
	for line, want := range map[string]string{
		"Q NONE EXITWITHKEY 1 1 1 9": "", "Q NONE EXITWITHTIMEOUT 1 1 9": "", "Q NONE EXITEMPTY 1 1 9": "", "Q NONE ABANDON 1 1 9": "customer",
		"Q A COMPLETECALLER 2 7 1": "customer", "Q A COMPLETEAGENT 2 7 1": "user", "Q A BLINDTRANSFER 300 internal 2 7 1": "",
	} {
		e := openFiles(t, Options{}, map[string]string{"queue.log": queueLogHead + queueLog("c", "0 Q NONE ENTERQUEUE  555 1", "9 "+line)})
		if in := pathOf(t, e, "c").Interaction; in.EndedBy != want || in.Outcome != strings.Fields(line)[2] {
			t.Errorf("%s: ended by %q, outcome %s", line, in.EndedBy, in.Outcome)
		}
	}
}

// What a call as a whole is told by, and lengths as the log states them.
func TestQueueLogCall(t *testing.T) {
	log := queueLogHead + queueLog("c", "0 Q NONE ENTERQUEUE http://x/ +44\"1 3", "12 Q A CONNECT 11 1.9 4", "40 Q A BLINDTRANSFER 300 in 11 29 1", "40 R NONE ENTERQUEUE  999 1",
		"60 R B CONNECT 20 1.2 5", "70 R B COMPLETECALLER 20 10 1")
	e := openFiles(t, Options{}, map[string]string{"queue.log": log})
	p := pathOf(t, e, "c")
	in := p.Interaction
	if in.Customer != `+44"1` || in.Facts["url"] != "http://x/" || strings.Join(in.ExternalIDs, " ") != "1.2 1.9" || in.Outcome != "COMPLETECALLER" ||
		in.EndedBy != "customer" || in.Type != "call" || in.UserID != "B" || in.QueueID != "R" || p.Open() {
		t.Errorf("%+v", in)
	}
	stay, accept, transfer := p.Steps[1], p.Steps[3], p.Steps[4]
	if stay.DurationStated.Or(0).Seconds() != 11 || stay.Facts["position"] != "3" || accept.DurationStated.Or(0).Seconds() != 29 || transfer.Facts["context"] != "in" {
		t.Errorf("%+v\n%+v\n%+v", stay, accept, transfer)
	}
	if s := data.Summarise(p); s.QueueHops.Or(0) != 1 || s.Talk.Or(0).Seconds() != 38 || s.Hold.Ok() || s.RingCount.Or(0) != 2 {
		t.Errorf("%+v", s)
	}
}

// The wait before a stay's end and the talk before a transfer stand at a place of each event's own, in the log and
// in a table, whose data5 takes what is more.
func TestQueueLogLengthsByEvent(t *testing.T) {
	for line, want := range map[string]string{ // the stated wait of the stay, the stated talk of the accept
		"NONE EXITWITHTIMEOUT 2 5 31": "31 -", "NONE EXITEMPTY 2 5 32": "32 -", "NONE EXITWITHKEY 7 2 5 33": "33 -", "NONE EXITWITHKEY 7 2": "- -", "NONE ABANDON 2 5 34": "34 -",
		"A BLINDTRANSFER 300 internal 4 21 5": "4 21", "A TRANSFER 300 internal 4 22 5": "4 22", "A ATTENDEDTRANSFER BRIDGE 5f0c-b1 4 23 5": "4 23",
		"A ATTENDEDTRANSFER APP ConfBridge 4 24 5": "4 24", "A ATTENDEDTRANSFER LINK Local/1;1 Local/1;2 4 25 5": "4 25", "A COMPLETEAGENT 4 26 5": "4 26",
	} {
		lines := []string{"0 Q NONE ENTERQUEUE  555 5"}
		if strings.HasPrefix(line, "A") {
			lines = append(lines, "4 Q A CONNECT 4 1.9 2")
		}
		log := queueLog("c", append(lines, "40 Q "+line)...)
		table := "time|callid|queuename|agent|event|data1|data2|data3|data4|data5\n"
		for row := range strings.Lines(log) {
			cells := strings.SplitN(strings.TrimSpace(row), "|", 10)
			for len(cells) < 10 {
				cells = append(cells, "")
			}
			table += strings.Join(cells[:9], "|") + `|"` + cells[9] + "\"\n"
		}
		for name, files := range map[string]map[string]string{"the log": {"queue.log": queueLogHead + log}, "a table": {"export.csv": table}} {
			stated := []string{"-", "-"}
			for _, s := range pathOf(t, openFiles(t, Options{}, files), "c").Steps {
				length, ok := s.DurationStated.Get()
				if n := map[data.Event]int{data.QueueEntry: 1, data.Accept: 2}[s.Event]; ok && n > 0 {
					stated[n-1] = fmt.Sprint(length.Seconds())
				}
			}
			if got := strings.Join(stated, " "); got != want {
				t.Errorf("%s, %s: wait and talk %s, want %s", name, line, got, want)
			}
		}
	}
}

// Housekeeping is context by its reasons, whatever stands for the call; unknown words of no call too.
func TestQueueLogContext(t *testing.T) {
	log := queueLogHead + queueLog("MANAGER", "0 Q Local/3@x ADDMEMBER PAUSED", "0 Q A PENALTY 3", "1 Q A REMOVEMEMBER") + queueLog("1772.5", "2 NONE A PAUSEALL lunch", "3 Q A UNPAUSE") +
		queueLog("", "4 NONE A AGENTLOGOFF x 5") + queueLog("NONE", "5 Q A WEATHER rain") + queueLog("c", "6 Q NONE ENTERQUEUE", "7 Q NONE EXITEMPTY 1 1 1", "8 R NONE ENTERQUEUE")
	e := openFiles(t, Options{}, map[string]string{"queue.log": log})
	r, err := e.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	f := r.Files[0]
	want := "map[Asterisk started or read its settings:2 a queue's agents:3 an agent logged on or off:1 an agent paused or came back:2 of no call:1]"
	if f.Rows != 12 || f.Used != 3 || fmt.Sprint(f.Context) != want || r.InteractionCount != 1 {
		t.Errorf("%+v", f)
	}
}

// The realtime table: text times in the source's zone or epochs, data in one column or five, rows in any order, known by their id.
func TestQueueLogTable(t *testing.T) {
	for name, table := range map[string]string{
		"one column of data": "time,callid,queuename,agent,event,data\n2026-03-02 10:00:12.500000,c,Q,A,CONNECT,12|1.9|4\n2026-03-02 10:00:00.250000,c,Q,NONE,ENTERQUEUE,|555|1\n" +
			"2026-03-02 10:00:40.000000,c,Q,A,COMPLETEAGENT,12|28|1\n",
		"five, and epochs": "Event,ID,Time,Call-ID,Queue Name,Agent,Data1,Data2,Data3,Data4,Data5\nCOMPLETEAGENT,9,1772442040.0,c,Q,A,12,28,1,,\nENTERQUEUE,7,1772442000.25,c,Q,NONE,,555,1,,\n" +
			"CONNECT,8,1772442012.5,c,Q,A,12,1.9,4,,\n",
	} {
		e := openFiles(t, Options{TimeZone: "Europe/Berlin"}, map[string]string{"export.csv": table})
		p := pathOf(t, e, "c")
		want := strings.TrimSpace(`
0.25-0.25 create derived
0.25-12.5 queue Q cause=agent_connected
8.5-12.5 ring A Q
12.5-40 accept A Q
40-40 complete by A`)
		if got := told(p); got != want || p.Interaction.Customer != "555" {
			t.Errorf("%s\ngot\n%s\nwant\n%s", name, got, want)
		}
	}
}

// Lines of one second keep their order within a log, and between two logs nobody knows it.
func TestQueueLogSameSecond(t *testing.T) {
	lines := strings.SplitAfter(queueLog("c", "0 Q NONE ENTERQUEUE", "0 Q NONE EXITEMPTY 1 1 0", "0 R NONE ENTERQUEUE", "0 R A CONNECT 0 1.9 0", "0 R A COMPLETECALLER 0 0 1", "0 Q NONE ENTERQUEUE"), "\n")
	e := openFiles(t, Options{}, map[string]string{"queue.log": queueLogHead + strings.Join(lines, "")})
	if p := pathOf(t, e, "c"); p.Letters() != "cqqrAq" || p.Steps[2].Uncertain {
		t.Errorf("%s\n%s", p.Letters(), told(p))
	}
	e = openFiles(t, Options{}, map[string]string{"queue1.log": queueLogHead + strings.Join(lines[:3], ""), "queue2.log": queueLogHead + strings.Join(lines[3:], "")})
	if p := pathOf(t, e, "c"); !p.Steps[2].Uncertain {
		t.Errorf("%s", told(p))
	}
}

// Without data nobody knows when a ring began: no ring is told, what came of each is, and why is said.
func TestQueueLogWithoutData(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{"queue_log.csv": "time,callid,queuename,agent,event\n2026-03-02 09:00:00,c,Q,NONE,ENTERQUEUE\n2026-03-02 09:00:05,c,Q,A,RINGNOANSWER\n" +
		"2026-03-02 09:00:07,c,Q,B,CONNECT\n"})
	if p := pathOf(t, e, "c"); p.Letters() != "cqIA" {
		t.Errorf("%s", told(p))
	}
	has := e.Export().Has
	if has.Rings.State != data.Absent || has.Rings.Why != "no column data1 or data in log" || has.Statuses.State != data.Absent || has.Hold.Why == "" {
		t.Errorf("%+v", has)
	}
}
