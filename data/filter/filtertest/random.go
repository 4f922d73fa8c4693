// Package filtertest makes filters at random, over the whole grammar, for tests.
package filtertest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"segpath/data"
)

// Words are the values that occur in an export: without them few filters would select anything.
type Words map[string][]string

// Gather notes the words of a path.
func (w Words) Gather(p *data.Path, dir *data.Directory) {
	in := &p.Interaction
	w.add("last_queue", in.QueueID, dir.QueueName(in.QueueID))
	w.add("handler", in.UserID, dir.UserName(in.UserID))
	for field, value := range map[string]string{
		"status": in.Status, "type": in.Type, "direction": in.Direction, "outcome": in.Outcome, "ended_by": in.EndedBy,
		"customer": in.Customer, "contact_point": in.ContactPoint, "account": in.AccountID, "id": in.ID, "chain": in.ChainID,
	} {
		w.add(field, value)
	}
	w.add("id", in.ExternalIDs...)
	w.add("search", in.ID, in.Customer)
	if !in.CreatedAt.IsZero() {
		w.add("time", in.CreatedAt.Format("2006-01-02"), in.CreatedAt.Format("2006-01-02T15:04:05.999999Z07:00"))
	}
	for n := range p.Steps {
		s := &p.Steps[n]
		w.add("queue", s.QueueID, dir.QueueName(s.QueueID))
		w.add("user", s.UserID, dir.UserName(s.UserID), s.ByUserID)
		w.add("had", s.StatusTo, s.StatusFrom)
	}
}

func (w Words) add(field string, values ...string) {
	for _, v := range values {
		if v != "" && len(w[field]) < 2000 {
			w[field] = append(w[field], v)
		}
	}
}

// Maker makes filters.
type Maker struct {
	*rand.Rand
	Words Words
	Has   data.Has
}

// Filter is a random filter of one to four terms.
func (m Maker) Filter() string {
	var terms []string
	for range 1 + m.IntN(2)*m.IntN(4) {
		terms = append(terms, m.not()+m.term())
	}
	return strings.Join(terms, " ")
}

func (m Maker) not() string {
	if m.IntN(5) == 0 {
		return "-"
	}
	return ""
}

func pick[T any](m Maker, list []T) T { return list[m.IntN(len(list))] }

func (m Maker) term() string {
	switch m.IntN(12) {
	case 0, 1:
		return "ring(" + m.ring() + ")"
	case 2, 3:
		return `path:"` + m.shape(3) + `"`
	case 4:
		return quote(m.part("search"))
	case 5:
		return pick(m, []string{"rang", "accepted", "rejected", "ignored", "cleared"}) + m.text("user")
	}
	for {
		f := pick(m, data.FilterFields)
		if f.CanFilter("", m.Has).Can() && f.Kind != data.ShapeField {
			return f.Name + m.value(f, data.IsWords)
		}
	}
}

func (m Maker) ring() string {
	var terms []string
	for range 1 + m.IntN(3) {
		f := pick(m, data.RingFields)
		terms = append(terms, m.not()+f.Name+m.value(f, data.RingIsWords))
	}
	return strings.Join(terms, " ")
}

func (m Maker) value(f data.FilterField, is []string) string {
	switch f.Kind {
	case data.CountField:
		return fmt.Sprint(pick(m, []string{">", ">=", "<", "<=", "=", ":"}), m.IntN(5))
	case data.LengthField:
		return pick(m, []string{">", ">=", "<", "<=", "="}) + pick(m, []string{"0", "1", "2s", "5s", "10", "30s", "1m", "2m30s", "0.5"})
	case data.TimeField:
		if f.Name == "since" {
			return pick(m, []string{":1m", ":10m", ":1h", ":2d", ":today"})
		}
		return ":" + m.time(f.Name == "on")
	case data.ChoiceField:
		switch f.Name {
		case "event":
			return ":" + pick(m, data.Events).String()
		case "outcome":
			return ":" + pick(m, data.OutcomeWords)
		}
		return ":" + pick(m, is)
	}
	return m.text(f.Name)
}

func (m Maker) time(day bool) string {
	if m.IntN(6) == 0 || len(m.Words["time"]) == 0 {
		return pick(m, []string{"today", "yesterday"})
	}
	value := pick(m, m.Words["time"])
	if day {
		value = value[:len("2006-01-02")]
	}
	return value
}

// text is a comparison with a word of the export, whole or in part, or with another.
func (m Maker) text(field string) string {
	if m.IntN(4) == 0 && len(m.Words[field]) > 0 {
		return ":=" + quote(pick(m, m.Words[field]))
	}
	value := m.part(field)
	if field == "id" || field == "chain" {
		value = pick(m, append(m.Words[field], "nothing"))
	}
	return ":" + quote(value)
}

func (m Maker) part(field string) string {
	list := m.Words[field]
	if len(list) == 0 || m.IntN(10) == 0 {
		return pick(m, []string{"a", "e", "%", "_", "'", "Ö", "nobody", `"`, `\`})
	}
	word := []rune(pick(m, list))
	if m.IntN(2) == 0 {
		from := m.IntN(len(word))
		word = word[from : from+1+m.IntN(len(word)-from)]
	}
	if s := strings.TrimSpace(string(word)); s != "" {
		return pick(m, []string{s, strings.ToUpper(s)})
	}
	return "a"
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

var steps = []string{
	"create", "queue", "queue", "ring", "ring", "ring", "accept", "accept", "reject", "ignore", "clear", "transfer", "complete",
	"abandon", "wrapup", "hold", "c", "q", "r", "A", "J", "I", "L", "x", "X", "?", "hop", "hop", "unanswered", "unanswered", ".", ".",
}

// shape is a random form of a path.
func (m Maker) shape(deep int) string {
	var parts []string
	if m.IntN(6) == 0 {
		parts = append(parts, "^")
	}
	for range 1 + m.IntN(3) {
		parts = append(parts, m.step(deep)+pick(m, []string{"", "", "", "+", "*"}))
	}
	if m.IntN(6) == 0 {
		parts = append(parts, "$")
	}
	return strings.Join(parts, " ")
}

func (m Maker) step(deep int) string {
	switch n := m.IntN(8); {
	case n == 0 && deep > 0:
		return "( " + m.shape(deep-1) + " | " + m.shape(deep-1) + " )"
	case n == 1:
		return "!" + pick(m, steps[:len(steps)-2])
	case n == 2:
		return "!(" + pick(m, steps[:len(steps)-2]) + "|" + pick(m, steps[:len(steps)-2]) + ")"
	}
	return pick(m, steps)
}
