package data

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// orderCase is a page and the order of its steps (see "Order" in the package comment).
type orderCase struct{ name, page, want string }

func checkOrder(t *testing.T, cases []orderCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := orderOf(pathOf(t, c.page)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestOrderEveryKindAtOneInstant(t *testing.T) {
	checkOrder(t, []orderCase{{"k 0 to 8, written backwards", `
		10:00:00 ring user=ana
		10:00:10 complete
		10:00:10 wrapup user=ana
		10:00:10 consult
		10:00:10 accept user=ben
		10:00:10 ring user=ben
		10:00:10 queue
		10:00:10 transfer
		10:00:10 ignore user=ana
		10:00:10 create`,
		"ring:ana create= ignore:ana= transfer= queue= ring:ben= accept:ben= consult= wrapup:ana= complete="}})
}

// TestOrderOfKinds takes each event of a kind against each of the next kind, the later one written first.
func TestOrderOfKinds(t *testing.T) {
	kinds := [][]string{
		{"create"},
		{"bot", "enqueue_rejected", "transfer", "transfer_failed", "callback", "voicemail"},
		{"queue"},
		{"ring user=ana"},
		{"accept user=zed", "reject user=zed", "ignore user=zed", "clear user=zed", "accept"},
		{"consult", "join", "hold", "status", "other"},
		{"wrapup"},
		{"complete", "abandon"},
	}
	for i := range kinds[1:] {
		for _, first := range kinds[i] {
			for _, second := range kinds[i+1] {
				p := pathOf(t, "10:00:00 "+second+" #second\n10:00:00 "+first+" #first")
				if got := orderOf(p); got != "first= second=" {
					t.Errorf("%s before %s: got %s", first, second, got)
				}
			}
		}
	}
}

func TestOrderOfOutcomesWhileARingIsOpen(t *testing.T) {
	checkOrder(t, []orderCase{
		{"the first comes before a new queue and ring, the second after", `
			10:00:00 ring user=ana
			10:00:10 queue
			10:00:10 accept user=ana
			10:00:10 ignore user=ana
			10:00:10 ring user=ana`,
			"ring:ana accept:ana= queue= ring:ana= ignore:ana="},
		{"the first is the one with the lowest seq, even where seq does not settle", `
			10:00:00 ring user=ana
			10:00:10 queue
			10:00:10 accept user=ana seq=2
			10:00:10 ignore user=ana seq=1
			10:00:10 ring user=ana`,
			"ring:ana ignore:ana= queue= ring:ana= accept:ana="},
		{"a missing seq is last", `
			10:00:00 ring user=ana
			10:00:10 queue
			10:00:10 accept user=ana
			10:00:10 ignore user=ana seq=1`,
			"ring:ana ignore:ana= queue= accept:ana="},
		{"each user has a first one", `
			10:00:00 ring user=ana
			10:00:00.5 ring user=ben
			10:00:10 queue
			10:00:10 reject user=ben
			10:00:10 ignore user=ana`,
			"ring:ana ring:ben reject:ben= ignore:ana= queue="},
		{"a ring already answered is not open", `
			10:00:00 ring user=ana
			10:00:05 ignore user=ana
			10:00:10 queue
			10:00:10 clear user=ana`,
			"ring:ana ignore:ana queue= clear:ana="},
		{"another user's ring does not count", `
			10:00:00 ring user=ana
			10:00:10 queue
			10:00:10 reject user=ben`,
			"ring:ana queue= reject:ben="},
		{"a ring of the same instant was not begun before", `
			10:00:00 accept user=ana
			10:00:00 ring user=ana
			10:00:00 queue`,
			"queue= ring:ana= accept:ana="},
	})
}

func TestOrderOfOutcomesWithoutUser(t *testing.T) {
	checkOrder(t, []orderCase{
		{"exactly one ring open: first", `
			10:00:00 ring user=ana
			10:00:10 queue
			10:00:10 clear`,
			"ring:ana clear= queue="},
		{"the second of them is not first", `
			10:00:00 ring user=ana
			10:00:10 queue
			10:00:10 clear #one
			10:00:10 clear #two`,
			"ring:ana one= queue= two="},
		{"two rings open: not first", `
			10:00:00 ring user=ana
			10:00:01 ring user=ben
			10:00:10 queue
			10:00:10 clear`,
			"ring:ana ring:ben queue= clear="},
		{"none open: not first", `
			10:00:00 ring user=ana
			10:00:05 reject user=ana
			10:00:10 queue
			10:00:10 clear`,
			"ring:ana reject:ana queue= clear="},
		{"a newer ring of the user replaced the older: one is open", `
			10:00:00 ring user=ana
			10:00:05 ring user=ana
			10:00:10 queue
			10:00:10 clear`,
			"ring:ana ring:ana clear= queue="},
		{"a ring without user is open beside another", `
			10:00:00 ring user=ana
			10:00:05 ring
			10:00:10 queue
			10:00:10 clear`,
			"ring:ana ring queue= clear="},
	})
}

func TestOrderBySeqFileRowPart(t *testing.T) {
	checkOrder(t, []orderCase{
		{"every row has seq: it settles, whatever the kind", `
			10:00:00 create seq=3
			10:00:00 queue seq=2
			10:00:00 complete seq=1`,
			"complete queue create"},
		{"one row has none: the kind settles, and the group is marked", `
			10:00:00 complete seq=1
			10:00:00 queue seq=2
			10:00:00 create`,
			"create= queue= complete="},
		{"a row at another instant without seq does not matter", `
			10:00:00 complete seq=1
			10:00:00 create seq=2
			10:00:01 status`,
			"complete create status"},
		{"time before seq", `
			10:00:01 complete seq=1
			10:00:00 create seq=2`,
			"create complete"},
		{"a missing seq is last in its kind", `
			10:00:00 other #without
			10:00:00 other seq=9 #nine
			10:00:00 other seq=8 #eight`,
			"eight= nine= without="},
		{"equal seq settles nothing", `
			10:00:00 complete seq=5
			10:00:00 create seq=5`,
			"create= complete="},
		{"a negative seq is a number", `
			10:00:00 other seq=1 #one
			10:00:00 other seq=-1 #minus`,
			"minus one"},
		{"file before row", `
			10:00:00 other file=1 row=1 #second
			10:00:00 other file=0 row=9 #first`,
			"first= second="},
		{"rows are numbers", `
			10:00:00 other row=10 #ten
			10:00:00 other row=9 #nine`,
			"nine= ten="},
		{"parts of one row in their order, not marked", `
			10:00:00 other row=3 #part1
			10:00:00 other row=3 #part2`,
			"part1 part2"},
		{"a microsecond apart is no tie", `
			10:00:00.000001 create
			10:00:00.000000 complete`,
			"complete create"},
	})
}

func TestOrderWithoutStart(t *testing.T) {
	checkOrder(t, []orderCase{
		{"takes the instant of the row before", `
			10:00:00 create
			- other
			10:00:05 complete`,
			"create= other= complete"},
		{"the row before may be later in time", `
			10:00:05 complete
			- other
			10:00:00 create`,
			"create other= complete="},
		{"two in a row take the same one", `
			10:00:00 create
			10:00:05 queue
			- other #one
			- other #two
			10:00:09 complete`,
			"create queue= one= two= complete"},
		{"no row before: the interaction's first instant", `
			- other
			10:00:05 complete
			10:00:00 create`,
			"create= other= complete"},
		{"a row before in another file does not count", `
			10:00:00 create file=0
			10:00:05 queue file=0
			- other file=1
			10:00:09 complete file=1`,
			"create= other= queue complete"},
		{"marked even where seq settles", `
			10:00:00 create seq=1
			- other seq=2`,
			"create other="},
		{"marked even alone at its instant", `
			- other`,
			"other="},
		{"no start at all: the kind settles", `
			- complete
			- queue
			- create`,
			"create= queue= complete="},
	})
}

func TestOrderByStatusChain(t *testing.T) {
	checkOrder(t, []orderCase{
		{"from the status before the group", `
			09:59:00 create to=New
			10:00:00 status from=B to=C #BC
			10:00:00 status from=New to=A #NewA
			10:00:00 status from=A to=B #AB`,
			"create NewA= AB= BC="},
		{"against the kinds", `
			09:59:00 create to=A
			10:00:00 queue from=B to=C
			10:00:00 complete from=A to=B`,
			"create complete= queue="},
		{"no status before: the row whose from nobody leads to", `
			10:00:00 status from=B to=C #BC
			10:00:00 status from=A to=B #AB`,
			"AB= BC="},
		{"no status before: a row that leads to itself alone is a start", `
			10:00:00 status from=B to=C #BC
			10:00:00 status from=A to=A #AA
			10:00:00 status from=A to=B #AB`,
			"AA= AB= BC="},
		{"a cycle without status before: the first row", `
			10:00:00 status from=B to=A #BA
			10:00:00 status from=A to=B #AB`,
			"BA= AB="},
		{"a cycle with a status before", `
			09:59:00 create to=A
			10:00:00 status from=B to=A #BA
			10:00:00 status from=A to=B #AB`,
			"create AB= BA="},
		{"nobody fits: the first remaining, and on from there", `
			09:59:00 create to=New
			10:00:00 status from=P to=Q #PQ
			10:00:00 status from=R to=S #RS
			10:00:00 status from=Q to=T #QT`,
			"create PQ= QT= RS="},
		{"of several that fit the lowest key", `
			09:59:00 create to=A
			10:00:00 hold from=A to=A #hold
			10:00:00 queue from=A to=A #queue
			10:00:00 status from=A to=A #status`,
			"create queue= hold= status="},
		{"a row without status_from: no chain", `
			09:59:00 create to=A
			10:00:00 status from=B to=C #BC
			10:00:00 status from=A to=B #AB
			10:00:00 status to=D #D`,
			"create BC= AB= D="},
		{"seq settles before the chain", `
			09:59:00 create to=A seq=1
			10:00:00 status from=B to=C seq=2 #BC
			10:00:00 status from=A to=B seq=3 #AB`,
			"create BC AB"},
		{"the steps of a row stay together", `
			09:59:00 create to=A
			10:00:00 status from=B to=C #BC
			10:00:00 queue from=A to=B row=9
			10:00:00 complete from=A to=B row=9`,
			"create queue= complete= BC="},
		{"only the last step of a row changes the status", `
			09:59:00 create to=A
			10:00:00 status from=X to=Y #XY
			10:00:00 status from=B to=C #BC
			10:00:00 queue from=A to=X row=9
			10:00:00 complete from=A to=B row=9`,
			"create queue= complete= BC= XY="},
		{"an outcome never before its ring", `
			09:59:00 create to=A
			10:00:00 accept user=ana from=A to=B
			10:00:00 ring user=ana from=B to=C`,
			"create ring:ana= accept:ana="},
		{"an outcome of an older ring may come before a new one", `
			09:59:00 ring user=ana to=A
			10:00:00 ring user=ana from=B to=C
			10:00:00 ignore user=ana from=A to=B`,
			"ring:ana ignore:ana= ring:ana="},
	})
}

func TestOrderNumbersAndInstants(t *testing.T) {
	p := pathOf(t, `
		10:00:05 complete
		- other
		10:00:00 create`)
	for i, at := range []string{"10:00:00", "10:00:05", "10:00:05"} {
		if s := p.Steps[i]; s.N != i+1 || !s.At.Equal(clock(t, at)) {
			t.Errorf("step %d: N %d at %s, want N %d at %s", i, s.N, showClock(s.At), i+1, at)
		}
	}
	if !p.Steps[1].StartedAt.IsZero() {
		t.Error("the missing start was filled in; it must stay missing")
	}
}

// TestOrderIsTotal: the same steps in any order of reading make the same path.
func TestOrderIsTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPage(t)
		shuffled := rapid.Permutation(p.segments).Draw(t, "read as")
		one := NewPath(p.in, p.segments, p.has, p.asOf)
		two := NewPath(p.in, shuffled, p.has, p.asOf)
		if !reflect.DeepEqual(one, two) {
			t.Fatalf("read in another order:\n%s\n%s", orderOf(one), orderOf(two))
		}
	})
}

// TestOrderKeepsEveryStep: nothing is lost or doubled, time never runs backwards, and a seq that every
// row of an instant has, each another, is obeyed and leaves no mark.
func TestOrderKeepsEveryStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPage(t)
		path := NewPath(p.in, p.segments, p.has, p.asOf)
		seen := map[stepKey]bool{}
		for i := range path.Steps {
			s := &path.Steps[i]
			seen[keyOf(&s.Segment)] = true
			if s.N != i+1 {
				t.Fatalf("step %d has N %d", i+1, s.N)
			}
			if i > 0 && s.At.Before(path.Steps[i-1].At) {
				t.Fatalf("step %d is earlier than the one before: %s", i+1, orderOf(path))
			}
		}
		if len(seen) != len(p.segments) || len(path.Steps) != len(p.segments) {
			t.Fatalf("%d segments became %d steps, %d of them different", len(p.segments), len(path.Steps), len(seen))
		}
		checkSeq(t, path)
	})
}

func checkSeq(t *rapid.T, path *Path) {
	for from := 0; from < len(path.Steps); {
		to := from
		settled := true
		numbers := map[int64]bool{}
		for ; to < len(path.Steps) && path.Steps[to].At.Equal(path.Steps[from].At); to++ {
			seq, ok := path.Steps[to].Seq.Get()
			settled = settled && ok && !numbers[seq]
			numbers[seq] = true
		}
		for i := from; settled && i < to; i++ {
			s := path.Steps[i]
			if i > from && s.Seq.Or(0) < path.Steps[i-1].Seq.Or(0) {
				t.Fatalf("seq is not obeyed: %s", orderOf(path))
			}
			if s.Uncertain && !s.StartedAt.IsZero() {
				t.Fatalf("step %d is marked though seq settles it", s.N)
			}
		}
		from = to
	}
}
