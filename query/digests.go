package query

import (
	"database/sql/driver"
	"errors"
	"time"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"segpath/data"
)

// digested is an interaction's path and what is kept of it.
type digested struct {
	n      int32
	path   *data.Path
	digest data.Digest
}

// digests writes what is kept of the paths into the tables of summary_tables.sql.
type digests struct {
	summary, rings, stays, changes *duckdb.Appender
}

// openDigests opens the tables; close ends the writing.
func openDigests(d driver.Conn) (*digests, error) {
	var w digests
	for table, to := range map[string]**duckdb.Appender{
		"summary": &w.summary, "ring_rows": &w.rings, "stay_rows": &w.stays, "change_rows": &w.changes,
	} {
		var err error
		if *to, err = duckdb.NewAppender(d, "work", "main", table); err != nil {
			return nil, errors.Join(err, w.close())
		}
	}
	return &w, nil
}

func (w *digests) close() error {
	var all error
	for _, a := range []*duckdb.Appender{w.summary, w.rings, w.stays, w.changes} {
		if a != nil {
			all = errors.Join(all, a.Close())
		}
	}
	return all
}

// add writes one path's rows.
func (w *digests) add(d *digested) error {
	if err := w.summary.AppendRow(summaryRow(d)...); err != nil {
		return err
	}
	for n := range d.digest.Rings {
		if err := w.rings.AppendRow(ringRow(d, &d.digest.Rings[n])...); err != nil {
			return err
		}
	}
	return errors.Join(w.addStays(d), w.addChanges(d))
}

// summaryRow is a row of work.summary.
func summaryRow(d *digested) []driver.Value {
	s, in := &d.digest.Summary, &d.path.Interaction
	return []driver.Value{
		d.n, s.SegmentCount, number(s.RingCount), number(s.UsersRung), number(s.Accepts), number(s.Rejects), number(s.Ignores),
		number(s.Clears), number(s.NoOutcome), number(s.Ambiguous), number(s.StayCount), number(s.QueueHops),
		number(s.PingPongCount), micros(s.Wait), micros(s.WaitToAnswer), micros(s.TimeToFirstRing), micros(s.TimeToAbandon),
		micros(s.DeadAir), micros(s.Talk), micros(s.Hold), s.Open, moment(s.FirstAt), moment(s.LastAt), s.Path, word(d.digest.Shape),
		moment(in.CreatedAt), moment(in.CompletedAt), word(in.Status), word(in.QueueID), word(in.UserID), word(in.Type),
	}
}

// ringRow is a row of work.ring_rows.
func ringRow(d *digested, r *data.Ring) []driver.Value {
	outcome := word("")
	if r.Outcome != 0 {
		outcome = string(rune(r.Outcome))
	}
	step := r.Step
	if step == 0 {
		step = r.OutcomeStep
	}
	return append([]driver.Value{
		d.n, word(r.UserID), word(r.QueueID), moment(r.RungAt), micros(r.Seconds), r.Step > 0, r.Running, outcome, r.Ambiguous,
		word(d.path.Steps[step-1].Type), moment(d.path.Steps[step-1].At),
	}, ringDetails(r)...)
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
