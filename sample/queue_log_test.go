package sample

import (
	"fmt"
	"strings"
	"testing"

	"segpath/data"
)

func TestQueueLogColumns(t *testing.T) {
	sim := New(Options{Interactions: 5})
	for _, c := range []struct {
		opt  QueueLogOptions
		want string
		log  byte
	}{
		{QueueLogOptions{DropColumns: []string{"data1"}, IDs: true}, "queue_log: time callid queuename agent event data1 data2 data3 data4 data5", '|'},
		{QueueLogOptions{Shape: QueueLogData, IDs: true}, "queue_log: time callid queuename agent event data id", 0},
		{QueueLogOptions{Shape: QueueLogFive, DropColumns: []string{"data4", "data5"}, Headers: Capitals}, "queue_log: TIME CALLID QUEUENAME AGENT EVENT DATA1 DATA2 DATA3", 0},
	} {
		tables := QueueLog(sim, c.opt)
		if got := strings.TrimSpace(columns(tables)); got != c.want || tables[0].Log != c.log {
			t.Errorf("%q, want %q; log %q", got, c.want, tables[0].Log)
		}
	}
}

// A path by hand: one lets it ring, one is not reached, nobody takes it in time; in the next queue it is taken,
// passed on to a colleague outside any queue, and comes back for the last time.
func TestQueueLogPath(t *testing.T) {
	step := func(from, to int64, event data.Event, user, queue string, cause data.Cause) data.Segment {
		return data.Segment{StartedAt: instant(from * 1000), EndedAt: instant(to * 1000), Event: event, UserID: user, QueueID: queue, Cause: cause, Type: voice}
	}
	it := data.Interaction{ID: "c1", CompletedAt: instant(400_000), EndedBy: "user", Customer: "555"}
	path := []data.Segment{
		step(0, 0, data.Create, "", "", ""), step(1, 60, data.QueueEntry, "", "Q-01", "queue_timeout"),
		step(5, 25, data.RingOffer, "U-1", "Q-01", ""), step(25, 25, data.Ignore, "U-1", "Q-01", "timeout"),
		step(30, 31, data.RingOffer, "U-2", "Q-01", ""), step(31, 31, data.Clear, "U-2", "Q-01", "delivery_error"),
		step(40, 41, data.RingOffer, "U-2", "Q-01", ""), step(41, 41, data.Clear, "U-2", "Q-01", "reassigned"),
		step(61, 70, data.QueueEntry, "", "Q-02", "agent_connected"), step(66, 70, data.RingOffer, "U-1", "Q-02", ""),
		step(70, 99, data.Accept, "U-1", "Q-02", ""), step(80, 85, data.Hold, "U-1", "", ""), step(100, 100, data.Transfer, "U-2", "", ""),
		step(102, 110, data.RingOffer, "U-2", "", ""), step(110, 140, data.Accept, "U-2", "", ""), step(141, 141, data.Transfer, "", "Q-01", ""),
		step(150, 160, data.QueueEntry, "", "Q-01", "agent_connected"), step(155, 160, data.RingOffer, "U-1", "Q-01", ""),
		step(160, 200, data.Accept, "U-1", "Q-01", ""), step(200, 230, data.WrapUp, "U-1", "", ""), step(400, 400, data.Complete, "", "", ""),
	}
	var got strings.Builder
	for _, r := range New(Options{Interactions: 5}).queueLogPath(&it, path) {
		fmt.Fprintf(&got, "%d %s %s %s %s\n", r.at.Unix(), r.queue, r.agent, r.event, strings.TrimRight(strings.Join(r.data[:], "|"), "|"))
	}
	want := `1 Billing NONE ENTERQUEUE |555|1
25 Billing PJSIP/1 RINGNOANSWER 20000
31 Billing PJSIP/2 RINGNOANSWER 0
60 Billing NONE EXITWITHTIMEOUT 1|1|59
61 Technical Support NONE ENTERQUEUE |555|1
70 Technical Support PJSIP/1 CONNECT 9|70.5|4
100 Technical Support PJSIP/1 BLINDTRANSFER 300|internal|9|30|1
150 Billing NONE ENTERQUEUE |555|1
160 Billing PJSIP/1 CONNECT 10|160.8|5
200 Billing PJSIP/1 COMPLETEAGENT 10|40|1
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// The log is in the order of its times, and every kind of line is in a simulation of some size.
func TestQueueLogOrder(t *testing.T) {
	last, lines := "", map[string]int{}
	for cells := range QueueLog(New(Options{Interactions: 3000, Seed: 5}), QueueLogOptions{})[0].Rows {
		if at := cells[0].(string); at < last {
			t.Fatalf("%s after %s", at, last)
		} else {
			last = at
		}
		lines[cells[4].(string)]++
	}
	for event := range strings.FieldsSeq("QUEUESTART CONFIGRELOAD ADDMEMBER ENTERQUEUE RINGNOANSWER RINGCANCELED CONNECT COMPLETEAGENT COMPLETECALLER ABANDON " +
		"EXITWITHTIMEOUT EXITEMPTY EXITWITHKEY TRANSFER BLINDTRANSFER ATTENDEDTRANSFER") {
		if lines[event] == 0 {
			t.Errorf("3000 interactions show no %s: %v", event, lines)
		}
	}
}
