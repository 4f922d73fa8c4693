package query

import (
	"fmt"

	"segpath/data"
)

// statedTotals finds out whether talk and hold can only come from stated totals (data.Capability.Totals): no
// step of the export shows them, and it states totals, or its format has no word for a step on hold.
func (b *builder) statedTotals(c *conn) error {
	for _, of := range []struct {
		can      *data.Capability
		step     data.Event
		fact     string
		stepless bool // the format has no such steps
	}{
		{&b.has.Talk, data.Accept, data.TalkTotal, false},
		{&b.has.Hold, data.Hold, data.HoldTotal, !b.format.Names(data.Hold)},
	} {
		if !of.can.Can() {
			continue
		}
		var steps, totals bool
		q := fmt.Sprintf("SELECT EXISTS (SELECT 1 FROM %s WHERE \"event\" = '%c')", b.segmentsOf("event"), of.step)
		if err := c.Row(q, nil, &steps); err != nil {
			return err
		}
		if !steps && !of.stepless {
			q := "SELECT EXISTS (SELECT 1 FROM " + b.segmentsOf("facts") + " WHERE contains(facts, $1)) OR EXISTS (SELECT 1 FROM work.base WHERE contains(facts, $1))"
			if err := c.Row(q, []any{`"` + of.fact + `"`}, &totals); err != nil {
				return err
			}
		}
		of.can.Totals = !steps && (of.stepless || totals)
	}
	return nil
}
