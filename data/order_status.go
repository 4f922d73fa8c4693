package data

// sourceRow is the steps of one source row within a group of one instant.
type sourceRow struct {
	steps    []int // in the order of their rank
	from, to string
	taken    bool
}

// followStatuses orders a group whose source rows all state the status before them: again and again
// the first row whose status_from is the running status and after which all others can still follow, where
// there is such an order. Other groups stay as ranked.
func (o *orderer) followStatuses(order []int) []int {
	running := o.walk.running
	rows, unstated := o.sourceRows(order)
	if len(rows) < 2 || unstated > 1 || unstated == 1 && running != "" {
		return order // but for a path's first row, before which there is no status
	}
	if running == "" && unstated == 0 {
		running = firstFrom(rows)
	}
	o.lastingLast(rows)
	out := make([]int, 0, len(order))
	next := o.newRowQueue(rows)
	if len(rows) <= maxWalked {
		running, next.whole = walkFrom(rows, running)
	}
	for range rows {
		r := next.take(running)
		out = append(out, r.steps...)
		running = r.leads(running)
	}
	return out
}

// leads is the status after the row.
func (r *sourceRow) leads(running string) string {
	if r.to == "" {
		return running
	}
	return r.to
}

// sourceRows groups the steps by source row, in the order of each row's first step; unstated is how many rows
// state no status_from.
func (o *orderer) sourceRows(order []int) (rows []*sourceRow, unstated int) {
	known := map[rowKey]*sourceRow{}
	for _, i := range order {
		s := &o.steps[i]
		key := rowKey{s.File, s.SourceRow}
		r := known[key]
		if r == nil {
			r = &sourceRow{}
			known[key] = r
			rows = append(rows, r)
		}
		r.steps = append(r.steps, i)
		if s.StatusTo != "" {
			r.to = s.StatusTo // only the row's last step changes the status
		}
		if r.from == "" {
			r.from = s.StatusFrom
		}
	}
	for _, r := range rows {
		if r.from == "" {
			unstated++
		}
	}
	return rows, unstated
}

// firstFrom is the status_from that no other row's status_to leads to; empty when every one has a row before it.
func firstFrom(rows []*sourceRow) string {
	leads := map[string]int{}
	for _, r := range rows {
		leads[r.to]++
	}
	for _, r := range rows {
		n := leads[r.from]
		if r.to == r.from {
			n--
		}
		if n == 0 {
			return r.from
		}
	}
	return ""
}

// rowQueue gives rows by the status they carry on from, in the order they stand, without looking at a
// row twice: an interaction of a hundred thousand rows at one instant must not stall.
type rowQueue struct {
	rows   []*sourceRow
	byFrom map[string][]*sourceRow
	left   int            // every row before it is taken
	pairs  *pairing       // the walk so far
	rings  map[string]int // rings still to come, by user
	all    int            // and of all users
	whole  bool           // the rows left are one walk from the running status
}

func (o *orderer) newRowQueue(rows []*sourceRow) *rowQueue {
	q := &rowQueue{rows: rows, byFrom: map[string][]*sourceRow{}, pairs: o.pairs.trial(), rings: map[string]int{}}
	for _, r := range rows {
		q.byFrom[r.from] = append(q.byFrom[r.from], r)
		q.countRings(r, 1)
	}
	return q
}

func (q *rowQueue) countRings(r *sourceRow, by int) {
	for _, i := range r.steps {
		if s := &q.pairs.steps[i]; s.Event == RingOffer {
			q.rings[s.UserID] += by
			q.all += by
		}
	}
}

// take is the first row left that carries on from the running status, else the first row left; a row
// whose rings are still to come waits for them where it can.
func (q *rowQueue) take(running string) *sourceRow {
	waiting := q.byFrom[running]
	for len(waiting) > 0 && waiting[0].taken {
		waiting = waiting[1:]
	}
	q.byFrom[running] = waiting
	r := q.firstReady(waiting, q.whole)
	if r == nil {
		q.whole = false
		r = q.firstReady(waiting, false)
	}
	if r == nil {
		for q.rows[q.left].taken {
			q.left++
		}
		if r = q.firstReady(q.rows[q.left:], false); r == nil {
			r = q.rows[q.left]
		}
	}
	r.taken = true
	q.countRings(r, -1)
	for _, i := range r.steps {
		q.pairs.visit(i)
	}
	return r
}

// firstReady is the first of some rows that may be taken; where whole, after which the others are one walk.
func (q *rowQueue) firstReady(rows []*sourceRow, whole bool) *sourceRow {
	for _, r := range rows {
		if !r.taken && q.ready(r) && (!whole || goesOn(q.rows, r)) {
			return r
		}
	}
	return nil
}

// ready: an outcome never comes before its ring. One that finds no open ring waits while another row
// may still bring it.
func (q *rowQueue) ready(r *sourceRow) bool {
	q.countRings(r, -1)
	defer q.countRings(r, 1)
	for _, i := range r.steps {
		s := &q.pairs.steps[i]
		_, own := q.pairs.ownRing[i]
		if !s.Event.IsOutcome() || own || q.pairs.ringFor(i) >= 0 {
			continue
		}
		if s.UserID == "" && q.all > 0 || s.UserID != "" && q.rings[s.UserID] > 0 {
			return false
		}
	}
	return true
}
