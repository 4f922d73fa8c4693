package data

import (
	"slices"
	"testing"
)

func TestRegressionOrder(t *testing.T) {
	checkOrder(t, []orderCase{
		{"D1 the outcome belongs to the ring before it", `
			10:00:00 ring user=ana from=Open to=Ringing
			10:00:00 ring user=ana from=Pending to=Ringing
			10:00:00 ignore user=ana from=Ringing to=Pending
			10:00:03 accept user=ana from=Ringing to=Active`,
			"ring:ana= ignore:ana= ring:ana= accept:ana"},
		{"D2 its own row's ring is open, though a newer ring came between", `
			10:00:00 ring user=ana row=1
			10:00:10 ring user=ana row=2
			10:00:20 queue row=3
			10:00:20 ignore user=ana row=1`,
			"ring:ana ring:ana ignore:ana= queue="},
		{"D3 the status before the group is the one handed back to", `
			10:00:00 10:05:00 accept user=ana to=Active
			10:01:00 10:02:00 hold from=Active to=Held
			10:03:00 status from=Wrap to=Done #WD
			10:03:00 status from=Active to=Wrap #AW`,
			"accept:ana hold AW= WD="},
	})
}

func TestRegressionMisfits(t *testing.T) {
	for _, c := range []struct {
		name, page string
		want       []int
	}{
		{"D4 without status_to it is compared too", "10:00:00 create to=New\n10:00:05 queue from=Old", []int{2}},
		{"D5 only the last step of a row changes the status", "10:00:00 create to=A\n10:00:05 queue from=A to=B row=5\n10:00:05 ring user=ana from=A to=B row=5", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := pathOf(t, c.page).Misfits(); !slices.Equal(got, c.want) {
				t.Errorf("misfits %v, want %v", got, c.want)
			}
		})
	}
}

func TestRegressionRingAll(t *testing.T) {
	checkLadder(t, []ladderCase{{"D6 colleagues rung together after the first accept", `
		10:00:00 queue
		10:00:00 10:00:10 ring user=ana
		10:00:10 10:05:00 accept user=ana
		10:00:40 ring user=eve
		10:00:40 ring user=fay
		10:00:45 10:04:00 accept user=fay
		10:05:00 complete`, `
		ana 10:00:00 10s accept
		eve 10:00:40 - - answered_by=fay+5s g1
		fay 10:00:40 5s accept g1`}})
}

func TestRegressionSummary(t *testing.T) {
	if s := Summarise(pathOf(t, "@ no=rings\n10:00:00 queue\n10:00:40 abandon")); s.NoOutcome.Ok() {
		t.Errorf("D7 no ring data, and %v rings without outcome", s.NoOutcome)
	}
	for _, total := range []string{"NaN", "Inf", "1e300", "-5", "many"} {
		p := pathOf(t, "@ fact.hold_total_s="+total+" fact.talk_total_s="+total+"\n10:00:00 queue\n10:05:00 complete")
		if p.Talk().Or(0) != 0 || p.Hold().Or(0) != 0 {
			t.Errorf("D8 a stated total of %q makes talk %s, hold %s", total, showSpan(p.Talk()), showSpan(p.Hold()))
		}
	}
}

func TestRegressionStay(t *testing.T) {
	same(t, "D9 a run lasts to the latest end of its rows", showEach(pathOf(t, `
		10:00:00 10:00:50 queue queue=billing
		10:00:10 10:00:20 queue queue=billing
		10:01:00 complete`).Stays(), showStay), "billing 10:00:00 50s")
}
