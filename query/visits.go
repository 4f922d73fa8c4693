package query

import "segpath/data"

// visits makes the tables of the rings, of the stays in queues and of the changes of status, as they were summed up: by
// the number of their interaction, since its id would be most of what they hold.
func (b *builder) visits(c *conn) error {
	for _, table := range []string{"ring", "stay", "change"} {
		if err := c.exec("CREATE TABLE " + table + "s AS FROM work." + table + "_rows"); err != nil {
			return err
		}
	}
	return nil
}

// addStays writes a path's stays.
func (w *digests) addStays(d *digested) error {
	last, t := "", w.stays
	for n := range d.digest.Stays {
		s := &d.digest.Stays[n]
		from := ""
		if s.QueueID != "" {
			if last != s.QueueID {
				from = last
			}
			last = s.QueueID
		}
		t.int32(d.n)
		t.text(s.QueueID)
		t.span(s.Seconds)
		t.bool(s.Running)
		t.event(s.Ended)
		t.text(from)
		t.bool(s.PingPong)
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
