package query

import (
	"cmp"
	"errors"

	"segpath/data"
)

// digested is an interaction's path and the digest that is kept of it.
type digested struct {
	n      int32
	path   *data.Path
	digest data.Digest
}

// digests writes what is kept of the paths into the tables of summary_tables.sql.
type digests struct {
	summary, rings, stays, changes *tableWriter

	entered map[string]bool // queues, or statuses, that the path was in
}

// openDigests opens the tables, by a connection for each database; close ends the writing.
func openDigests(work, kept *conn) (*digests, error) {
	w := digests{entered: map[string]bool{}}
	for _, t := range []struct {
		to              **tableWriter
		c               *conn
		database, table string
	}{
		{&w.summary, work, "work", "summary"}, {&w.rings, kept, "", "rings"}, {&w.stays, kept, "", "stays"}, {&w.changes, kept, "", "changes"},
	} {
		var err error
		if *t.to, err = newTableWriter(t.c, t.database, t.table); err != nil {
			return nil, errors.Join(err, w.close())
		}
	}
	return &w, nil
}

func (w *digests) close() error {
	var all error
	for _, t := range []*tableWriter{w.summary, w.rings, w.stays, w.changes} {
		if t != nil {
			all = errors.Join(all, t.close())
		}
	}
	return all
}

// add writes one path's rows.
func (w *digests) add(d *digested) error {
	if err := w.addSummary(d); err != nil {
		return err
	}
	for n := range d.digest.Rings {
		if err := w.addRing(d, &d.digest.Rings[n]); err != nil {
			return err
		}
	}
	return errors.Join(w.addStays(d), w.addChanges(d))
}

// addSummary writes a row of work.summary.
func (w *digests) addSummary(d *digested) error {
	s, in, t := &d.digest.Summary, &d.path.Interaction, w.summary
	t.int32(d.n)
	t.int64(s.SegmentCount)
	for _, count := range []data.Opt[int64]{
		s.RingCount, s.UsersRung, s.Accepts, s.Rejects, s.Ignores, s.Clears, s.NoOutcome, s.Ambiguous, s.StayCount, s.QueueHops, s.PingPongCount,
	} {
		t.count(count)
	}
	for _, span := range []data.Opt[data.Span]{s.Wait, s.WaitToAnswer, s.TimeToFirstRing, s.TimeToAbandon, s.DeadAir, s.Talk, s.Hold} {
		t.span(span)
	}
	t.bool(s.Open)
	t.instant(s.FirstAt)
	t.instant(s.LastAt)
	t.letters(s.Path)
	t.text(d.digest.Shape)
	t.instant(in.CreatedAt)
	t.instant(in.CompletedAt)
	for _, text := range []string{in.Status, in.QueueID, in.UserID, in.Type} {
		t.text(text)
	}
	return t.end()
}

// addRing writes a row of rings.
func (w *digests) addRing(d *digested, r *data.Ring) error {
	t := w.rings
	step := &d.path.Steps[cmp.Or(r.Step, r.OutcomeStep)-1]
	t.int32(d.n)
	t.text(r.UserID)
	t.text(r.QueueID)
	t.instant(r.RungAt)
	t.span(r.Seconds)
	t.bool(r.Step > 0)
	t.bool(r.Running)
	t.event(r.Outcome)
	t.bool(r.Ambiguous)
	t.text(cmp.Or(step.Type, d.path.Interaction.Type))
	t.instant(step.At)
	t.int32(int32(r.Order))
	t.int32(int32(r.Step))
	t.int32(int32(r.OutcomeStep))
	t.text(string(r.Cause))
	t.bool(r.Again)
	t.int32(int32(r.Group))
	t.span(r.DeadAirAfter)
	t.text(r.AnsweredBy)
	t.span(r.AnsweredAfter)
	return t.end()
}

// addStays writes a path's stays.
func (w *digests) addStays(d *digested) error {
	t := w.stays
	clear(w.entered)
	for n := range d.digest.Stays {
		s := &d.digest.Stays[n]
		t.int32(d.n)
		t.text(s.QueueID)
		t.span(s.Seconds)
		t.bool(s.Running)
		t.event(s.Ended)
		t.text(s.HopFrom)
		t.bool(s.PingPong)
		t.bool(w.entered[s.QueueID])
		w.entered[s.QueueID] = true
		if err := t.end(); err != nil {
			return err
		}
	}
	return nil
}

// addChanges writes a path's changes of status.
func (w *digests) addChanges(d *digested) error {
	before, t := data.None[data.Span](), w.changes
	clear(w.entered)
	for n, c := range d.digest.Changes {
		length, running := d.path.Lasted(d.digest.Changes, n)
		t.int32(d.n)
		t.text(c.From)
		t.letters(c.To)
		t.span(length)
		t.span(before)
		t.bool(running)
		t.bool(w.entered[c.To])
		w.entered[c.To] = true
		if err := t.end(); err != nil {
			return err
		}
		before = length
	}
	return nil
}
