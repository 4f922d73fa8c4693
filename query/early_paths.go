package query

import (
	"context"
	"database/sql"
	"strings"
	"time"
	"unicode/utf8"

	"segpath/data"
)

// legs reads interactions by a condition on their raw rows, r.
func (e *early) legs(c *conn, where, order string) (legs []*chainLeg, err error) {
	rows := "(SELECT r.* FROM " + e.interactions.raw.sql() + " r WHERE " + where + ")"
	typed := "(" + e.interactions.sql(e.b.rowsFrom(e.interactions.raw, rows, "true"), every) + ")"
	q := "SELECT " + interactionColumns + " FROM (" + baseOf(e.outbound, typed) + ")" + order
	seen := map[string]bool{}
	err = c.each(q, nil, func(rows *sql.Rows) error {
		var scan interactionScan
		if err := rows.Scan(scan.targets()...); err != nil {
			return err
		}
		l := &chainLeg{in: scan.interaction(e.e.sources)}
		if legs = append(legs, l); seen[l.in.ID] { // its rows become one when all are read
			return errNotYet
		}
		seen[l.in.ID] = true
		return nil
	})
	return legs, err
}

// withSegments reads the segments of interactions, wherever in the files they stand.
func (e *early) withSegments(c *conn, legs []*chainLeg) (map[string]*chainLeg, error) {
	byID := map[string]*chainLeg{}
	if len(legs) == 0 {
		return byID, nil
	}
	var ids []string
	for _, l := range legs {
		byID[l.in.ID] = l
		ids = append(ids, quoteText(l.in.ID))
	}
	raw := e.b.viewed.raw
	rows := "(SELECT r.* FROM " + raw.sql() + " r WHERE " + oneOf("r."+quoteName(e.keys[1].name), ids) + ")"
	typed := "(" + e.b.viewed.sql(e.b.rowsFrom(raw, rows, "true"), every) + ")"
	type key struct {
		id, segment string
		at          time.Time
		event       string
	}
	seen := map[key]bool{}
	named := e.b.columnsThere()["segments"]["segment_id"]
	err := c.each("SELECT "+segmentColumns+" FROM "+e.b.segmentsFrom(typed)+" s", nil, func(rows *sql.Rows) error {
		s, err := scanSegment(rows, e.e.sources)
		if err != nil {
			return err
		}
		k := key{id: s.InteractionID, segment: s.SegmentID}
		if !named {
			k = key{id: s.InteractionID, at: s.StartedAt, event: s.EventRaw}
		}
		if seen[k] { // a row that stands twice is left out when all are compared
			return errNotYet
		}
		seen[k] = true
		l := byID[s.InteractionID]
		l.segments = append(l.segments, s)
		return nil
	})
	return byID, err
}

// findChains makes work.chains, once.
func (e *early) findChains(c *conn) error {
	e.chaining.Lock()
	defer e.chaining.Unlock()
	if e.chained {
		return nil
	}
	err := c.exec("DROP TABLE IF EXISTS work.chains")
	if err == nil {
		err = e.b.findChains(c)
	}
	e.chained = err == nil
	return err
}

// chains are the roots of the chains of interactions.
func (e *early) chains(c *conn, byID map[string]*chainLeg) (map[string]string, error) {
	roots := map[string]string{}
	var ids []string
	for id := range byID {
		roots[id] = id
		ids = append(ids, id)
	}
	err := c.each("SELECT interaction_id, chain_id FROM work.chains WHERE interaction_id = ANY(?)", []any{ids}, func(rows *sql.Rows) error {
		var id, root string
		err := rows.Scan(&id, &root)
		roots[id] = root
		return err
	})
	return roots, err
}

// chain answers the path of an interaction by its own id.
func (e *early) chain(ctx context.Context, id string) (chain *data.Chain, err error) {
	if strings.ContainsRune(id, 0) || !utf8.ValidString(id) {
		return nil, errNotYet
	}
	err = e.e.ask(ctx, e.e.lanes.long, func(c *conn) error { // the first path goes through the whole export
		if err := e.findChains(c); err != nil {
			return err
		}
		ids := []string{}
		err := c.each("SELECT interaction_id FROM work.chains WHERE chain_id = (SELECT chain_id FROM work.chains WHERE interaction_id = ?)", []any{id},
			func(rows *sql.Rows) error {
				var leg string
				err := rows.Scan(&leg)
				ids = append(ids, leg)
				return err
			})
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			ids = append(ids, id)
		}
		for n := range ids {
			ids[n] = quoteText(ids[n])
		}
		legs, err := e.legs(c, oneOf("r."+quoteName(e.keys[0].name), ids), "")
		if err != nil {
			return err
		}
		byID, err := e.withSegments(c, legs)
		if err != nil {
			return err
		}
		asked := byID[id]
		if asked == nil {
			return errNotYet
		}
		roots, err := e.chains(c, byID)
		for id, leg := range byID {
			leg.in.ChainID = roots[id]
		}
		if err == nil {
			chain = e.e.assemble(asked, byID)
		}
		return err
	})
	return chain, err
}

// oneOf holds for a column of Parquet that has one of some quoted texts: DuckDB 1.5.5 looks for one in the bounds and
// dictionaries of its blocks, and into a list 16 times as fast as IN (2 s of nine million).
func oneOf(column string, texts []string) string {
	if len(texts) == 1 {
		return column + " = " + texts[0]
	}
	return "list_contains([" + strings.Join(texts, ", ") + "], " + column + ")"
}
