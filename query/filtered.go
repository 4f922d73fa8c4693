package query

import (
	"fmt"
	"strings"

	"segpath/data"
	"segpath/query/files"
)

// filterSQL is the condition of a filter over the columns of interactions, with its arguments. It holds or it
// does not: it is never null. A filter that asks for what the export cannot say is a data.Problem of code CannotSay:
// it may have been read before that was known.
func (e *Engine) filterSQL(f data.Filter) (where string, args []any, err error) {
	return e.filterAmong(f, "")
}

// filterAmong is filterSQL where only rings of some interactions need to be looked at: a condition on their n, with AND.
func (e *Engine) filterAmong(f data.Filter, rings string) (where string, args []any, err error) {
	if field, can := f.CannotSay(e.export.Has); field != "" {
		return "", nil, data.Problemf(data.CannotSay, "Filter by something else.", "this export cannot be filtered by %s: %s", field, can.Why)
	}
	w := &filterWriter{dir: e.dir, rings: rings}
	conditions := w.every(f.Terms, w.term)
	if f.IDs != nil {
		w.args = append(w.args, f.IDs)
		conditions = append(conditions, "interaction_id IN (SELECT unnest(?::VARCHAR[]))")
	}
	if len(conditions) == 0 {
		return "true", nil, nil
	}
	return strings.Join(conditions, " AND "), w.args, w.err
}

// filteredNumbers is a condition on a table's n, the number of an interaction: that the filter selects it.
func (e *Engine) filteredNumbers(f data.Filter) (where string, args []any, err error) {
	if f.All() {
		return "true", nil, nil
	}
	where, args, err = e.filterSQL(f)
	return "n IN (SELECT n FROM interactions WHERE " + where + ")", args, err
}

// filteredRings is a condition on the columns of rings: that the filter selects the ring's interaction, and that
// one of its ring terms means this ring, where it has any. "Rings that Ben rejected" are those alone; where Ana accepted
// too, both are listed: an interaction that is selected has rings that say why.
func (e *Engine) filteredRings(f data.Filter) (where string, args []any, err error) {
	where, args, err = e.filteredNumbers(f)
	if err != nil {
		return "", nil, err
	}
	w := &filterWriter{dir: e.dir, args: args}
	var any []string
	for _, t := range f.Terms {
		if t.Not {
			continue
		}
		if of, ok := w.oneRing(&t); ok {
			any = append(any, "("+of+")")
		}
	}
	if len(any) > 0 {
		where += " AND (" + strings.Join(any, " OR ") + ")"
	}
	return where, w.args, w.err
}

// filterWriter writes a filter as SQL. Texts of the user are arguments, or quoted where their number varies.
type filterWriter struct {
	dir   *data.Directory
	rings string // what is known of the rings that are looked at
	args  []any
	err   error
}

// ringNumbers is how a filter begins to look at rings.
const ringNumbers = "n IN (SELECT n FROM rings WHERE "

// arg notes an argument for the next `?`. Conditions are written in the order in which they stand.
func (w *filterWriter) arg(v any) string {
	w.args = append(w.args, v)
	return "?"
}

// every is what must hold together: of each group of terms one.
func (w *filterWriter) every(terms []data.Term, one func(*data.Term) string) []string {
	var all []string
	for _, group := range data.Groups(terms) {
		var any []string
		for _, t := range group {
			c := "coalesce(" + one(&t) + ", false)"
			if t.Not {
				c = "NOT " + c
			}
			any = append(any, c)
		}
		all = append(all, "("+strings.Join(any, " OR ")+")")
	}
	return all
}

// term is the condition of one term over the columns of interactions; null is no.
func (w *filterWriter) term(t *data.Term) string {
	if of, ok := w.oneRing(t); ok {
		return ringNumbers + w.rings + of + ")"
	}
	switch t.Field {
	case data.SearchTerm:
		where, args := searchSQL(t.Value)
		w.args = append(w.args, args...)
		return where
	case "path":
		return w.shape(t.Shape)
	case "after", "before", "on", "since":
		return during("created_at", t)
	case "is":
		return isSQL[t.Word]
	case "event":
		event, _ := data.EventOf(t.Word)
		if event == data.StatusChange {
			return `interaction_id IN (SELECT interaction_id FROM segments WHERE "event" = 's')`
		}
		return "contains(path, " + files.SQLString(string(rune(event))) + ")"
	}
	if column := numberColumns[t.Field]; column != "" {
		return fmt.Sprintf("%s %s %d", column, t.Op, t.Number)
	}
	return w.text(t)
}

// isSQL are the conditions of `is:`.
var isSQL = map[string]string{
	"open": "open", "closed": "NOT open", "outbound": "outbound", "inbound": "NOT outbound",
	"answered": "contains(path, 'A')", "abandoned": "contains(path, 'X')",
}

// numberColumns are the columns of interactions behind counts and lengths.
var numberColumns = map[string]string{
	"rings": "ring_count", "users": "users_rung", "hops": "queue_hops", "stays": "stay_count", "ping_pong": "ping_pong_count",
	"accepts": "accepts", "rejects": "rejects", "ignores": "ignores", "clears": "clears", "no_outcome": "no_outcome",
	"ambiguous": "ambiguous", "segments": "segment_count",
	"wait": "wait_us", "answer": "wait_to_answer_us", "first_ring": "time_to_first_ring_us", "abandon": "time_to_abandon_us",
	"dead_air": "dead_air_us", "talk": "talk_us", "hold": "hold_us", "duration": "duration_us",
}

// shape looks for a shape: in the letters, or where they do not show it, in the marked path.
func (w *filterWriter) shape(s *data.Shape) string {
	column := "path"
	if s.Marked() {
		column = "coalesce(shape, path)"
	}
	return "regexp_matches(" + column + ", " + w.arg(s.Pattern()) + ")"
}

// during is the condition that an instant lies within a term's bounds.
func during(column string, t *data.Term) string {
	var bounds []string
	if !t.From.IsZero() {
		bounds = append(bounds, column+" >= "+sqlInstant(t.From))
	}
	if !t.To.IsZero() {
		bounds = append(bounds, column+" < "+sqlInstant(t.To))
	}
	return strings.Join(bounds, " AND ")
}
