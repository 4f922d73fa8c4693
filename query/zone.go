package query

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"segpath/data"
)

// zone is the source zone: what instants without an offset are read in.
type zone struct {
	at        *time.Location
	from      string        // who said it, in a few words
	assumed   bool          // nobody said it: it is the viewer's
	unknown   []string      // zones that were named, as clauses, and that nobody knows
	byAccount *accountZones // nil unless accounts of several zones tell their interactions' zones; at is for the rest
}

// learns tells whether the source zone is to be learnt from UTC twins: where nobody says it.
func (z zone) learns() bool { return z.assumed }

// findZone finds the source zone: --tz, else the account's time_zone, else the configured zone, else
// the viewer's, assumed, unless it can be learnt (learnZone).
func (b *builder) findZone(c *conn) error {
	if b.o.TimeZone != "" {
		at, err := data.ZoneNamed(b.o.TimeZone)
		if err != nil {
			return data.Problemf(data.Usage, "Zones are named as in Europe/Berlin or UTC; --tz sets one.", "there is no time zone %q", b.o.TimeZone)
		}
		b.zone = zone{at: at, from: "from --tz"}
		return nil
	}
	b.zone = zone{at: viewersZone(), from: "this machine's", assumed: true}
	if b.o.ConfigZone != "" {
		b.zone.named(b.o.ConfigZone, "the configured zone")
	}
	return b.findAccountZones(c)
}

// named takes a zone by its name. An unknown one does not stop the opening: it is reported.
func (z *zone) named(name, whose string) {
	at, err := data.ZoneNamed(name)
	if err != nil {
		z.unknown = append(z.unknown, fmt.Sprintf("%s, %q, is not a known name", whose, name))
		return
	}
	z.at, z.from, z.assumed = at, whose, false
}

// assumedZone notes the instants that were read in a zone that nobody stated, and zones that nobody knows.
func (b *builder) assumedZone(c *conn) error {
	n, err := b.withoutZone(c)
	if err != nil {
		return err
	}
	text := fmt.Sprintf("%s without an offset: read in this machine's zone, %s. --tz sets another.", plural(n, "instant"), b.zone.at)
	if !b.zone.assumed {
		text, n = "Zones are named as in Europe/Berlin or UTC.", min(n, int64(len(b.zone.unknown)))
	}
	if b.zone.assumed && n == 0 {
		b.zone.assumed, b.zone.from = false, "no instant is without an offset"
	}
	for _, unknown := range b.zone.unknown {
		text += " " + strings.ToUpper(unknown[:1]) + unknown[1:] + "."
	}
	b.notice(data.Notice{Kind: data.AssumedZone, Count: n, Text: text})
	return nil
}

// withoutZone counts the instants that were read in the zone of last resort.
func (b *builder) withoutZone(c *conn) (int64, error) {
	var total int64
	for _, t := range b.raw {
		for _, raw := range t.columns {
			r := b.readings[readingKey{t, raw.name}]
			if r == nil || r.unread || r.utc || r.bare == 0 {
				continue
			}
			n, err := b.withoutAccount(c, t, raw, r)
			if err != nil {
				return 0, err
			}
			if n, err = b.withoutEpoch(c, t, raw, n); err != nil {
				return 0, err
			}
			total += n
		}
	}
	return total, nil
}

// withoutEpoch is how many of a column's n instants without an offset are read at all: where another column
// tells seconds since 1970 (format.Column.Epoch), those of its empty cells.
func (b *builder) withoutEpoch(c *conn, t *rawTable, raw rawColumn, n int64) (int64, error) {
	col, ok := t.table.Column(raw.as)
	if _, there := t.column(col.Epoch); !ok || col.Epoch == "" || !there {
		return n, nil
	}
	var epoch bool
	var left int64
	q := fmt.Sprintf("SELECT coalesce(min(%[1]s) >= 1e9 AND max(%[1]s) < 1e11, false), count(*) FILTER (%[1]s IS NULL AND %[2]s IS NOT NULL) FROM %[3]s",
		quoteName(col.Epoch), quoteName(col.Name), b.staged(t.table.Name))
	if err := c.Row(q, nil, &epoch, &left); err != nil || !epoch {
		return n, err
	}
	return min(n, left), nil
}

// viewersZone is this machine's zone, under its name where the system tells it: "Local" says nothing in a report.
func viewersZone() *time.Location {
	name, set := os.LookupEnv("TZ")
	if !set {
		target, err := filepath.EvalSymlinks("/etc/localtime")
		if err != nil {
			return time.Local
		}
		_, name, _ = strings.Cut(filepath.ToSlash(target), "/zoneinfo/")
	}
	if at, err := time.LoadLocation(strings.TrimPrefix(name, ":")); err == nil && (set || name != "") {
		return at
	}
	return time.Local
}

// change is one of a zone's clocks: at an instant its offset becomes another, in seconds.
type change struct {
	at            time.Time
	before, after int
}

// changes are those of the zone about the wall clocks from and to, and the offset before the first.
func (z zone) changes(from, to time.Time) (offset int, all []change) {
	t, end := within(from.Add(-48*time.Hour)), within(to.Add(48*time.Hour))
	_, offset = t.In(z.at).Zone()
	before := offset
	for t.Before(end) {
		_, next := t.In(z.at).ZoneBounds()
		if next.IsZero() || next.After(end) {
			break
		}
		if !next.After(t) { // on the last day of a leap year, where a rule goes on for ever, Go 1.26 ends at the day itself
			t = t.Add(24 * time.Hour)
			continue
		}
		_, after := next.In(z.at).Zone()
		if after != before {
			all = append(all, change{next.UTC(), before, after})
		}
		before, t = after, next
	}
	return offset, all
}

// utc is the SQL that reads local, a TIMESTAMP in the zone, as UTC. In the repeated hour it is the
// first pass; an instant in the missing hour goes forward: both keep the offset from before.
func (z zone) utc(local string, from, to time.Time) string {
	offset, all := z.changes(from, to)
	if len(all) == 0 {
		if offset == 0 {
			return local
		}
		return fmt.Sprintf("(%s - to_seconds(%d))", local, offset)
	}
	return fmt.Sprintf("(%s - to_seconds(%s))", local, offsetAt(local, offset, all, func(c change) time.Time {
		return c.at.Add(time.Duration(max(c.before, c.after)) * time.Second)
	}))
}

// maxChanges is how many changes are written as one CASE, which names the instant once for each; what is to 2100, where
// a year 9999 ends, is 150.
const maxChanges = 16

// offsetAt is the SQL of the offset at x, in seconds: first up to the first change, each of which is taken to be when from says.
func offsetAt(x string, first int, all []change, from func(change) time.Time) string {
	if len(all) > maxChanges {
		starts, offsets := make([]string, len(all)), []string{fmt.Sprint(first)}
		for n, c := range all {
			starts[n], offsets = sqlInstant(from(c)), append(offsets, fmt.Sprint(c.after))
		}
		return fmt.Sprintf("([%s])[1 + len(list_filter([%s], lambda s: s <= %s))]", strings.Join(offsets, ", "), strings.Join(starts, ", "), x)
	}
	sql, offset := "CASE", first
	for _, c := range all {
		sql += fmt.Sprintf(" WHEN %s < %s THEN %d", x, sqlInstant(from(c)), c.before)
		offset = c.after
	}
	return fmt.Sprintf("%s ELSE %d END", sql, offset)
}

// within keeps an instant in the years for which zones say anything: a year 9999 is somebody's "never".
func within(t time.Time) time.Time {
	first, last := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	switch {
	case t.Before(first):
		return first
	case t.After(last):
		return last
	}
	return t
}
