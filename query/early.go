package query

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"time"

	"segpath/data"
	"segpath/data/format"
)

// early answers, for files in their place, what can be answered before anything is summed up: pages in the order
// of creation, and paths by id. Its answers are exact; where they would not be, the error is errNotYet.
type early struct {
	e *Engine // over an instance in memory, without the tables that are summed up
	b *builder

	interactions *staging
	created      rawColumn // of interactions: pages are found by it
	keys         [2]rawColumn
	footers      footers // of the interactions: created and their ids
}

// errUnmet says that a sample of the events does not settle what the export can say.
var errUnmet = errors.New("rare events may be unmet")

// sampledRows is how many rows tell the words of the events: those of all of nine million take 80 ms, of these 2, by
// their numbers. By a LIMIT, for which DuckDB 1.5.5 reads more than it asks for, it is 14.
const sampledRows = 50_000

// early makes the early answers; nil if the files do not stay in place, or lack what pages are found by.
func (b *builder) early(ctx context.Context) (*early, error) {
	if !b.staysInPlace() {
		return nil, nil
	}
	e, err := b.earlyOf(ctx, sampledRows)
	if errors.Is(err, errUnmet) {
		e, err = b.earlyOf(ctx, 0)
	}
	if errors.Is(err, errNotYet) {
		return nil, nil
	}
	return e, err
}

// earlyOf makes them from the words of the first sampled rows; 0 is all rows.
func (b *builder) earlyOf(ctx context.Context, sampled int) (*early, error) {
	own := &builder{
		o: b.o, run: b.run, format: b.format, detection: b.detection, found: b.found, inputs: b.inputs, catalog: "memory.", sampled: sampled,
		reports: map[int]*data.FileReport{}, events: map[data.Event]bool{}, made: map[string]bool{},
	}
	own.o.Progress = func(data.Progress) {}
	for at := range b.reports {
		own.reports[at] = &data.FileReport{File: b.reports[at].File, Context: map[string]int64{}}
	}
	var err error
	if own.in, b.ahead = b.ahead, nil; own.in == nil {
		if own.in, err = openInstance(ctx, b.earlySettings()); err != nil {
			return nil, err
		}
	}
	e := &early{b: own}
	err = own.in.with(ctx, func(c *conn) error {
		for _, step := range []func(*conn) error{own.load, own.lockPhase(ctx), own.findZone, own.decideTimes, e.tables, e.views, e.asOf, e.engine} {
			if err := step(c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(err, own.in.Close())
	}
	own.in.Guard = own.unchanged(keptInPlace(e.e.raw))
	return e, nil
}

func (e *early) close() error { return e.b.in.Close() }

// tables stages the tables: those in their place as views.
func (e *early) tables(c *conn) error {
	b := e.b
	for n := range b.format.Tables {
		t := &b.format.Tables[n]
		if t.Name == "interactions" {
			if err := e.stageInteractions(c, t); err != nil {
				return err
			}
			continue
		}
		if err := b.stage(c, t); err != nil {
			return err
		}
		if canStay(t) {
			continue
		}
		if err := errors.Join(b.rejectNameless(c, t), b.findDuplicates(c, t)); err != nil {
			return err
		}
	}
	if b.viewed == nil {
		return errNotYet
	}
	b.has = b.format.Has(b.content())
	if b.sampled > 0 && !reflect.DeepEqual(b.has, b.format.Has(b.allEvents())) { // a rare event may yet tell more
		return errUnmet
	}
	b.has.Lacks = b.withoutSource(true) // whether all interactions have a row of their own is not known yet
	return b.lookups(c)
}

// allEvents is the content of the export if it had every event.
func (b *builder) allEvents() format.Content {
	all := b.content()
	all.Events = map[data.Event]bool{}
	for _, event := range data.Events {
		all.Events[event] = true
	}
	return all
}

func (e *early) stageInteractions(c *conn, t *format.Table) error {
	for n, raw := range e.b.raw {
		if raw.table != t {
			continue
		}
		s, err := e.b.stageColumns(c, raw, n)
		if err != nil {
			return err
		}
		e.interactions = &s
		return c.Exec("CREATE VIEW " + e.b.staged(t.Name) + " AS " + s.sql(e.b.rows(raw), every))
	}
	return errNotYet
}

// views finds the columns that pages and paths go by, and makes the views of the interactions and the segments.
func (e *early) views(c *conn) (err error) {
	b := e.b
	segments := b.viewed.raw
	var ok [3]bool
	e.created, ok[0] = e.interactions.raw.column("created_at")
	e.keys[0], ok[1] = e.interactions.raw.column("interaction_id")
	e.keys[1], ok[2] = segments.column("interaction_id")
	if ok != [3]bool{true, true, true} || e.interactions.joins != "" || e.keys[0].kind != "VARCHAR" {
		return errNotYet
	}
	for _, name := range []string{"previous_id", "next_id"} {
		if link, there := e.interactions.raw.column(name); there && link.kind != "VARCHAR" {
			return errNotYet
		}
	}
	for _, t := range []*rawTable{e.interactions.raw, segments} {
		if t.hasWallClocks() { // which may have been turned
			return errNotYet
		}
	}
	// Rows without an id are rejected when all are read.
	if e.footers, err = c.readFooters(e.interactions.raw, e.created.name, e.keys[0].name); err != nil {
		return err
	}
	none := func(is string) string {
		return fmt.Sprintf("EXISTS (SELECT 1 FROM %s WHERE %s %s)", e.interactions.raw.sql(), quoteName(e.keys[0].name), is)
	}
	q := none("IS NULL")
	if !e.footers.named { // every id is looked at: 0.1 s of ten million
		q += " OR " + none("= ''")
	}
	var nameless bool
	if err := c.Row("SELECT "+q, nil, &nameless); err != nil {
		return err
	}
	if nameless {
		return errNotYet
	}
	return c.Exec("CREATE VIEW work.base AS " + baseOf(nil, b.from("interactions")) + "; CREATE VIEW segments AS FROM " + b.segmentsOf())
}

// asOf finds the last instant of the export, in the bounds of the files' blocks where these can tell it.
func (e *early) asOf(c *conn) error {
	var last time.Time
	for _, of := range []struct {
		raw   *rawTable
		names []string
	}{{e.interactions.raw, []string{"created_at", "completed_at"}}, {e.b.viewed.raw, []string{"started_at", "ended_at"}}} {
		if of.raw == e.b.viewed.raw {
			if _, lasts := of.raw.column("duration_stated_s"); lasts { // an end may have to be counted
				return e.b.dataAsOf(c)
			}
		}
		for _, name := range of.names {
			col, there := of.raw.column(name)
			if !there {
				continue
			}
			var us sql.NullInt64
			var infinite bool
			q := fmt.Sprintf("SELECT epoch_us(m), coalesce(NOT isfinite(m), false) FROM (SELECT max(%s) AS m FROM %s)", quoteName(col.name), of.raw.sql())
			if err := c.Row(q, nil, &us, &infinite); err != nil {
				return err
			}
			t := time.UnixMicro(us.Int64).UTC()
			if infinite || t.Year() > 9999 || t.Year() < 1 { // no instant of a step
				return e.b.dataAsOf(c)
			}
			if us.Valid && t.After(last) {
				last = t
			}
		}
	}
	e.b.asOf = last
	return nil
}

// engine makes the engine that knows the export.
func (e *early) engine(c *conn) error {
	b := e.b
	e.e = &Engine{serving: b.unserved(), lanes: newLanes(), format: b.format, raw: keptTables(b.raw), sources: b.sources()}
	if err := e.e.readDirectory(c); err != nil {
		return err
	}
	display, err := b.displayZone(b.zone.shown())
	e.e.export = data.Export{
		Name: b.name(), Format: b.format.Name, Has: b.has, InteractionCount: e.interactions.raw.rows, SegmentCount: b.viewed.raw.rows,
		TimeZone: display, AsOf: b.asOf, Building: true,
	}
	return err
}
