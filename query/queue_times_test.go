package query

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"segpath/data"
)

// The share of shorter waits and rings is that of a count over every path, one by one, whether SQL or Go
// ordered it.
func TestQueueTimesCountEveryPath(t *testing.T) {
	for seed := range uint64(12) {
		n := nasty{Rand: rand.New(rand.NewPCG(seed, 7)), seq: seed%4 == 1, from: seed%6 == 2, users: seed%3 > 0, starts: seed%3 > 0}
		segments, rows := n.export(120)
		e := open(t, write(t, write(t, t.TempDir(), "segments.csv", segments), "interactions.csv", rows))
		all, lengths := everyLength(t, e)
		times, err := e.QueueTimes(context.Background(), lengths)
		if err != nil {
			t.Fatal(err)
		}
		if len(lengths) == 0 || len(times) != len(lengths) {
			t.Fatalf("seed %d: %d answers to %d lengths", seed, len(times), len(lengths))
		}
		for _, l := range lengths {
			if want := shareShorter(all, l); times[l] != want {
				t.Errorf("seed %d: %+v is longer than %v, want %v", seed, l, times[l], want)
			}
		}
		if t.Failed() {
			return
		}
	}
}

// everyLength reads every path: all ended waits and rings, and each length once.
func everyLength(t *testing.T, e *Engine) (all, each []data.QueueLength) {
	t.Helper()
	page, err := e.Interactions(context.Background(), data.PageRequest{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	known := map[data.QueueLength]bool{}
	for _, row := range page.Rows {
		c, err := e.Chain(context.Background(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		add := func(l data.QueueLength, ok bool) {
			if !ok {
				return
			}
			all = append(all, l)
			if !known[l] {
				known[l] = true
				each = append(each, l)
			}
		}
		p := c.Legs[0].Path
		for _, r := range p.Rings() {
			add(r.QueueLength())
		}
		for _, s := range p.Stays() {
			add(s.QueueLength())
		}
	}
	return all, each
}

func shareShorter(all []data.QueueLength, l data.QueueLength) float64 {
	shorter, of := 0, 0
	for _, other := range all {
		if other.QueueID == l.QueueID && other.Ring == l.Ring {
			of++
			if other.Length < l.Length {
				shorter++
			}
		}
	}
	return float64(shorter) / float64(of)
}

const waits = `interaction_id,started_at,ended_at,event,user,queue
a,2026-11-02T09:00:00Z,2026-11-02T09:00:10Z,queue,,Billing
b,2026-11-02T09:00:00Z,2026-11-02T09:00:20Z,queue,,Billing
c,2026-11-02T09:00:00Z,2026-11-02T09:00:20Z,queue,,Billing
d,2026-11-02T09:00:00Z,2026-11-02T09:00:40Z,queue,,Billing
e,2026-11-02T09:00:00Z,2026-11-02T09:09:00Z,queue,,Support
f,2026-11-02T09:00:00Z,,queue,,Billing
`

func TestQueueTimes(t *testing.T) {
	e := open(t, write(t, t.TempDir(), "segments.csv", waits))
	billing := func(seconds data.Span) data.QueueLength {
		return data.QueueLength{QueueID: "Billing", Length: seconds * data.Second}
	}
	ring := data.QueueLength{QueueID: "Billing", Ring: true, Length: data.Second}
	times, err := e.QueueTimes(context.Background(), []data.QueueLength{billing(5), billing(10), billing(20), billing(40), billing(99), ring})
	if err != nil {
		t.Fatal(err)
	}
	for l, want := range map[data.QueueLength]float64{billing(5): 0, billing(10): 0, billing(20): 0.25, billing(40): 0.75, billing(99): 1} {
		if got, ok := times[l]; !ok || got != want {
			t.Errorf("%v is longer than %v (%v), want %v", l.Length, got, ok, want)
		}
	}
	if _, ok := times[ring]; ok {
		t.Error("a queue without rings has a share of them")
	}
	c, err := e.Chain(context.Background(), "f")
	if err != nil {
		t.Fatal(err)
	}
	if list := data.QueueLengths(c.Rings(), c.Stays()); len(list) != 0 {
		t.Errorf("a wait that goes on is asked about: %v", list)
	}
}

func TestQueueTimesCanBeCancelled(t *testing.T) {
	e := open(t, write(t, t.TempDir(), "segments.csv", waits))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := e.QueueTimes(ctx, []data.QueueLength{{QueueID: "Billing", Length: 1}})
	var p *data.Problem
	if !errors.As(err, &p) || p.Code != data.Interrupted {
		t.Errorf("the answer is %v", err)
	}
}
