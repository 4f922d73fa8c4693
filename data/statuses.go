package data

import (
	"slices"
	"time"
)

// Changes are the changes of status in order (see "Statuses" in the package comment): where a step's status_to differs from
// the running one, and where a nested step hands back to the status around it. They are never made
// from events.
func (p *Path) Changes() []Change {
	changes, _ := p.walkStatuses(p.Endings())
	return changes
}

// Misfits are the steps whose stated status_from is not the status before them.
func (p *Path) Misfits() []int {
	_, misfits := p.walkStatuses(p.Endings())
	return misfits
}

// statusWalk is the state of the walk: the running status, and the nested steps that will hand back.
type statusWalk struct {
	p       *Path
	ends    []Ending // where steps end, an accept's derived
	running string
	setBy   int // index of the step that set it; -1 = none
	changes []Change
	misfits []int // numbers of the steps whose status_from is another
	nested  []handBack
	around  []enclosing           // steps that may enclose a later one, the outermost first
	starts  few[int64, bool]      // instants at which a row with a status_to starts
	left    few[statusPlace, int] // steps with a status_to that a row still has at an instant
}

// enclosing is a step with a status whose end is known.
type enclosing struct {
	step int
	end  time.Time
}

// handBack is a nested step that ends before the step around it.
type handBack struct {
	at    time.Time
	step  int // the nested step
	outer int // the step around it
}

func (p *Path) walkStatuses(ends []Ending) ([]Change, []int) {
	w := newStatusWalk(p, ends)
	for i := range p.Steps {
		w.step(i)
	}
	w.handBacks(time.Time{}, true)
	return w.changes, w.misfits
}

// statusPlace is a source row at one instant: of its steps only the last one changes the status.
type statusPlace struct {
	row rowKey
	at  int64
}

func placeOf(s *Step) statusPlace { return statusPlace{rowKey{s.File, s.SourceRow}, s.At.UnixMicro()} }

func newStatusWalk(p *Path, ends []Ending) *statusWalk {
	w := &statusWalk{p: p, ends: ends, setBy: -1}
	most := 0
	for i := range p.Steps {
		if s := &p.Steps[i]; s.StatusTo != "" {
			most++
			w.starts.set(s.At.UnixMicro(), true)
			place := placeOf(s)
			w.left.set(place, w.left.of(place)+1)
		}
	}
	w.changes = make([]Change, 0, most)
	return w
}

// step takes the next step of the walk. Its status_from is compared even where it changes nothing.
func (w *statusWalk) step(i int) {
	s := &w.p.Steps[i]
	w.handBacks(s.At, false)
	if s.StatusFrom != "" && w.running != "" && s.StatusFrom != w.running {
		w.misfits = append(w.misfits, i+1)
	}
	if s.StatusTo == "" {
		return
	}
	place := placeOf(s)
	left := w.left.of(place) - 1
	w.left.set(place, left)
	if left > 0 {
		return
	}
	w.change(i)
	w.nest(i)
}

func (w *statusWalk) change(i int) {
	s := &w.p.Steps[i]
	from := s.StatusFrom
	if from == "" {
		from = w.running
	}
	if s.StatusTo != w.running {
		w.changes = append(w.changes, Change{At: s.At, From: from, To: s.StatusTo, Step: i + 1, Leg: 1})
	}
	w.running, w.setBy = s.StatusTo, i
}

// nest notes that step i lies in the interval of an earlier step and will hand back to its status.
func (w *statusWalk) nest(i int) {
	s := &w.p.Steps[i]
	if s.StartedAt.IsZero() {
		return
	}
	for n := len(w.around); n > 0 && !w.around[n-1].end.After(s.StartedAt); n-- {
		w.around = w.around[:n-1]
	}
	if end, ok := s.end(); ok && !w.starts.of(end.UnixMicro()) {
		for _, e := range slices.Backward(w.around) {
			if e.end.After(end) {
				w.nested = append(w.nested, handBack{at: end, step: i, outer: e.step})
				break
			}
		}
	}
	if end := w.ends[i].At; !end.IsZero() {
		w.around = append(w.around, enclosing{i, end})
	}
}

// handBacks takes the hand-backs that fall before an instant, or all that are left.
func (w *statusWalk) handBacks(before time.Time, all bool) {
	if len(w.nested) == 0 {
		return
	}
	slices.SortStableFunc(w.nested, func(a, b handBack) int { return a.at.Compare(b.at) })
	for len(w.nested) > 0 && (all || w.nested[0].at.Before(before)) {
		h := w.nested[0]
		w.nested = w.nested[1:]
		outer := w.p.Steps[h.outer].StatusTo
		if w.setBy != h.step || outer == w.running {
			continue // another row has changed the status since
		}
		w.changes = append(w.changes, Change{
			At: h.at, From: w.running, To: outer, HandedBack: true, Step: h.step + 1, Leg: 1,
		})
		w.running, w.setBy = outer, h.outer
	}
}

// Statuses is the time in each status, in the order of first entry, with every change into it. The
// last status has no duration; in an open interaction it runs to data_as_of. Shares are of the time
// from the first to the last change.
func (p *Path) Statuses() []StatusTime { return statusTimes([]*Path{p}, [][]Change{p.Changes()}) }

// Lasted is how long the status of the n-th of the path's changes lasted: to the next one; of the last one in an
// open interaction to data_as_of, running; else absent.
func (p *Path) Lasted(changes []Change, n int) (length Opt[Span], running bool) {
	at := changes[n].At
	switch {
	case n+1 < len(changes):
		return Some(Between(at, changes[n+1].At)), false
	case p.Open() && !at.IsZero() && !p.AsOf.Before(at):
		return Some(Between(at, p.AsOf)), true
	}
	return None[Span](), false
}

// statusTimes sums the changes of the legs of a chain.
func statusTimes(legs []*Path, changes [][]Change) []StatusTime {
	var times []StatusTime
	at := map[string]int{}
	spent := map[string]Span{} // between changes: what shares are of
	var whole Span
	entry := func(status string) *StatusTime {
		n, ok := at[status]
		if !ok {
			n = len(times)
			at[status] = n
			times = append(times, StatusTime{Status: status})
		}
		return &times[n]
	}
	for leg, list := range changes {
		for n, c := range list {
			t := entry(c.To)
			t.Entered++
			t.Changes = append(t.Changes, c)
			lasted, running := legs[leg].Lasted(list, n)
			length, ok := lasted.Get()
			if !ok {
				continue
			}
			t.Seconds, t.Running = Some(t.Seconds.Or(0)+length), t.Running || running
			if !running {
				spent[c.To] += length
				whole += length
			}
		}
	}
	for n := range times {
		if length, ok := spent[times[n].Status]; ok && whole > 0 {
			times[n].Share = Some(float64(length) / float64(whole))
		}
	}
	return times
}
