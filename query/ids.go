package query

import (
	"context"
	"database/sql"
	_ "embed"
	"unicode/utf8"
)

//go:embed ids.sql
var idsSQL string

// IDs finds interactions by a list of ids: their own, or external ones; an external id that several have finds
// them all. found are the interactions' own ids, each once; missing are those that nothing has, in the order of
// the list.
func (e *Engine) IDs(ctx context.Context, ids []string) (found, missing []string, err error) {
	var asked []string // valid: no other is a text of an export, or one that the database takes
	seen := map[string]bool{}
	for _, id := range ids {
		if !seen[id] && utf8.ValidString(id) {
			asked = append(asked, id)
		}
		seen[id] = true
	}
	var known map[string]bool
	err = e.ask(ctx, e.lanes.long, func(c *conn) error {
		found, known = []string{}, map[string]bool{}
		taken := map[string]bool{}
		return c.Each(idsSQL, []any{asked}, func(rows *sql.Rows) error {
			var id, interaction string
			if err := rows.Scan(&id, &interaction); err != nil {
				return err
			}
			known[id] = true
			if !taken[interaction] {
				taken[interaction] = true
				found = append(found, interaction)
			}
			return nil
		})
	})
	for _, id := range ids {
		if seen[id] && !known[id] {
			missing = append(missing, id)
		}
		delete(seen, id)
	}
	return found, missing, err
}
