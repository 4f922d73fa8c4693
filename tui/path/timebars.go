package path

import "segpath/data"

// ringSteps are the steps that a ring's own bar shows: the ring, and an outcome that is not a talk.
func (a *answers) ringSteps() map[int]bool {
	in := map[int]bool{}
	for n := range a.rings {
		r := &a.rings[n]
		if r.RungAt.IsZero() {
			continue
		}
		in[r.Step-1] = true
		if r.Outcome != data.Accept && r.OutcomeStep > 0 {
			in[r.OutcomeStep-1] = true
		}
	}
	return in
}

// ringBar is a ring from its start to its end, with how it was answered.
func (a *answers) ringBar(r *data.Ring) (bar, bool) {
	if r.RungAt.IsZero() || !a.has(r.Step-1) {
		return bar{}, false
	}
	b := bar{from: r.RungAt.UnixMicro(), shape: ringBar, event: data.RingOffer, end: outcomeEnd, outcome: r.Outcome, step: r.Step - 1}
	switch length, ok := r.Seconds.Get(); {
	case !ok:
		b.to, b.end = b.from, unknownEnd
	case r.Running:
		b.to, b.end = b.from+int64(length), openEnd
	default:
		b.to = b.from + int64(length)
	}
	return b, true
}

// stepBar is a step from its start to its end; an instant where it is none that lasts.
func (a *answers) stepBar(i int) bar {
	s := &a.steps[i]
	at := s.StartedAt.UnixMicro()
	b := bar{from: at, to: at, shape: point, event: s.Event, step: i}
	shape, lasts := lasting[s.Event]
	if !lasts {
		return b
	}
	end := a.endings[i]
	switch {
	case end.At.IsZero():
		b.end = unknownEnd
	case end.At.After(s.StartedAt):
		b.to, b.shape = end.At.UnixMicro(), shape
		if end.Running {
			b.end = openEnd
		}
	}
	return b
}

// statusBars are the statuses one after the other. The last one has no length unless it is still running.
func (a *answers) statusBars() []bar {
	var bars []bar
	for n, c := range a.changes {
		if c.At.IsZero() {
			continue
		}
		b := bar{from: c.At.UnixMicro(), to: c.At.UnixMicro(), shape: thinLine, event: data.StatusChange, label: c.To, step: c.Step - 1}
		if n+1 < len(a.changes) && a.changes[n+1].Leg == c.Leg {
			b.to = max(a.changes[n+1].At.UnixMicro(), b.from)
		} else if leg := a.chain.Legs[c.Leg-1].Path; leg != nil && leg.Open() && a.chain.AsOf.After(c.At) {
			b.to, b.end = a.chain.AsOf.UnixMicro(), openEnd
		}
		bars = append(bars, b)
	}
	return bars
}

// stayBars are the stays in queues.
func (a *answers) stayBars() []bar {
	var bars []bar
	for n := range a.stays {
		s := &a.stays[n]
		if s.EnteredAt.IsZero() || !a.has(s.Step-1) {
			continue
		}
		b := bar{from: s.EnteredAt.UnixMicro(), shape: thickLine, event: data.QueueEntry, label: s.QueueID, step: s.Step - 1}
		length, known := s.Seconds.Get()
		b.to = b.from + int64(length)
		if s.Running {
			b.end = openEnd
		}
		if !known {
			b.end = unknownEnd
		}
		bars = append(bars, b)
	}
	return bars
}
