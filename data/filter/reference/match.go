// Package reference holds a filter against a path by looking at every step of it: what a database answers is held
// against it by tests, and fakes answer with it.
package reference

import (
	"slices"
	"strings"
	"time"

	"segpath/data"
	"segpath/data/filter"
)

// Match tells whether a filter selects the interaction of a path, from nothing but the path: the reference
// for what a database answers.
func Match(f data.Filter, p *data.Path, dir *data.Directory) bool {
	if f.IDs != nil && !slices.Contains(f.IDs, p.Interaction.ID) {
		return false
	}
	m := &matcher{p: p, in: &p.Interaction, sum: data.Summarise(p), dir: dir}
	return every(f.Terms, m.holds)
}

// every tells whether of each group of terms one holds.
func every(terms []data.Term, holds func(*data.Term) bool) bool {
	for _, group := range data.Groups(terms) {
		if !slices.ContainsFunc(group, func(t data.Term) bool { return holds(&t) != t.Not }) {
			return false
		}
	}
	return true
}

type matcher struct {
	p   *data.Path
	in  *data.Interaction
	sum data.Summary
	dir *data.Directory
}

// holds tells whether the condition of a term holds, its negation aside.
func (m *matcher) holds(t *data.Term) bool {
	switch t.Field {
	case data.SearchTerm:
		return Finds(t.Value, m.in)
	case data.RingTerm:
		return m.ring(func(r *data.Ring) bool { return every(t.Ring, func(t *data.Term) bool { return m.ofRing(t, r) }) })
	case "rang":
		return m.ring(func(r *data.Ring) bool { return r.Step > 0 && m.user(t, r.UserID) })
	case "accepted", "rejected", "ignored", "cleared":
		outcome := map[string]data.Event{"accepted": data.Accept, "rejected": data.Reject, "ignored": data.Ignore, "cleared": data.Clear}[t.Field]
		return m.ring(func(r *data.Ring) bool { return r.Outcome == outcome && !r.Ambiguous && m.user(t, r.UserID) })
	case "path":
		return fits(t.Shape, m.p)
	case "after", "before", "on", "since":
		return during(t, m.in.CreatedAt)
	case "is":
		return m.is(t.Word)
	case "event":
		return m.step(func(s *data.Step) bool { return s.Event.String() == t.Word })
	}
	if f, _ := data.FieldNamed(data.FilterFields, t.Field); f.Kind == data.TextField {
		return m.text(t)
	}
	n, ok := m.number(t.Field)
	return ok && compare(n, t.Op, t.Number)
}

// text holds the value of a text field against an interaction.
func (m *matcher) text(t *data.Term) bool {
	in := m.in
	switch t.Field {
	case "queue":
		return m.queue(t, in.QueueID) || m.step(func(s *data.Step) bool { return m.queue(t, s.QueueID) })
	case "user":
		return m.user(t, in.UserID) || m.step(func(s *data.Step) bool { return m.user(t, s.UserID) || m.user(t, s.ByUserID) })
	case "last_queue":
		return m.queue(t, in.QueueID)
	case "handler":
		return m.user(t, in.UserID)
	case "had":
		return filter.Says(t, in.Status) || m.step(func(s *data.Step) bool { return filter.Says(t, s.StatusFrom) || filter.Says(t, s.StatusTo) })
	case "account":
		return filter.Named(t, in.AccountID, m.dir.AccountName(in.AccountID))
	case "id":
		return in.ID == t.Value || slices.Contains(in.ExternalIDs, t.Value)
	case "chain":
		return in.ChainID == t.Value
	}
	return filter.Says(t, map[string]string{
		"status": in.Status, "type": in.Type, "direction": in.Direction, "outcome": in.Outcome, "ended_by": in.EndedBy,
		"customer": in.Customer, "contact_point": in.ContactPoint,
	}[t.Field])
}

// is tells whether an interaction is what a word says.
func (m *matcher) is(word string) bool {
	switch word {
	case "open":
		return m.p.Open()
	case "closed":
		return !m.p.Open()
	case "answered":
		return m.step(func(s *data.Step) bool { return s.Event == data.Accept })
	case "abandoned":
		return m.step(func(s *data.Step) bool { return s.Event == data.Abandon })
	case "outbound":
		return m.in.Outbound
	}
	return !m.in.Outbound
}

// number is the value of a count or a length; false where it is absent.
func (m *matcher) number(field string) (int64, bool) {
	s := m.sum
	counts := map[string]data.Opt[int64]{
		"rings": s.RingCount, "users": s.UsersRung, "hops": s.QueueHops, "stays": s.StayCount, "ping_pong": s.PingPongCount,
		"accepts": s.Accepts, "rejects": s.Rejects, "ignores": s.Ignores, "clears": s.Clears, "no_outcome": s.NoOutcome,
		"ambiguous": s.Ambiguous, "segments": data.Some(s.SegmentCount),
	}
	if n, ok := counts[field]; ok {
		return n.Get()
	}
	row := data.Row{Interaction: *m.in, Summary: s}
	lengths := map[string]data.Opt[data.Span]{
		"wait": s.Wait, "answer": s.WaitToAnswer, "first_ring": s.TimeToFirstRing, "abandon": s.TimeToAbandon,
		"dead_air": s.DeadAir, "talk": s.Talk, "hold": s.Hold, "duration": row.Duration(m.p.AsOf),
	}
	n, ok := lengths[field].Get()
	return int64(n), ok
}

func compare(n int64, op data.Op, with int64) bool {
	switch op {
	case data.Less:
		return n < with
	case data.AtMost:
		return n <= with
	case data.More:
		return n > with
	case data.AtLeast:
		return n >= with
	}
	return n == with
}

// during tells whether an instant lies within a term's bounds; the absent one never does.
func during(t *data.Term, at time.Time) bool {
	return !at.IsZero() && !at.Before(t.From) && (t.To.IsZero() || at.Before(t.To))
}

// ofRing holds a term within ring(…) against one ring.
func (m *matcher) ofRing(t *data.Term, r *data.Ring) bool {
	switch t.Field {
	case "user":
		return m.user(t, r.UserID)
	case "queue":
		return m.queue(t, r.QueueID)
	case "type":
		return filter.Says(t, m.ringType(r))
	case "seconds":
		length, ok := r.Seconds.Get()
		return ok && compare(int64(length), t.Op, t.Number)
	case "after", "before", "on", "since":
		return during(t, r.RungAt)
	case "is":
		return map[string]bool{"rung": r.Step > 0, "running": r.Running, "ambiguous": r.Outcome != 0 && r.Ambiguous}[t.Word]
	}
	switch t.Word {
	case "none":
		return r.Outcome == 0
	case "ambiguous":
		return r.Outcome != 0 && r.Ambiguous
	case "unanswered":
		return r.Outcome != data.Accept
	}
	return r.Outcome.String() == t.Word && !r.Ambiguous
}

// ringType is the communication type of a ring's step, else of its interaction.
func (m *matcher) ringType(r *data.Ring) string {
	step := r.Step
	if step == 0 {
		step = r.OutcomeStep
	}
	if kind := m.p.Steps[step-1].Type; kind != "" {
		return kind
	}
	return m.in.Type
}

func (m *matcher) ring(holds func(*data.Ring) bool) bool {
	return slices.ContainsFunc(m.p.Rings(), func(r data.Ring) bool { return holds(&r) })
}

func (m *matcher) step(holds func(*data.Step) bool) bool {
	return slices.ContainsFunc(m.p.Steps, func(s data.Step) bool { return holds(&s) })
}

func (m *matcher) queue(t *data.Term, id string) bool {
	return filter.Named(t, id, m.dir.QueueName(id))
}

func (m *matcher) user(t *data.Term, id string) bool { return filter.Named(t, id, m.dir.UserName(id)) }

// Finds tells whether a search finds an interaction: a text in its id, external ids, customer or contact
// point, case aside; what may be a phone number also without its spaces, dashes and brackets.
func Finds(search string, in *data.Interaction) bool {
	search = strings.TrimSpace(search)
	digits, phone := filter.PhoneDigits(search)
	for _, text := range append([]string{in.ID, in.Customer, in.ContactPoint}, in.ExternalIDs...) {
		text = strings.ToLower(text)
		if filter.Within(text, search) || phone && strings.Contains(phoneMarks.Replace(text), digits) {
			return true
		}
	}
	return false
}

var phoneMarks = strings.NewReplacer(" ", "", "-", "", "+", "", "(", "", ")", "", ".", "")
