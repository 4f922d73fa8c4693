package reference

import "segpath/data"

// place is a step as a shape sees it.
type place struct {
	event data.Event
	none  bool // a ring without outcome
	hop   bool // a stay in another queue begins with it
}

// fits tells whether a path has a shape somewhere. It walks the steps, letters aside: the reference for
// Shape.Pattern.
func fits(shape *data.Shape, p *data.Path) bool {
	steps := places(p)
	for from := range len(steps) + 1 {
		if len(ends(shape, steps, map[int]bool{from: true})) > 0 {
			return true
		}
	}
	return false
}

// places are the steps of a path, without the status changes that change no queue.
func places(p *data.Path) []place {
	none, hops := map[int]bool{}, map[int]bool{}
	for _, r := range p.Rings() {
		none[r.Step] = r.Outcome == 0
	}
	for _, n := range p.HopSteps() {
		hops[n] = true
	}
	var steps []place
	for _, s := range p.Steps {
		if s.Event != data.StatusChange || hops[s.N] {
			steps = append(steps, place{event: s.Event, none: s.Event == data.RingOffer && none[s.N], hop: hops[s.N]})
		}
	}
	return steps
}

// ends are the places where a shape may end that begins at one of some places. A place is the number of steps
// before it.
func ends(shape *data.Shape, steps []place, from map[int]bool) map[int]bool {
	to := map[int]bool{}
	switch shape.Kind {
	case data.InOrder:
		to = from
		for n := range shape.Sub {
			to = ends(&shape.Sub[n], steps, to)
		}
	case data.Either:
		for n := range shape.Sub {
			for at := range ends(&shape.Sub[n], steps, from) {
				to[at] = true
			}
		}
	case data.Repeated:
		for more := from; len(more) > 0; {
			fresh := map[int]bool{}
			for at := range more {
				if !to[at] {
					to[at], fresh[at] = true, true
				}
			}
			more = ends(&shape.Sub[0], steps, fresh)
		}
	case data.AtStart:
		if from[0] {
			to[0] = true
		}
	default:
		for at := range from {
			after(shape, steps, at, to)
		}
	}
	return to
}

// after adds the places behind one step that is what the shape says, or behind the end. Status changes before
// it are passed over.
func after(shape *data.Shape, steps []place, at int, to map[int]bool) {
	for ; at < len(steps); at++ {
		if shape.Kind == data.OneStep && is(shape, steps[at]) {
			to[at+1] = true
		}
		if steps[at].event != data.StatusChange {
			return
		}
	}
	if shape.Kind == data.AtEnd {
		to[at] = true
	}
}

// is tells whether a step is what a shape of one step says. A status change is only ever a hop.
func is(shape *data.Shape, s place) bool {
	if s.event == data.StatusChange && (!shape.Hop || shape.Not) {
		return false
	}
	listed := shape.Hop && s.hop || shape.Unanswered && s.none
	for _, letter := range []byte(shape.Letters) {
		listed = listed || s.event == data.Event(letter)
	}
	return listed != shape.Not
}
