package query

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"segpath/data"
	"segpath/query/files"
)

// Chain returns the whole chain of an interaction, found by its id, or by an external id that only one
// has. An id that is not there is a data.Problem of code NotFound.
func (e *Engine) Chain(ctx context.Context, id string) (*data.Chain, error) {
	var chain *data.Chain
	err := e.ask(ctx, e.lanes.screen, func(c *conn) error {
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
	return e.assemble(asked, legs), nil
}

// assemble makes the chain of its legs, by id.
func (e *Engine) assemble(asked *chainLeg, legs map[string]*chainLeg) *data.Chain {
	chain := data.NewChain(asked.in.ID, e.inOrder(legs, asked.in.ChainID), e.dir, e.export.Has, e.export.AsOf)
	chain.Notices = chain.FindNotices()
	return chain
}

// chainLeg is one interaction of a chain with its segments.
type chainLeg struct {
	in          data.Interaction
	alone       bool          // no other leg is of its chain
	first, last sql.NullInt64 // rows of segments
	segments    []data.Segment
}

// run is rows of segments, from the first to the last, of some interactions.
type run struct {
	first, last int64
	ids         []string
}

// runs are where the segments of legs lie: those of legs near each other are one.
func runs(legs map[string]*chainLeg) (all []run) {
	for id, l := range legs {
		if l.first.Valid {
			all = append(all, run{l.first.Int64, l.last.Int64, []string{id}})
		}
	}
	slices.SortFunc(all, func(a, b run) int { return cmp.Compare(a.first, b.first) })
	together := all[:0]
	for _, r := range all {
		if n := len(together) - 1; n >= 0 && max(r.last, together[n].last)-together[n].first < nearRows {
			together[n].last = max(r.last, together[n].last)
			together[n].ids = append(together[n].ids, r.ids...)
		} else {
			together = append(together, r)
		}
	}
	return together
}

// readSegments reads the segments of all legs.
func (e *Engine) readSegments(c *conn, legs map[string]*chainLeg) error {
	for _, r := range runs(legs) {
		for _, source := range e.segmentsIn(r) {
			err := c.Each("SELECT "+segmentColumns+" FROM "+source, nil, func(rows *sql.Rows) error {
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
	}
	return nil
}

// segmentsIn is the SQL of the segments of a run's interactions: one source, or one per file in place.
func (e *Engine) segmentsIn(r run) []string {
	ids := make([]string, len(r.ids))
	for n, id := range r.ids {
		ids[n] = files.SQLString(id)
	}
	if e.near {
		return e.nearSegments(r, ids)
	}
	// Pushed into the scan, the condition on the id would keep it from skipping to the rows: 25 ms against
	// 2 among nine million (DuckDB 1.5.5). An expression of it is not pushed.
	return []string{fmt.Sprintf("segments s WHERE row_at BETWEEN %d AND %d AND interaction_id || '' IN (%s)", r.first, r.last, strings.Join(ids, ", "))}
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
