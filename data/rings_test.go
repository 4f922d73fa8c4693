package data

import (
	"testing"

	"pgregory.net/rapid"
)

// ladderCase is a page and its ladder: "user rung_at seconds outcome", then
// running, ambiguous, answered_by=user+seconds, again, gN.
type ladderCase struct{ name, page, want string }

func checkLadder(t *testing.T, cases []ladderCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			same(t, "ladder", showEach(pathOf(t, c.page).Rings(), showRing), c.want)
		})
	}
}

// (a) A ring and an outcome made from one source row are a pair.
func TestRingsOfOneSourceRow(t *testing.T) {
	checkLadder(t, []ladderCase{
		{"though a newer ring of the user was answered in between", `
			10:00:00 10:00:20 ring user=ana row=1
			10:00:20 ignore user=ana row=1
			10:00:10 ring user=ana row=2
			10:00:15 accept user=ana row=3`, `
			ana 10:00:00 20s ignore
			ana 10:00:10 5s accept again`},
		{"though two rings are open and the outcome has no user", `
			10:00:00 ring user=ana row=1
			10:00:20 clear row=1
			10:00:05 ring user=ben row=2
			10:00:25 reject user=ben row=3`, `
			ana 10:00:00 20s clear g1
			ben 10:00:05 20s reject g1`},
		{"though another row's outcome of the user comes first", `
			10:00:00 ring user=ana row=1
			10:00:20 accept user=ana row=1
			10:00:10 ignore user=ana row=2`, `
			ana 10:00:00 20s accept
			ana - - ignore again`},
		{"the same row number of another file is another row", `
			10:00:00 ring user=ana file=0 row=1
			10:00:05 ring user=ana file=0 row=2
			10:00:20 accept user=ana file=1 row=1`, `
			ana 10:00:00 - -
			ana 10:00:05 15s accept again`},
	})
}

// (b) An outcome of a user closes that user's open ring; a user has at most one.
func TestRingsOfAUser(t *testing.T) {
	checkLadder(t, []ladderCase{
		{"each outcome closes its own user's ring", `
			10:00:00 ring user=ana
			10:00:01 ring user=ben
			10:00:05 reject user=ben
			10:00:15 ignore user=ana`, `
			ana 10:00:00 15s ignore g1
			ben 10:00:01 4s reject g1`},
		{"a new ring leaves the older one without outcome", `
			10:00:00 ring user=ana
			10:00:10 ring user=ana
			10:00:12 accept user=ana`, `
			ana 10:00:00 - -
			ana 10:00:10 2s accept again`},
		{"a second outcome finds no open ring", `
			10:00:00 ring user=ana
			10:00:10 ignore user=ana
			10:00:12 accept user=ana`, `
			ana 10:00:00 10s ignore
			ana - - accept again`},
		{"a ring without user replaces nobody's ring", `
			10:00:00 ring user=ana
			10:00:05 ring
			10:00:10 reject user=ana`, `
			ana 10:00:00 10s reject
			- 10:00:05 - -`},
		{"a ring without user replaces no other ring without user", `
			10:00:00 ring
			10:00:05 ring
			10:00:10 clear`, `
			- 10:00:00 - -
			- 10:00:05 - -
			- - - clear`},
		{"an outcome of a user does not close a ring without user", `
			10:00:00 ring
			10:00:10 reject user=ana`, `
			- 10:00:00 - -
			ana - - reject`},
		{"rung, ignored and rung again in one second: the first ring was ignored", `
			10:00:00.1 ring user=ana
			10:00:00.4 ring user=ana
			10:00:00.4 ignore user=ana
			10:00:03 accept user=ana`, `
			ana 10:00:00.1 0.3s ignore
			ana 10:00:00.4 2.6s accept again`},
		{"the same in whole seconds, told by seq", `
			10:00:00 ring user=ana seq=1
			10:00:00 ring user=ana seq=3
			10:00:00 ignore user=ana seq=2
			10:00:03 accept user=ana seq=4`, `
			ana 10:00:00 0s ignore
			ana 10:00:00 3s accept again`},
	})
}

// (c) An outcome without a user pairs only if exactly one ring is open.
func TestRingsAndOutcomesWithoutUser(t *testing.T) {
	checkLadder(t, []ladderCase{
		{"one open", `
			10:00:00 ring user=ana
			10:00:10 clear`, `
			ana 10:00:00 10s clear`},
		{"one open, without user", `
			10:00:00 ring
			10:00:10 clear`, `
			- 10:00:00 10s clear`},
		{"two open", `
			10:00:00 ring user=ana
			10:00:01 ring user=ben
			10:00:10 clear`, `
			ana 10:00:00 - -
			ben 10:00:01 - -
			- - - clear`},
		{"one of two answered before", `
			10:00:00 ring user=ana
			10:00:01 ring user=ben
			10:00:05 reject user=ana
			10:00:10 clear`, `
			ana 10:00:00 5s reject g1
			ben 10:00:01 9s clear g1`},
		{"none open", `
			10:00:00 ring user=ana
			10:00:05 reject user=ana
			10:00:10 clear`, `
			ana 10:00:00 5s reject
			- - - clear`},
	})
}

// (d) An outcome that no ring leads to is a line without ring time, and not rung.
func TestOutcomeWithoutRing(t *testing.T) {
	p := pathOf(t, `
		10:00:00 queue
		10:00:10 accept user=ana
		10:00:20 ring user=ben
		10:00:25 reject user=ben`)
	rings := p.Rings()
	same(t, "ladder", showEach(rings, showRing), `
		ana - - accept
		ben 10:00:20 5s reject`)
	if rings[0].Step != 0 || rings[0].OutcomeStep != 2 || !rings[0].EndedAt.IsZero() {
		t.Errorf("the outcome without ring: step %d, outcome step %d, ended %s", rings[0].Step, rings[0].OutcomeStep, showClock(rings[0].EndedAt))
	}
	if rings[1].Step != 3 || rings[1].OutcomeStep != 4 || rings[1].Order != 2 {
		t.Errorf("the ring: step %d, outcome step %d, order %d", rings[1].Step, rings[1].OutcomeStep, rings[1].Order)
	}
	s := Summarise(p)
	if s.RingCount != Some[int64](1) || s.Accepts != Some[int64](1) || s.Rejects != Some[int64](1) || s.UsersRung != Some[int64](1) {
		t.Errorf("rings %v, accepts %v, rejects %v, users %v: want 1 each", s.RingCount, s.Accepts, s.Rejects, s.UsersRung)
	}
}

// (e) A ring ends at its own end, else at its outcome, else it is not known: never at the next step.
func TestRingEnds(t *testing.T) {
	checkLadder(t, []ladderCase{
		{"its own end before its outcome", `
			10:00:00 10:00:15 ring user=ana
			10:00:20 accept user=ana`, `
			ana 10:00:00 15s accept`},
		{"its own end after its outcome", `
			10:00:00 10:00:15 ring user=ana
			10:00:10 accept user=ana`, `
			ana 10:00:00 15s accept`},
		{"its outcome's start", `
			10:00:00 ring user=ana
			10:00:20 10:05:00 accept user=ana`, `
			ana 10:00:00 20s accept`},
		{"an end before the start is none", `
			10:00:10 10:00:05 ring user=ana
			10:00:20 ignore user=ana`, `
			ana 10:00:10 10s ignore`},
		{"not the next step", `
			10:00:00 ring user=ana
			10:00:20 queue
			10:00:30 complete`, `
			ana 10:00:00 - -`},
		{"ended without outcome is not ignored", `
			10:00:00 10:00:15 ring user=ana
			10:00:30 complete`, `
			ana 10:00:00 15s -`},
		{"still ringing at data_as_of", `
			@ as_of=10:01:00
			10:00:00 queue
			10:00:10 ring user=ana`, `
			ana 10:00:10 50s - running`},
		{"ended, in an open interaction", `
			@ as_of=10:01:00
			10:00:10 10:00:15 ring user=ana`, `
			ana 10:00:10 5s -`},
		{"open, but a step came later", `
			@ as_of=10:01:00
			10:00:10 ring user=ana
			10:00:20 hold`, `
			ana 10:00:10 - -`},
		{"the last step of a completed interaction", `
			@ as_of=10:01:00 completed=10:00:30
			10:00:10 ring user=ana`, `
			ana 10:00:10 - -`},
	})
}

// (f) Ring-all: the others keep no outcome; the ladder says who took it.
func TestRingAll(t *testing.T) {
	checkLadder(t, []ladderCase{
		{"one accepts while the others ring", `
			10:00:00 ring user=ana
			10:00:00 ring user=ben
			10:00:02 ring user=cy
			10:00:06 10:01:00 accept user=cy
			10:01:00 complete`, `
			ana 10:00:00 - - answered_by=cy+6s g1
			ben 10:00:00 - - answered_by=cy+6s g1
			cy 10:00:02 4s accept`},
		{"a ring that ended before the answer was not answered elsewhere", `
			10:00:00 10:00:04 ring user=ana
			10:00:00 10:00:06 ring user=cy
			10:00:06 10:01:00 accept user=cy
			10:01:00 complete`, `
			ana 10:00:00 4s - g1
			cy 10:00:00 6s accept g1`},
		{"a ring that a newer one of its user replaced was over", `
			10:00:00 ring user=ana
			10:00:03 ring user=ana
			10:00:04 ring user=cy
			10:00:06 10:01:00 accept user=cy
			10:01:00 complete`, `
			ana 10:00:00 - -
			ana 10:00:03 - - answered_by=cy+3s again
			cy 10:00:04 2s accept`},
		{"a ring with an outcome of its own keeps it, and its cause", `
			10:00:00 ring user=ana
			10:00:00 ring user=cy
			10:00:06 10:01:00 accept user=cy
			10:00:06 clear user=ana cause=answered_elsewhere
			10:01:00 complete`, `
			ana 10:00:00 6s clear g1
			cy 10:00:00 6s accept g1`},
	})
	p := pathOf(t, `
		10:00:00 ring user=ana
		10:00:06 clear user=ana cause=answered_elsewhere`)
	if got := p.Rings()[0].Cause; got != "answered_elsewhere" {
		t.Errorf("cause %q", got)
	}
}

// (g) Simultaneous rings overlap another user's by more than 0 s, or share a start where an end is missing.
func TestSimultaneousRings(t *testing.T) {
	checkLadder(t, []ladderCase{
		{"overlap", `
			10:00:00 10:00:15 ring user=ana
			10:00:10 10:00:20 ring user=ben`, `
			ana 10:00:00 15s - g1
			ben 10:00:10 10s - g1`},
		{"touching is not overlapping", `
			10:00:00 10:00:10 ring user=ana
			10:00:10 10:00:20 ring user=ben`, `
			ana 10:00:00 10s -
			ben 10:00:10 10s -`},
		{"the same user's do not count", `
			10:00:00 10:00:15 ring user=ana
			10:00:10 10:00:20 ring user=ana`, `
			ana 10:00:00 15s -
			ana 10:00:10 10s - again`},
		{"the same start and an end missing", `
			10:00:00 ring user=ana
			10:00:00 10:00:10 ring user=ben
			10:00:20 complete`, `
			ana 10:00:00 - - g1
			ben 10:00:00 10s - g1`},
		{"another start and an end missing", `
			10:00:00 ring user=ana
			10:00:05 10:00:10 ring user=ben
			10:00:20 complete`, `
			ana 10:00:00 - -
			ben 10:00:05 5s -`},
		{"two of 0 s at one instant overlap by nothing", `
			10:00:00 10:00:00 ring user=ana
			10:00:00 10:00:00 ring user=ben`, `
			ana 10:00:00 0s -
			ben 10:00:00 0s -`},
		{"groups are numbered, and one hangs together", `
			10:00:00 10:00:10 ring user=ana
			10:00:05 10:00:15 ring user=ben
			10:00:12 10:00:20 ring user=cy
			10:00:30 10:00:40 ring user=dee
			10:00:50 10:01:00 ring user=eve
			10:00:55 10:01:05 ring user=fay`, `
			ana 10:00:00 10s - g1
			ben 10:00:05 10s - g1
			cy 10:00:12 8s - g1
			dee 10:00:30 10s -
			eve 10:00:50 10s - g2
			fay 10:00:55 10s - g2`},
	})
}

// (h) Again: the same user was rung before in this path.
func TestRungAgain(t *testing.T) {
	checkLadder(t, []ladderCase{
		{"with others between", `
			10:00:00 10:00:05 ring user=ana
			10:00:10 10:00:15 ring user=ben
			10:00:20 10:00:25 ring user=ana
			10:00:30 10:00:35 ring user=ana`, `
			ana 10:00:00 5s -
			ben 10:00:10 5s -
			ana 10:00:20 5s - again
			ana 10:00:30 5s - again`},
		{"an outcome without ring was no ring", `
			10:00:00 ignore user=ana
			10:00:10 10:00:15 ring user=ana`, `
			ana - - ignore
			ana 10:00:10 5s -`},
		{"rings without user are nobody's again", `
			10:00:00 10:00:05 ring
			10:00:10 10:00:15 ring`, `
			- 10:00:00 5s -
			- 10:00:10 5s -`},
	})
}

func TestRingAmbiguous(t *testing.T) {
	checkLadder(t, []ladderCase{{"one word for several outcomes", `
		10:00:00 ring user=ana
		10:00:10 ignore user=ana ambiguous`, `
		ana 10:00:00 10s ignore ambiguous`}})
}

// TestLadderHoldsEveryStepOnce: each ring and each outcome stands in the ladder once, a pair's outcome
// comes after its ring, and a group has rings of several users.
func TestLadderHoldsEveryStepOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		seen := map[int]bool{}
		users := map[int]map[string]bool{}
		for i, r := range p.Rings() {
			if r.Order != i+1 {
				t.Fatalf("line %d has order %d", i+1, r.Order)
			}
			for _, n := range []int{r.Step, r.OutcomeStep} {
				if n != 0 && seen[n] {
					t.Fatalf("step %d stands twice", n)
				}
				seen[n] = true
			}
			checkPair(t, p, r)
			if r.Group != 0 {
				if users[r.Group] == nil {
					users[r.Group] = map[string]bool{}
				}
				users[r.Group][r.UserID] = true
			}
		}
		for _, s := range p.Steps {
			if (s.Event == RingOffer || s.Event.IsOutcome()) && !seen[s.N] {
				t.Fatalf("step %d %s is missing in the ladder", s.N, s.Event)
			}
		}
		for group, rung := range users {
			if len(rung) < 2 {
				t.Fatalf("group %d has one user", group)
			}
		}
	})
}

func checkPair(t *rapid.T, p *Path, r Ring) {
	if r.Seconds.Or(0) < 0 || !r.EndedAt.IsZero() && r.EndedAt.Before(r.RungAt) {
		t.Fatalf("a ring that ends before it starts: %s", showRing(r))
	}
	if r.Step == 0 || r.OutcomeStep == 0 {
		return
	}
	ring, outcome := p.Steps[r.Step-1], p.Steps[r.OutcomeStep-1]
	oneRow := ring.File == outcome.File && ring.SourceRow == outcome.SourceRow
	if !oneRow && r.Step > r.OutcomeStep {
		t.Fatalf("the outcome, step %d, comes before its ring, step %d", r.OutcomeStep, r.Step)
	}
	if !oneRow && outcome.UserID != "" && outcome.UserID != ring.UserID {
		t.Fatalf("the outcome of %s closes the ring of %q", outcome.UserID, ring.UserID)
	}
}
