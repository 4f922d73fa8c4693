package query

import (
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"segpath/data/format"
)

// offsetRun is a time in which local columns were ahead of their UTC twins by one offset.
type offsetRun struct {
	first, last time.Time
	offset      int // seconds
}

// With more changes of the offset, or more offsets, they are not those of a zone.
const (
	maxRuns    = 400
	maxOffsets = 8
)

// learnZone learns the source's offset from the local columns that have a UTC twin, where nobody says the
// zone: every instant has the offset of the nearest pair.
func (b *builder) learnZone(c *conn) error {
	if !b.zone.learns() {
		return nil
	}
	var pairs []string
	for _, t := range b.raw {
		for _, col := range t.table.Columns {
			if pair := b.pairs(t, col); pair != "" {
				pairs = append(pairs, pair)
			}
		}
	}
	if len(pairs) == 0 {
		return nil
	}
	runs, err := offsetRuns(c, strings.Join(pairs, " UNION ALL "))
	if err != nil || len(runs) == 0 || len(runs) > maxRuns {
		return err
	}
	at, err := learntZone(runs)
	if at == nil && err == nil {
		return nil
	}
	if err != nil {
		return fmt.Errorf("make a zone of the offsets of UTC columns: %w", err)
	}
	b.zone.at, b.zone.from, b.zone.assumed = at, "learnt from columns in UTC", false
	return nil
}

// pairs is the SQL of a column's wall clocks and their twins; empty where there are none.
func (b *builder) pairs(t *rawTable, col format.Column) string {
	raw, there := t.column(col.Name)
	if !there || !t.hasTwin(col) {
		return ""
	}
	twin, _ := t.column(col.UTC)
	r := b.readings[readingKey{t, raw.name}]
	if r.bare == 0 {
		return ""
	}
	return "SELECT " + b.instant(t, twin) + " AS utc, " + r.wall(raw) + " AS wall FROM " + b.rows(t)
}

// offsetRuns finds the runs of equal offsets, in the order of time. Offsets are quarters of an hour, no
// more than 15 hours; a pair that is a minute off such a one says nothing.
func offsetRuns(c *conn, pairs string) ([]offsetRun, error) {
	var runs []offsetRun
	q := `WITH pairs AS (
    SELECT utc, epoch(wall) - epoch(utc) AS ahead FROM (` + pairs + `) WHERE isfinite(utc) AND isfinite(wall)
), hours AS (
    SELECT CAST(round(ahead / 900) * 900 AS INTEGER) AS off, min(utc) AS first, max(utc) AS last FROM pairs
    WHERE abs(ahead) <= 54000 AND abs(ahead - round(ahead / 900) * 900) <= 60 GROUP BY off, date_trunc('hour', utc)
), counted AS (
    SELECT *, count(*) FILTER (off IS DISTINCT FROM before) OVER (ORDER BY first, last, off) AS run
    FROM (SELECT *, lag(off) OVER (ORDER BY first, last, off) AS before FROM hours)
)
SELECT any_value(off), min(first), max(last) FROM counted GROUP BY run ORDER BY run LIMIT ` + fmt.Sprint(maxRuns+1)
	err := c.Each(q, nil, func(rows *sql.Rows) error {
		var r offsetRun
		err := rows.Scan(&r.offset, &r.first, &r.last)
		runs = append(runs, r)
		return err
	})
	return runs, err
}

// learntZone is a zone of such offsets: each change stands half-way between the pairs on its sides. It is
// called by its offsets: "UTC+01:00/UTC+02:00". Nil where there are too many for one zone.
func learntZone(runs []offsetRun) (*time.Location, error) {
	var offsets []int
	var names []string
	for _, r := range runs {
		if !slices.Contains(offsets, r.offset) {
			offsets = append(offsets, r.offset)
			names = append(names, offsetName(r.offset))
		}
	}
	if len(offsets) > maxOffsets {
		return nil, nil
	}
	// The TZif format (RFC 9636), version 2: an empty block for 32 bits, then one for 64, then no rule for later.
	block := func(changes, kinds, letters int) []byte {
		head := append([]byte("TZif2"), make([]byte, 15)...)
		for _, n := range []int{0, 0, 0, changes, kinds, letters} {
			head = binary.BigEndian.AppendUint32(head, uint32(n))
		}
		return head
	}
	letters := strings.Join(names, "\x00") + "\x00"
	zif := append(block(0, 0, 0), block(len(runs)-1, len(offsets), len(letters))...)
	for n := 1; n < len(runs); n++ {
		before, after := runs[n-1].last, runs[n].first
		zif = binary.BigEndian.AppendUint64(zif, uint64(before.Add(after.Sub(before)/2).Unix()))
	}
	for _, r := range runs[1:] {
		zif = append(zif, byte(slices.Index(offsets, r.offset)))
	}
	for n, offset := range offsets {
		zif = binary.BigEndian.AppendUint32(zif, uint32(int32(offset)))
		zif = append(zif, 0, byte(strings.Index(letters, names[n])))
	}
	zif = append(append(zif, letters...), "\n\n"...)
	return time.LoadLocationFromTZData(strings.Join(names, "/"), zif)
}

// offsetName is how an offset of seconds is written: UTC+05:30.
func offsetName(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("UTC%c%02d:%02d", sign, seconds/3600, seconds/60%60)
}
