package query

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"segpath/data"
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
	chain := data.NewChain(asked.in.ID, inOrder(legs, asked.in.ChainID, e.export.Has, e.export.AsOf), e.dir, e.export.Has, e.export.AsOf)
	chain.Notices = chain.FindNotices()
	return chain, nil
}

// chainLeg is one interaction of a chain with its segments.
type chainLeg struct {
	in          data.Interaction
	chainHash   uint64        // of the id of its chain
	first, last sql.NullInt64 // rows of segments
	segments    []data.Segment
	placed      bool
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

// inOrder walks the chain from its root along the links. Legs that are only named are missing ones; a
// leg that no link of the walk reaches (a second root, a cycle) follows in order of creation.
func inOrder(legs map[string]*chainLeg, root string, has data.Has, asOf time.Time) []data.Leg {
	w := &legWalk{legs: legs, has: has, asOf: asOf, named: map[string]bool{}}
	w.walk(root)
	for {
		next := ""
		for id, l := range legs {
			if !l.placed && (next == "" || earlier(l.in.CreatedAt, legs[next].in.CreatedAt, id, next)) {
				next = id
			}
		}
		if next == "" {
			return w.out
		}
		w.walk(next)
	}
}

type legWalk struct {
	legs  map[string]*chainLeg
	has   data.Has
	asOf  time.Time
	named map[string]bool // missing legs that stand already
	out   []data.Leg
}

func (w *legWalk) walk(id string) {
	for id != "" {
		l := w.legs[id]
		if l == nil {
			w.missing(id)
			return
		}
		if l.placed {
			return
		}
		if p := l.in.PreviousID; p != "" && w.legs[p] == nil {
			w.missing(p)
		}
		l.placed = true
		w.out = append(w.out, data.Leg{ID: id, Path: data.NewPath(l.in, l.segments, w.has, w.asOf)})
		next := l.in.NextID
		if next == "" {
			next = w.follower(id)
		}
		id = next
	}
}

func (w *legWalk) missing(id string) {
	if !w.named[id] {
		w.named[id] = true
		w.out = append(w.out, data.Leg{ID: id, Missing: true})
	}
}

// follower is the earliest leg that names id as the one before it.
func (w *legWalk) follower(id string) string {
	next := ""
	for other, l := range w.legs {
		if l.in.PreviousID == id && !l.placed && (next == "" || earlier(l.in.CreatedAt, w.legs[next].in.CreatedAt, other, next)) {
			next = other
		}
	}
	return next
}
