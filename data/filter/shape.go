package filter

import (
	"strings"

	"segpath/data"
)

const (
	maxSteps = 200 // of a shape
	maxDeep  = 50  // brackets in brackets
)

const shapeHint = `Words or letters of events with spaces between them, such as path:"ring reject+ ring accept".`

// shaper reads the value of path.
type shaper struct {
	p     *parser
	text  string
	from  int // where the value stands in the filter
	quote int // 1 where it stands in quotes
	at    int
	steps int
	deep  int
}

// shape reads a shape; its value stands at a place of the filter.
func (p *parser) shape(value string, at int) (*data.Shape, error) {
	s := &shaper{p: p, text: value, from: at}
	if p.text[at] == '"' {
		s.quote = 1
	}
	shape, err := s.either()
	if err == nil && s.at < len(value) {
		err = s.fault(s.at, s.at+1, "It closes nothing.", "there is no ( before this )")
	}
	return &shape, err
}

// fault is one at a place of the value. A value without escapes stands in the filter as it is.
func (s *shaper) fault(start, end int, expected, reason string, args ...any) error {
	from, to := s.from+s.quote+start, s.from+s.quote+end
	if to > s.p.at {
		from, to = s.from, s.p.at
	}
	return s.p.fault(from, to, expected, reason, args...)
}

func (s *shaper) space() {
	for s.at < len(s.text) && strings.ContainsRune(" \t\n\r", rune(s.text[s.at])) {
		s.at++
	}
}

// next is the character at hand behind spaces; 0 at the end.
func (s *shaper) next() byte {
	s.space()
	if s.at == len(s.text) {
		return 0
	}
	return s.text[s.at]
}

// either reads forms that are parted by |.
func (s *shaper) either() (data.Shape, error) {
	var forms []data.Shape
	for {
		form, err := s.inOrder()
		if err != nil {
			return form, err
		}
		forms = append(forms, form)
		if s.next() != '|' {
			break
		}
		s.at++
	}
	if len(forms) == 1 {
		return forms[0], nil
	}
	return data.Shape{Kind: data.Either, Sub: forms}, nil
}

// inOrder reads steps one after another, up to a | or ).
func (s *shaper) inOrder() (data.Shape, error) {
	list := data.Shape{Kind: data.InOrder}
	for {
		switch s.next() {
		case 0, '|', ')':
			if len(list.Sub) == 0 {
				return list, s.fault(s.at, s.at, shapeHint, "a step is missing")
			}
			return list, nil
		}
		start := s.at
		part, err := s.part()
		if err != nil {
			return list, err
		}
		if s.steps++; s.steps > maxSteps {
			return list, s.fault(start, s.at, "", "it is longer than %d steps", maxSteps)
		}
		part, err = s.repeated(part)
		if err != nil {
			return list, err
		}
		list.Sub = append(list.Sub, part)
	}
}

// repeated takes a + or * that follows.
func (s *shaper) repeated(part data.Shape) (data.Shape, error) {
	sign := s.next()
	if sign != '+' && sign != '*' {
		return part, nil
	}
	if part.Kind == data.AtStart || part.Kind == data.AtEnd {
		return part, s.fault(s.at, s.at+1, "A step before it: reject+.", "%c repeats no step here", sign)
	}
	s.at++
	if again := s.next(); again == '+' || again == '*' {
		return part, s.fault(s.at, s.at+1, "One of + and * is enough.", "the step before it is repeated already")
	}
	many := data.Shape{Kind: data.Repeated, Sub: []data.Shape{part}}
	if sign == '*' {
		return many, nil
	}
	return data.Shape{Kind: data.InOrder, Sub: []data.Shape{part, many}}, nil
}

// part reads one step, group or anchor.
func (s *shaper) part() (data.Shape, error) {
	switch c := s.text[s.at]; c {
	case '^':
		s.at++
		return data.Shape{Kind: data.AtStart}, nil
	case '$':
		s.at++
		return data.Shape{Kind: data.AtEnd}, nil
	case '.':
		s.at++
		return data.Shape{Not: true}, nil
	case '(':
		return s.group()
	case '!':
		return s.negated()
	case '+', '*':
		return data.Shape{}, s.fault(s.at, s.at+1, "A step before it: reject+.", "%c repeats no step here", c)
	}
	return s.word()
}

func (s *shaper) group() (data.Shape, error) {
	start := s.at
	s.at++
	if s.deep++; s.deep > maxDeep {
		return data.Shape{}, s.fault(start, s.at, "", "brackets stand in more than %d others", maxDeep)
	}
	shape, err := s.either()
	s.deep--
	if err == nil && s.next() != ')' {
		err = s.fault(start, start+1, "A ) behind it.", "the bracket is not closed")
	}
	s.at++
	return shape, err
}

// negated reads what a step is not: another step, or one of several in brackets.
func (s *shaper) negated() (data.Shape, error) {
	start := s.at
	s.at++
	if c := s.next(); c == 0 || strings.ContainsRune("!^$.|)+*", rune(c)) {
		return data.Shape{}, s.fault(start, s.at, "A step behind it: !accept, !(accept | abandon).", "! negates no step here")
	}
	part, err := s.part()
	if err != nil {
		return part, err
	}
	not := data.Shape{Not: true}
	if !gather(&not, &part) {
		err = s.fault(start, s.at, "One step behind it, or several with | between them: !accept, !(accept | abandon).", "! negates one step, not several in a row")
	}
	return not, err
}

// gather adds the steps of a group to what a step is not.
func gather(not, part *data.Shape) bool {
	if part.Kind == data.OneStep {
		not.Letters += part.Letters
		not.Hop, not.Unanswered = not.Hop || part.Hop, not.Unanswered || part.Unanswered
		return !part.Not
	}
	if part.Kind != data.Either && !(part.Kind == data.InOrder && len(part.Sub) == 1) {
		return false
	}
	for n := range part.Sub {
		if !gather(not, &part.Sub[n]) {
			return false
		}
	}
	return true
}

// word reads a word or a letter.
func (s *shaper) word() (data.Shape, error) {
	start := s.at
	for s.at < len(s.text) && !strings.ContainsRune(" \t\n\r+*!(|).^$", rune(s.text[s.at])) {
		s.at++
	}
	word := s.text[start:s.at]
	event, ok := data.Event(0), false
	if len(word) == 1 {
		event = data.Event(word[0])
		ok = event.String() != ""
	} else {
		event, ok = data.EventOf(strings.ToLower(word))
	}
	switch w := strings.ToLower(word); {
	case w == "hop":
		return s.said(data.Shape{Hop: true}, start, word, s.p.c.Has.Queues)
	case w == "unanswered":
		return s.said(data.Shape{Letters: "JIL", Unanswered: true}, start, word, data.FilterField{Name: "outcome"}.CanFilter(w, s.p.c.Has))
	case !ok:
		return data.Shape{}, s.noStep(start, word)
	case event == data.StatusChange:
		return data.Shape{}, s.fault(start, s.at, "Status changes are not steps of this path; had: asks for a status.", "path holds no %s", word)
	}
	return s.said(data.Shape{Letters: string(rune(event))}, start, word, event.CanBeSaid(s.p.c.Has))
}

func (s *shaper) said(shape data.Shape, start int, word string, can data.Capability) (data.Shape, error) {
	if can.Can() {
		return shape, nil
	}
	from := s.from + s.quote + start
	return shape, s.p.problem(data.CannotSay, from, min(from+len(word), s.p.at), "Filter by something else.",
		"this export cannot be filtered by "+word+" in a path: "+can.Why)
}

func (s *shaper) noStep(start int, word string) error {
	names := []string{"unanswered", "hop"}
	for _, e := range data.Events {
		names = append(names, e.String())
	}
	hint := shapeHint
	if near, ok := data.Nearest(strings.ToLower(word), names); ok && len(word) > 2 {
		hint = "Did you mean " + near + "? " + hint
	}
	return s.fault(start, s.at, hint, "no step is called %q", word)
}
