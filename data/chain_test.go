package data

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// names are the lookups of the tests.
func names() *Directory {
	d := &Directory{Queues: map[string]Queue{}, Users: map[string]User{}}
	for _, name := range []string{"Ana", "Ben", "Cy", "Dee"} {
		id := strings.ToLower(name)
		d.Users[id] = User{ID: id, Name: name}
	}
	d.Queues["billing"] = Queue{ID: "billing", Name: "Billing"}
	d.Queues["sales"] = Queue{ID: "sales", Name: "Sales"}
	return d
}

// chainOf makes a chain of pages, a leg each; a page that is only "missing ID" is a leg the export lacks.
func chainOf(t testing.TB, asked string, pages ...string) *Chain {
	t.Helper()
	var legs []Leg
	first := readPage(t, pages[0])
	asOf := first.asOf
	for i, text := range pages {
		if id, ok := strings.CutPrefix(strings.TrimSpace(text), "missing "); ok {
			legs = append(legs, Leg{Number: i + 1, ID: id, Missing: true})
			continue
		}
		p := readPage(t, text)
		if p.asOf.After(asOf) {
			asOf = p.asOf
		}
		legs = append(legs, Leg{Number: i + 1, ID: p.in.ID, Path: NewPath(p.in, p.segments, p.has, p.asOf)})
	}
	return NewChain(asked, legs, names(), first.has, asOf)
}

const (
	firstLeg = `
		@ id=a created=10:00:00
		10:00:00 create to=New
		10:00:05 10:00:20 queue queue=billing to=Queued
		10:00:10 ring user=ana
		10:00:20 transfer to=Moved`
	thirdLeg = `
		@ id=c created=10:00:30 completed=10:02:00
		10:00:30 create to=New
		10:00:35 10:01:00 queue queue=sales
		10:00:36 reject user=ana
		10:00:40 10:00:50 ring user=ana
		10:00:50 10:02:00 accept user=ana to=Active
		10:02:00 complete to=Closed`
)

func TestChainNumbersThrough(t *testing.T) {
	c := chainOf(t, "c", firstLeg, "missing b", thirdLeg)
	same(t, "steps", showEach(c.Steps(), func(s Step) string {
		return fmt.Sprintf("%d leg %d %s %s", s.N, s.Leg, s.InteractionID, s.Event)
	}), `
		1 leg 1 a create
		2 leg 1 a queue
		3 leg 1 a ring
		4 leg 1 a transfer
		5 leg 3 c create
		6 leg 3 c queue
		7 leg 3 c reject
		8 leg 3 c ring
		9 leg 3 c accept
		10 leg 3 c complete`)
	// Each leg is paired by itself: the reject of leg 3 does not answer the ring of leg 1.
	same(t, "rings", showEach(c.Rings(), func(r Ring) string {
		return fmt.Sprintf("%d leg %d %s %s steps %d %d", r.Order, r.Leg, r.UserID, orDash(r.Outcome.String()), r.Step, r.OutcomeStep)
	}), `
		1 leg 1 ana - steps 3 0
		2 leg 3 ana reject steps 0 7
		3 leg 3 ana accept steps 8 9`)
	same(t, "stays", showEach(c.Stays(), func(s Stay) string {
		return fmt.Sprintf("%d leg %d %s step %d", s.Order, s.Leg, s.QueueID, s.Step)
	}), `
		1 leg 1 billing step 2
		2 leg 3 sales step 6`)
	same(t, "changes", showEach(c.Changes(), func(s Change) string {
		return fmt.Sprintf("leg %d step %d %s %s", s.Leg, s.Step, showClock(s.At), s.To)
	}), `
		leg 1 step 1 10:00:00 New
		leg 1 step 2 10:00:05 Queued
		leg 1 step 4 10:00:20 Moved
		leg 3 step 5 10:00:30 New
		leg 3 step 9 10:00:50 Active
		leg 3 step 10 10:02:00 Closed`)
	entered := map[string]int{}
	for _, s := range c.Statuses() {
		entered[s.Status] += s.Entered
	}
	if entered["New"] != 2 || entered["Closed"] != 1 || len(entered) != 5 {
		t.Errorf("statuses: %v", entered)
	}
}

func TestChainInteractionAndOnlyLeg(t *testing.T) {
	c := chainOf(t, "c", firstLeg, "missing b", thirdLeg)
	if got := c.Interaction(); got == nil || got.ID != "c" {
		t.Fatalf("asked for c, got %+v", got)
	}
	one := c.OnlyLeg("a")
	if one == nil || len(one.Legs) != 1 || one.Legs[0].ID != "a" || one.Legs[0].Number != 1 {
		t.Fatalf("leg a alone: %+v", one)
	}
	if got := one.Interaction(); got == nil || got.ID != "a" {
		t.Errorf("leg a alone is of %+v", got)
	}
	if len(one.Steps()) != 4 || len(one.Rings()) != 1 {
		t.Errorf("leg a alone has %d steps, %d rings", len(one.Steps()), len(one.Rings()))
	}
	third := c.OnlyLeg("c")
	if steps := third.Steps(); len(steps) != 6 || steps[0].N != 1 || steps[0].InteractionID != "c" {
		t.Errorf("leg c alone: %d steps", len(steps))
	}
	if len(c.Legs) != 3 {
		t.Error("asking for one leg changed the chain")
	}
}

// TestChainLooksBackOverItsLegs: rung again and ping-pong are seen across the legs.
func TestChainLooksBackOverItsLegs(t *testing.T) {
	leg := func(id, queue string) string {
		return "@ id=" + id + "\n10:00:00 10:00:10 queue queue=" + queue + "\n10:00:00 10:00:05 ring user=ana\n10:00:10 transfer"
	}
	c := chainOf(t, "c", leg("a", "billing"), leg("b", "sales"), leg("c", "billing"))
	same(t, "rings", showEach(c.Rings(), showRing), `
		ana 10:00:00 5s -
		ana 10:00:00 5s - again
		ana 10:00:00 5s - again`)
	same(t, "stays", showEach(c.Stays(), showStay), `
		billing 10:00:00 10s
		sales 10:00:00 10s
		billing 10:00:00 10s ping-pong`)
}

// TestChainSimultaneousGroups: groups are numbered through, so that two legs do not share one.
func TestChainSimultaneousGroups(t *testing.T) {
	const both = `
		10:00:00 10:00:10 ring user=ana
		10:00:00 10:00:10 ring user=ben
		10:01:00 complete`
	var groups []int
	for _, r := range chainOf(t, "a", "@ id=a"+both, "@ id=b"+both).Rings() {
		groups = append(groups, r.Group)
	}
	if !slices.Equal(groups, []int{1, 1, 2, 2}) {
		t.Errorf("groups %v", groups)
	}
}

// TestChainOfAnyPaths: a chain holds the steps and rings of its legs, each once, and every number of a
// step leads to the step it means.
func TestChainOfAnyPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one, two := drawPath(t), drawPath(t)
		c := NewChain("7", []Leg{
			{Number: 1, ID: "7", Path: one}, {Number: 2, ID: "8", Missing: true}, {Number: 3, ID: "9", Path: two},
		}, names(), allStated(), two.AsOf)
		steps := c.Steps()
		if len(steps) != len(one.Steps)+len(two.Steps) {
			t.Fatalf("%d steps of %d and %d", len(steps), len(one.Steps), len(two.Steps))
		}
		for i, s := range steps {
			if s.N != i+1 {
				t.Fatalf("step %d has N %d", i+1, s.N)
			}
		}
		rings := c.Rings()
		if len(rings) != len(one.Rings())+len(two.Rings()) {
			t.Fatalf("%d rings of %d and %d", len(rings), len(one.Rings()), len(two.Rings()))
		}
		for i, r := range rings {
			if r.Order != i+1 {
				t.Fatalf("ring %d has order %d", i+1, r.Order)
			}
			if r.Step != 0 && (steps[r.Step-1].Event != RingOffer || steps[r.Step-1].Leg != r.Leg) {
				t.Fatalf("ring %d of leg %d is said to be step %d", i+1, r.Leg, r.Step)
			}
			if r.OutcomeStep != 0 && steps[r.OutcomeStep-1].Event != r.Outcome {
				t.Fatalf("the outcome of ring %d is said to be step %d", i+1, r.OutcomeStep)
			}
			_ = c.RingHint(r)
		}
		for _, s := range c.Stays() {
			if steps[s.Step-1].Leg != s.Leg {
				t.Fatalf("a stay of leg %d starts at step %d of leg %d", s.Leg, s.Step, steps[s.Step-1].Leg)
			}
		}
		for _, change := range c.Changes() {
			if steps[change.Step-1].Leg != change.Leg {
				t.Fatalf("a change of leg %d came with step %d", change.Leg, change.Step)
			}
		}
		if strings.TrimSpace(c.Story()) == "" {
			t.Fatal("no story")
		}
	})
}
