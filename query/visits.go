package query

import (
	"database/sql/driver"

	"segpath/data"
)

// stays makes the tables of the visits to queues and of the changes of status, as they were summed up: by the number
// of their interaction, since its id would be most of what they hold.
func (b *builder) stays(c *conn) error {
	for _, table := range []string{"stay", "change"} {
		if err := c.exec("CREATE TABLE " + table + "s AS FROM work." + table + "_rows"); err != nil {
			return err
		}
	}
	return nil
}

// addStays writes a path's stays.
func (w *digests) addStays(d *digested) error {
	last := ""
	for n := range d.digest.Stays {
		s := &d.digest.Stays[n]
		ended, from := word(""), word("")
		if s.Ended != 0 {
			ended = string(rune(s.Ended))
		}
		if s.QueueID != "" {
			if last != s.QueueID {
				from = word(last)
			}
			last = s.QueueID
		}
		if err := w.stays.AppendRow(d.n, word(s.QueueID), micros(s.Seconds), s.Running, ended, from, s.PingPong); err != nil {
			return err
		}
	}
	return nil
}

// addChanges writes a path's changes of status.
func (w *digests) addChanges(d *digested) error {
	before := data.None[data.Span]()
	for n, c := range d.digest.Changes {
		length, running := d.path.Lasted(d.digest.Changes, n)
		if err := w.changes.AppendRow(d.n, word(c.From), c.To, micros(length), micros(before), running); err != nil {
			return err
		}
		before = length
	}
	return nil
}

// ringDetails are the columns of work.ring_rows from place on.
func ringDetails(r *data.Ring) []driver.Value {
	return []driver.Value{
		int32(r.Order), int32(r.Step), int32(r.OutcomeStep), word(string(r.Cause)), r.Again, int32(r.Group), micros(r.DeadAirAfter),
		word(r.AnsweredBy), micros(r.AnsweredAfter),
	}
}
