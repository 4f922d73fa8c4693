package format

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"segpath/data"
)

var types = []Type{Text, Integer, Number, Instant, Seconds, Boolean, List, Map, EventOf, CauseOf}

// Questions are what a format declares that its exports can say, in the order they are told.
var Questions = []string{"rings", "responses", "statuses", "queues", "talk", "hold"}

var (
	formatName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,62}$`)
	tableName  = regexp.MustCompile(`^\pL[\pL\pN_ ]{0,62}$`)
)

// stagedNames are the columns that every staged row has beside the manifest's.
var stagedNames = []string{"file", "source_row", "part", "grp", "rid", "word", "rowid"}

// check holds a manifest against what the engine can do with it, and makes the word map. What it finds is
// a fault.
func (f *Format) check() error {
	if f.Name == "" || len(f.Tables) == 0 {
		return wrong("", "a manifest needs a name and at least one table")
	}
	if !formatName.MatchString(f.Name) {
		return wrong("name", "%q is not a name of a format: it consists of a-z, 0-9, - and _", f.Name)
	}
	if len(f.Tables) > maxTables {
		return wrong(fmt.Sprintf("tables.%d", maxTables), "a format has at most %d tables", maxTables)
	}
	if err := f.checkWords(); err != nil {
		return err
	}
	seen := map[string]bool{}
	for i := range f.Tables {
		at, t := fmt.Sprintf("tables.%d", i), &f.Tables[i]
		if err := t.check(); err != nil {
			return under(at, "", err)
		}
		if seen[strings.ToLower(t.Name)] {
			return wrong(at+".name", "there are two tables %s", t.Name)
		}
		seen[strings.ToLower(t.Name)] = true
	}
	if err := f.checkCan("has", f.Can); err != nil {
		return err
	}
	if err := f.checkMadeOf(); err != nil {
		return err
	}
	return f.checkVariants()
}

// checkWords makes the word map.
func (f *Format) checkWords() error {
	f.events = map[string]data.Event{}
	for _, event := range slices.Sorted(maps.Keys(f.Words)) {
		e, ok := data.EventOf(event)
		if !ok {
			return wrong("events."+strings.ToLower(event), "events: %q is no event", event)
		}
		for n, w := range f.Words[event] {
			if old, taken := f.events[Fold(w)]; taken && old != e {
				return wrong(fmt.Sprintf("events.%s.%d", strings.ToLower(event), n), "events: %q stands for both %s and %s", w, old, e)
			}
			f.events[Fold(w)] = e
		}
	}
	return nil
}

// checkCan holds what is declared to the questions and states there are.
func (f *Format) checkCan(path string, says map[string]Can) error {
	for _, what := range slices.Sorted(maps.Keys(says)) {
		can, at := says[what], path+"."+strings.ToLower(what)
		if !slices.Contains(Questions, what) {
			return wrong(at, "has: %q is none of %s", what, strings.Join(Questions, ", "))
		}
		for key, state := range map[string]data.State{"state": can.State, "otherwise": can.Otherwise} {
			if state != "" && state != data.Stated && state != data.Derived && state != data.Absent {
				return wrong(at+"."+key, "has %s: %q is neither stated, derived nor absent", what, state)
			}
		}
		for n, need := range can.Needs {
			for one := range strings.SplitSeq(need, "|") {
				if err := f.checkNeed(one); err != nil {
					return under(fmt.Sprintf("%s.needs.%d", at, n), "has "+what+": ", err)
				}
			}
		}
	}
	return nil
}

// checkNeed holds what is needed, a TABLE.COLUMN or "event WORD", against what there is.
func (f *Format) checkNeed(need string) error {
	if word, ok := strings.CutPrefix(need, "event "); ok {
		if _, ok := data.EventOf(word); !ok {
			return wrong("", "%q is no event", word)
		}
		return nil
	}
	table, column, _ := strings.Cut(need, ".")
	if t, ok := f.Table(table); !ok || !t.has(column) {
		return wrong("", "there is no column %q", need)
	}
	return nil
}

// has tells whether the table has a column of this name.
func (t *Table) has(column string) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Name == column })
}

func (t *Table) check() error {
	if t.Name == "" {
		return wrong("", "a table has no name")
	}
	if !tableName.MatchString(t.Name) {
		return wrong("name", "%q is not a name of a table: it consists of letters, digits, _ and spaces", t.Name)
	}
	return under("", "table "+t.Name+": ", t.checkInside())
}

// checkEnds holds how an end is told to the columns there are.
func (t *Table) checkEnds() error {
	for n, name := range t.Ends {
		if !t.has(name) {
			return wrong(fmt.Sprintf("ends.%d", n), "ends: %q is none of its columns", name)
		}
	}
	if t.GoesOn != "" && !slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Type == EventOf }) {
		return wrong("goes_on", "goes_on needs a column of type event")
	}
	if t.TellsEnds() && (t.RowID == "" || !t.HoldsSteps()) {
		return wrong("", "ends and goes_on are for a table of steps with a row_id")
	}
	return nil
}

func (t *Table) checkInside() error {
	if len(t.Columns) > maxColumns {
		return wrong(fmt.Sprintf("columns.%d", maxColumns), "it has more than %d columns", maxColumns)
	}
	if err := t.checkNames(); err != nil {
		return err
	}
	if !slices.Contains([]Role{"", Steps, Interactions, Lookup}, t.Role) {
		return wrong("role", "%q is no role: it is steps, interactions or lookup", t.Role)
	}
	if t.SoleEnd && t.Role != Interactions {
		return wrong("sole_end", "it says when interactions end, and needs role = \"interactions\"")
	}
	if t.RowID != "" && !t.has(t.RowID) {
		return wrong("row_id", "row_id %q is none of its columns", t.RowID)
	}
	if err := t.checkEnds(); err != nil {
		return err
	}
	if !t.has(t.ID()) {
		if t.HoldsSteps() {
			return wrong("columns", "it holds steps, and needs a column interaction_id")
		}
		return wrong("", "it needs a row_id, or role = \"steps\" and an interaction_id")
	}
	for n, name := range t.AnyOf {
		if !t.has(name) {
			return wrong(fmt.Sprintf("any_of.%d", n), "any_of %q is none of its columns", name)
		}
	}
	for n, word := range t.Apart {
		if _, ok := data.EventOf(word); !ok {
			return wrong(fmt.Sprintf("apart.%d", n), "apart %q is no event", word)
		}
	}
	for n, c := range t.Columns {
		if err := t.checkTime(c); err != nil {
			return under(fmt.Sprintf("columns.%d", n), "column "+c.Name+": ", err)
		}
	}
	return t.checkLines()
}

// checkNames holds the columns to names of their own, and types that there are.
func (t *Table) checkNames() error {
	seen, events := map[string]bool{}, 0
	for n, c := range t.Columns {
		at, lower := fmt.Sprintf("columns.%d", n), strings.ToLower(c.Name)
		switch {
		case c.Name == "" || seen[lower]:
			return wrong(at+".name", "column %q has no name or stands twice", c.Name)
		case !tableName.MatchString(c.Name):
			return wrong(at+".name", "column %q is not a name: it consists of letters, digits, _ and spaces", c.Name)
		case slices.Contains(stagedNames, lower):
			return wrong(at+".name", "column %q is a name that segpath uses itself: give it another, and make %q one of its synonyms", c.Name, c.Name)
		case !slices.Contains(types, c.Type):
			return wrong(at+".type", "column %s: %q is no type: there are %s", c.Name, c.Type, typeNames())
		}
		seen[lower] = true
		if c.Type == EventOf {
			events++
		}
		if events > 1 {
			return wrong(at+".type", "column %s: a table has one column of events", c.Name)
		}
	}
	for n, c := range t.Columns {
		if c.Else != "" && !t.has(c.Else) {
			return wrong(fmt.Sprintf("columns.%d.else", n), "column %s: else %q is none of its columns", c.Name, c.Else)
		}
	}
	return nil
}

func typeNames() string {
	names := make([]string, len(types))
	for n, t := range types {
		names[n] = string(t)
	}
	return strings.Join(names, ", ")
}

// checkOwn holds a user's own format to what parts its files from any other.
func (f *Format) checkOwn() error {
	if !slices.ContainsFunc(f.Tables, func(t Table) bool { return t.Required }) {
		return wrong("tables.0", "no table is required = true: any file would be of this format")
	}
	for n, t := range f.Tables {
		if len(t.AnyOf) == 0 && !slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Required }) {
			return wrong(fmt.Sprintf("tables.%d.columns", n), "table %s: none of its columns is required = true: any file would be it", t.Name)
		}
	}
	return f.complete()
}

// complete adds the canonical tables and columns that a user's own format without SQL leaves out: they are
// there, and empty. What it has of them is of their types.
func (f *Format) complete() error {
	model, err := Get("segpath")
	if err != nil || f.HasSQL() {
		return err
	}
	for n := range f.Tables {
		if err := f.Tables[n].completeAs(model); err != nil {
			return under(fmt.Sprintf("tables.%d", n), "table "+f.Tables[n].Name+": ", err)
		}
	}
	for _, t := range model.Tables {
		if _, there := f.Table(t.Name); !there && t.Required {
			return wrong("tables", "without SQL files a format needs a table %s", t.Name)
		} else if !there {
			f.Tables = append(f.Tables, t)
		}
	}
	return nil
}

// completeAs adds the columns that the table of the same name has in the model.
func (t *Table) completeAs(model *Format) error {
	like, ok := model.Table(t.Name)
	if !ok {
		return wrong("name", "without SQL files its tables are %s", strings.Join(Canonical, ", "))
	}
	if t.HoldsSteps() != like.HoldsSteps() || t.ID() != like.ID() {
		return wrong("role", "without SQL files its rows are named by %s", like.ID())
	}
	for n, c := range t.Columns {
		if is, ok := like.Column(c.Name); ok && is.Type != c.Type {
			return wrong(fmt.Sprintf("columns.%d.type", n), "column %s: without SQL files its type is %s", c.Name, is.Type)
		}
	}
	for _, c := range like.Columns {
		if t.has(c.Name) {
			continue
		}
		if c.Required {
			return wrong("columns", "without SQL files it needs a column %s", c.Name)
		}
		t.Columns = append(t.Columns, Column{Name: c.Name, Type: c.Type})
	}
	return nil
}
