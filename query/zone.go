package query

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"segpath/data"
)

// zone is the source zone: what instants without an offset are read in.
type zone struct {
	at      *time.Location
	assumed bool   // nobody said it: it is the viewer's
	unknown string // the account's, where nobody knows a zone of that name
}

// findZone follows MODEL's precedence: --tz, else the account's time_zone, else the configured zone, else the
// viewer's, assumed.
func (b *builder) findZone(c *conn) error {
	name := b.o.TimeZone
	if name == "" {
		var err error
		if name, err = b.accountZone(c); err != nil {
			return err
		}
	}
	if name == "" {
		name = b.o.ConfigZone
	}
	if name == "" {
		b.zone = zone{at: viewersZone(), assumed: true}
		return nil
	}
	at, err := time.LoadLocation(name)
	if err != nil && b.o.TimeZone == "" { // a zone that only the export's own centre knows is no reason not to open
		b.zone = zone{at: viewersZone(), assumed: true, unknown: name}
		return nil
	}
	if err != nil {
		return data.Problemf(data.Usage, "Zones are named as in Europe/Berlin or UTC; --tz sets one.", "there is no time zone %q", name)
	}
	b.zone = zone{at: at}
	return nil
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

// accountZone is the time_zone that all accounts of the export share; none where they differ.
func (b *builder) accountZone(c *conn) (string, error) {
	zones := map[string]bool{}
	for _, t := range b.raw {
		col, ok := t.column("time_zone")
		if !ok || t.table.Name != "accounts" {
			continue
		}
		q := "SELECT DISTINCT trim(CAST(" + quoteName(col.name) + " AS VARCHAR)) FROM " + t.sql() + " LIMIT 1000"
		err := c.each(q, nil, func(rows *sql.Rows) error {
			var name sql.NullString
			err := rows.Scan(&name)
			zones[name.String] = true
			return err
		})
		if err != nil {
			return "", err
		}
	}
	delete(zones, "")
	if len(zones) != 1 {
		return "", nil
	}
	for name := range zones {
		return name, nil
	}
	return "", nil
}

// utc is the SQL that reads local, a TIMESTAMP in the zone, as UTC. In the repeated hour it is the
// first pass; an instant in the missing hour goes forward (MODEL, "Time"): both keep the offset from before.
func (z zone) utc(local string, from, to time.Time) string {
	type piece struct {
		until  string
		offset int
	}
	var pieces []piece
	t, end := within(from.Add(-48*time.Hour)), within(to.Add(48*time.Hour))
	_, offset := t.In(z.at).Zone()
	for t.Before(end) {
		_, next := t.In(z.at).ZoneBounds()
		if next.IsZero() || next.After(end) {
			break
		}
		_, after := next.In(z.at).Zone()
		boundary := next.Add(time.Duration(max(offset, after)) * time.Second).UTC()
		pieces = append(pieces, piece{boundary.Format("2006-01-02 15:04:05"), offset})
		offset, t = after, next
	}
	if len(pieces) == 0 && offset == 0 {
		return local
	}
	var sql strings.Builder
	sql.WriteString("(" + local + " - to_seconds(CASE")
	for _, p := range pieces {
		fmt.Fprintf(&sql, " WHEN %s < TIMESTAMP '%s' THEN %d", local, p.until, p.offset)
	}
	if len(pieces) == 0 {
		return fmt.Sprintf("(%s - to_seconds(%d))", local, offset)
	}
	fmt.Fprintf(&sql, " ELSE %d END))", offset)
	return sql.String()
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
