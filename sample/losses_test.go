package sample

import (
	"slices"
	"time"

	"segpath/data"
)

// Losses returns what an export written so can still say of a true interaction: the case as a perfect
// reader would bring it back, in its true order, Source fields apart. Where the segment ids are not
// written they are empty, since a reader makes its own.
func Losses(sim *Simulation, opt WriterOptions) func(Case) Case {
	names := namer{sim: sim, on: opt.ShortNames}
	return func(c Case) Case {
		c.Segments = slices.Clone(c.Segments)
		for i := range c.Segments {
			loseOfSegment(&c.Segments[i], &opt, names)
		}
		if opt.OnlySegments {
			c.Interaction = madeFrom(c.Segments)
			return c
		}
		loseOfInteraction(&c.Interaction, &opt, names)
		return c
	}
}

func loseOfSegment(s *data.Segment, opt *WriterOptions, names namer) {
	s.QueueID, s.UserID, s.ByUserID = names.queue(s.QueueID), names.user(s.UserID), names.user(s.ByUserID)
	lose := func(column string, clear func()) {
		if opt.drops(column) {
			clear()
		}
	}
	lose("segment_id", func() { s.SegmentID = "" })
	lose("seq", func() { s.Seq = data.None[int64]() })
	lose("started_at", func() { s.StartedAt = time.Time{} })
	lose("ended_at", func() { s.EndedAt = time.Time{} })
	lose("duration_stated_s", func() { s.DurationStated = data.None[data.Span]() })
	lose("event", func() { s.Event, s.EventRaw = data.Other, "" })
	lose("status_from", func() { s.StatusFrom = "" })
	lose("status_to", func() { s.StatusTo = "" })
	lose("queue_id", func() { s.QueueID = "" })
	lose("user_id", func() { s.UserID = "" })
	lose("by_user_id", func() { s.ByUserID = "" })
	lose("reason", func() { s.Reason = "" })
	lose("cause", func() { s.Cause = "" })
	lose("type", func() { s.Type = "" })
	lose("facts", func() { s.Facts = nil })
	length, stated := s.DurationStated.Get()
	if s.EndedAt.IsZero() && stated && !s.StartedAt.IsZero() {
		s.EndedAt, s.EndDerived = s.StartedAt.Add(time.Duration(length)*time.Microsecond), true
	}
}

func loseOfInteraction(it *data.Interaction, opt *WriterOptions, names namer) {
	it.QueueID, it.UserID = names.queue(it.QueueID), names.user(it.UserID)
	for column, cell := range map[string]*string{
		"type": &it.Type, "direction": &it.Direction, "status": &it.Status, "outcome": &it.Outcome,
		"ended_by": &it.EndedBy, "customer": &it.Customer, "contact_point": &it.ContactPoint,
		"queue_id": &it.QueueID, "user_id": &it.UserID, "previous_id": &it.PreviousID,
		"next_id": &it.NextID, "account_id": &it.AccountID,
	} {
		if opt.drops(column) {
			*cell = ""
		}
	}
	for column, cell := range map[string]*time.Time{"created_at": &it.CreatedAt, "completed_at": &it.CompletedAt} {
		if opt.drops(column) {
			*cell = time.Time{}
		}
	}
	if opt.drops("external_ids") {
		it.ExternalIDs = nil
	}
	if opt.drops("facts") {
		it.Facts = nil
	}
	if opt.drops("direction") {
		it.Outbound = false
	}
	if opt.drops("previous_id") && opt.drops("next_id") {
		it.ChainID = it.ID
	}
}

// madeFrom is the interaction that a reader makes of its segments alone: see
// "Interactions without a row" in the package comment of data.
func madeFrom(segments []data.Segment) data.Interaction {
	it := data.Interaction{Derived: true}
	for i := range segments {
		s := &segments[i]
		if i == 0 {
			it.ID, it.ChainID, it.Type, it.CreatedAt = s.InteractionID, s.InteractionID, s.Type, s.StartedAt
		}
		if s.StatusTo != "" {
			it.Status = s.StatusTo
		}
		switch s.Event {
		case data.QueueEntry:
			it.QueueID = s.QueueID
		case data.Accept:
			it.UserID = s.UserID
		case data.Complete, data.Abandon:
			it.CompletedAt = s.StartedAt
		case data.Transfer:
			if i == len(segments)-1 {
				it.CompletedAt = s.StartedAt
			}
		}
	}
	return it
}
