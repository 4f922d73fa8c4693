package filter

import (
	"slices"
	"strings"

	"segpath/data"
)

// Completion is one way to go on with a filter that is being typed.
type Completion struct {
	Text   string // the whole filter with it
	Cursor int    // where typing goes on, in bytes
	Word   string // what was completed: a field with its comparison, or a value
	About  string // what a field means, or why the export cannot be asked for it; empty of a value
}

// Complete lists how a filter that is being typed may go on at a place in bytes: fields, their values, and the
// steps of a path. Begins come before words that only hold what is typed.
func Complete(typed string, cursor int, has data.Has, v data.Vocabulary) []Completion {
	cursor = max(min(cursor, len(typed)), 0)
	start, inRing := termAt(typed[:cursor])
	p := &parser{text: typed[:cursor], at: start, inRing: inRing}
	p.minus()
	c := completer{before: typed[:p.at], after: typed[cursor:], has: has}
	fields := data.FilterFields
	if inRing {
		fields = data.RingFields
	}
	name, op := p.peekName()
	if op == "" {
		c.fields(p.text[p.at:], fields, inRing)
		return c.list
	}
	if f, ok := data.FieldNamed(fields, name); ok {
		from := p.at + len(name) + len(op)
		c.before = typed[:from]
		c.values(f, typed[from:cursor], v)
	}
	return c.list
}

// termAt is where the last term of a text begins, and whether that is within ring(…).
func termAt(s string) (start int, inRing bool) {
	quote := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && quote:
			i++
		case c == '"':
			quote = !quote
		case quote:
		case data.IsFilterSpace(rune(c)):
			start = i + 1
		case c == '(' && !inRing && strings.EqualFold(strings.TrimPrefix(s[start:i], "-"), data.RingTerm):
			start, inRing = i+1, true
		case c == ')' && inRing:
			start, inRing = i+1, false
		}
	}
	return start, inRing
}

type completer struct {
	before, after string // what stands around what is completed
	has           data.Has
	list          []Completion
}

// add adds a completion; in is what is put in, when the word itself is not.
func (c *completer) add(word, in, about string) {
	text := c.before + in
	c.list = append(c.list, Completion{Text: text + c.after, Cursor: len(text), Word: word, About: about})
}

func (c *completer) fields(typed string, fields []data.FilterField, inRing bool) {
	for _, f := range fields {
		sign := ":"
		if f.Kind == data.CountField || f.Kind == data.LengthField {
			sign = ">="
		}
		in := f.Name + sign
		if f.Kind == data.ShapeField {
			in += `"`
		}
		if begins(f.Name, typed) {
			about := f.About
			if can := f.CanFilter("", c.has); !can.Can() {
				about = "not in this export: " + can.Why
			}
			c.add(f.Name+sign, in, about)
		}
	}
	if !inRing && begins(data.RingTerm, typed) {
		c.add("ring(", "ring(", "of one ring: user: outcome: queue: seconds>")
	}
	for _, day := range []string{"today", "yesterday"} {
		if !inRing && typed != "" && begins(day, typed) {
			c.add(day, day, "created on this day")
		}
	}
}

// values completes the value of a field, as far as it is typed.
func (c *completer) values(f data.FilterField, typed string, v data.Vocabulary) {
	switch f.Kind {
	case data.ChoiceField:
		c.words(f.Words, typed, false)
	case data.TextField:
		c.words(vocabulary(f.Name, v), typed, true)
	case data.TimeField:
		c.words([]string{"today", "yesterday"}, typed, false)
	case data.ShapeField:
		c.steps(typed)
	}
}

// vocabulary are the texts of an export that a field is held against.
func vocabulary(field string, v data.Vocabulary) []string {
	switch field {
	case "queue", "last_queue":
		return v.Queues
	case "user", "handler", "rang", "accepted", "rejected", "ignored", "cleared":
		return v.Users
	case "status", "had":
		return v.Statuses
	case "type":
		return v.Types
	case "direction":
		return v.Directions
	case "outcome":
		return v.Outcomes
	case "ended_by":
		return v.EndedBy
	case "account":
		return v.Accounts
	}
	return nil
}

// words completes a value by a list of words.
func (c *completer) words(list []string, typed string, texts bool) {
	part := strings.ReplaceAll(strings.TrimPrefix(typed, `"`), `\"`, `"`)
	first := len(c.list)
	var inner []string
	for _, word := range list {
		switch {
		case begins(word, part):
			c.word(word)
		case texts && Within(strings.ToLower(word), part):
			inner = append(inner, word)
		}
	}
	for _, word := range inner {
		c.word(word)
	}
	if n := len(c.list); n == first+1 && c.list[first].Text == c.before+typed+c.after {
		c.list = c.list[:first] // it stands there already
	}
}

func (c *completer) word(word string) {
	in := word
	if data.NeedsQuotes(word) {
		in = data.Quoted(word)
	}
	c.add(word, in, "")
}

// steps completes the last step of a path.
func (c *completer) steps(typed string) {
	last := strings.LastIndexAny(typed, "\" \t(|!+*^.") + 1
	c.before += typed[:last]
	words := []string{"unanswered", "hop"}
	for _, e := range data.Events {
		if e != data.StatusChange {
			words = append(words, e.String())
		}
	}
	slices.Sort(words)
	for _, word := range words {
		if begins(word, typed[last:]) && word != typed[last:] {
			c.add(word, word, "")
		}
	}
}

func begins(word, prefix string) bool {
	return len(word) >= len(prefix) && strings.EqualFold(word[:len(prefix)], prefix)
}
