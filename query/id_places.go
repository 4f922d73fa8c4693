package query

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"segpath/data"
)

// What an id is to the interaction that id_places leads to.
const (
	ownID = iota // of one that is alone
	legID        // of one whose chain has several legs
	externalID
	chainID // of such a chain
)

// idPlaces makes id_places: the numbers of interactions by the hash of an id, sorted by the hash. An id is then found
// in the same time among any number. By the id itself all blocks are read, since DuckDB cannot tell blocks apart by
// texts that begin alike (at 300,000 interactions: 12 ms of a path's 20).
func (b *builder) idPlaces(c *conn) error {
	return c.Exec(fmt.Sprintf(`CREATE TABLE id_places AS
SELECT h, kind::UTINYINT AS kind, n FROM (
    SELECT hash(interaction_id) AS h, CASE WHEN chain_id IN (SELECT chain_id FROM work.chains) THEN %d ELSE %d END AS kind, n FROM interactions
    UNION ALL
    SELECT hash(id), %d, n FROM (SELECT DISTINCT unnest(external_ids) AS id, n FROM interactions WHERE external_ids IS NOT NULL)
    UNION ALL
    SELECT hash(chain_id), %d, n FROM interactions WHERE chain_id IN (SELECT chain_id FROM work.chains))
ORDER BY h, kind, n`, legID, ownID, externalID, chainID))
}

// idPlace is where an id leads.
type idPlace struct {
	kind int
	n    int32 // number of an interaction
}

// idPlaces reads where an id's hash leads; of another id of the same hash too.
func (c *conn) idPlaces(id string) (places []idPlace, err error) {
	err = c.Each("SELECT kind, n FROM id_places WHERE h = hash(?::VARCHAR) ORDER BY kind, n", []any{id}, func(rows *sql.Rows) error {
		var p idPlace
		err := rows.Scan(&p.kind, &p.n)
		places = append(places, p)
		return err
	})
	return places, err
}

// maxAlone is how many interactions are read by a question each: by its number DuckDB goes to one (1.3 ms among ten million), while
// for several in one list it reads all that lie between them (30 ms, and 0.3 s by rowid).
const maxAlone = 16

// legsAt reads the interactions of some kinds of places for which keep holds.
func (e *Engine) legsAt(c *conn, places []idPlace, keep func(*chainLeg) bool, kinds ...int) (legs []*chainLeg, err error) {
	var conditions, numbers []string
	for _, p := range places {
		if slices.Contains(kinds, p.kind) {
			numbers = append(numbers, fmt.Sprint(p.n))
			conditions = append(conditions, fmt.Sprintf("n = %d", p.n))
		}
	}
	if len(numbers) > maxAlone {
		conditions = []string{"n IN (" + strings.Join(numbers, ", ") + ")"}
	}
	for _, where := range conditions {
		q := "SELECT " + interactionColumns + ", first_row, last_row, chain_id, n FROM interactions WHERE " + where
		err = c.Each(q, nil, func(rows *sql.Rows) error {
			var scan interactionScan
			var l chainLeg
			var root string
			var n int32
			if err := rows.Scan(append(scan.targets(), &l.first, &l.last, &root, &n)...); err != nil {
				return err
			}
			l.in = scan.interaction(e.sources)
			l.in.ChainID = root
			l.alone = slices.Contains(places, idPlace{ownID, n})
			if keep(&l) {
				legs = append(legs, &l)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return legs, nil
}

// named finds an interaction by its id, or by an external id that only one has.
func (e *Engine) named(c *conn, id string) (*chainLeg, error) {
	if !utf8.ValidString(id) { // no text of an export, and none that the database takes
		return nil, noInteraction(id)
	}
	places, err := c.idPlaces(id)
	if err != nil {
		return nil, err
	}
	own, err := e.legsAt(c, places, func(l *chainLeg) bool { return l.in.ID == id }, ownID, legID)
	if err != nil {
		return nil, err
	}
	if len(own) > 0 {
		return own[0], nil
	}
	external, err := e.legsAt(c, places, func(l *chainLeg) bool { return slices.Contains(l.in.ExternalIDs, id) }, externalID)
	switch {
	case err != nil:
		return nil, err
	case len(external) == 0:
		return nil, noInteraction(id)
	case len(external) > 1:
		return nil, data.Problemf(data.NotFound, "Name one by its own id.", "%d interactions have the external id %q", len(external), id)
	}
	return external[0], nil
}

// chainOf are all legs of an interaction's chain, itself among them.
func (e *Engine) chainOf(c *conn, one *chainLeg) ([]*chainLeg, error) {
	if one.alone {
		return []*chainLeg{one}, nil
	}
	places, err := c.idPlaces(one.in.ChainID)
	if err != nil {
		return nil, err
	}
	legs, err := e.legsAt(c, places, func(l *chainLeg) bool { return l.in.ChainID == one.in.ChainID }, chainID)
	if len(legs) == 0 {
		legs = []*chainLeg{one}
	}
	return legs, err
}
