package query

import (
	"fmt"
	"slices"
	"strings"

	"segpath/data"
	"segpath/data/filter"
	"segpath/query/files"
)

// text is the condition of a term with a text over the columns of interactions.
func (w *filterWriter) text(t *data.Term) string {
	switch t.Field {
	case "queue":
		return w.queue(t, "queue_id") + " OR " + inSegments(w.queue(t, "queue_id"))
	case "user":
		return w.user(t, "user_id") + " OR " + inSegments(w.user(t, "user_id")+" OR "+w.user(t, "by_user_id"))
	case "last_queue":
		return w.queue(t, "queue_id")
	case "handler":
		return w.user(t, "user_id")
	case "had":
		return w.says(t, "status") + " OR " + inSegments(w.says(t, "status_from")+" OR "+w.says(t, "status_to"))
	case "account":
		return w.account(t, "account_id")
	case "id":
		return "interaction_id = " + w.arg(t.Value) + " OR list_contains(external_ids, " + w.arg(t.Value) + ")"
	case "chain":
		return "chain_id = " + w.arg(t.Value)
	}
	return w.says(t, quoteName(t.Field))
}

func inSegments(where string) string {
	return "interaction_id IN (SELECT interaction_id FROM segments WHERE " + where + ")"
}

// says holds a value against a text: part of it, case aside, or the whole.
func (w *filterWriter) says(t *data.Term, column string) string {
	if t.Op == data.Exactly {
		return column + " = " + w.arg(t.Value)
	}
	lower := "lower(" + column + ")"
	if t.Field == "customer" {
		lower = "customer_lower"
	}
	lower, part := folded(lower, t.Value)
	return "contains(" + lower + ", lower(" + w.arg(part) + "))"
}

// folded are a text in lower case, as SQL, and what is looked for in it, with ß as ss where that can be.
func folded(lower, part string) (text, sharp string) {
	if sharp, more := filter.Sharp(part); more {
		return "replace(" + lower + ", 'ß', 'ss')", sharp
	}
	return lower, part
}

func (w *filterWriter) queue(t *data.Term, column string) string {
	var ids []string
	for id := range w.dir.Queues {
		if filter.Named(t, id, w.dir.QueueName(id)) {
			ids = append(ids, id)
		}
	}
	return w.named(t, column, ids, "SELECT queue_id FROM queues")
}

func (w *filterWriter) user(t *data.Term, column string) string {
	var ids []string
	for id := range w.dir.Users {
		if filter.Named(t, id, w.dir.UserName(id)) {
			ids = append(ids, id)
		}
	}
	return w.named(t, column, ids, "SELECT user_id FROM users")
}

func (w *filterWriter) account(t *data.Term, column string) string {
	var ids []string
	for id := range w.dir.Accounts {
		if filter.Named(t, id, w.dir.AccountName(id)) {
			ids = append(ids, id)
		}
	}
	return w.named(t, column, ids, "SELECT account_id FROM accounts")
}

// named is the condition that a value means the name of an id, or, of an id that no lookup knows, the id itself.
func (w *filterWriter) named(t *data.Term, column string, ids []string, known string) string {
	slices.Sort(ids)
	own := "(" + w.says(t, column) + " AND " + column + " NOT IN (" + known + "))"
	if len(ids) == 0 {
		return own
	}
	for n := range ids {
		ids[n] = files.SQLString(ids[n])
	}
	return "(" + column + " IN (" + strings.Join(ids, ", ") + ") OR " + own + ")"
}

// shortRings are the terms that abbreviate a ring(…) of a user.
var shortRings = map[string]string{
	"rang": "ring", "accepted": "outcome = 'A' AND NOT ambiguous", "rejected": "outcome = 'J' AND NOT ambiguous",
	"ignored": "outcome = 'I' AND NOT ambiguous", "cleared": "outcome = 'L' AND NOT ambiguous",
}

// oneRing is the condition of a ring term on one row of rings; false where the term is none.
func (w *filterWriter) oneRing(t *data.Term) (string, bool) {
	if t.Field == data.RingTerm {
		return strings.Join(w.every(t.Ring, w.ofRing), " AND "), true
	}
	of, ok := shortRings[t.Field]
	if !ok {
		return "", false
	}
	return of + " AND " + w.user(t, "user_id"), true
}

// ofRing is the condition of a term within ring(…).
func (w *filterWriter) ofRing(t *data.Term) string {
	switch t.Field {
	case "user":
		return w.user(t, "user_id")
	case "queue":
		return w.queue(t, "queue_id")
	case "type":
		return w.says(t, "type")
	case "seconds":
		return fmt.Sprintf("us %s %d", t.Op, t.Number)
	case "after", "before", "on", "since":
		return during("rung_at", t)
	case "is":
		return map[string]string{"rung": "ring", "running": "running", "ambiguous": "outcome IS NOT NULL AND ambiguous"}[t.Word]
	}
	switch t.Word {
	case "none":
		return "outcome IS NULL"
	case "ambiguous":
		return "outcome IS NOT NULL AND ambiguous"
	case "unanswered":
		return "outcome IS DISTINCT FROM 'A'"
	}
	event, _ := data.EventOf(t.Word)
	return "outcome = " + files.SQLString(string(rune(event))) + " AND NOT ambiguous"
}
