package format

import (
	"fmt"
	"slices"
	"strings"

	"segpath/data"
)

// Content is what an export really holds: what a manifest's conditions and needs ask for.
type Content struct {
	Columns map[string]map[string]bool // table → its columns that are there
	Events  map[data.Event]bool        // events that some row of the export has a word for
}

// Variant is a kind of export of one format that says less, or says it otherwise. The first one whose
// conditions all hold is taken. Its SQL files carry its name, as in segments.statuses.sql, and stand for
// the plain ones; what it declares under has stands for what the format declares.
type Variant struct {
	Name  string         `toml:"name"`
	About string         `toml:"about"` // a clause for people: what is different
	When  []string       `toml:"when"`  // conditions: [no] event WORD, [no] column TABLE.COLUMN
	Can   map[string]Can `toml:"has"`
}

// Variant is the variant that an export is; nil where it is the plain format.
func (f *Format) Variant(content Content) *Variant {
	for i := range f.Variants {
		if f.Variants[i].holds(content) {
			return &f.Variants[i]
		}
	}
	return nil
}

func (v *Variant) holds(content Content) bool {
	for _, condition := range v.When {
		asked, no := strings.CutPrefix(condition, "no ")
		if content.has(strings.TrimPrefix(asked, "column ")) == no {
			return false
		}
	}
	return true
}

// has tells whether the export has a column, "table.column", or a word for an event, "event ring".
func (c Content) has(what string) bool {
	if word, ok := strings.CutPrefix(what, "event "); ok {
		e, _ := data.EventOf(word)
		return c.Events[e]
	}
	table, column, _ := strings.Cut(what, ".")
	return c.Columns[table][column]
}

// Has is what an export of this format can say, given what it really holds.
func (f *Format) Has(content Content) data.Has {
	v := f.Variant(content)
	can := func(what string) data.Capability {
		c := f.Can[what]
		if v != nil {
			if own, ok := v.Can[what]; ok {
				c = own
			}
		}
		return c.given(content)
	}
	return data.Has{
		Rings: can("rings"), Responses: can("responses"), Statuses: can("statuses"),
		Queues: can("queues"), Talk: can("talk"), Hold: can("hold"),
		OwnEnds: slices.ContainsFunc(f.Tables, func(t Table) bool { return t.SoleEnd && len(content.Columns[t.Name]) > 0 }),
	}
}

// settleCan gives what is not declared, or without a state, the state absent, and every absence a reason.
func (f *Format) settleCan() {
	all := map[string]Can{}
	for _, what := range Questions {
		all[what] = f.settled(f.Can[what])
	}
	f.Can = all
	for _, v := range f.Variants {
		for what, can := range v.Can {
			v.Can[what] = f.settled(can)
		}
	}
}

func (f *Format) settled(c Can) Can {
	switch {
	case c.State == "":
		c = Can{State: data.Absent, Why: c.Why}
		if c.Why == "" {
			c.Why = f.undeclared()
		}
	case c.State == data.Absent && c.Why == "":
		c.Why = "the format " + f.Name + " has none"
	}
	return c
}

// undeclared is why an export cannot say what its format does not declare.
func (f *Format) undeclared() string { return "the format " + f.Name + " does not say that it has any" }

func (c Can) given(content Content) data.Capability {
	for _, need := range c.Needs {
		if !met(need, content) {
			state := c.Otherwise
			if state == "" {
				state = data.Absent
			}
			return data.Capability{State: state, Why: "no " + readable(need)}
		}
	}
	return data.Capability{State: c.State, Why: c.Why}
}

func met(need string, content Content) bool {
	for alternative := range strings.SplitSeq(need, "|") {
		if content.has(alternative) {
			return true
		}
	}
	return false
}

// readable turns "segments.ended_at|segments.duration" into "column ended_at or duration in segments",
// and "event hold" into "row with a word for hold".
func readable(need string) string {
	var words, tables, parts []string
	columns := map[string][]string{}
	for alternative := range strings.SplitSeq(need, "|") {
		if word, ok := strings.CutPrefix(alternative, "event "); ok {
			words = append(words, word)
			continue
		}
		table, column, _ := strings.Cut(alternative, ".")
		if columns[table] == nil {
			tables = append(tables, table)
		}
		columns[table] = append(columns[table], column)
	}
	for _, table := range tables {
		parts = append(parts, "column "+strings.Join(columns[table], " or ")+" in "+table)
	}
	if len(words) > 0 {
		parts = append(parts, "row with a word for "+strings.Join(words, " or "))
	}
	return strings.Join(parts, " and no ")
}

// checkVariants holds the variants against the tables and events there are.
func (f *Format) checkVariants() error {
	for n, v := range f.Variants {
		at := fmt.Sprintf("variants.%d", n)
		if v.Name == "" || len(v.When) == 0 {
			return wrong(at, "a variant needs a name and a condition")
		}
		for m, condition := range v.When {
			if err := f.checkCondition(condition); err != nil {
				return under(fmt.Sprintf("%s.when.%d", at, m), fmt.Sprintf("variant %s: when %q: ", v.Name, condition), err)
			}
		}
		if err := f.checkCan(at+".has", v.Can); err != nil {
			return under("", "variant "+v.Name+": ", err)
		}
	}
	return nil
}

func (f *Format) checkCondition(condition string) error {
	asked := strings.TrimPrefix(condition, "no ")
	name, column := strings.CutPrefix(asked, "column ")
	if !column && !strings.HasPrefix(asked, "event ") || column && !strings.Contains(name, ".") {
		return wrong("", "a condition is [no] event WORD or [no] column TABLE.COLUMN")
	}
	return f.checkNeed(name)
}
