package data

// sourceRow is the steps of one source row within a group of one instant.
type sourceRow struct {
	steps    []int // in the order of their rank
	from, to string
	after    []int // the rows that hold the rings of its outcomes
	taken    bool
}

// followStatuses orders a group whose source rows all state the status before them: again and again
// the first row whose status_from is the running status. Other groups stay as ranked.
func (o *orderer) followStatuses(order []int) []int {
	rows, ok := o.sourceRows(order)
	if !ok || len(rows) < 2 {
		return order
	}
	o.bindOutcomes(order, rows)
	running := o.status
	if running == "" {
		running = firstFrom(rows)
	}
	out := make([]int, 0, len(order))
	next := newRowQueue(rows)
	for range rows {
		r := next.take(running)
		out = append(out, r.steps...)
		if r.to != "" {
			running = r.to
		}
	}
	return out
}

// sourceRows groups the steps by source row, in the order of each row's first step; false when a row
// states no status_from.
func (o *orderer) sourceRows(order []int) ([]*sourceRow, bool) {
	var rows []*sourceRow
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
		r.to = s.StatusTo // only the row's last step changes the status
		if r.from == "" {
			r.from = s.StatusFrom
		}
	}
	for _, r := range rows {
		if r.from == "" {
			return nil, false
		}
	}
	return rows, true
}

// bindOutcomes notes which row must come before which: an outcome never comes before its ring.
func (o *orderer) bindOutcomes(order []int, rows []*sourceRow) {
	trial := o.pairs.clone()
	rowAt := map[int]int{}
	for n, r := range rows {
		for _, i := range r.steps {
			rowAt[i] = n
		}
	}
	for _, i := range order {
		trial.visit(i)
		if ring := trial.partner[i]; ring >= 0 && o.steps[i].Event.IsOutcome() {
			if n, ok := rowAt[ring]; ok && n != rowAt[i] {
				rows[rowAt[i]].after = append(rows[rowAt[i]].after, n)
			}
		}
	}
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
	left   int // every row before it is taken
}

func newRowQueue(rows []*sourceRow) *rowQueue {
	q := &rowQueue{rows: rows, byFrom: map[string][]*sourceRow{}}
	for _, r := range rows {
		q.byFrom[r.from] = append(q.byFrom[r.from], r)
	}
	return q
}

// take is the first row left that carries on from the running status, else the first row left; a row
// whose rings are still to come waits for them where it can.
func (q *rowQueue) take(running string) *sourceRow {
	waiting := q.byFrom[running]
	for len(waiting) > 0 && waiting[0].taken {
		waiting = waiting[1:]
	}
	q.byFrom[running] = waiting
	r := q.firstReady(waiting)
	if r == nil {
		for q.rows[q.left].taken {
			q.left++
		}
		if r = q.firstReady(q.rows[q.left:]); r == nil {
			r = q.rows[q.left]
		}
	}
	r.taken = true
	return r
}

func (q *rowQueue) firstReady(rows []*sourceRow) *sourceRow {
	for _, r := range rows {
		if !r.taken && q.ready(r) {
			return r
		}
	}
	return nil
}

func (q *rowQueue) ready(r *sourceRow) bool {
	for _, n := range r.after {
		if !q.rows[n].taken {
			return false
		}
	}
	return true
}
