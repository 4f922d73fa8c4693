package sample

import (
	"fmt"
	"strconv"
	"time"

	"segpath/data"
)

// begin fills in who comes to us and how.
func (b *builder) begin() {
	w := &b.sim.world
	b.setKind(w.drawType(&b.rng))
	b.it.Type, b.it.Direction = b.kind, "inbound"
	b.it.Outbound = b.kind == voice && b.rng.chance(70)
	b.first = w.queueFor(b.kind, &b.rng)
	account := queueKinds[b.first].account
	b.it.AccountID = accountRows[account].ID
	b.customer(account)
	b.externalIDs()
	b.facts()
}

// drawType draws a communication type among those that the queues take.
func (w *world) drawType(r *random) string {
	at := r.below(w.typeSums[len(w.typeSums)-1])
	for i, sum := range w.typeSums {
		if at < sum {
			return w.types[i]
		}
	}
	return w.types[len(w.types)-1]
}

// customer draws one of a number of customers that grows with the export, so that some come again.
func (b *builder) customer(account int) {
	pool := int(b.sim.opt.Interactions/3) + 7
	n := b.rng.below(pool)
	switch b.kind {
	case voice:
		b.text = append(b.text[:0], "+44 1632 "...)
		b.text = appendPadded(b.text, (n*7919+131)%1_000_000, 6)
		b.it.Customer = string(b.text)
		b.it.ContactPoint = contactPoints[account]
	default:
		b.text = append(b.text[:0], firstNames[n%len(firstNames)]...)
		b.text = append(b.text, '.')
		b.text = append(b.text, lastNames[(n*5+n/len(firstNames))%len(lastNames)]...)
		if n >= len(firstNames)*len(lastNames) {
			b.text = strconv.AppendInt(b.text, int64(n), 10)
		}
		b.it.Customer = string(append(b.text, "@example.org"...))
		b.it.ContactPoint = b.kind + "@" + accountSites[account]
	}
}

var accountSites = []string{"larkfield.example", "pebbleandpine.example", "rheintal.example"}

// appendPadded appends a number with leading zeros.
func appendPadded(buf []byte, n, width int) []byte {
	for unit := 10; width > 1; width, unit = width-1, unit*10 {
		if n < unit {
			buf = append(buf, "0000000000"[:width-1]...)
			break
		}
	}
	return strconv.AppendInt(buf, int64(n), 10)
}

// externalIDs are the ids that other systems have for it: the call of a voice contact, a ticket.
func (b *builder) externalIDs() {
	b.it.ExternalIDs = nil
	if b.kind == voice {
		b.text = strconv.AppendInt(b.text[:0], b.now/1000, 10)
		b.text = append(b.text, '.')
		b.text = strconv.AppendInt(b.text, int64(b.rng.below(9000)+100), 10)
		b.it.ExternalIDs = append(b.it.ExternalIDs, string(b.text))
	}
	if b.kind == email || b.rng.chance(80) {
		b.it.ExternalIDs = append(b.it.ExternalIDs, "T-"+strconv.Itoa(40000+b.rng.below(50000)))
	}
}

// facts are what such a centre notes and no column holds.
func (b *builder) facts() {
	switch {
	case b.kind == email:
		b.it.Facts = map[string]string{"subject": emailSubjects[b.rng.below(len(emailSubjects))]}
	case b.rng.chance(60):
		b.it.Facts = map[string]string{"language": "de", "skills": fmt.Sprintf("german:%d", 1+b.rng.below(9))}
	}
}

// addOddities spoils the finished path as the options ask.
func (b *builder) addOddities() {
	opt := &b.sim.opt
	for i := range b.segs {
		s := &b.segs[i]
		if opt.Durations {
			if d, ok := s.Duration().Get(); ok {
				s.DurationStated = data.Some(d)
			}
		}
		if s.Event.IsOutcome() && s.Event != data.Accept && b.odd.share(b.sim.userless) {
			s.UserID = ""
		}
		if s.EndedAt.After(s.StartedAt) && b.odd.share(b.sim.noEnds) {
			s.EndedAt = time.Time{}
		}
	}
}
