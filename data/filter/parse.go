package filter

import (
	"strings"
	"time"
	"unicode/utf8"

	"segpath/data"
)

// Context is what the words of a filter mean in an export.
type Context struct {
	AsOf time.Time      // data_as_of: what `since`, `today` and `yesterday` count from
	Zone *time.Location // of days and clock times; nil is UTC
	Has  data.Has       // what the export can say
}

// In is the context of an open export.
func In(e data.Export) Context { return Context{AsOf: e.AsOf, Zone: e.TimeZone, Has: e.Has} }

// Unopened is the context of no export yet: what is wrong in any, is wrong in it.
func Unopened() Context {
	can := data.Capability{State: data.Stated}
	return Context{
		AsOf: time.Unix(0, 0), Has: data.Has{Rings: can, Responses: can, Statuses: can, Queues: can, Talk: can, Hold: can},
	}
}

// maxText bounds a filter, in bytes.
const maxText = 10_000

// Parse reads a filter. A text that is none, and one that asks for what the export cannot say, is a
// data.Problem of code Usage or CannotSay whose cause is the Fault.
func Parse(text string, c Context) (data.Filter, error) {
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	p := &parser{text: text, c: c}
	if len(text) > maxText {
		return data.Filter{}, p.fault(maxText, len(text), "", "it is longer than %d bytes", maxText)
	}
	if !utf8.ValidString(text) {
		bad := strings.IndexFunc(text, func(r rune) bool { return r == utf8.RuneError })
		return data.Filter{}, p.fault(bad, bad+1, "text in UTF-8", "a byte in it is no text")
	}
	terms, err := p.terms()
	if err != nil {
		return data.Filter{}, err
	}
	return data.Filter{Text: text, Terms: terms}, nil
}

// Since is the term of what was created since a time: a length back from the end of the data, a day or an instant.
func Since(value string, c Context) (data.Term, error) {
	quoted := data.Term{Field: "since", Op: data.Contains, Value: value}.String()
	f, err := Parse(quoted, c)
	if err != nil {
		return data.Term{}, err
	}
	return f.Terms[0], nil
}

// IsPlain tells whether a text has nothing of the filter language: it is searched as it stands, whatever
// it holds.
func IsPlain(text string) bool {
	p := &parser{text: text}
	for p.space(); p.at < len(text); p.space() {
		start := p.at
		p.minus()
		name, op := p.peekName()
		if _, known := data.FieldNamed(data.FilterFields, name); known && op != "" || p.atRing(name) {
			return false
		}
		if op != "" && mistyped(name, data.FilterFields) != "" {
			return false
		}
		if p.at = start; text[p.at] == '"' || isDayWord(p.peekWord()) {
			return false
		}
		p.at += len(p.peekWord())
	}
	return true
}

// parser reads a filter from left to right.
type parser struct {
	text   string
	at     int // in bytes
	c      Context
	inRing bool
}

// terms reads terms to the end, or to the bracket that closes a ring.
func (p *parser) terms() ([]data.Term, error) {
	var terms []data.Term
	for p.space(); p.at < len(p.text) && (!p.inRing || p.text[p.at] != ')'); p.space() {
		t, err := p.term()
		if err != nil {
			return nil, err
		}
		terms = append(terms, t)
	}
	return terms, nil
}

// term reads one term.
func (p *parser) term() (data.Term, error) {
	start := p.at
	not := p.minus()
	t, err := p.condition(not)
	t.Not, t.Start, t.End = not, start, p.at
	return t, err
}

func (p *parser) condition(not bool) (data.Term, error) {
	name, op := p.peekName()
	switch {
	case p.atRing(name):
		return p.ring()
	case op != "":
		return p.field(name, op)
	case p.inRing:
		word := p.peekWord()
		return data.Term{}, p.fault(p.at, p.at+len(word), "One of "+fieldNames(data.RingFields)+", each with a value: ring(user:ben outcome:reject).",
			"%q says nothing about a ring", word)
	case p.text[p.at] == '"':
		return p.quotedSearch()
	}
	return p.search(not)
}

// minus takes a sign that negates what follows it.
func (p *parser) minus() bool {
	if p.at+1 < len(p.text) && p.text[p.at] == '-' && p.text[p.at+1] != '-' && !p.spaceAt(p.at+1) {
		p.at++
		return true
	}
	return false
}

// search reads a word that is searched for, with the words beside it that are nothing else.
func (p *parser) search(not bool) (data.Term, error) {
	start, end := p.at, p.at
	for p.at < len(p.text) {
		word := p.peekWord()
		if strings.ContainsAny(word[:1], "<>=") || strings.HasPrefix(word, ":") {
			return data.Term{}, p.fault(p.at, p.at+len(word), "A field right before it, without a space: rings>=3.", "%q compares nothing", word)
		}
		if name, _ := p.peekName(); strings.HasPrefix(word[len(name):], "!=") && mistyped(strings.ToLower(name), data.FilterFields) != "" {
			return data.Term{}, p.fault(p.at, p.at+len(name)+2, "A - before it: -rings=3.", "!= is no comparison")
		}
		if isDayWord(word) {
			if end > start {
				break
			}
			return p.day(word)
		}
		p.at += len(word)
		end = p.at
		if not {
			break
		}
		p.space()
		if p.at == len(p.text) || !p.plainWord() {
			break
		}
	}
	p.at = end
	return data.Term{Field: data.SearchTerm, Op: data.Contains, Value: p.text[start:end]}, nil
}

// plainWord tells whether what follows is a word that is only searched for.
func (p *parser) plainWord() bool {
	name, op := p.peekName()
	return op == "" && !p.atRing(name) && p.text[p.at] != '"' && p.text[p.at] != '-'
}

func (p *parser) quotedSearch() (data.Term, error) {
	start := p.at
	value, err := p.quoted()
	if err == nil && strings.TrimFunc(value, data.IsFilterSpace) == "" {
		err = p.fault(start, p.at, "A text to search for.", "there is nothing between the quotes")
	}
	return data.Term{Field: data.SearchTerm, Op: data.Contains, Value: value}, err
}

// ring reads ring(…).
func (p *parser) ring() (data.Term, error) {
	start := p.at
	p.at += len("ring(")
	if p.inRing {
		return data.Term{}, p.fault(start, p.at, "", "ring( ) cannot hold another ring( )")
	}
	p.inRing = true
	terms, err := p.terms()
	p.inRing = false
	switch {
	case err != nil:
		return data.Term{}, err
	case p.at == len(p.text):
		return data.Term{}, p.fault(p.at, p.at, "A bracket that closes ring(: ring(user:ben outcome:reject).", "ring( is not closed")
	case len(terms) == 0:
		return data.Term{}, p.fault(start, p.at+1, "What is said of one ring: ring(user:ben outcome:reject).", "ring() says nothing")
	}
	p.at++
	t := data.Term{Field: data.RingTerm, Ring: terms}
	if can := data.CanRing(p.c.Has); !can.Can() {
		return t, p.cannot(start, data.RingTerm, can)
	}
	return t, p.parted()
}

// field reads a field with its comparison and value.
func (p *parser) field(name, op string) (data.Term, error) {
	start := p.at
	fields := data.FilterFields
	if p.inRing {
		fields = data.RingFields
	}
	f, ok := data.FieldNamed(fields, name)
	if !ok {
		return data.Term{}, p.noField(name, fields)
	}
	p.at += len(name) + len(op)
	if rest := p.text[p.at:]; op == "=" && rest != "" && strings.ContainsAny(rest[:1], "<>") {
		return data.Term{}, p.fault(p.at-1, p.at+1, "It is written >= or <=.", "%s is no comparison", op+rest[:1])
	}
	t := data.Term{Field: f.Name, Op: data.Op(op)}
	if err := p.compares(&t, f, p.at-len(op)); err != nil {
		return t, err
	}
	at := p.at
	value, err := p.value()
	if err != nil {
		return t, err
	}
	if value == "" {
		return t, p.fault(at, p.at, "A value right behind it: "+Example(f)+".", "%s%s has no value", name, op)
	}
	t.Value = value
	if err := p.read(&t, f, at); err != nil {
		return t, err
	}
	if can := f.CanFilter(t.Word, p.c.Has); !can.Can() {
		return t, p.cannot(start, f.Name, can)
	}
	return t, p.parted()
}

// cannot is the problem of a term on what the export cannot say.
func (p *parser) cannot(start int, field string, can data.Capability) error {
	return p.problem(data.CannotSay, start, p.at, "Filter by something else.", "this export cannot be filtered by "+field+": "+can.Why)
}

func (p *parser) noField(name string, fields []data.FilterField) error {
	start, expected := p.at, "One of "+fieldNames(fields)+"; or quotes around what is to be searched for."
	if near := mistyped(name, fields); near != "" {
		expected = "Did you mean " + near + "? In quotes it is searched for as it stands."
	}
	return p.fault(start, start+len(name), expected, "there is no field %q", name)
}

// mistyped is the field that a name is nearly; empty where it is near none.
func mistyped(name string, fields []data.FilterField) string {
	if len(name) < 3 {
		return ""
	}
	var names []string
	for _, f := range fields {
		names = append(append(names, f.Name), f.Also...)
	}
	near, ok := data.Nearest(name, names)
	if !ok || len(near) < 3 {
		return ""
	}
	return near
}

func fieldNames(fields []data.FilterField) string {
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}
