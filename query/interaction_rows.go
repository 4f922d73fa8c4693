package query

import (
	"math"
	"time"

	"segpath/data"
)

// ownRows are what the own rows of a turn's interactions say, as far as a path is summed up by it.
type ownRows struct {
	first  int32 // number of the first
	rows   []ownRow
	said   map[int32]data.Interaction  // made by a format's SQL, of no row: what its path does not say stands
	totals map[int32]map[string]string // stated totals
	kinds  kinds                       // types
}

// kinds numbers texts, each once.
type kinds struct {
	texts []string
	at    map[string]int32
}

func (k *kinds) number(text []byte) int32 {
	n, known := k.at[string(text)]
	if !known {
		n = int32(len(k.texts))
		k.texts = append(k.texts, string(text))
		k.at[string(text)] = n
	}
	return n
}

// ownRow is little, because there is one an interaction.
type ownRow struct {
	segments           int32 // how many the interaction has
	created, completed int64 // microseconds since 1970; noInstant
	there, outbound    bool
	kind               int32 // of its type, in kinds
}

const noInstant = math.MinInt64

// ownRows reads work.base.
func (b *builder) ownRows(c *conn, t turn) (*ownRows, error) {
	all := &ownRows{
		first: t.first, rows: make([]ownRow, t.last-t.first+1), said: map[int32]data.Interaction{}, totals: map[int32]map[string]string{},
		kinds: kinds{at: map[string]int32{}},
	}
	if err := all.countSegments(c, t); err != nil {
		return nil, err
	}
	names := words{}
	err := c.stream(`SELECT b.n, b.created_at, b.completed_at, b.outbound, b.file IS NULL AS made, b.status, b.queue_id, b.user_id,
CASE WHEN contains(b.facts, '_total_s"') THEN b.facts END, b.type FROM work.base b`+t.where("b.n"),
		func(k *chunk) error {
			var cols [10]column
			for n := range cols {
				cols[n] = k.column(n)
			}
			for row := range k.rows {
				n := cols[0].int32(row)
				own := all.row(n)
				own.created, own.completed, own.there, own.outbound = cols[1].micros(row), cols[2].micros(row), true, cols[3].bool(row)
				own.kind = all.kinds.number(cols[9].text(row))
				if cols[4].bool(row) {
					all.said[n] = data.Interaction{
						Status: names.of(cols[5].text(row)), QueueID: names.of(cols[6].text(row)), UserID: names.of(cols[7].text(row)),
					}
				}
				if facts := cols[8].text(row); facts != nil {
					all.totals[n] = readTotals(facts)
				}
			}
			return nil
		})
	return all, err
}

// countSegments reads how many segments each interaction has.
func (o *ownRows) countSegments(c *conn, t turn) error {
	return c.stream("SELECT n, segments FROM work.ids"+t.where("n"), func(k *chunk) error {
		n, segments := k.column(0), k.column(1)
		for row := range k.rows {
			o.row(n.int32(row)).segments = segments.int32(row)
		}
		return nil
	})
}

func (o *ownRows) row(n int32) *ownRow { return &o.rows[n-o.first] }

// interaction is what an interaction's own row says.
func (o *ownRows) interaction(n int32) data.Interaction {
	row := o.row(n)
	in, made := o.said[n]
	in.Derived = made || !row.there
	if !row.there {
		return in
	}
	if !made {
		in.Type = o.kinds.texts[row.kind]
	}
	in.Outbound, in.Facts = row.outbound, o.totals[n]
	in.CreatedAt, in.CompletedAt = microInstant(row.created), microInstant(row.completed)
	return in
}

func microInstant(us int64) time.Time {
	if us == noInstant {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

// micros is a row's value in a column of TIMESTAMP; noInstant for null.
func (c column) micros(row int) int64 {
	if c.null(row) {
		return noInstant
	}
	return c.int64(row)
}
