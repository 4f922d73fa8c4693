package query

import (
	"database/sql"
	"time"

	"segpath/data"
)

// slimSegments are the columns of a segment that order a path and sum it up, the number of its interaction, and
// how many segments that has. Of the facts only the stated totals count.
const slimSegments = `SELECT i.n, i.segments, s.seq, s.started_at, s.ended_at, s."event", s.status_from, s.status_to, s.queue_id, s.user_id,
s.by_user_id, s.cause, s.type, CASE WHEN contains(s.facts, '_total_s"') THEN s.facts END AS totals, s.file, s.source_row, s.part, s.ambiguous,
s.duration_stated_us, s.end_derived
FROM segments s JOIN work.ids i USING (interaction_id)`

// slimColumns are the columns of a chunk of slimSegments.
type slimColumns [20]column

// gathered is an interaction with all its segments, in any order.
type gathered struct {
	n        int32 // its number in work.ids
	segments []data.Segment
}

// gathering brings the segments of each interaction together. They lie near each other in the files, or were
// brought near (segmentRows): few interactions are waiting for more at a time.
type gathering struct {
	events  [256]int64 // how many segments of each event
	waiting map[int32][]data.Segment
	words   [7]words
	spare   [][]data.Segment // room that was used before
}

func newGathering() *gathering {
	g := &gathering{waiting: map[int32][]data.Segment{}}
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
		n, count := cols[0].int32(row), int(cols[1].int32(row))
		list, known := g.waiting[n]
		if !known {
			list = g.room(count)
		}
		list = append(list, data.Segment{})
		s := &list[len(list)-1]
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
func (g *gathering) room(count int) []data.Segment {
	for len(g.spare) > 0 {
		list := g.spare[len(g.spare)-1]
		g.spare = g.spare[:len(g.spare)-1]
		if cap(list) >= count {
			return list[:0]
		}
	}
	return make([]data.Segment, 0, max(count, 16))
}

// read fills a segment with one row of slimSegments.
func (g *gathering) read(s *data.Segment, cols *slimColumns, row int) {
	if !cols[2].null(row) {
		s.Seq = data.Some(cols[2].int64(row))
	}
	s.StartedAt, s.EndedAt = cols[3].instant(row), cols[4].instant(row)
	s.Event = data.Other
	if e := cols[5].text(row); len(e) == 1 {
		s.Event = data.Event(e[0])
	}
	s.StatusFrom, s.StatusTo = g.words[0].of(cols[6].text(row)), g.words[0].of(cols[7].text(row))
	s.QueueID, s.UserID = g.words[1].of(cols[8].text(row)), g.words[2].of(cols[9].text(row))
	s.ByUserID = g.words[2].of(cols[10].text(row))
	s.Cause = data.Cause(g.words[3].of(cols[11].text(row)))
	s.Type = g.words[4].of(cols[12].text(row))
	if totals := cols[13].text(row); totals != nil {
		s.Facts = readFacts(sql.NullString{String: string(totals), Valid: true})
	}
	s.File, s.SourceRow, s.Part = int(cols[14].int32(row)), cols[15].int64(row), int(cols[16].int32(row))
	s.Ambiguous = cols[17].bool(row)
	if !cols[18].null(row) {
		s.DurationStated = data.Some(data.Span(cols[18].int64(row)))
	}
	s.EndDerived = cols[19].bool(row)
}

// instant is a row's value in a column of TIMESTAMP; the zero instant for null.
func (c column) instant(row int) time.Time {
	if c.null(row) {
		return time.Time{}
	}
	return time.UnixMicro(c.int64(row)).UTC()
}
