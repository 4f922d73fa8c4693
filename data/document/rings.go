package document

import (
	"iter"
	"strings"

	"segpath/data"
)

// Rings is one line a ring in order of time, read while they are written.
type Rings struct {
	Has   data.Has
	Total int64
	Rows  iter.Seq2[*data.RingRow, error]
	Next  func() string // asked after the last row: the cursor of what follows; empty at the end

	Filtered bool // a filter says of which interactions, or which rings
	Look
}

// nobodyRung is what a table of rings, or of who got them, says without any.
func nobodyRung(filtered bool) []block {
	if filtered {
		return []block{{lines: []string{"No ring is in what the filter selects."}}}
	}
	return []block{{lines: []string{"Nobody was rung in this export."}}}
}

func (d Rings) object() object {
	return object{{"has", hasRecord(d.Has)}, {"total", d.Total}, {"rings", d.recordSeq()}, {"next", d.Next}}
}

func (d Rings) records() records {
	return records{ringRowRecord(new(data.RingRow)).names(), d.recordSeq()}
}

func (d Rings) recordSeq() recordSeq {
	return func(yield func(record, error) bool) {
		for row, err := range d.Rows {
			var r record
			if err == nil {
				r = ringRowRecord(row)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// ringRowRecord is a ring as the path has it, under the id of its interaction.
func ringRowRecord(r *data.RingRow) record {
	return append(record{{"interaction_id", r.InteractionID}}, ringRecord(&r.Ring, r.User, r.Queue, r.Hint())...)
}

func (d Rings) blocks() []block {
	if d.Total == 0 {
		return nobodyRung(d.Filtered)
	}
	return []block{{heads: []head{
		{"time", false}, {"interaction", false}, {"ring", true}, {"user", false}, {"queue", false}, {"response", false}, {"rang", true},
		{"dead air after", true}, {"remarks", false},
	}, rows: readRows(d.Rows, d.cells)}}
}

func (d Rings) cells(r *data.RingRow) []string {
	return []string{
		d.or(d.instant(r.At)), r.InteractionID, whole(int64(r.Order)), d.or(r.Label), r.Queue, data.OutcomeWord(r.Outcome),
		d.soFar(r.Seconds, r.Running), d.span(r.DeadAirAfter), ringRemarks(&r.Ring, r.Hint()),
	}
}

// ringRemarks says what the columns do not: why it ended, rung again, together with others, and doubts.
func ringRemarks(r *data.Ring, hint string) string {
	parts := []string{strings.ReplaceAll(string(r.Cause), "_", " ")}
	if r.Again {
		parts = append(parts, "rung again")
	}
	if r.Group > 0 {
		parts = append(parts, "together, group "+whole(int64(r.Group)))
	}
	return join(append(parts, hint)...)
}
