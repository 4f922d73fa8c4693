package data

import "time"

// Stays are the visits to queues: maximal runs of queue rows with one queue, not parted by an accept, a
// transfer or another queue, nor by the end of a row that says that an agent was connected. Without queue rows
// they are made from the queue of the other rows.
func (p *Path) Stays() []Stay {
	stays := p.queueRows()
	if stays == nil {
		stays = p.queuesOfRows()
	}
	for n := range stays {
		stays[n].Order, stays[n].Leg = n+1, 1
	}
	markHops(stays)
	return stays
}

func (p *Path) queueRows() []Stay {
	var stays []Stay
	parted := true
	for i := range p.Steps {
		s := &p.Steps[i]
		switch s.Event {
		case Accept, Transfer:
			parted = true
		case QueueEntry:
			if n := len(stays); !parted && stays[n-1].QueueID == s.QueueID && !(stays[n-1].connected() && !s.At.Before(stays[n-1].LeftAt)) {
				p.extendStay(&stays[n-1], i)
				continue
			}
			stays = append(stays, Stay{QueueID: s.QueueID, EnteredAt: s.At, Step: i + 1})
			p.extendStay(&stays[len(stays)-1], i)
			parted = false
		}
	}
	p.cutStays(stays)
	for n := range stays {
		p.endStay(&stays[n])
	}
	return stays
}

// cutStays ends stays whose rows outlast them: nobody waits in a queue once they are with a user, moved on, or gone
// (see "Waiting spells" in the package comment). Of two queues that somebody waits in at once, each ends with its own
// accept where it has one. A transfer ends none that somebody is rung for afterwards: it is of the user before, and told
// late. Where a row says that an agent was connected, only an accept knows better when. One pass from the back: a path
// may have a hundred thousand steps.
func (p *Path) cutStays(stays []Stay) {
	var accept, transfer, gone time.Time // the first after the stay's rows
	own, rung := map[string]time.Time{}, map[string]time.Time{}
	i := len(p.Steps)
	for n := len(stays) - 1; n >= 0; n-- {
		stay := &stays[n]
		for ; i > stay.LastStep; i-- {
			s := &p.Steps[i-1]
			switch s.Event {
			case Accept:
				accept, own[s.QueueID] = s.At, s.At
			case Transfer:
				transfer = s.At
			case Abandon, Complete:
				gone = s.At
			}
			if _, there := rung[s.QueueID]; !there && (s.Event == Accept || s.Event == RingOffer) {
				rung[s.QueueID] = s.At // the last
			}
		}
		connected := stay.connected()
		if at, there := own[stay.QueueID]; there {
			stay.cut(at)
		} else {
			stay.cut(accept)
		}
		if connected {
			continue
		}
		last := rung[stay.QueueID]
		if at := rung[""]; n == len(stays)-1 && at.After(last) {
			last = at // where no other queue follows it is for this one
		}
		if !last.After(transfer) || last.After(stay.LeftAt) {
			stay.cut(transfer)
		}
		stay.cut(gone)
	}
}

// cut lets a stay end at an instant, if its rows say a later one.
func (s *Stay) cut(at time.Time) {
	if !at.IsZero() && at.Before(s.LeftAt) {
		s.LeftAt = at
	}
}

// connected tells whether the last row says that the stay ended because an agent was connected, and when.
func (s *Stay) connected() bool { return s.Cause == AgentConnected && !s.LeftAt.IsZero() }

// extendStay takes a further queue row into a stay: the last one says how it ended.
func (p *Path) extendStay(stay *Stay, i int) {
	s := &p.Steps[i]
	stay.LastStep, stay.Reason, stay.Cause = i+1, s.Reason, s.Cause
	end, _ := s.end()
	if end.IsZero() || end.After(stay.LeftAt) { // the run lasts to the latest end of its rows
		stay.LeftAt = end
	}
}

// queuesOfRows makes stays, marked derived, from the queue_id of rows that are no queue rows.
func (p *Path) queuesOfRows() []Stay {
	var stays []Stay
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.QueueID == "" {
			continue
		}
		if n := len(stays); n > 0 && stays[n-1].QueueID == s.QueueID {
			stays[n-1].LastStep = i + 1
			continue
		}
		stays = append(stays, Stay{QueueID: s.QueueID, EnteredAt: s.At, Step: i + 1, LastStep: i + 1, Derived: true})
	}
	for n := range stays {
		last := stays[n].LastStep
		stays[n].LastStep = stays[n].Step // it ends at the first step that takes the interaction out of the queue
		p.endStay(&stays[n])
		stays[n].LastStep = last
	}
	return stays
}

// endStay finds where a stay without an end of its own ends: at the next step that takes the interaction
// out of the queue; in an open interaction it runs to data_as_of.
func (p *Path) endStay(stay *Stay) {
	from := stay.LastStep
	connected := stay.connected()
	if stay.Derived {
		from = stay.Step - 1 // the row that names the queue may itself be the one that leaves it
	}
	for i := from; i < len(p.Steps); i++ {
		s := &p.Steps[i]
		other := s.Event == QueueEntry || stay.Derived && s.QueueID != "" && s.QueueID != stay.QueueID
		if !other && !endsWaiting(s.Event) {
			continue
		}
		if stay.Ended = s.Event; other {
			stay.Ended = QueueEntry
		}
		if stay.LeftAt.IsZero() {
			stay.LeftAt = s.At
		}
		if stay.Derived && i == from && s.Event != Accept { // what ends here began before, nobody knows when
			stay.EnteredAt = time.Time{}
		}
		break
	}
	if connected {
		stay.Ended = Accept // what came after the agent did not end it
	}
	end := stay.LeftAt
	if end.IsZero() && p.Open() {
		stay.Running, end = true, p.AsOf
	}
	if !end.IsZero() && !stay.EnteredAt.IsZero() && !end.Before(stay.EnteredAt) {
		stay.Seconds = Some(Between(stay.EnteredAt, end))
	}
}

// markHops marks the stays that are hops, and those of them that come back to the queue before the one before:
// A, B, A. A stay whose queue is not known is no hop: nobody can say where it was.
func markHops(stays []Stay) {
	last, before := "", "" // the queue of the stays so far, and the one before it
	for n := range stays {
		s := &stays[n]
		s.HopFrom, s.PingPong = "", false
		if s.QueueID == "" || s.QueueID == last {
			continue
		}
		s.HopFrom, s.PingPong = last, before == s.QueueID
		last, before = s.QueueID, last
	}
}

// Hops counts the stays that are hops (Stay.HopFrom).
func Hops(stays []Stay) int64 {
	var hops int64
	for n := range stays {
		if stays[n].HopFrom != "" {
			hops++
		}
	}
	return hops
}
