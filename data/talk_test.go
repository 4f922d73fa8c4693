package data

import (
	"testing"

	"pgregory.net/rapid"
)

func TestTalkAndHold(t *testing.T) {
	for _, c := range []struct{ name, page, talk, hold string }{
		{"an accept less the hold inside", `
			10:00:00 10:05:00 accept user=ana
			10:01:00 10:02:00 hold user=ana
			10:05:00 complete`, "240s", "60s"},
		{"the union of two users' accepts", `
			10:00:00 10:01:40 accept user=ana
			10:00:50 10:02:30 accept user=ben
			10:02:30 complete`, "150s", "0s"},
		{"the union of holds, each second once", `
			10:00:00 10:05:00 accept user=ana
			10:01:00 10:02:00 hold
			10:01:30 10:02:30 hold
			10:05:00 complete`, "210s", "90s"},
		{"only what lies inside is taken off", `
			10:00:00 10:01:00 accept user=ana
			10:00:50 10:01:30 hold
			10:02:00 complete`, "50s", "40s"},
		{"an accept without end ends at its user's wrapup", `
			10:00:00 accept user=ana
			10:00:50 wrapup user=ben
			10:01:40 wrapup user=ana
			10:03:00 complete`, "100s", "0s"},
		{"or at its user's transfer", `
			10:00:00 accept user=ana
			10:00:50 transfer user=ben
			10:01:20 transfer user=ana
			10:01:40 wrapup user=ana
			10:03:00 complete`, "80s", "0s"},
		{"else at the next complete", `
			10:00:00 accept user=ana
			10:00:50 wrapup user=ben
			10:02:00 complete
			10:03:00 complete`, "120s", "0s"},
		{"else talk is not known", `
			@ completed=10:03:00
			10:00:00 accept user=ana
			10:00:50 status to=Talking`, "-", "0s"},
		{"the last step of an open interaction: so far", `
			@ as_of=10:01:00
			10:00:00 queue
			10:00:10 accept user=ana`, "50s", "0s"},
		{"open, with steps since: still running", `
			@ as_of=10:01:00
			10:00:00 queue
			10:00:10 accept user=ana
			10:00:20 10:00:30 hold user=ana`, "40s", "10s"},
		{"the transfer that the user caused ends it", `
			10:00:00 accept user=ana
			10:01:20 transfer user=ben by=ana
			10:03:00 complete`, "80s", "0s"},
		{"a hold without end makes both unknown", `
			10:00:00 10:05:00 accept user=ana
			10:01:00 hold
			10:05:00 complete`, "-", "-"},
		{"unless it is the last step of an open interaction", `
			@ as_of=10:03:00
			10:00:00 10:02:30 accept user=ana
			10:02:00 hold`, "120s", "60s"},
		{"a hold without end that another step follows, in an open interaction", `
			@ as_of=10:03:00
			10:00:00 10:02:30 accept user=ana
			10:01:00 hold
			10:02:00 status to=Talking`, "-", "-"},
		{"no hold rows: the stated total", `
			@ fact.hold_total_s=42
			10:00:00 10:05:00 accept user=ana
			10:05:00 complete`, "300s", "42s"},
		{"hold rows before the stated total", `
			@ fact.hold_total_s=42
			10:00:00 10:05:00 accept user=ana
			10:01:00 10:02:00 hold
			10:05:00 complete`, "240s", "60s"},
		{"no accepts: the stated total of talk", `
			@ fact.talk_total_s=123.5
			10:00:00 queue
			10:05:00 complete`, "123.5s", "0s"},
		{"totals only: the sum where every accept states one", `
			@ totals=hold
			10:00:00 10:05:00 accept user=ana fact.hold_total_s=40
			10:05:00 10:06:00 accept user=ben fact.hold_total_s=0
			10:06:00 complete`, "360s", "40s"},
		{"totals only, and an accept states none: not known, and no 0 s", `
			@ totals=hold
			10:00:00 10:05:00 accept user=ana fact.hold_total_s=40
			10:05:00 10:06:00 accept user=ben
			10:06:00 complete`, "360s", "-"},
		{"totals only, and none is stated", `
			@ totals=hold
			10:00:00 10:05:00 accept user=ana
			10:05:00 complete`, "300s", "-"},
		{"totals only, nobody took it: nobody held it", `
			@ totals=hold
			10:00:00 queue
			10:05:00 abandon`, "0s", "0s"},
		{"totals only, the interaction's own", `
			@ totals=hold fact.hold_total_s=42
			10:00:00 10:05:00 accept user=ana fact.hold_total_s=40
			10:05:00 10:06:00 accept user=ben
			10:06:00 complete`, "360s", "42s"},
		{"totals only, on a step that is no accept", `
			@ totals=hold
			10:00:00 10:05:00 accept user=ana
			10:05:00 wrapup user=ana fact.hold_total_s=40
			10:06:00 complete`, "300s", "40s"},
		{"holds are steps: none is 0 s, and what is stated is taken", `
			10:00:00 10:05:00 accept user=ana fact.hold_total_s=40
			10:05:00 10:06:00 accept user=ben
			10:06:00 complete`, "360s", "40s"},
		{"totals of talk only, and this one states none", `
			@ totals=talk,hold
			10:00:00 queue
			10:05:00 complete`, "-", "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pathOf(t, c.page)
			if got := showSpan(p.Talk()); got != c.talk {
				t.Errorf("talk %s, want %s", got, c.talk)
			}
			if got := showSpan(p.Hold()); got != c.hold {
				t.Errorf("hold %s, want %s", got, c.hold)
			}
		})
	}
}

func TestTalkIsNeverNegative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		talk, hold := p.Talk(), p.Hold()
		if talk.Or(0) < 0 || hold.Or(0) < 0 {
			t.Fatalf("talk %s, hold %s", showSpan(talk), showSpan(hold))
		}
		if talk.Ok() {
			var accepts Span
			for i := range p.Steps {
				if p.Steps[i].Event == Accept {
					accepts += Between(p.Steps[i].At, p.AsOf)
				}
			}
			if talk.Or(0) > accepts {
				t.Fatalf("talk %s is longer than from every accept to data_as_of", showSpan(talk))
			}
		}
	})
}
