package data

import (
	"slices"
	"strings"
	"time"
)

// Filter selects interactions, as a text in the filter language says (package filter reads it). The zero
// Filter selects all of them.
type Filter struct {
	Text  string   // as it was written, or as String writes it
	Terms []Term   // what must hold; see Groups
	IDs   []string // only these interactions, each by its own id; nil = any
}

// Term is one condition of a filter, or of one ring in it.
type Term struct {
	Field string // its name in FilterFields, or in RingFields within ring(…)
	Not   bool   // it selects exactly what the condition does not hold for
	Op    Op
	Value string // as written, without quotes

	Number     int64     // of a count; of a length in microseconds
	From, To   time.Time // of a time: from inclusive, to exclusive; the zero instant is no bound
	Word       string    // of a field with a fixed choice: the canonical word
	Shape      *Shape    // of path
	Ring       []Term    // of ring(…): what holds of one ring
	Start, End int       // where it stands in the filter's text, in bytes
}

// Op is how a term compares.
type Op string

// The comparisons. Contains is also equal to an id; of a number it is Equal.
const (
	Contains Op = ":"
	Exactly  Op = ":="
	Equal    Op = "="
	Less     Op = "<"
	AtMost   Op = "<="
	More     Op = ">"
	AtLeast  Op = ">="
)

// All tells whether the filter selects every interaction.
func (f Filter) All() bool { return len(f.Terms) == 0 && f.IDs == nil }

// String writes the filter in the filter language: parsed again, it selects the same. IDs are not in it.
func (f Filter) String() string { return writeTerms(f.Terms) }

// With is the filter with one more condition.
func (f Filter) With(t Term) Filter { return f.of(append(slices.Clone(f.Terms), t)) }

// Without is the filter less one of its terms, by position.
func (f Filter) Without(n int) Filter {
	return f.of(slices.Delete(slices.Clone(f.Terms), n, n+1))
}

// of is the filter with other terms, which find their new places in its text.
func (f Filter) of(terms []Term) Filter {
	f.Terms, f.Text = terms, writeTerms(terms)
	at := 0
	for n := range terms {
		s := terms[n].written(n > 0 && terms[n-1].Field == SearchTerm)
		terms[n].Start, terms[n].End = at, at+len(s)
		at += len(s) + 1
	}
	return f
}

func writeTerms(terms []Term) string {
	var words []string
	for n, t := range terms {
		words = append(words, t.written(n > 0 && terms[n-1].Field == SearchTerm))
	}
	return strings.Join(words, " ")
}

// String is the term as it is written: `-queue:billing`. It is short enough for a chip.
func (t Term) String() string { return t.written(false) }

// written writes a term. Behind another search a search stands in quotes: bare neighbours are one text.
func (t Term) written(afterSearch bool) string {
	not := ""
	if t.Not {
		not = "-"
	}
	switch {
	case t.Field == RingTerm:
		return not + "ring(" + writeTerms(t.Ring) + ")"
	case t.Field == SearchTerm && (afterSearch || !isBare(t.Value)):
		return not + Quoted(t.Value)
	case t.Field == SearchTerm:
		return not + t.Value
	case NeedsQuotes(t.Value):
		return not + t.Field + string(t.Op) + Quoted(t.Value)
	}
	return not + t.Field + string(t.Op) + t.Value
}

// isBare tells whether a search reads as one without quotes.
func isBare(s string) bool {
	return !NeedsQuotes(s) && !strings.ContainsAny(s, ":<>") && s[0] != '-' && !strings.EqualFold(s, "today") && !strings.EqualFold(s, "yesterday")
}

// NeedsQuotes tells whether a value reads as itself only in quotes.
func NeedsQuotes(s string) bool {
	return s == "" || strings.ContainsAny(s, "\"()=") || strings.ContainsFunc(s, IsFilterSpace)
}

// Quoted is a text in quotes of the filter language.
func Quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// IsFilterSpace tells whether a character parts terms.
func IsFilterSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u00a0'
}

// Groups are the terms by what must hold together: of every group at least one term. The same field twice
// means either; different fields, comparisons, what is searched, `is:` and every negated term mean both.
func Groups(terms []Term) [][]Term {
	var groups [][]Term
	at := map[string]int{}
	for _, t := range terms {
		if t.Not || !t.either() {
			groups = append(groups, []Term{t})
			continue
		}
		n, ok := at[t.Field]
		if !ok {
			n = len(groups)
			at[t.Field] = n
			groups = append(groups, nil)
		}
		groups[n] = append(groups[n], t)
	}
	return groups
}

// either tells whether a second term of the field widens the first.
func (t *Term) either() bool {
	switch t.Op {
	case Less, AtMost, More, AtLeast:
		return false
	}
	switch t.Field {
	case SearchTerm, "is", "after", "before", "since":
		return false
	}
	return true
}

// Vocabulary are the texts of an export that filters are completed with, each list sorted.
type Vocabulary struct {
	Users, Queues, Accounts     []string // names, and ids that no lookup knows
	Statuses, Types, Directions []string
	Outcomes, EndedBy           []string
}
