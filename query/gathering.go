package query

import (
	"math/bits"
	"slices"
	"strings"
	"time"

	"segpath/data"
)

// The columns of a chunk of slimSegments: the number of an interaction, then what orders a path and sums it up.
const (
	slimN = iota
	slimSeq
	slimStartedAt
	slimEndedAt
	slimEvent
	slimStatusFrom
	slimStatusTo
	slimQueueID
	slimUserID
	slimByUserID
	slimCause
	slimType
	slimFacts
	slimFile
	slimSourceRow
	slimPart
	slimAmbiguous
	slimDurationStatedUS
	slimEndDerived
	slimCount
)

// slimNames are the columns of a segment among them, by their place; that of n has none.
var slimNames = [slimCount]string{
	slimSeq:              "seq",
	slimStartedAt:        "started_at",
	slimEndedAt:          "ended_at",
	slimEvent:            "event",
	slimStatusFrom:       "status_from",
	slimStatusTo:         "status_to",
	slimQueueID:          "queue_id",
	slimUserID:           "user_id",
	slimByUserID:         "by_user_id",
	slimCause:            "cause",
	slimType:             "type",
	slimFacts:            "facts",
	slimFile:             "file",
	slimSourceRow:        "source_row",
	slimPart:             "part",
	slimAmbiguous:        "ambiguous",
	slimDurationStatedUS: "duration_stated_us",
	slimEndDerived:       "end_derived",
}

// slimColumns are the columns of a chunk of slimSegments.
type slimColumns [slimCount]column

// slimSegments is the SQL of the segments of a turn with slimNames. Of the facts only the stated totals count.
func (b *builder) slimSegments(t turn) string {
	names := slimNames[slimN+1:]
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = "s." + quoteName(name)
		if name == "facts" {
			list[i] = `CASE WHEN contains(s.facts, '_total_s"') THEN s.facts END`
		}
	}
	if b.gathered {
		return "SELECT s.n, " + strings.Join(list, ", ") + " FROM " + b.segmentsOf(slices.Concat(names, []string{"n"})...) + " s" + t.where("s.n")
	}
	return "SELECT i.n, " + strings.Join(list, ", ") + " FROM " + b.segmentsIn(t, slices.Concat(names, []string{"interaction_id"})...) +
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
		n := cols[slimN].int32(row)
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
	if !cols[slimSeq].null(row) {
		s.Seq = data.Some(cols[slimSeq].int64(row))
	}
	s.StartedAt, s.EndedAt = cols[slimStartedAt].instant(row), cols[slimEndedAt].instant(row)
	s.Event = data.Other
	if e := cols[slimEvent].text(row); len(e) == 1 {
		s.Event = data.Event(e[0])
	}
	s.StatusFrom, s.StatusTo = g.words[0].of(cols[slimStatusFrom].text(row)), g.words[0].of(cols[slimStatusTo].text(row))
	s.QueueID, s.UserID = g.words[1].of(cols[slimQueueID].text(row)), g.words[2].of(cols[slimUserID].text(row))
	s.ByUserID = g.words[2].of(cols[slimByUserID].text(row))
	s.Cause = data.Cause(g.words[3].of(cols[slimCause].text(row)))
	s.Type = g.words[4].of(cols[slimType].text(row))
	if totals := cols[slimFacts].text(row); totals != nil {
		s.Facts = readTotals(totals)
	}
	s.File, s.SourceRow, s.Part = int(cols[slimFile].int32(row)), cols[slimSourceRow].int64(row), int(cols[slimPart].int32(row))
	s.Ambiguous = cols[slimAmbiguous].bool(row)
	if !cols[slimDurationStatedUS].null(row) {
		s.DurationStated = data.Some(data.Span(cols[slimDurationStatedUS].int64(row)))
	}
	s.EndDerived = cols[slimEndDerived].bool(row)
}

// instant is a row's value in a column of TIMESTAMP; the zero instant for null.
func (c column) instant(row int) time.Time {
	if c.null(row) {
		return time.Time{}
	}
	return time.UnixMicro(c.int64(row)).UTC()
}
