package query

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"

	"segpath/data"
	"segpath/data/guard"
)

//go:embed summary_tables.sql
var summaryTablesSQL string

//go:embed interactions_table.sql
var interactionsSQL string

// pathBatch is how many interactions go from one hand to the next at a time.
const pathBatch = 256

// summarise orders the path of every interaction and keeps its digest, in the tables of summary_tables.sql. The paths are
// data's, the same that a screen shows. The database hands on the segments while the workers order them and the digests
// are written.
func (b *builder) summarise(c *conn) error {
	b.phase = summingUp
	b.say("summing up", 0, 0, 0)
	if err := b.script(c, summaryTablesSQL); err != nil {
		return err
	}
	line := b.newAssembly(c.Asked)
	err := line.run(
		func() error { return line.gather(c) },
		func() error {
			return b.in.with(line.ctx, func(work *conn) error {
				return b.in.with(line.ctx, func(kept *conn) error { return line.write(work, kept) })
			})
		},
	)
	if err == nil {
		err = context.Cause(c.Asked)
	}
	return err
}

// assembly is the line from the segments to the digests: one hand gathers, several order, one writes.
type assembly struct {
	b    *builder
	ctx  context.Context // of this line: what fails in one hand stops the others
	stop context.CancelCauseFunc

	whole  chan batch
	done   chan []digested
	spares chan [][]data.Step // of paths that were written
}

// batch is some interactions of one turn.
type batch struct {
	own *ownRows
	all []gathered
}

func (b *builder) newAssembly(ctx context.Context) *assembly {
	a := &assembly{b: b, whole: make(chan batch, 8), done: make(chan []digested, 8), spares: make(chan [][]data.Step, 16)}
	a.ctx, a.stop = context.WithCancelCause(ctx)
	return a
}

// run lets all hands work until everything is written, or one of them fails.
func (a *assembly) run(gather, write func() error) error {
	defer a.stop(nil)
	var hands, workers sync.WaitGroup
	hand := func(work func() error, after func()) {
		hands.Add(1)
		guard.Go(func() {
			defer hands.Done()
			defer after()
			failed := true
			defer func() { // a panic goes on to its watcher, and must not leave the others waiting
				if failed {
					a.stop(errors.New("the paths were not summed up"))
				}
			}()
			if err := work(); err != nil {
				a.stop(err)
			}
			failed = false
		})
	}
	for range a.b.o.Threads {
		workers.Add(1)
		hand(a.order, workers.Done)
	}
	hand(func() error { workers.Wait(); return nil }, func() { close(a.done) })
	hand(write, func() {})
	if err := gather(); err != nil {
		a.stop(err)
	}
	close(a.whole)
	hands.Wait()
	return context.Cause(a.ctx)
}

// gather hands the interactions on, a batch at a time, turn by turn.
func (a *assembly) gather(c *conn) error {
	g := newGathering()
	for n, t := range a.b.turns {
		if a.b.phase = summingUp.part(n, len(a.b.turns)); !t.all {
			a.b.say(fmt.Sprintf("summing up part %d of %d", n+1, len(a.b.turns)), 0, 0, 0)
		}
		if err := a.gatherTurn(c, g, t); err != nil {
			return err
		}
	}
	a.b.counted = g.events
	return nil
}

// gatherTurn hands on the interactions of one turn; at last those without segments.
func (a *assembly) gatherTurn(c *conn, g *gathering, t turn) (err error) {
	if g.own, err = a.b.ownRows(c, t); err != nil {
		return err
	}
	of := batch{own: g.own}
	give := func(one gathered) error {
		if of.all = append(of.all, one); len(of.all) < pathBatch {
			return nil
		}
		select {
		case spare := <-a.spares:
			g.free(spare)
		default:
		}
		err := send(a.ctx, a.whole, of)
		of.all = nil
		return err
	}
	if err := c.stream(a.b.slimSegments(t), func(k *chunk) error { return g.take(k, give) }); err != nil {
		return err
	}
	for n := range g.own.rows {
		if g.own.rows[n].segments == 0 {
			if err := give(gathered{n: t.first + int32(n)}); err != nil {
				return err
			}
		}
	}
	return send(a.ctx, a.whole, of)
}

// order makes the paths and their digests.
func (a *assembly) order() error {
	has, asOf := a.b.everything(), a.b.asOf
	for of := range a.whole {
		out := make([]digested, len(of.all))
		for i, one := range of.all {
			p := data.PathOf(of.own.interaction(one.n), one.steps, has, asOf)
			out[i] = digested{one.n, p, data.NewDigest(p)}
		}
		if err := send(a.ctx, a.done, out); err != nil {
			return err
		}
	}
	return nil
}

// write writes the digests, and notes what their steps are about. What is kept is written in one transaction: each
// that ends goes through the log of the database.
func (a *assembly) write(work, kept *conn) (err error) {
	if err := kept.Exec("BEGIN"); err != nil {
		return err
	}
	if err := a.writeAll(work, kept); err != nil {
		return errors.Join(err, kept.Exec("ROLLBACK"))
	}
	return kept.Exec("COMMIT")
}

func (a *assembly) writeAll(work, kept *conn) (err error) {
	w, err := openDigests(work, kept)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.close()) }()
	for batch := range a.done {
		spare := make([][]data.Step, len(batch))
		for i := range batch {
			if err := w.add(&batch[i]); err != nil {
				return err
			}
			a.b.noteSteps(&batch[i])
			spare[i] = batch[i].path.Steps
		}
		select {
		case a.spares <- spare:
		default:
		}
	}
	return nil
}

// send hands something on, unless the line has stopped.
func send[T any](ctx context.Context, to chan<- T, what T) error {
	select {
	case to <- what:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// everything is a Has that can say all: what the export cannot say is taken away when a summary is read. Only what
// changes a path is taken from the export: whether talk and hold are totals alone, and whether only an
// interaction's own row tells its end.
func (b *builder) everything() data.Has {
	stated := data.Capability{State: data.Stated}
	has := data.Has{Rings: stated, Responses: stated, Statuses: stated, Queues: stated, Talk: stated, Hold: stated}
	has.Talk.Totals, has.Hold.Totals = b.has.Talk.Totals, b.has.Hold.Totals
	has.OwnEnds = b.has.OwnEnds
	return has
}

// maxSpread is how many times the time span of the export the spans of its runs of interactions may add up to: with
// more, the interactions are not in time order.
const maxSpread = 3

// interactions makes the table that lists are read from. They are put in order only where they are in none: the sort
// takes as long as everything else here.
func (b *builder) interactions(c *conn) error {
	var spread sql.NullFloat64
	err := c.Row(`SELECT sum(span) / max(whole) FROM (
SELECT max(epoch_us(t)) - min(epoch_us(t)) AS span, max(max(epoch_us(t))) OVER () - min(min(epoch_us(t))) OVER () AS whole
FROM (SELECT n, coalesce(b.created_at, s.d_created_at) AS t FROM work.summary s LEFT JOIN work.base b USING (n)) GROUP BY n // 100000)
WHERE whole > 0`, nil, &spread)
	if err != nil {
		return err
	}
	turns, order := parts(b.turns), ""
	if spread.Float64 > maxSpread {
		turns, order = []turn{{all: true}}, "ORDER BY w.created_at NULLS LAST, w.interaction_id"
	}
	create, insert, _ := strings.Cut(interactionsSQL, ";\n")
	if err := c.Exec(create); err != nil {
		return err
	}
	for _, t := range turns {
		q := strings.NewReplacer("$order", order, "$turn", t.where("i.n"), "$as_of", sqlInstant(b.asOf)).Replace(insert)
		if err := c.Exec(q); err != nil {
			return err
		}
	}
	return c.Exec(summaryView)
}

// maxTogether is how many interactions of one turn among several are put into their table at a time. A join hands on its
// rows in no order: what is read by number or by time is then among so many rows, and not among all of a turn.
const maxTogether = 1 << 18

// parts are the turns in parts; a turn that is alone stays whole, which is a tenth faster.
func parts(turns []turn) (all []turn) {
	if len(turns) < 2 {
		return turns
	}
	for _, t := range turns {
		for first := t.first; first <= t.last; first += maxTogether {
			all = append(all, turn{first: first, last: min(first+maxTogether-1, t.last)})
		}
	}
	return all
}

// summaryView is what each interaction's path sums up to, for SQL.
const summaryView = "CREATE VIEW summary AS SELECT interaction_id, " + summaryColumns + " FROM interactions"

// script runs the statements of one file, one by one: a cancel falls between them at the latest.
func (b *builder) script(c *conn, text string) error {
	for statement := range strings.SplitSeq(text, ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if err := c.Exec(statement); err != nil {
			return err
		}
	}
	return nil
}
