package query

import (
	"context"
	"database/sql"
	"fmt"

	"segpath/data"
)

// Chain returns the whole chain of an interaction, found by its id, or by an external id that only one
// has. An id that is not there is a data.Problem of code NotFound.
func (e *Engine) Chain(ctx context.Context, id string) (*data.Chain, error) {
	var chain *data.Chain
	err := e.in.with(ctx, func(c *conn) error {
		one, err := e.named(c, id)
		if err != nil {
			return err
		}
		chain, err = e.chain(c, one)
		return err
	})
	return chain, err
}

func noInteraction(id string) error {
	return data.Problemf(data.NotFound, "Ids are compared letter by letter; `segpath list` shows those there are.",
		"there is no interaction %q in this export", id)
}

func (e *Engine) chain(c *conn, asked *chainLeg) (*data.Chain, error) {
	all, err := e.chainOf(c, asked)
	if err != nil {
		return nil, err
	}
	legs := make(map[string]*chainLeg, len(all))
	for _, l := range all {
		legs[l.in.ID] = l
	}
	if err := e.readSegments(c, legs); err != nil {
		return nil, err
	}
	chain := data.NewChain(asked.in.ID, e.inOrder(legs, asked.in.ChainID), e.dir, e.export.Has, e.export.AsOf)
	chain.Notices = chain.FindNotices()
	return chain, nil
}

// chainLeg is one interaction of a chain with its segments.
type chainLeg struct {
	in          data.Interaction
	chainHash   uint64        // of the id of its chain
	first, last sql.NullInt64 // rows of segments
	segments    []data.Segment
}

// readSegments reads the segments of all legs at once: of the run of rows in which they lie.
func (e *Engine) readSegments(c *conn, legs map[string]*chainLeg) error {
	var ids []string
	var rows data.Opt[[2]int64]
	for id, l := range legs {
		if !l.first.Valid {
			continue
		}
		ids = append(ids, id)
		run := rows.Or([2]int64{l.first.Int64, l.last.Int64})
		rows = data.Some([2]int64{min(run[0], l.first.Int64), max(run[1], l.last.Int64)})
	}
	run, known := rows.Get()
	if !known {
		return nil
	}
	// Pushed into the scan, the condition on the id would keep it from skipping to the rows: 25 ms against
	// 2 among nine million (DuckDB 1.5.5). An expression of it is not pushed.
	from := []string{fmt.Sprintf("segments s WHERE row_at BETWEEN %d AND %d AND interaction_id || '' = ANY(?)", run[0], run[1])}
	if e.near {
		from = e.nearSegments(run[0], run[1])
	}
	for _, source := range from {
		err := c.each("SELECT "+segmentColumns+" FROM "+source, []any{ids}, func(rows *sql.Rows) error {
			s, err := scanSegment(rows, e.sources)
			if err != nil {
				return err
			}
			l := legs[s.InteractionID]
			l.segments = append(l.segments, s)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// inOrder are the legs of a chain in its order, each with its path; those that are only named are missing ones.
func (e *Engine) inOrder(legs map[string]*chainLeg, root string) []data.Leg {
	links := make(map[string]*link, len(legs))
	for id, l := range legs {
		links[id] = &link{id: id, previous: l.in.PreviousID, next: l.in.NextID, created: l.in.CreatedAt}
	}
	var out []data.Leg
	for _, id := range legOrder(links, root) {
		leg := data.Leg{ID: id, Missing: true}
		if l := legs[id]; l != nil {
			leg = data.Leg{ID: id, Path: data.NewPath(l.in, l.segments, e.export.Has, e.export.AsOf)}
		}
		out = append(out, leg)
	}
	return out
}
