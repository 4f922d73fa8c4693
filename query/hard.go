package query

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
	"time"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"segpath/data"
)

// hardChunk is how many interactions Go orders at a time: their segments stand in memory together.
const hardChunk = 20_000

// hard orders and sums up in Go what SQL leaves.
func (b *builder) hard(c *conn) error { return b.paths(c, "hard", b.appendHard) }

// takePaths does something with interactions that have a row of their own, by number, and their segments.
type takePaths func(c *conn, known map[int32]data.Interaction, segments map[int32][]data.Segment) error

// paths hands on the interactions whose numbers stand in a table of work, a chunk at a time.
func (b *builder) paths(c *conn, table string, take takePaths) error {
	var left []int32
	err := c.each("SELECT DISTINCT n FROM work."+table+" ORDER BY n", nil, func(rows *sql.Rows) error {
		var n int32
		err := rows.Scan(&n)
		left = append(left, n)
		return err
	})
	if err != nil || len(left) == 0 {
		return err
	}
	err = c.exec(`CREATE TABLE work.in_go AS
SELECT i.n, s.* FROM segments s JOIN work.ids i USING (interaction_id) WHERE i.n IN (SELECT n FROM work.` + table + `) ORDER BY i.n`)
	if err != nil {
		return err
	}
	for chunk := range slices.Chunk(left, hardChunk) {
		if err := b.chunk(c, table, chunk[0], chunk[len(chunk)-1], take); err != nil {
			return err
		}
	}
	return c.exec("DROP TABLE work.in_go")
}

// chunk reads the interactions of a table that are numbered from first to last.
func (b *builder) chunk(c *conn, table string, first, last int32, take takePaths) error {
	sources := b.sources()
	known := map[int32]data.Interaction{}
	q := "SELECT n, " + interactionColumns + " FROM work.base JOIN work.ids USING (interaction_id) WHERE n BETWEEN ? AND ? AND n IN (SELECT n FROM work." + table + ")"
	err := c.each(q, []any{first, last}, func(rows *sql.Rows) error {
		var n int32
		var scan interactionScan
		if err := rows.Scan(append([]any{&n}, scan.targets()...)...); err != nil {
			return err
		}
		known[n] = scan.interaction(sources)
		return nil
	})
	if err != nil {
		return err
	}
	segments := map[int32][]data.Segment{}
	q = "SELECT " + segmentColumns + ", s.n FROM work.in_go s WHERE s.n BETWEEN ? AND ?"
	err = c.each(q, []any{first, last}, func(rows *sql.Rows) error {
		var n int32
		s, err := scanSegment(rows, sources, &n)
		segments[n] = append(segments[n], s)
		return err
	})
	if err != nil {
		return err
	}
	return take(c, known, segments)
}

// path orders the segments of one interaction; in is its own row, if known.
func (b *builder) path(in data.Interaction, known bool, segments []data.Segment) *data.Path {
	if !known {
		in = data.Interaction{ID: segments[0].InteractionID, Derived: true}
	}
	return data.NewPath(in, segments, b.everything(), b.asOf)
}

// appendHard orders and sums up interactions in Go, and adds them to work.summary, work.ring_rows and
// work.lengths.
func (b *builder) appendHard(c *conn, known map[int32]data.Interaction, segments map[int32][]data.Segment) error {
	return c.sql.Raw(func(d any) (err error) {
		summaries, err := duckdb.NewAppender(d.(driver.Conn), "work", "main", "summary")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, summaries.Close()) }()
		rings, err := duckdb.NewAppender(d.(driver.Conn), "work", "main", "ring_rows")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rings.Close()) }()
		lengths, err := duckdb.NewAppender(d.(driver.Conn), "work", "main", "lengths")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, lengths.Close()) }()
		for n, list := range segments {
			if c.asked.Err() != nil {
				return c.asked.Err()
			}
			in, ok := known[n]
			p := b.path(in, ok, list)
			b.notePath(p, stepNotices...)
			if err := summaries.AppendRow(summaryRow(n, p)...); err != nil {
				return err
			}
			for _, r := range p.Rings() {
				if err := rings.AppendRow(ringRow(p, r)...); err != nil {
					return err
				}
			}
			for _, row := range lengthRows(p) {
				if err := lengths.AppendRow(row...); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// everything can be said: what the export cannot say is taken away when a summary is read. Only where
// nothing but totals tells, it is said here.
func (b *builder) everything() data.Has {
	stated := data.Capability{State: data.Stated}
	has := data.Has{Rings: stated, Responses: stated, Statuses: stated, Queues: stated, Talk: stated, Hold: stated}
	has.Talk.Totals, has.Hold.Totals = b.has.Talk.Totals, b.has.Hold.Totals
	return has
}

// summaryRow is a row of work.summary, in the order of summary_rows.sql.
func summaryRow(n int32, p *data.Path) []driver.Value {
	s := data.Summarise(p)
	row := []driver.Value{
		n, s.SegmentCount, number(s.RingCount), number(s.UsersRung), number(s.Accepts), number(s.Rejects), number(s.Ignores),
		number(s.Clears), number(s.NoOutcome), number(s.Ambiguous), number(s.StayCount), number(s.QueueHops),
		number(s.PingPongCount), micros(s.Wait), micros(s.WaitToAnswer), micros(s.TimeToFirstRing), micros(s.TimeToAbandon),
		micros(s.DeadAir), micros(s.Talk), micros(s.Hold), s.Open, moment(s.FirstAt), moment(s.LastAt), s.Path, shapeOf(p, s.Path),
	}
	in := p.Interaction
	return append(row, moment(in.CreatedAt), moment(in.CompletedAt), word(in.Status), word(in.QueueID), word(in.UserID), word(in.Type))
}

// shapeOf is the path with its shape, where that is more than its letters.
func shapeOf(p *data.Path, letters string) driver.Value {
	if shape := p.Shape(); shape != letters {
		return shape
	}
	return nil
}

// ringRow is a row of work.ring_rows.
func ringRow(p *data.Path, r data.Ring) []driver.Value {
	outcome := word("")
	if r.Outcome != 0 {
		outcome = string(rune(r.Outcome))
	}
	step := r.Step
	if step == 0 {
		step = r.OutcomeStep
	}
	return []driver.Value{
		p.Interaction.ID, word(r.UserID), word(r.QueueID), moment(r.RungAt), micros(r.Seconds), r.Step > 0, r.Running, outcome,
		r.Ambiguous, word(p.Steps[step-1].Type),
	}
}

func number(v data.Opt[int64]) driver.Value {
	if n, ok := v.Get(); ok {
		return n
	}
	return nil
}

func micros(v data.Opt[data.Span]) driver.Value {
	if s, ok := v.Get(); ok {
		return int64(s)
	}
	return nil
}

func moment(t time.Time) driver.Value {
	if t.IsZero() {
		return nil
	}
	return t
}

func word(s string) driver.Value {
	if s == "" {
		return nil
	}
	return s
}
