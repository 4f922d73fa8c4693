package data

// QueueLength is how long one wait or one ring in a queue lasted; both have ended.
type QueueLength struct {
	QueueID string
	Ring    bool // a ring; else a stay
	Length  Span
}

// QueueTimes is, for each length that was asked about, the share of the queue's ended waits (or rings)
// in the whole export that were shorter: from 0 to less than 1, its own one counted among all.
type QueueTimes map[QueueLength]float64

// QueueLength is the ring's place among those of its queue; false where the queue or the length is not
// known, or where it still rings.
func (r *Ring) QueueLength() (QueueLength, bool) {
	length, ok := r.Seconds.Get()
	return QueueLength{QueueID: r.QueueID, Ring: true, Length: length}, ok && !r.Running && r.QueueID != ""
}

// QueueLength is the stay's place among those of its queue; false where the queue or the length is not
// known, or where it goes on.
func (s *Stay) QueueLength() (QueueLength, bool) {
	length, ok := s.Seconds.Get()
	return QueueLength{QueueID: s.QueueID, Length: length}, ok && !s.Running && s.QueueID != ""
}

// QueueLengths are the lengths of rings and stays that stand among others of their queue, each once.
func QueueLengths(rings []Ring, stays []Stay) []QueueLength {
	var list []QueueLength
	known := map[QueueLength]bool{}
	add := func(l QueueLength, ok bool) {
		if ok && !known[l] {
			known[l] = true
			list = append(list, l)
		}
	}
	for n := range rings {
		add(rings[n].QueueLength())
	}
	for n := range stays {
		add(stays[n].QueueLength())
	}
	return list
}
