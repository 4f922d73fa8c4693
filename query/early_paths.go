package query

import (
	"context"
	"database/sql"
	"maps"
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

// chains are the legs of each chain of several.
type chains struct {
	root   map[string]string // of each leg
	legs   map[string][]string
	unsure map[string]bool // roots of those that name an interaction without a row: its segments alone may tell of it
}

// findChains finds the chains, once: they are read for the first path.
func (e *early) findChains(c *conn) (*chains, error) {
	e.chaining.Lock()
	defer e.chaining.Unlock()
	if e.chained != nil {
		return e.chained, nil
	}
	const columns = "SELECT interaction_id, coalesce(previous_id, ''), coalesce(next_id, ''), created_at FROM work.base"
	links, err := readLinks(c, columns+" WHERE previous_id IS NOT NULL OR next_id IS NOT NULL")
	if err != nil {
		return nil, err
	}
	var named []string
	for _, l := range links {
		for _, id := range []string{l.previous, l.next} {
			if id != "" && links[id] == nil {
				named = append(named, id)
			}
		}
	}
	others, err := readLinks(c, columns+" WHERE interaction_id IN (SELECT unnest(?::VARCHAR[]))", named)
	if err != nil {
		return nil, err
	}
	maps.Copy(links, others)
	all := &chains{root: roots(links), legs: map[string][]string{}, unsure: map[string]bool{}}
	for id, root := range all.root {
		all.legs[root] = append(all.legs[root], id)
		for _, other := range []string{links[id].previous, links[id].next} {
			if other != "" && links[other] == nil {
				all.unsure[root] = true
			}
		}
	}
	e.chained = all
	return all, nil
}

// chain answers the path of an interaction by its own id.
func (e *early) chain(ctx context.Context, id string) (chain *data.Chain, err error) {
	if strings.ContainsRune(id, 0) || !utf8.ValidString(id) {
		return nil, errNotYet
	}
	err = e.e.ask(ctx, e.e.lanes.long, func(c *conn) error { // the first path goes through the whole export
		all, err := e.findChains(c)
		if err != nil {
			return err
		}
		root, ids := id, []string{id}
		if of := all.root[id]; of != "" {
			root, ids = of, all.legs[of]
		}
		if all.unsure[root] {
			return errNotYet
		}
		quoted := make([]string, len(ids))
		for n := range ids {
			quoted[n] = quoteText(ids[n])
		}
		legs, err := e.legs(c, oneOf("r."+quoteName(e.keys[0].name), quoted), "")
		if err != nil {
			return err
		}
		byID, err := e.withSegments(c, legs)
		if err != nil {
			return err
		}
		if byID[id] == nil {
			return errNotYet
		}
		for _, leg := range byID {
			leg.in.ChainID = root
		}
		chain = e.e.assemble(byID[id], byID)
		return nil
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
