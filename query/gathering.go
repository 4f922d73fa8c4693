package query

import (
	"math/bits"
	"strings"
	"time"

	"segpath/data"
)

// slimNames are the columns of a segment that order a path and sum it up, after the number of its interaction.
var slimNames = []string{
	"seq", "started_at", "ended_at", "event", "status_from", "status_to", "queue_id", "user_id", "by_user_id", "cause", "type", "facts", "file", "source_row",
	"part", "ambiguous", "duration_stated_us", "end_derived",
}

// slimColumns are the columns of a chunk of slimSegments: n and slimNames.
type slimColumns [19]column

// slimSegments is the SQL of the segments of a turn with slimNames. Of the facts only the stated totals count.
func (b *builder) slimSegments(t turn) string {
	list := make([]string, len(slimNames))
	for i, name := range slimNames {
		list[i] = "s." + quoteName(name)
		if name == "facts" {
			list[i] = `CASE WHEN contains(s.facts, '_total_s"') THEN s.facts END`
		}
	}
	if b.gathered {
		return "SELECT s.n, " + strings.Join(list, ", ") + " FROM " + b.segmentsOf(append(slimNames, "n")...) + " s" + t.where("s.n")
	}
	return "SELECT i.n, " + strings.Join(list, ", ") + " FROM " + b.segmentsIn(t, append(slimNames, "interaction_id")...) +
		" s JOIN (SELECT interaction_id, n FROM work.ids" + t.where("n") + ") i USING (interaction_id)"
}

// gathered is an interaction with all its segments, in any order.
type gathered struct {
	n     int32       // its number in work.ids
	steps []data.Step // of which the segments alone are set
}

// gathering brings the segments of each interaction together. They lie near each other in the files, or were
// brought near (segmentRows): at any time only few interactions wait for more.
type gathering struct {
	events  [256]int64 // how many segments of each event
	own     *ownRows   // of this turn
	waiting map[int32][]data.Step
	words   [7]words
	spare   [32][][]data.Step // room that was used before, by the bits of its size
}

func newGathering() *gathering {
	g := &gathering{waiting: map[int32][]data.Step{}}
	for n := range g.words {
		g.words[n] = words{}
	}
	return g
}

// take reads a chunk of slimSegments and hands on the interactions that are complete with it.
func (g *gathering) take(k *chunk, whole func(gathered) error) error {
	var cols slimColumns
	for n := range cols {
		cols[n] = k.column(n)
	}
	for row := range k.rows {
		n := cols[0].int32(row)
		count := int(g.own.row(n).segments)
		list, known := g.waiting[n]
		if !known {
			list = g.room(count)
		}
		list = append(list, data.Step{})
		s := &list[len(list)-1].Segment
		g.read(s, &cols, row)
		g.events[s.Event]++
		if len(list) < count {
			g.waiting[n] = list
			continue
		}
		delete(g.waiting, n)
		if err := whole(gathered{n, list}); err != nil {
			return err
		}
	}
	return nil
}

// room is an empty list for so many segments.
func (g *gathering) room(count int) []data.Step {
	size := sizeOf(count)
	if free := g.spare[size]; len(free) > 0 {
		g.spare[size] = free[:len(free)-1]
		return free[len(free)-1][:0]
	}
	return make([]data.Step, 0, 1<<size)
}

// sizeOf is how many bits a list of so many steps takes: lists are as long as a power of two, to be used again.
func sizeOf(count int) int { return bits.Len(uint(max(count, 16) - 1)) }

// free takes lists that nothing needs any more.
func (g *gathering) free(lists [][]data.Step) {
	for _, list := range lists {
		if size := sizeOf(cap(list)); cap(list) == 1<<size {
			g.spare[size] = append(g.spare[size], list)
		}
	}
}

// read fills a segment with one row of slimSegments.
func (g *gathering) read(s *data.Segment, cols *slimColumns, row int) {
	if !cols[1].null(row) {
		s.Seq = data.Some(cols[1].int64(row))
	}
	s.StartedAt, s.EndedAt = cols[2].instant(row), cols[3].instant(row)
	s.Event = data.Other
	if e := cols[4].text(row); len(e) == 1 {
		s.Event = data.Event(e[0])
	}
	s.StatusFrom, s.StatusTo = g.words[0].of(cols[5].text(row)), g.words[0].of(cols[6].text(row))
	s.QueueID, s.UserID = g.words[1].of(cols[7].text(row)), g.words[2].of(cols[8].text(row))
	s.ByUserID = g.words[2].of(cols[9].text(row))
	s.Cause = data.Cause(g.words[3].of(cols[10].text(row)))
	s.Type = g.words[4].of(cols[11].text(row))
	if totals := cols[12].text(row); totals != nil {
		s.Facts = readTotals(totals)
	}
	s.File, s.SourceRow, s.Part = int(cols[13].int32(row)), cols[14].int64(row), int(cols[15].int32(row))
	s.Ambiguous = cols[16].bool(row)
	if !cols[17].null(row) {
		s.DurationStated = data.Some(data.Span(cols[17].int64(row)))
	}
	s.EndDerived = cols[18].bool(row)
}

// instant is a row's value in a column of TIMESTAMP; the zero instant for null.
func (c column) instant(row int) time.Time {
	if c.null(row) {
		return time.Time{}
	}
	return time.UnixMicro(c.int64(row)).UTC()
}
