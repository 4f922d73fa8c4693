package data

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// showWaits writes "wait=25s answer=25s ring=10s abandon=- dead=0s".
func showWaits(w Waits) string {
	return fmt.Sprintf("wait=%s answer=%s ring=%s abandon=%s dead=%s", showSpan(w.Wait), showSpan(w.WaitToAnswer),
		showSpan(w.TimeToFirstRing), showSpan(w.TimeToAbandon), showSpan(w.DeadAir))
}

// showSpell writes "10:00:00 25s accept", then running, derived.
func showSpell(s Spell) string {
	words := []string{showClock(s.From), showSpan(s.Length), orDash(s.Ended.String())}
	if s.Running {
		words = append(words, "running")
	}
	if s.Derived {
		words = append(words, "derived")
	}
	if s.Connected {
		words = append(words, "connected")
	}
	return strings.Join(words, " ")
}

func TestWaits(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"from the queue entry to the accept", `
			@ created=09:59:00
			09:59:00 create
			10:00:00 queue queue=billing
			10:00:10 10:00:25 ring user=ana
			10:00:25 10:01:00 accept user=ana
			10:01:00 complete`,
			"wait=25s answer=25s ring=10s abandon=- dead=0s"},
		{"no queue entry: from the first ring", `
			@ created=09:59:00
			09:59:00 create
			10:00:10 10:00:25 ring user=ana
			10:00:25 10:01:00 accept user=ana
			10:01:00 complete`,
			"wait=15s answer=15s ring=0s abandon=- dead=0s"},
		{"abandoned", `
			10:00:00 queue queue=billing
			10:00:10 10:00:20 ring user=ana
			10:00:40 abandon`,
			"wait=40s answer=- ring=10s abandon=40s dead=20s"},
		{"answered in the second spell: from the start of the first", `
			10:00:00 queue queue=billing
			10:00:30 transfer
			10:00:40 queue queue=sales
			10:00:45 10:01:00 ring user=ana
			10:01:00 10:02:00 accept user=ana
			10:02:00 complete`,
			"wait=60s answer=60s ring=45s abandon=- dead=0s"},
		{"answered first, abandoned later: wait is to the answer", `
			10:00:00 queue queue=billing
			10:00:05 10:00:10 ring user=ana
			10:00:10 10:01:00 accept user=ana
			10:01:40 queue queue=sales
			10:02:00 abandon`,
			"wait=10s answer=10s ring=5s abandon=120s dead=0s"},
		{"neither: the first spell's length", `
			10:00:00 queue queue=billing
			10:00:05 10:00:10 ring user=ana
			10:00:30 voicemail
			10:00:50 complete`,
			"wait=30s answer=- ring=5s abandon=- dead=20s"},
		{"still waiting at data_as_of", `
			@ as_of=10:01:00
			10:00:00 queue queue=billing
			10:00:10 10:00:25 ring user=ana
			10:00:25 ignore user=ana`,
			"wait=60s answer=- ring=10s abandon=- dead=35s"},
		{"still ringing at data_as_of", `
			@ as_of=10:01:00
			10:00:00 queue queue=billing
			10:00:10 10:00:25 ring user=ana
			10:00:25 ignore user=ana
			10:00:40 ring user=ben`,
			"wait=60s answer=- ring=10s abandon=- dead=15s"},
		{"a ring with no known end: dead air is not known", `
			10:00:00 queue queue=billing
			10:00:10 ring user=ana
			10:00:30 10:00:40 ring user=ben
			10:00:40 10:01:00 accept user=ben
			10:01:00 complete`,
			"wait=40s answer=40s ring=10s abandon=- dead=-"},
		{"outbound: nobody waits for our answer, but dead air is", `
			@ outbound
			10:00:00 queue queue=billing
			10:00:10 10:00:20 ring user=ana
			10:00:25 10:00:30 ring user=ben
			10:00:30 10:01:00 accept user=ben
			10:01:00 complete`,
			"wait=- answer=- ring=- abandon=- dead=5s"},
		{"dead air: overlapping rings are not counted twice", `
			10:00:00 queue queue=billing
			10:00:10 10:00:30 ring user=ana
			10:00:20 10:00:40 ring user=ben
			10:00:50 10:00:55 ring user=cy
			10:00:55 10:01:00 accept user=cy
			10:01:00 complete`,
			"wait=55s answer=55s ring=10s abandon=- dead=10s"},
		{"dead air of all spells; a ring outside them is none", `
			10:00:00 queue queue=billing
			10:00:00 10:00:05 ring user=ana
			10:00:10 10:00:20 ring user=ben
			10:00:20 10:01:00 accept user=ben
			10:00:40 10:00:50 ring user=eve
			10:01:00 queue queue=sales
			10:01:10 10:01:20 ring user=cy
			10:01:27 abandon`,
			"wait=20s answer=20s ring=0s abandon=87s dead=12s"},
		{"an answer whose ring is not in the export: since when it rang is not known", `
			10:00:00 queue queue=billing
			10:00:10 10:00:20 ring user=ana
			10:00:20 reject user=ana
			10:00:40 10:01:00 accept user=ben
			10:01:00 complete`,
			"wait=40s answer=40s ring=10s abandon=- dead=-"},
		{"nor with no ring at all", `
			10:00:00 queue queue=billing
			10:00:40 10:01:00 accept user=ben
			10:01:00 complete`,
			"wait=40s answer=40s ring=- abandon=- dead=-"},
		{"an unseen ring of one spell leaves the interaction's dead air unknown", `
			10:00:00 queue queue=billing
			10:00:10 10:00:20 ring user=ana
			10:00:30 transfer
			10:00:30 queue queue=sales
			10:00:40 10:01:00 accept user=ben
			10:01:00 complete`,
			"wait=40s answer=40s ring=10s abandon=- dead=-"},
		{"an accept without ring that ends no spell changes nothing", `
			10:00:00 queue queue=billing
			10:00:10 10:00:20 ring user=ana
			10:00:20 10:00:40 accept user=ana
			10:00:40 10:01:00 accept user=ben
			10:01:00 complete`,
			"wait=20s answer=20s ring=10s abandon=- dead=0s"},
		{"answers only: a creation made of the accept does not tell the wait", `
			@ derived
			10:00:00 create
			10:00:00 10:00:40 accept user=ana
			10:00:40 complete`,
			"wait=- answer=- ring=- abandon=- dead=-"},
		{"nor does one that is missing", `
			10:00:00 10:00:40 accept user=ana
			10:00:40 queue
			10:00:50 abandon`,
			"wait=- answer=- ring=- abandon=- dead=-"},
		{"nor does one made of an end that nothing comes before", `
			@ derived
			10:00:00 abandon queue=billing`,
			"wait=- answer=- ring=- abandon=- dead=0s"},
		{"but a bot that comes first waits for nobody", `
			@ derived
			10:00:00 10:00:20 bot
			10:00:20 complete`,
			"wait=0s answer=- ring=- abandon=- dead=0s"},
		{"a stated creation does: answered at once", `
			@ created=10:00:00
			10:00:00 10:00:40 accept user=ana
			10:00:40 complete`,
			"wait=0s answer=0s ring=- abandon=- dead=-"},
		{"and so does an earlier instant", `
			@ derived
			10:00:00 create
			10:00:05 10:00:40 accept user=ana
			10:00:40 complete`,
			"wait=5s answer=5s ring=- abandon=- dead=-"},
		{"the queue says that an agent was connected, and no accept tells who", `
			@ no=rings,responses,talk
			10:00:00 create
			10:00:10 10:01:00 queue queue=billing cause=agent_connected
			10:05:00 complete`,
			"wait=50s answer=50s ring=- abandon=- dead=-"},
		{"so it does in an open interaction", `
			@ as_of=11:00:00
			10:00:10 10:01:00 queue queue=billing cause=agent_connected`,
			"wait=50s answer=50s ring=- abandon=- dead=-"},
		{"after another queue: from the first entry", `
			10:00:10 10:00:30 queue queue=billing cause=queue_timeout
			10:00:30 10:01:00 queue queue=sales cause=agent_connected
			10:05:00 transfer`,
			"wait=50s answer=50s ring=- abandon=- dead=-"},
		{"an accept tells itself when it was", `
			10:00:10 10:01:00 queue queue=billing cause=agent_connected
			10:00:50 10:01:01 ring user=ana
			10:01:01 10:05:00 accept user=ana
			10:05:00 complete`,
			"wait=51s answer=51s ring=40s abandon=- dead=0s"},
		{"who was rung before the agent of whom only the queue tells", `
			10:00:10 10:01:00 queue queue=billing cause=agent_connected
			10:00:20 10:00:30 ring user=ana
			10:00:30 ignore user=ana
			10:05:00 complete`,
			"wait=50s answer=50s ring=10s abandon=- dead=-"},
		{"an agent, then a queue that the customer left", `
			10:00:10 10:01:00 queue queue=billing cause=agent_connected
			10:03:00 10:04:00 queue queue=sales cause=customer_left
			10:04:00 abandon`,
			"wait=50s answer=50s ring=- abandon=230s dead=-"},
		{"an accept, then an agent of whom only the queue tells", `
			10:00:10 10:00:20 queue queue=billing cause=agent_connected
			10:00:20 10:01:00 accept user=ana
			10:03:00 10:04:00 queue queue=sales cause=agent_connected
			10:05:00 complete`,
			"wait=10s answer=10s ring=- abandon=- dead=-"},
		{"a connection without its end tells no length", `
			10:00:10 queue queue=billing cause=agent_connected
			10:05:00 complete`,
			"wait=290s answer=- ring=- abandon=- dead=0s"},
		{"a bot took it before the stay's end", `
			10:00:10 10:01:00 queue queue=billing cause=agent_connected
			10:00:30 bot
			10:05:00 complete`,
			"wait=20s answer=- ring=- abandon=- dead=0s"},
	} {
		t.Run(c.name, func(t *testing.T) {
			same(t, "waits", showWaits(pathOf(t, c.page).Waits()), c.want)
		})
	}
}

func TestWaitsWithoutQueueOrRing(t *testing.T) {
	p := pathOf(t, `
		@ created=10:00:00
		10:00:05 status to=Open
		10:00:25 10:01:00 accept user=ana
		10:01:00 complete`)
	same(t, "spells", showEach(p.Spells(), showSpell), "10:00:00 25s accept derived")
	w := p.Waits()
	if w.WaitToAnswer != Some(25*Second) || w.Wait != Some(25*Second) || w.TimeToFirstRing.Ok() || w.TimeToAbandon.Ok() {
		t.Error(showWaits(w))
	}
}

// TestSpellEnds: each of accept, abandon, callback, voicemail, transfer, bot and complete ends a spell.
func TestSpellEnds(t *testing.T) {
	for _, ender := range []string{"accept", "abandon", "callback", "voicemail", "transfer", "bot", "complete"} {
		p := pathOf(t, `
			@ completed=10:09:00
			10:00:00 queue queue=billing
			10:00:10 10:00:20 ring user=ana
			10:00:30 `+ender+` user=ana
			10:00:40 wrapup user=ana`)
		same(t, ender, showEach(p.Spells(), showSpell), "10:00:00 30s "+ender)
	}
	for _, other := range []string{"reject", "ignore", "clear", "hold", "consult", "join", "transfer_failed", "enqueue_rejected", "wrapup", "status", "other"} {
		p := pathOf(t, `
			10:00:00 queue queue=billing
			10:00:30 `+other+` user=ana
			10:00:40 abandon`)
		same(t, other, showEach(p.Spells(), showSpell), "10:00:00 40s abandon")
	}
}

func TestSpells(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"after an accept a ring is a consult, a queue entry waits again", `
			10:00:00 queue queue=billing
			10:00:20 10:01:00 accept user=ana
			10:00:40 10:00:50 ring user=eve
			10:01:00 queue queue=sales
			10:01:30 accept user=ben
			10:02:00 complete`, `
			10:00:00 20s accept
			10:01:00 30s accept`},
		{"after a transfer a ring waits again", `
			10:00:00 queue queue=billing
			10:00:30 transfer
			10:00:40 10:00:50 ring user=ana
			10:00:50 accept user=ana
			10:01:00 complete`, `
			10:00:00 30s transfer
			10:00:40 10s accept`},
		{"after a bot a queue entry waits again", `
			10:00:00 queue queue=billing
			10:00:30 bot
			10:00:40 queue queue=billing
			10:00:50 accept user=ana
			10:01:00 complete`, `
			10:00:00 30s bot
			10:00:40 10s accept`},
		{"a queue entry within a spell begins no other", `
			10:00:00 queue queue=billing
			10:00:30 queue queue=sales
			10:00:50 accept user=ana
			10:01:00 complete`, `
			10:00:00 50s accept`},
		{"from creation only when nothing rang or queued before the accept", `
			@ created=10:00:00
			10:00:20 10:01:00 accept user=ana
			10:01:00 queue queue=sales
			10:01:30 abandon`, `
			10:00:00 20s accept derived
			10:01:00 30s abandon`},
		{"an agent whom the queue connected ends it; a ring then is a consult, a queue entry waits again", `
			10:00:00 10:00:20 queue queue=billing cause=agent_connected
			10:00:40 10:00:50 ring user=eve
			10:01:00 10:01:30 queue queue=billing cause=agent_connected
			10:02:00 complete`, `
			10:00:00 20s - connected
			10:01:00 30s - connected`},
		{"no step ends it: to the completion", `
			@ completed=10:00:50 as_of=10:09:00
			10:00:00 queue queue=billing`, `
			10:00:00 50s -`},
		{"running", `
			@ as_of=10:01:00
			10:00:00 queue queue=billing`, `
			10:00:00 60s - running`},
	} {
		t.Run(c.name, func(t *testing.T) {
			same(t, "spells", showEach(pathOf(t, c.page).Spells(), showSpell), c.want)
		})
	}
}

// TestDeadAirAfter writes each ring's user and the gap to the next ring of its spell.
func TestDeadAirAfter(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"the gap to the next ring; none follows the last", `
			10:00:00 queue
			10:00:00 10:00:25 ring user=ana
			10:00:40 10:00:44 ring user=ben
			10:01:06 10:01:12 ring user=cy
			10:01:12 10:02:00 accept user=cy
			10:02:00 complete`,
			"ana 15s\nben 22s\ncy -"},
		{"another ring covers its end", `
			10:00:00 queue
			10:00:00 10:00:20 ring user=ana
			10:00:10 10:00:30 ring user=ben
			10:00:40 10:00:45 ring user=cy
			10:00:45 10:01:00 accept user=cy
			10:01:00 complete`,
			"ana -\nben 10s\ncy -"},
		{"nobody was free of a ring: 0 s", `
			10:00:00 queue
			10:00:00 10:00:10 ring user=ana
			10:00:10 10:00:20 ring user=ben
			10:00:20 10:01:00 accept user=ben
			10:01:00 complete`,
			"ana 0s\nben -"},
		{"a ring with no known end", `
			10:00:00 queue
			10:00:00 10:00:05 ring user=zed
			10:00:10 ring user=ana
			10:00:30 10:00:40 ring user=ben
			10:00:40 10:01:00 accept user=ben
			10:01:00 complete`,
			"zed 5s\nana -\nben -"},
		{"a ring with no known end may cover the gap: it did not last 0 s", `
			10:00:00 queue
			10:00:00 ring user=ana
			10:00:05 10:00:10 ring user=ben
			10:00:30 10:00:40 ring user=cy
			10:00:40 10:01:00 accept user=cy
			10:01:00 complete`,
			"ana -\nben -\ncy -"},
		{"a ring of the next spell does not follow", `
			10:00:00 queue
			10:00:00 10:00:10 ring user=ana
			10:00:20 transfer
			10:00:30 queue
			10:00:35 10:00:40 ring user=ben
			10:00:45 abandon`,
			"ana -\nben -"},
		{"a consult after the accept has none", `
			10:00:00 queue
			10:00:00 10:00:10 ring user=ana
			10:00:10 10:02:00 accept user=ana
			10:00:20 10:00:25 ring user=eve
			10:00:40 10:00:45 ring user=fay
			10:02:00 complete`,
			"ana -\neve -\nfay -"},
	} {
		t.Run(c.name, func(t *testing.T) {
			same(t, "dead air after", showEach(pathOf(t, c.page).Rings(), func(r Ring) string {
				return r.UserID + " " + showSpan(r.DeadAirAfter)
			}), c.want)
		})
	}
}

// TestWaitsHoldTogether: wait is the answer's, else the abandon's, else the first spell's; nothing lasts
// less than 0 s; outbound nobody waits.
func TestWaitsHoldTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		w := p.Waits()
		for _, s := range []Opt[Span]{w.Wait, w.WaitToAnswer, w.TimeToFirstRing, w.TimeToAbandon, w.DeadAir} {
			if s.Or(0) < 0 {
				t.Fatal(showWaits(w))
			}
		}
		if p.Interaction.Outbound {
			if w.Wait.Ok() || w.WaitToAnswer.Ok() || w.TimeToFirstRing.Ok() || w.TimeToAbandon.Ok() {
				t.Fatalf("outbound: %s", showWaits(w))
			}
			return
		}
		want := w.WaitToAnswer
		if !want.Ok() {
			want = w.TimeToAbandon
		}
		if spells := p.Spells(); !want.Ok() && len(spells) > 0 {
			want = spells[0].Length
		}
		if w.Wait != want {
			t.Fatalf("%s, want a wait of %s", showWaits(w), showSpan(want))
		}
	})
}
