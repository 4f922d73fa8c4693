package query

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"segpath/data"
	"segpath/data/format"
)

// early answers of files in their place what can be answered before anything is summed up: pages in the order of
// creation, and paths by id. What it reads is exact, or it is errNotYet.
type early struct {
	e *Engine // over an instance in memory, without the tables that are summed up
	b *builder

	interactions *staging
	outbound     []string
	created      rawColumn // of interactions: pages are found by it
	keys         [2]rawColumn

	chaining sync.Mutex
	chained  bool // work.chains is there: it is made for the first path
}

// earlyMemory is its memory_limit: a page reads three columns, and its own rows.
const earlyMemory = "400MB"

// early makes the early answers; nil where the files do not stay, or not with all that a page goes by.
func (b *builder) early(ctx context.Context) (*early, error) {
	if !b.staysInPlace() {
		return nil, nil
	}
	own := &builder{
		o: b.o, run: b.run, format: b.format, detection: b.detection, found: b.found, inputs: b.inputs, catalog: "memory.",
		reports: map[int]*data.FileReport{}, events: map[data.Event]bool{}, made: map[string]bool{},
	}
	own.o.Progress, own.o.Memory = func(data.Progress) {}, earlyMemory
	for at := range b.reports {
		own.reports[at] = &data.FileReport{File: b.reports[at].File, Context: map[string]int64{}}
	}
	s := own.settings("", false)
	s.Temp = b.run.join("early")
	var err error
	if own.in, err = openInstance(ctx, s); err != nil {
		return nil, err
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
		err = errors.Join(err, own.in.close())
		if errors.Is(err, errNotYet) {
			return nil, nil
		}
		return nil, err
	}
	own.in.guard = own.unchanged(keptInPlace(e.e.raw))
	return e, nil
}

func (e *early) close() error { return e.b.in.close() }

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
	return b.lookups(c)
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
		return c.exec("CREATE VIEW " + e.b.staged(t.Name) + " AS " + s.sql(e.b.rows(raw), every))
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
	for _, t := range []*rawTable{e.interactions.raw, segments} {
		if t.hasWallClocks() { // which may have been turned
			return errNotYet
		}
	}
	if e.outbound, err = b.outboundWords(c); err != nil {
		return err
	}
	return c.exec("CREATE VIEW work.base AS " + baseOf(e.outbound, b.from("interactions")) + "; CREATE VIEW segments AS FROM " + b.segmentsOf())
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
			if err := c.row(q, nil, &us, &infinite); err != nil {
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
	e.e = &Engine{in: b.in, format: b.format, raw: keptTables(b.raw), sources: b.sources()}
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

// page answers a page in the order of creation, of everything. Its rows do not tell their chains yet.
func (e *early) page(ctx context.Context, q data.PageRequest) (data.Page, error) {
	if q.Sort.Field == "" {
		q.Sort = data.NewestFirst
	}
	if q.Limit <= 0 {
		q.Limit = 50
	}
	if q.Sort.Field != data.SortCreated || !q.Filter.All() || strings.TrimSpace(q.Search) != "" || q.Around != "" || q.Last {
		return data.Page{}, errNotYet
	}
	l := &listing{q: q}
	var at *cursor
	if from := q.After + q.Before; from != "" {
		place, err := l.place(from)
		if err != nil {
			return data.Page{}, err
		}
		if place.Null {
			return data.Page{}, errNotYet
		}
		at = &place
	}
	var page data.Page
	err := e.e.in.with(ctx, func(c *conn) (err error) {
		page, err = e.rows(c, l, at)
		return err
	})
	return page, err
}

// rows reads the page beyond a place, or from the start.
func (e *early) rows(c *conn, l *listing, at *cursor) (data.Page, error) {
	desc := l.q.Sort.Desc != (l.q.Before != "")
	op, way := ">", "ASC"
	if desc {
		op, way = "<", "DESC"
	}
	created, id := "r."+quoteName(e.created.name), "r."+quoteName(e.keys[0].name)
	where := []string{created + " BETWEEN TIMESTAMPTZ '0001-01-02 00:00:00+00' AND TIMESTAMPTZ '9999-12-31 00:00:00+00'"}
	if at != nil {
		t := zonedInstant(at.Number)
		where = append(where, fmt.Sprintf("%s %s= %s AND (%[1]s %[2]s %[3]s OR %[4]s %[2]s %[5]s)", created, op, t, id, quoteText(at.ID)))
	}
	// The bound first, of one column: with it the rows are few before their ids are compared (DUCKDB §4).
	var n int
	var bound sql.NullInt64
	edge := "min"
	if !desc {
		edge = "max"
	}
	err := c.row(fmt.Sprintf("SELECT count(*), epoch_us(%s(x)) FROM (SELECT %s AS x FROM %s r WHERE %s ORDER BY x %s LIMIT %d)",
		edge, created, e.interactions.raw.sql(), strings.Join(where, " AND "), way, l.q.Limit), nil, &n, &bound)
	if err != nil {
		return data.Page{}, err
	}
	if n < l.q.Limit { // it goes on to the rows without an instant, or it ends
		return data.Page{}, errNotYet
	}
	where = append(where, fmt.Sprintf("%s %s= %s", created, map[bool]string{true: ">", false: "<"}[desc], zonedInstant(bound.Int64)))
	legs, err := e.legs(c, strings.Join(where, " AND "), fmt.Sprintf(" ORDER BY created_at %s, interaction_id %[1]s LIMIT %d", way, l.q.Limit))
	if err != nil {
		return data.Page{}, err
	}
	if l.q.Before != "" {
		slices.Reverse(legs)
	}
	return e.pageOf(c, l, at, legs)
}

// pageOf makes the page of its interactions: their summaries are those of their paths.
func (e *early) pageOf(c *conn, l *listing, at *cursor, legs []*chainLeg) (data.Page, error) {
	if _, err := e.withSegments(c, legs); err != nil {
		return data.Page{}, err
	}
	page := data.Page{Total: e.e.export.InteractionCount}
	page.First = firstPosition(page.Total, at, l.q.Before != "", len(legs))
	for n, leg := range legs {
		in := leg.in
		page.Rows = append(page.Rows, data.Row{
			Interaction: in, Summary: data.Summarise(data.NewPath(leg.in, leg.segments, e.b.everything(), e.b.asOf)).Said(e.b.has),
			Queue: e.e.dir.QueueName(in.QueueID), User: e.e.dir.UserName(in.UserID), Account: e.e.dir.AccountName(in.AccountID),
		})
		place := cursor{ID: in.ID, Number: in.CreatedAt.UnixMicro(), At: page.First + int64(n), Sort: l.order()}
		if n == 0 && page.First > 0 {
			page.Previous = place.String()
		}
		if n == len(legs)-1 && place.At < page.Total-1 {
			page.Next = place.String()
		}
	}
	return page, nil
}

// legs reads interactions by a condition on their raw rows, r.
func (e *early) legs(c *conn, where, order string) (legs []*chainLeg, err error) {
	rows := "(SELECT r.* FROM " + e.interactions.raw.sql() + " r WHERE " + where + ")"
	typed := "(" + e.interactions.sql(e.b.rowsFrom(e.interactions.raw, rows, "true"), every) + ")"
	q := "SELECT " + interactionColumns + " FROM (" + baseOf(e.outbound, typed) + ")" + order
	seen := map[string]bool{}
	err = c.each(q, nil, func(rows *sql.Rows) error {
		var scan interactionScan
		if err := rows.Scan(scan.targets()...); err != nil {
			return err
		}
		l := &chainLeg{in: scan.interaction(e.e.sources)}
		if legs = append(legs, l); seen[l.in.ID] { // its rows become one when all are read
			return errNotYet
		}
		seen[l.in.ID] = true
		return nil
	})
	return legs, err
}

// withSegments reads the segments of interactions, wherever in the files they stand.
func (e *early) withSegments(c *conn, legs []*chainLeg) (map[string]*chainLeg, error) {
	byID := map[string]*chainLeg{}
	if len(legs) == 0 {
		return byID, nil
	}
	var ids []string
	for _, l := range legs {
		byID[l.in.ID] = l
		ids = append(ids, quoteText(l.in.ID))
	}
	raw := e.b.viewed.raw
	rows := "(SELECT r.* FROM " + raw.sql() + " r WHERE " + oneOf("r."+quoteName(e.keys[1].name), ids) + ")"
	typed := "(" + e.b.viewed.sql(e.b.rowsFrom(raw, rows, "true"), every) + ")"
	type key struct {
		id, segment string
		at          time.Time
		event       string
	}
	seen := map[key]bool{}
	named := e.b.columnsThere()["segments"]["segment_id"]
	err := c.each("SELECT "+segmentColumns+" FROM "+e.b.segmentsFrom(typed)+" s", nil, func(rows *sql.Rows) error {
		s, err := scanSegment(rows, e.e.sources)
		if err != nil {
			return err
		}
		k := key{id: s.InteractionID, segment: s.SegmentID}
		if !named {
			k = key{id: s.InteractionID, at: s.StartedAt, event: s.EventRaw}
		}
		if seen[k] { // a row that stands twice is left out when all are compared
			return errNotYet
		}
		seen[k] = true
		l := byID[s.InteractionID]
		l.segments = append(l.segments, s)
		return nil
	})
	return byID, err
}

// findChains makes work.chains, once.
func (e *early) findChains(c *conn) error {
	e.chaining.Lock()
	defer e.chaining.Unlock()
	if e.chained {
		return nil
	}
	err := c.exec("DROP TABLE IF EXISTS work.chains")
	if err == nil {
		err = e.b.findChains(c)
	}
	e.chained = err == nil
	return err
}

// chains are the roots of the chains of interactions.
func (e *early) chains(c *conn, byID map[string]*chainLeg) (map[string]string, error) {
	roots := map[string]string{}
	var ids []string
	for id := range byID {
		roots[id] = id
		ids = append(ids, id)
	}
	err := c.each("SELECT interaction_id, chain_id FROM work.chains WHERE interaction_id = ANY(?)", []any{ids}, func(rows *sql.Rows) error {
		var id, root string
		err := rows.Scan(&id, &root)
		roots[id] = root
		return err
	})
	return roots, err
}

// chain answers the path of an interaction by its own id.
func (e *early) chain(ctx context.Context, id string) (chain *data.Chain, err error) {
	if strings.ContainsRune(id, 0) || !utf8.ValidString(id) {
		return nil, errNotYet
	}
	err = e.e.in.with(ctx, func(c *conn) error {
		if err := e.findChains(c); err != nil {
			return err
		}
		ids := []string{}
		err := c.each("SELECT interaction_id FROM work.chains WHERE chain_id = (SELECT chain_id FROM work.chains WHERE interaction_id = ?)", []any{id},
			func(rows *sql.Rows) error {
				var leg string
				err := rows.Scan(&leg)
				ids = append(ids, leg)
				return err
			})
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			ids = append(ids, id)
		}
		for n := range ids {
			ids[n] = quoteText(ids[n])
		}
		legs, err := e.legs(c, oneOf("r."+quoteName(e.keys[0].name), ids), "")
		if err != nil {
			return err
		}
		byID, err := e.withSegments(c, legs)
		if err != nil {
			return err
		}
		asked := byID[id]
		if asked == nil {
			return errNotYet
		}
		roots, err := e.chains(c, byID)
		for id, leg := range byID {
			leg.in.ChainID = roots[id]
		}
		if err == nil {
			chain = e.e.assemble(asked, byID)
		}
		return err
	})
	return chain, err
}

// oneOf holds for a column of Parquet that has one of some quoted texts: DuckDB 1.5.5 looks for one in the bounds and
// dictionaries of its blocks, and into a list 16 times as fast as IN (2 s of nine million).
func oneOf(column string, texts []string) string {
	if len(texts) == 1 {
		return column + " = " + texts[0]
	}
	return "list_contains([" + strings.Join(texts, ", ") + "], " + column + ")"
}

// zonedInstant is an instant as an SQL literal that Parquet's bounds are compared with.
func zonedInstant(us int64) string {
	return "TIMESTAMPTZ '" + time.UnixMicro(us).UTC().Format("2006-01-02 15:04:05.999999") + "+00'"
}
