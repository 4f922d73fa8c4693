package query

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"segpath/data"
	"segpath/data/format"
	"segpath/query/files"
)

// turnedClocks settles the instants of a table that stand in an hour that the clocks show twice: the
// first pass, unless that puts the row before the one that precedes it by seq, else by file and row,
// within its interaction. Of a row's later columns none comes before its earlier ones. These
// instants and those in an hour that the clocks leave out, which were read forward, are reported.
func (b *builder) turnedClocks(c *conn, table *format.Table) error {
	found, err := b.findTurned(c, table)
	if err != nil || !found {
		return err
	}
	var earlier []string
	for _, col := range table.Columns {
		if col.Type != format.Instant {
			continue
		}
		if err := b.secondPass(c, table, col, earlier); err != nil {
			return err
		}
		if err := b.noteTurned(c, table, col); err != nil {
			return err
		}
		earlier = append(earlier, "w."+quoteName(col.Name))
	}
	return c.Exec("DROP TABLE work.turned")
}

// findTurned makes work.turned, one row an instant in such an hour: which row of the table and which column,
// when the clocks were turned, and how long the two passes are apart; 0 for the missing hour. Where no
// clock was turned in what a column spans it costs nothing.
func (b *builder) findTurned(c *conn, table *format.Table) (bool, error) {
	found := false
	for grp, t := range b.raw {
		if t.table != table {
			continue
		}
		for _, col := range table.Columns {
			raw, there := t.columnOf(col)
			r := b.readings[readingKey{t, raw.name}]
			if local, fills := b.gapsOf(t, col); fills != nil {
				raw, r = local, fills
			}
			if !there || col.Type != format.Instant || r == nil || r.utc || r.bare == 0 {
				continue
			}
			windows := b.windows(t, r)
			some, err := b.candidates(c, table, grp, col, windows)
			if err != nil {
				return false, err
			}
			if !some {
				continue
			}
			if !found {
				found = true
				if err := c.Exec("CREATE TABLE work.turned (grp INTEGER, rid BIGINT, col VARCHAR, turn BIGINT, apart INTEGER, again BOOLEAN)"); err != nil {
					return false, err
				}
			}
			if err := c.Exec(b.turnedRows(t, grp, raw, r, col, windows)); err != nil {
				return false, err
			}
		}
	}
	return found, nil
}

// window is a time of day that the clocks of a zone, numbered as in accountZones, show twice or never.
type window struct {
	change
	zone     int // -1: the zone of the rest
	from, to time.Time
}

// windows are those that a column's wall clocks span.
func (b *builder) windows(t *rawTable, r *reading) []window {
	zones := map[int]zone{-1: b.zone}
	if b.zoneJoin(t) != "" {
		for n, at := range b.zone.byAccount.zones {
			zones[n] = zone{at: at}
		}
	}
	var all []window
	for n, z := range zones {
		_, changes := z.changes(r.from, r.to)
		for _, ch := range changes {
			w := window{
				change: ch, zone: n,
				from: ch.at.Add(time.Duration(min(ch.before, ch.after)) * time.Second), to: ch.at.Add(time.Duration(max(ch.before, ch.after)) * time.Second),
			}
			if !w.from.After(r.to) && w.to.After(r.from) && ch.before != ch.after {
				all = append(all, w)
			}
		}
	}
	slices.SortFunc(all, func(a, b window) int { return a.at.Compare(b.at) })
	return all
}

// staged is where the window's instants stand as they were staged, with the offset from before.
func (w window) staged() (from, to time.Time) {
	before := -time.Duration(w.before) * time.Second
	return w.from.Add(before), w.to.Add(before)
}

// candidates tells whether any staged instant of a column stands in one of the windows.
func (b *builder) candidates(c *conn, table *format.Table, grp int, col format.Column, windows []window) (bool, error) {
	if len(windows) == 0 {
		return false, nil
	}
	var some bool
	err := c.Row(fmt.Sprintf("SELECT count(*) > 0 FROM %s WHERE grp = %d AND (%s)", b.staged(table.Name), grp, anyWindow(quoteName(col.Name), windows)), nil, &some)
	return some, err
}

func anyWindow(x string, windows []window) string {
	var in []string
	for _, w := range windows {
		from, to := w.staged()
		in = append(in, fmt.Sprintf("%s >= %s AND %s < %s", x, sqlInstant(from), x, sqlInstant(to)))
	}
	return strings.Join(in, " OR ")
}

// turnedRows is the SQL that adds a column's instants to work.turned.
func (b *builder) turnedRows(t *rawTable, grp int, raw rawColumn, r *reading, col format.Column, windows []window) string {
	join := b.zoneJoin(t)
	at, apart := "CASE", "CASE"
	for _, w := range windows {
		in := fmt.Sprintf(" WHEN wall >= %s AND wall < %s", sqlInstant(w.from), sqlInstant(w.to))
		if join != "" {
			in += fmt.Sprintf(" AND coalesce(zone, -1) = %d", w.zone)
		}
		at += fmt.Sprintf("%s THEN %d", in, w.at.Unix())
		apart += fmt.Sprintf("%s THEN %d", in, max(w.before-w.after, 0))
	}
	zone := "-1"
	if join != "" {
		zone = "zn.zone"
	}
	near := fmt.Sprintf("r.rowid IN (SELECT rid FROM %s WHERE grp = %d AND (%s))", b.staged(t.table.Name), grp, anyWindow(quoteName(col.Name), windows))
	return fmt.Sprintf(`INSERT INTO work.turned SELECT %d, rid, %s, turn, apart, false
FROM (SELECT rid, %s END AS turn, %s END AS apart FROM (SELECT r.rowid AS rid, %s AS wall, %s AS zone FROM %s%s)) WHERE turn IS NOT NULL`,
		grp, files.SQLString(col.Name), at, apart, r.inGaps(r.wall(raw)), zone, b.rowsWhere(t, near), join)
}

// secondPass finds the instants of a column that are of the second pass, and moves them there. In a row of
// instants of one repeated hour all are, from the first that would stand before the one that precedes it.
func (b *builder) secondPass(c *conn, table *format.Table, col format.Column, earlier []string) error {
	x := "w." + quoteName(col.Name)
	second := fmt.Sprintf("SELECT w.grp, w.rid FROM %s w JOIN work.turned k ON k.grp = w.grp AND k.rid = w.rid AND k.col = %s AND k.apart > 0 WHERE %s < greatest(%s)",
		b.staged(table.Name), files.SQLString(col.Name), x, strings.Join(append([]string{"NULL"}, earlier...), ", "))
	if len(earlier) == 0 {
		second = fmt.Sprintf(`WITH path AS (
    SELECT w.grp, w.rid, w.%[2]s AS id, %[3]s AS t, k.turn, row_number() OVER (PARTITION BY w.%[2]s ORDER BY %[4]s w.file, w.source_row, w.part) AS n
    FROM (SELECT *, %[5]s AS ordered FROM %[1]s WHERE %[2]s IN (SELECT %[2]s FROM %[1]s JOIN work.turned USING (grp, rid) WHERE col = %[6]s AND apart > 0)) w
    LEFT JOIN work.turned k ON k.grp = w.grp AND k.rid = w.rid AND k.col = %[6]s AND k.apart > 0
    WHERE %[3]s IS NOT NULL
), beside AS (
    SELECT *, lag(t) OVER (PARTITION BY id ORDER BY n) AS before, turn IS DISTINCT FROM lag(turn) OVER (PARTITION BY id ORDER BY n) AS other FROM path
), run AS (
    SELECT *, count(*) FILTER (other) OVER (PARTITION BY id ORDER BY n) AS run FROM beside
)
SELECT grp, rid FROM (SELECT *, bool_or(t < before) OVER (PARTITION BY id, run ORDER BY n) AS again FROM run) WHERE turn IS NOT NULL AND again`,
			b.staged(table.Name), quoteName(table.ID()), x, seqOrder(table), allSeq(table), files.SQLString(col.Name))
	}
	if err := b.own(c, b.staged(table.Name)); err != nil {
		return err
	}
	for _, q := range []string{
		"CREATE TABLE work.again AS " + second,
		fmt.Sprintf("UPDATE work.turned k SET again = true FROM work.again s WHERE s.grp = k.grp AND s.rid = k.rid AND k.col = %s AND k.apart > 0", files.SQLString(col.Name)),
		fmt.Sprintf("UPDATE %s w SET %s = %s + to_seconds(k.apart) FROM work.turned k WHERE k.grp = w.grp AND k.rid = w.rid AND k.col = %s AND k.again",
			b.staged(table.Name), quoteName(col.Name), x, files.SQLString(col.Name)),
		"DROP TABLE work.again",
	} {
		if err := c.Exec(q); err != nil {
			return err
		}
	}
	return nil
}

// allSeq holds where every row of an interaction has a seq: then it orders them, else file and row do.
func allSeq(table *format.Table) string {
	if seq, ok := table.Column("seq"); !ok || seq.Type != format.Integer {
		return "false"
	}
	return "count(seq) OVER (PARTITION BY " + quoteName(table.ID()) + ") = count(*) OVER (PARTITION BY " + quoteName(table.ID()) + ")"
}

func seqOrder(table *format.Table) string {
	if seq, ok := table.Column("seq"); !ok || seq.Type != format.Integer {
		return ""
	}
	return "CASE WHEN w.ordered THEN w.seq END,"
}

// noteTurned notes a column's instants in repeated and in missing hours.
func (b *builder) noteTurned(c *conn, table *format.Table, col format.Column) error {
	q := fmt.Sprintf(`SELECT k.apart > 0, count(*), count(*) FILTER (k.again), %s
FROM work.turned k JOIN %s w ON k.grp = w.grp AND k.rid = w.rid WHERE k.col = %s GROUP BY 1 ORDER BY 1 DESC`, firstPlaces("NULL::VARCHAR", "w.file", "w.source_row"), b.staged(table.Name), files.SQLString(col.Name))
	return c.Each(q, nil, func(rows *sql.Rows) error {
		var repeated bool
		var n, second int64
		var places any
		if err := rows.Scan(&repeated, &n, &second, &places); err != nil {
			return err
		}
		text := fmt.Sprintf("%s of %s in %s in an hour that the clocks of %s left out: read as if they had not been turned yet.",
			plural(n, "instant"), col.Name, table.Name, b.zone.name())
		if repeated {
			text = fmt.Sprintf("%s of %s in %s in an hour that the clocks of %s showed twice: %d read as the second time, since it would otherwise come before what precedes it; %d as the first.",
				plural(n, "instant"), col.Name, table.Name, b.zone.name(), second, n-second)
		}
		b.notice(placed(data.Notice{Kind: data.RepeatedHour, Count: n, Text: text}, b.placesOf(places)))
		return nil
	})
}
