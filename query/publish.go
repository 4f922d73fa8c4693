package query

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"

	"segpath/data"
)

// sources are the files as shown, by position.
func (b *builder) sources() []string {
	names := make([]string, len(b.reports))
	for at, r := range b.reports {
		names[at] = r.File
	}
	return names
}

// engine gathers what was built. The instance is open read-only by now.
func (b *builder) engine(ctx context.Context) (*Engine, error) {
	e := &Engine{in: b.in, run: b.run, format: b.format, raw: b.raw, sources: b.sources(), totals: map[string]int64{}}
	err := b.in.with(ctx, func(c *conn) error {
		if err := e.readDirectory(c); err != nil {
			return err
		}
		return e.readCounts(c, b)
	})
	if err != nil {
		return nil, err
	}
	display, err := b.displayZone()
	if err != nil {
		return nil, err
	}
	rejected := b.rejectedRecords()
	var count int64
	for _, at := range slices.Sorted(maps.Keys(b.reports)) {
		e.report.Files = append(e.report.Files, *b.reports[at])
		count += b.reports[at].Rejected
	}
	if count > 0 {
		first := rejected[0]
		b.notices = append([]data.Notice{{
			Kind: data.RejectedRows, Count: count, Source: first.File, SourceRow: first.Row, Places: rejectedPlaces(rejected),
			Text: fmt.Sprintf("%s could not be used; `segpath check` lists them.", plural(count, "row")),
		}}, b.notices...)
	}
	e.report.Format, e.report.RunnerUp, e.report.Reason = b.format.Name, b.detection.RunnerUp, b.detection.Reason
	e.report.Has, e.report.AsOf, e.report.TimeZone = b.has, b.asOf, b.zone.name()
	e.report.ZoneFrom = b.zone.told()
	e.report.RejectedRows, e.report.Notices = rejected, b.notices
	e.export = data.Export{
		Name: b.name(), Sample: b.o.Embedded != nil, Format: b.format.Name, Has: b.has,
		InteractionCount: e.report.InteractionCount, SegmentCount: e.report.SegmentCount,
		TimeZone: display, ZoneAssumed: b.zone.assumed, AsOf: b.asOf, RejectedRows: count, Notices: b.notices,
	}
	return e, nil
}

// rejectedPlaces are the first rejected rows, each once.
func rejectedPlaces(rejected []data.RejectedRow) []data.Place {
	var places []data.Place
	for _, r := range rejected {
		if at := (data.Place{Source: r.File, SourceRow: r.Row}); len(places) < data.MaxPlaces && !slices.Contains(places[max(len(places)-1, 0):], at) {
			places = append(places, at)
		}
	}
	return places
}

// displayZone is where clock times are shown: --display-tz, else the source's zone, else the viewer's.
func (b *builder) displayZone() (*time.Location, error) {
	if b.o.DisplayZone == "" {
		return b.zone.shown(), nil
	}
	at, err := time.LoadLocation(b.o.DisplayZone)
	if err != nil {
		return nil, data.Problemf(data.Usage, "Zones are named as in Europe/Berlin or UTC.", "there is no time zone %q", b.o.DisplayZone)
	}
	return at, nil
}

// readDirectory reads the lookups.
func (e *Engine) readDirectory(c *conn) error {
	e.dir = &data.Directory{Queues: map[string]data.Queue{}, Users: map[string]data.User{}, Accounts: map[string]data.Account{}}
	err := c.each("SELECT queue_id, name, weight, active FROM queues", nil, func(rows *sql.Rows) error {
		var q data.Queue
		var name sql.NullString
		var weight sql.NullFloat64
		var active sql.NullBool
		if err := rows.Scan(&q.ID, &name, &weight, &active); err != nil {
			return err
		}
		q.Name = name.String
		if weight.Valid {
			q.Weight = data.Some(weight.Float64)
		}
		if active.Valid {
			q.Active = data.Some(active.Bool)
		}
		e.dir.Queues[q.ID] = q
		return nil
	})
	if err != nil {
		return err
	}
	err = c.each("SELECT user_id, name, title, email, team FROM users", nil, func(rows *sql.Rows) error {
		var id string
		var name, title, email, team sql.NullString
		if err := rows.Scan(&id, &name, &title, &email, &team); err != nil {
			return err
		}
		e.dir.Users[id] = data.User{ID: id, Name: name.String, Title: title.String, Email: email.String, Team: team.String}
		return nil
	})
	if err != nil {
		return err
	}
	return c.each("SELECT account_id, name, time_zone FROM accounts", nil, func(rows *sql.Rows) error {
		var id string
		var name, zone sql.NullString
		if err := rows.Scan(&id, &name, &zone); err != nil {
			return err
		}
		e.dir.Accounts[id] = data.Account{ID: id, Name: name.String, TimeZone: zone.String}
		return nil
	})
}

// readCounts takes over the counts of the whole export.
func (e *Engine) readCounts(c *conn, b *builder) error {
	e.report.Events = map[string]int64{}
	for event, n := range b.counted {
		if n > 0 {
			e.report.Events[data.Event(event).String()] = n
			e.report.SegmentCount += n
		}
	}
	return c.row("SELECT count(*) FROM interactions", nil, &e.report.InteractionCount)
}
