package query

import (
	"math"
	"time"

	"segpath/data"
)

// ownRows are what the interactions' own rows say, as far as a path is summed up by it, by number.
type ownRows struct {
	rows   []ownRow
	counts []int32                     // of segments
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
	created, completed int64 // microseconds since 1970; noInstant
	there, outbound    bool
	kind               int32 // of its type, in kinds
}

const noInstant = math.MinInt64

// ownRows reads work.base.
func (b *builder) ownRows(c *conn) (*ownRows, error) {
	counts, err := countSegments(c)
	if err != nil {
		return nil, err
	}
	all := &ownRows{
		rows: make([]ownRow, len(counts)), counts: counts, said: map[int32]data.Interaction{}, totals: map[int32]map[string]string{},
		kinds: kinds{at: map[string]int32{}},
	}
	names := words{}
	err = c.stream(`SELECT b.n, b.created_at, b.completed_at, b.outbound, b.file IS NULL AS made, b.status, b.queue_id, b.user_id,
CASE WHEN contains(b.facts, '_total_s"') THEN b.facts END, b.type FROM work.base b`,
		func(k *chunk) error {
			var cols [10]column
			for n := range cols {
				cols[n] = k.column(n)
			}
			for row := range k.rows {
				n := cols[0].int32(row)
				all.rows[n] = ownRow{created: cols[1].micros(row), completed: cols[2].micros(row), there: true, outbound: cols[3].bool(row)}
				all.rows[n].kind = all.kinds.number(cols[9].text(row))
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

// countSegments tells how many segments each interaction has; the first is number 1.
func countSegments(c *conn) ([]int32, error) {
	var most int64
	if err := c.row("SELECT count(*) FROM work.ids", nil, &most); err != nil {
		return nil, err
	}
	counts := make([]int32, most+1)
	err := c.stream("SELECT n, segments FROM work.ids", func(k *chunk) error {
		n, segments := k.column(0), k.column(1)
		for row := range k.rows {
			counts[n.int32(row)] = segments.int32(row)
		}
		return nil
	})
	return counts, err
}

// interaction is what an interaction's own row says.
func (o *ownRows) interaction(n int32) data.Interaction {
	row := o.rows[n]
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
