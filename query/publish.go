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

// document gathers what was built, beside its tables.
func (b *builder) document(c *conn) (*kept, error) {
	shown := b.zone.shown()
	k := &kept{Sources: b.sources(), Raw: keptTables(b.raw), Near: b.viewed != nil, Zone: shown.String(), ZoneAssumed: b.zone.assumed}
	_, k.Offset = time.Unix(0, 0).In(shown).Zone()
	r := &k.Report
	if err := b.readCounts(c, r); err != nil {
		return nil, err
	}
	rejected := b.rejectedRecords()
	for _, at := range slices.Sorted(maps.Keys(b.reports)) {
		r.Files = append(r.Files, *b.reports[at])
		k.Rejected += b.reports[at].Rejected
	}
	if k.Rejected > 0 {
		first := rejected[0]
		b.notices = append([]data.Notice{{
			Kind: data.RejectedRows, Count: k.Rejected, Source: first.File, SourceRow: first.Row, Places: rejectedPlaces(rejected),
			Text: fmt.Sprintf("%s could not be used; `segpath check` lists them.", plural(k.Rejected, "row")),
		}}, b.notices...)
	}
	r.Format, r.RunnerUp, r.Reason = b.format.Name, b.detection.RunnerUp, b.detection.Reason
	r.Has, r.AsOf, r.TimeZone, r.ZoneFrom = b.has, b.asOf, b.zone.name(), b.zone.told()
	r.RejectedRows, r.Notices = rejected, b.notices
	return k, nil
}

// engine makes the engine over an instance that is open read-only, whether it was built now or before.
func (b *builder) engine(ctx context.Context, k *kept) (*Engine, error) {
	b.in.Guard = b.unchanged(k.inPlace())
	e := &Engine{
		serving: b.serving(k), lanes: newLanes(), run: b.run, format: b.format,
		raw: k.Raw, near: k.Near, sources: k.Sources, report: k.Report, totals: map[string]int64{},
	}
	if err := b.in.with(ctx, e.readDirectory); err != nil {
		return nil, err
	}
	display, err := b.displayZone(k.zone())
	if err != nil {
		return nil, err
	}
	e.export = data.Export{
		Name: b.name(), Sample: b.o.Embedded != nil, Format: e.report.Format, Has: e.report.Has,
		InteractionCount: e.report.InteractionCount, SegmentCount: e.report.SegmentCount,
		TimeZone: display, ZoneAssumed: k.ZoneAssumed, AsOf: e.report.AsOf, RejectedRows: k.Rejected, Notices: e.report.Notices,
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
func (b *builder) displayZone(source *time.Location) (*time.Location, error) {
	if b.o.DisplayZone == "" {
		return source, nil
	}
	at, err := data.ZoneNamed(b.o.DisplayZone)
	if err != nil {
		return nil, data.Problemf(data.Usage, "Zones are named as in Europe/Berlin or UTC.", "there is no time zone %q", b.o.DisplayZone)
	}
	return at, nil
}

// readDirectory reads the lookups.
func (e *Engine) readDirectory(c *conn) error {
	e.dir = &data.Directory{Queues: map[string]data.Queue{}, Users: map[string]data.User{}, Accounts: map[string]data.Account{}}
	err := c.Each("SELECT queue_id, name, weight, active FROM queues", nil, func(rows *sql.Rows) error {
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
	err = c.Each("SELECT user_id, name, title, email, team FROM users", nil, func(rows *sql.Rows) error {
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
	return c.Each("SELECT account_id, name, time_zone FROM accounts", nil, func(rows *sql.Rows) error {
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
func (b *builder) readCounts(c *conn, r *data.Report) error {
	r.Events = map[string]int64{}
	for event, n := range b.counted {
		if n > 0 {
			r.Events[data.Event(event).String()] = n
			r.SegmentCount += n
		}
	}
	return c.Row("SELECT count(*) FROM interactions", nil, &r.InteractionCount)
}
