package data

import (
	"cmp"
	"slices"
	"time"
)

// NewPath puts an interaction's segments into their final order (see "Order" in the package comment): by
// instant, source sequence, kind of event, file, row and part. The order is total: it is the same
// whatever order the segments come in. An interaction marked Derived is filled in from its path.
// asOf is the last instant in the export.
func NewPath(in Interaction, segments []Segment, has Has, asOf time.Time) *Path {
	steps := make([]Step, len(segments))
	for i := range segments {
		steps[i].Segment = segments[i]
	}
	return PathOf(in, steps, has, asOf)
}

// PathOf is NewPath of segments that stand in steps, of which nothing else is set; the path takes these over.
func PathOf(in Interaction, steps []Step, has Has, asOf time.Time) *Path {
	p := &Path{Interaction: in, Has: has, AsOf: asOf, Steps: steps}
	placeInTime(p.Steps)
	if bySeq(p.Steps) {
		sortSteps(p.Steps, func(a, b *Step) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Seq.Or(0), b.Seq.Or(0))) })
	} else {
		p.orderGroups()
	}
	for i := range p.Steps {
		p.Steps[i].N, p.Steps[i].Leg = i+1, 1
	}
	if in.Derived {
		p.deriveInteraction()
	}
	return p
}

// orderGroups orders the steps of each instant by every rule of "Order" in the package comment.
func (p *Path) orderGroups() {
	o := orderer{steps: p.Steps, pairs: newPairing(p.Steps), walk: newStatusWalk(p, p.Endings()), done: make([]int, 0, len(p.Steps))}
	for from := 0; from < len(p.Steps); {
		to := groupEnd(p.Steps, from)
		o.group(from, to)
		from = to
	}
	ordered := make([]Step, len(o.done))
	for n, i := range o.done {
		ordered[n] = p.Steps[i]
	}
	p.Steps = ordered
}

// groupEnd is the end of the run of steps that share the instant of the step at from.
func groupEnd(steps []Step, from int) int {
	to := from + 1
	for to < len(steps) && steps[to].At.Equal(steps[from].At) {
		to++
	}
	return to
}

// bySeq tells whether the source's own order settles every instant: each of its steps has a seq of its own.
// Then nothing else of the order counts; most paths are like that.
func bySeq(steps []Step) bool {
	for from := 0; from < len(steps); {
		to := groupEnd(steps, from)
		if to-from > 1 && !distinctSeqs(steps[from:to]) {
			return false
		}
		from = to
	}
	return true
}

func distinctSeqs(group []Step) bool {
	var seen few[int64, bool]
	for i := range group {
		n, ok := group[i].Seq.Get()
		if !ok || seen.of(n) {
			return false
		}
		seen.set(n, true)
	}
	return true
}

// sortSteps sorts steps that are mostly in order already. A step is large: it is moved once at most.
func sortSteps(steps []Step, compare func(a, b *Step) int) {
	sorted := true
	for i := 1; i < len(steps) && sorted; i++ {
		sorted = compare(&steps[i-1], &steps[i]) <= 0
	}
	if sorted {
		return
	}
	from := make([]int, len(steps)) // which step comes to each place
	for i := range from {
		from[i] = i
	}
	slices.SortStableFunc(from, func(a, b int) int { return compare(&steps[a], &steps[b]) })
	for start := range from {
		held := steps[start]
		for at := start; from[at] != at; {
			next := from[at]
			from[at] = at
			if next == start {
				steps[at] = held
			} else {
				steps[at] = steps[next]
			}
			at = next
		}
	}
}

// bySource compares by file, row and part: the order of the export itself.
func bySource(a, b *Segment) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.SourceRow, b.SourceRow), cmp.Compare(a.Part, b.Part))
}

// placeInTime gives every step the instant it is ordered by and sorts by instant and source. A step
// without a start stands with the row before it in its file, else with the interaction's first.
func placeInTime(steps []Step) {
	sortSteps(steps, func(a, b *Step) int { return bySource(&a.Segment, &b.Segment) })
	var first time.Time
	for i := range steps {
		if t := steps[i].StartedAt; !t.IsZero() && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	for i := range steps {
		s := &steps[i]
		switch {
		case !s.StartedAt.IsZero():
			s.At = s.StartedAt
		case i > 0 && steps[i-1].File == s.File:
			s.At, s.Uncertain = steps[i-1].At, true
		default:
			s.At, s.Uncertain = first, true
		}
	}
	sortSteps(steps, func(a, b *Step) int { return a.At.Compare(b.At) })
}

// orderer orders one group of equal instants after the other, and knows which rings are open between.
type orderer struct {
	steps []Step
	pairs *pairing
	walk  *statusWalk // the status that runs when a group begins, hand-backs included
	done  []int       // indexes into steps, in the final order
}

// rank is a step's place in its group before the statuses are looked at.
type rank struct {
	i   int
	s   int64 // the source's order where every row of the group has one
	k   int   // kind of event
	seq int64
}

func compareRanks(steps []Step) func(a, b rank) int {
	return func(a, b rank) int {
		return cmp.Or(cmp.Compare(a.s, b.s), cmp.Compare(a.k, b.k), cmp.Compare(a.seq, b.seq),
			bySource(&steps[a.i].Segment, &steps[b.i].Segment))
	}
}

const noSeq = int64(^uint64(0) >> 1) // a missing seq comes last

// group orders steps[from:to], which share one instant.
func (o *orderer) group(from, to int) {
	settled := true
	for i := from; i < to; i++ {
		settled = settled && o.steps[i].Seq.Ok()
	}
	ranks := make([]rank, 0, to-from)
	for i := from; i < to; i++ {
		r := rank{i: i, k: kind(o.steps[i].Event), seq: o.steps[i].Seq.Or(noSeq)}
		if settled {
			r.s = r.seq
		}
		ranks = append(ranks, r)
	}
	o.outcomesFirst(ranks)
	slices.SortFunc(ranks, compareRanks(o.steps))
	o.markUncertain(ranks, settled)
	order := make([]int, len(ranks))
	for n, r := range ranks {
		order[n] = r.i
	}
	o.walk.handBacks(o.steps[from].At, false)
	if !settled {
		order = o.followStatuses(order)
	}
	for _, i := range order {
		o.pairs.visit(i)
		o.walk.step(i)
	}
	o.done = append(o.done, order...)
}

// kind is k of "Order" in the package comment, but for the outcomes that close an open ring (outcomesFirst).
func kind(e Event) int {
	switch e {
	case Create:
		return 0
	case Bot, EnqueueRejected, Transfer, TransferFailed, Callback, Voicemail:
		return 2
	case QueueEntry:
		return 3
	case RingOffer:
		return 4
	case Accept, Reject, Ignore, Clear:
		return 5
	case WrapUp:
		return 7
	case Complete, Abandon:
		return 8
	default:
		return 6
	}
}

// outcomesFirst ranks 1 the first outcome of each user whose ring is open when the instant begins,
// and the first outcome without a user while exactly one ring is open then.
func (o *orderer) outcomesFirst(ranks []rank) {
	bySeq := make([]int, 0, len(ranks))
	for n, r := range ranks {
		if o.steps[r.i].Event.IsOutcome() {
			bySeq = append(bySeq, n)
		}
	}
	slices.SortFunc(bySeq, func(a, b int) int {
		return cmp.Or(cmp.Compare(ranks[a].seq, ranks[b].seq),
			bySource(&o.steps[ranks[a].i].Segment, &o.steps[ranks[b].i].Segment))
	})
	answered := map[string]bool{}
	for _, n := range bySeq {
		i := ranks[n].i
		if ring, own := o.pairs.ownRing[i]; own { // it closes that ring whatever came between
			if o.steps[ring].At.Before(o.steps[i].At) {
				ranks[n].k = 1
			}
			continue
		}
		user := o.steps[i].UserID
		if !answered[user] && o.pairs.ringFor(i) >= 0 {
			ranks[n].k = 1
		}
		answered[user] = true
	}
}

// markUncertain marks the steps whose place the source does not settle. The steps of one source row
// are settled among themselves: the format made them in that order.
func (o *orderer) markUncertain(ranks []rank, settled bool) {
	rows := map[int64]map[rowKey]bool{} // the source rows that share a place in the source's own order
	place := func(r rank) int64 {
		if settled {
			return r.seq
		}
		return 0
	}
	for _, r := range ranks {
		s := &o.steps[r.i]
		if rows[place(r)] == nil {
			rows[place(r)] = map[rowKey]bool{}
		}
		rows[place(r)][rowKey{s.File, s.SourceRow}] = true
	}
	for _, r := range ranks {
		if len(rows[place(r)]) > 1 {
			o.steps[r.i].Uncertain = true
		}
	}
}
