package data

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// showStay writes "billing 10:00:00 30s", then running, ping-pong, derived.
func showStay(s Stay) string {
	words := []string{orDash(s.QueueID), showClock(s.EnteredAt), showSpan(s.Seconds)}
	if s.Running {
		words = append(words, "running")
	}
	if s.PingPong {
		words = append(words, "ping-pong")
	}
	if s.Derived {
		words = append(words, "derived")
	}
	return strings.Join(words, " ")
}

func TestStays(t *testing.T) {
	for _, c := range []struct {
		name, page, want string
		hops             int64
	}{
		{"rings inside do not part a run", `
			10:00:00 10:00:30 queue queue=billing
			10:00:05 10:00:10 ring user=ana queue=billing
			10:00:10 reject user=ana
			10:00:30 10:01:00 queue queue=billing
			10:01:00 complete`, `
			billing 10:00:00 60s`, 0},
		{"nor do status, hold, consult and ignore", `
			10:00:00 10:00:10 queue queue=billing
			10:00:10 status
			10:00:11 hold
			10:00:12 consult
			10:00:13 ignore user=ana
			10:00:20 10:00:30 queue queue=billing
			10:01:00 complete`, `
			billing 10:00:00 30s`, 0},
		{"an accept parts it: a new stay, no hop", `
			10:00:00 10:00:30 queue queue=billing
			10:00:30 accept user=ana
			10:02:00 10:02:10 queue queue=billing
			10:02:10 complete`, `
			billing 10:00:00 30s
			billing 10:02:00 10s`, 0},
		{"a transfer parts it", `
			10:00:00 10:00:30 queue queue=billing
			10:00:30 transfer
			10:00:31 10:00:41 queue queue=billing
			10:01:00 complete`, `
			billing 10:00:00 30s
			billing 10:00:31 10s`, 0},
		{"an agent whom the queue connected parts it, though no accept tells who", `
			10:00:00 10:00:30 queue queue=billing cause=agent_connected
			10:02:00 10:02:10 queue queue=billing cause=agent_connected
			10:09:00 complete`, `
			billing 10:00:00 30s
			billing 10:02:00 10s`, 0},
		{"another queue parts it: a hop", `
			10:00:00 10:00:30 queue queue=billing
			10:00:30 10:00:50 queue queue=sales
			10:01:00 complete`, `
			billing 10:00:00 30s
			sales 10:00:30 20s`, 1},
		{"A, B, A is a ping-pong", `
			10:00:00 10:00:10 queue queue=billing
			10:00:10 10:00:20 queue queue=sales
			10:00:20 10:00:30 queue queue=billing
			10:00:30 10:00:40 queue queue=sales
			10:01:00 complete`, `
			billing 10:00:00 10s
			sales 10:00:10 10s
			billing 10:00:20 10s ping-pong
			sales 10:00:30 10s ping-pong`, 3},
		{"A, A is none, and A, B, C neither", `
			10:00:00 10:00:10 queue queue=billing
			10:00:10 accept user=ana
			10:00:20 10:00:30 queue queue=billing
			10:00:30 10:00:40 queue queue=sales
			10:00:40 10:00:50 queue queue=vip
			10:01:00 complete`, `
			billing 10:00:00 10s
			billing 10:00:20 10s
			sales 10:00:30 10s
			vip 10:00:40 10s`, 2},
		{"a stay whose queue is not known makes no hop", `
			10:00:00 10:00:10 queue queue=billing
			10:00:10 10:00:20 queue
			10:00:20 10:00:30 queue queue=billing
			10:01:00 complete`, `
			billing 10:00:00 10s
			- 10:00:10 10s
			billing 10:00:20 10s`, 0},
		{"without an end it is left at the next queue or at what ends the wait", `
			10:00:00 queue queue=billing
			10:00:10 queue queue=sales
			10:00:20 ring user=ana
			10:00:30 10:01:00 accept user=ana
			10:01:00 complete`, `
			billing 10:00:00 10s
			sales 10:00:10 20s`, 1},
		{"a row that outlasts the accept waits no longer than to it", `
			10:00:00 10:05:00 queue queue=billing
			10:00:02 10:00:10 ring user=ana
			10:00:10 10:05:00 accept user=ana
			10:05:00 complete`, `
			billing 10:00:00 10s`, 0},
		{"nor one that outlasts the abandon, the transfer or the completion", `
			10:00:00 10:05:00 queue queue=billing
			10:00:10 transfer
			10:00:11 10:05:00 queue queue=sales
			10:00:14 abandon`, `
			billing 10:00:00 10s
			sales 10:00:11 3s`, 1},
		{"not even one that another queue follows before the accept", `
			10:00:00 10:05:00 queue queue=billing
			10:00:05 10:05:00 queue queue=sales
			10:00:10 accept user=ana
			10:01:00 10:02:00 queue queue=billing
			10:03:00 complete`, `
			billing 10:00:00 10s
			sales 10:00:05 5s
			billing 10:01:00 60s ping-pong`, 2},
		{"the transfer of the user before may be told late", `
			10:05:00 10:09:00 queue queue=billing
			10:05:01 transfer user=ana
			10:08:50 ring user=ben queue=billing
			10:09:00 accept user=ben queue=billing`, `
			billing 10:05:00 240s`, 0},
		{"in two queues at once each ends with its own accept", `
			10:00:00 10:10:00 queue queue=billing
			10:02:00 10:10:00 queue queue=sales
			10:05:00 accept user=ana queue=billing
			10:09:30 accept user=ben queue=sales`, `
			billing 10:00:00 300s
			sales 10:02:00 450s`, 1},
		{"where the row says that an agent was connected, only the accept cuts it", `
			10:00:00 10:00:30 queue queue=billing cause=agent_connected
			10:00:10 transfer
			10:01:00 10:01:30 queue queue=sales cause=agent_connected
			10:01:20 accept user=ana
			10:05:00 complete`, `
			billing 10:00:00 30s
			sales 10:01:00 20s`, 1},
		{"the last row of a run has no end", `
			10:00:00 10:00:10 queue queue=billing
			10:00:10 queue queue=billing
			10:00:30 abandon`, `
			billing 10:00:00 30s`, 0},
		{"still there at data_as_of", `
			@ as_of=10:01:00
			10:00:00 create
			10:00:10 queue queue=billing`, `
			billing 10:00:10 50s running`, 0},
		{"the queue of other rows counts only without queue rows", `
			10:00:00 10:00:30 queue queue=billing
			10:00:10 ring user=ana queue=sales
			10:00:15 reject user=ana queue=sales
			10:01:00 complete`, `
			billing 10:00:00 30s`, 0},
		{"derived from other rows, left at the accept", `
			10:00:10 10:00:15 ring user=ana queue=billing
			10:00:15 ignore user=ana queue=billing
			10:00:30 ring user=ben queue=billing
			10:00:40 accept user=ben queue=billing
			10:01:00 complete`, `
			billing 10:00:10 30s derived`, 0},
		{"derived, left at the abandon", `
			10:00:10 10:00:15 ring user=ana queue=billing
			10:00:50 abandon`, `
			billing 10:00:10 40s derived`, 0},
		{"derived, an accept does not part it", `
			10:00:10 ring user=ana queue=billing
			10:00:20 accept user=ana queue=billing
			10:00:50 ring user=ben queue=billing
			10:01:00 complete`, `
			billing 10:00:10 10s derived`, 0},
		{"derived, named only by the row that leaves it", `
			10:00:10 10:01:00 accept user=ana queue=billing
			10:01:00 complete`, `
			billing 10:00:10 0s derived`, 0},
		{"derived, named only by the row that ends the call in it", `
			10:00:10 abandon queue=billing`, `
			billing - - derived`, 0},
		{"derived, two queues", `
			10:00:10 10:00:15 ring user=ana queue=billing
			10:00:30 10:00:35 ring user=ben queue=sales
			10:00:40 accept user=ben queue=sales
			10:01:00 complete`, `
			billing 10:00:10 20s derived
			sales 10:00:30 10s derived`, 1},
		{"none", `
			10:00:00 create
			10:01:00 complete`, ``, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			stays := pathOf(t, c.page).Stays()
			same(t, "stays", showEach(stays, showStay), c.want)
			if got := Hops(stays); got != c.hops {
				t.Errorf("%d hops, want %d", got, c.hops)
			}
		})
	}
}

// Every stay says itself which queue a hop came from: a queue that is not known is passed over.
func TestStaysSayWhereAHopCameFrom(t *testing.T) {
	stays := []Stay{{QueueID: ""}, {QueueID: "a"}, {QueueID: "a"}, {QueueID: ""}, {QueueID: "b"}, {QueueID: ""}, {QueueID: "b"}, {QueueID: "a"}}
	markHops(stays)
	var from, back []string
	for _, s := range stays {
		from = append(from, orDash(s.HopFrom))
		if s.PingPong {
			back = append(back, s.QueueID)
		}
	}
	same(t, "hops", strings.Join(from, " "), "- - - - a - - b")
	same(t, "ping-pong", strings.Join(back, " "), "a")
}

func TestStaySaysWhy(t *testing.T) {
	s := pathOf(t, `
		10:00:00 create
		10:00:01 10:00:30 queue queue=billing cause=queue_timeout reason=overflow
		10:00:31 complete`).Stays()[0]
	if s.Cause != "queue_timeout" || s.Reason != "overflow" {
		t.Errorf("cause %q, reason %q", s.Cause, s.Reason)
	}
	if s.Order != 1 || s.Step != 2 || s.LastStep < s.Step || !s.LeftAt.Equal(clock(t, "10:00:30")) {
		t.Errorf("order %d, steps %d to %d, left %s", s.Order, s.Step, s.LastStep, showClock(s.LeftAt))
	}
}

// TestStayEnds: what took the interaction out of a queue. Once an agent was connected, it is nothing later.
func TestStayEnds(t *testing.T) {
	for _, c := range []struct {
		name, page string
		want       Event
	}{
		{"accept", "10:00:00 10:00:30 queue\n10:00:30 accept user=ana\n10:09:00 complete", Accept},
		{"abandon", "10:00:00 10:00:30 queue\n10:00:30 abandon", Abandon},
		{"connected, and abandoned later", "10:00:00 10:00:30 queue cause=agent_connected\n10:09:00 abandon", Accept},
		{"connected, and in another queue later", "10:00:00 10:00:30 queue queue=a cause=agent_connected\n10:09:00 queue queue=b", Accept},
		{"connected, and nothing later", "10:00:00 10:00:30 queue cause=agent_connected", Accept},
		{"connected, nobody knows when", "10:00:00 queue cause=agent_connected\n10:09:00 complete", Complete},
	} {
		if got := pathOf(t, c.page).Stays()[0].Ended; got != c.want {
			t.Errorf("%s: it ended by %s", c.name, got)
		}
	}
}

// TestEveryQueueRowIsInAStay: with queue rows every stay starts at one, in order, and none is derived;
// there are never more hops than changes from stay to stay.
func TestEveryQueueRowIsInAStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		stays := p.Stays()
		rows := strings.Count(p.Letters(), string(QueueEntry))
		for i, s := range stays {
			if s.Order != i+1 || i > 0 && s.Step <= stays[i-1].Step {
				t.Fatalf("stay %d: order %d, step %d", i+1, s.Order, s.Step)
			}
			if s.Derived == (rows > 0) {
				t.Fatalf("%d queue rows and derived is %t", rows, s.Derived)
			}
			for _, later := range p.Steps[s.LastStep:] {
				if later.Event == Accept && !later.At.Before(s.EnteredAt) && later.At.Before(s.LeftAt) {
					t.Fatalf("stay %d lasts to %s, and the accept is at %s", i+1, s.LeftAt, later.At)
				}
			}
			if rows > 0 && p.Steps[s.Step-1].Event != QueueEntry {
				t.Fatalf("stay %d starts at a %s", i+1, p.Steps[s.Step-1].Event)
			}
		}
		if rows > 0 && (len(stays) == 0 || len(stays) > rows) {
			t.Fatalf("%d stays of %d queue rows", len(stays), rows)
		}
		if hops := Hops(stays); hops < 0 || hops > 0 && hops >= int64(len(stays)) {
			t.Fatalf("%d hops in %d stays", hops, len(stays))
		}
	})
}
