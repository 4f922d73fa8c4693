package query

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"segpath/data"
	"segpath/query/files"
)

// page answers a page of all interactions in the order of creation. Its rows do not tell their chains yet, and bare
// rows tell nothing of their segments, which have to be looked for in the whole file.
func (e *early) page(ctx context.Context, q data.PageRequest) (data.Page, error) {
	if q.Sort.Field == "" {
		q.Sort = data.NewestFirst
	}
	if q.Limit <= 0 {
		q.Limit = 50
	}
	if q.Sort.Field != data.SortCreated || !q.Filter.All() || strings.TrimSpace(q.Search) != "" || q.Last {
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
	lane := e.e.lanes.counts
	if q.Bare {
		lane = e.e.lanes.screen
	}
	var page data.Page
	err := e.e.ask(ctx, lane, func(c *conn) (err error) {
		if q.Around != "" {
			page, err = e.around(c, l)
		} else {
			page, err = e.rows(c, l, at, q.Before != "")
		}
		return err
	})
	return page, err
}

// around is the page that holds an interaction, as listing.around makes it.
func (e *early) around(c *conn, l *listing) (data.Page, error) {
	if strings.ContainsRune(l.q.Around, 0) || !utf8.ValidString(l.q.Around) {
		return data.Page{}, errNotYet
	}
	one, err := e.legs(c, oneOf("r."+quoteName(e.keys[0].name), []string{files.SQLString(l.q.Around)}), "")
	if err != nil {
		return data.Page{}, err
	}
	if len(one) == 0 || one[0].in.CreatedAt.IsZero() {
		return data.Page{}, errNotYet
	}
	at := cursor{ID: l.q.Around, Number: one[0].in.CreatedAt.UnixMicro()}
	where, _ := e.beyond(l, &at, true)
	if err := c.Row("SELECT count(*) FROM "+e.interactions.raw.sql()+" r WHERE "+where, nil, &at.At); err != nil {
		return data.Page{}, err
	}
	limit := l.q.Limit
	half := max(limit/2, 1)
	l.q.Limit = half
	head, err := e.rows(c, l, &at, true)
	if err != nil {
		return data.Page{}, err
	}
	l.q.Limit = max(limit-half, 1) + half - len(head.Rows)
	if len(head.Rows) == 0 {
		l.q.Limit = limit
		return e.rows(c, l, nil, false)
	}
	from, err := readCursor(head.Next)
	if err != nil {
		return data.Page{}, err
	}
	tail, err := e.rows(c, l, &from, false)
	head.Rows, head.Next = append(head.Rows, tail.Rows...), tail.Next
	return head, err
}

// beyond is the condition on raw interactions, r, of those beyond a place, or of all, in the order of creation.
func (e *early) beyond(l *listing, at *cursor, before bool) (where string, desc bool) {
	desc = l.q.Sort.Desc != before
	op := ">"
	if desc {
		op = "<"
	}
	created := "r." + quoteName(e.created.name)
	where = created + " " + zonedInYears
	if at != nil {
		where += fmt.Sprintf(" AND %[1]s %[2]s= %[3]s AND (%[1]s %[2]s %[3]s OR r.%[4]s %[2]s %[5]s)", created, op, zonedInstant(at.Number),
			quoteName(e.keys[0].name), files.SQLString(at.ID))
	}
	return where, desc
}

// rows reads the page beyond a place, or from the start.
func (e *early) rows(c *conn, l *listing, at *cursor, before bool) (data.Page, error) {
	where, desc := e.beyond(l, at, before)
	created := "r." + quoteName(e.created.name)
	way, edge, beyond := "DESC", "min", ">"
	if !desc {
		way, edge, beyond = "ASC", "max", "<"
	}
	// The bound comes first, from one column: it leaves few rows whose ids are to be compared.
	var n int
	var bound sql.NullInt64
	among := func(near string) error {
		return c.Row(fmt.Sprintf("SELECT count(*), epoch_us(%s(x)) FROM (SELECT %s AS x FROM %s r WHERE %s ORDER BY x %s LIMIT %d)",
			edge, created, e.interactions.raw.sql(), where+near, way, l.q.Limit), nil, &n, &bound)
	}
	if near, ok := e.footers.bound(at, desc, l.q.Limit); ok {
		if err := among(fmt.Sprintf(" AND %s %s= %s", created, beyond, zonedInstant(near))); err != nil {
			return data.Page{}, err
		}
	}
	if n < l.q.Limit { // or the footers do not tell
		if err := among(""); err != nil {
			return data.Page{}, err
		}
	}
	if n < l.q.Limit && !before { // it goes on to the rows without an instant, or it ends
		return data.Page{}, errNotYet
	}
	where += fmt.Sprintf(" AND %s %s= %s", created, beyond, zonedInstant(bound.Int64))
	legs, err := e.legs(c, where, fmt.Sprintf(" ORDER BY created_at %s, interaction_id %[1]s LIMIT %d", way, l.q.Limit))
	if err != nil {
		return data.Page{}, err
	}
	if before {
		slices.Reverse(legs)
	}
	return e.pageOf(c, l, firstPosition(e.e.export.InteractionCount, at, before, len(legs)), legs)
}

// pageOf makes the page of its interactions: their summaries are those of their paths.
func (e *early) pageOf(c *conn, l *listing, first int64, legs []*chainLeg) (data.Page, error) {
	if !l.q.Bare {
		if _, err := e.withSegments(c, legs); err != nil {
			return data.Page{}, err
		}
	}
	page := data.Page{Total: e.e.export.InteractionCount, First: first}
	for n, leg := range legs {
		in := leg.in
		row := data.Row{
			Interaction: in, Queue: e.e.dir.QueueName(in.QueueID), User: e.e.dir.UserName(in.UserID), Account: e.e.dir.AccountName(in.AccountID),
			Counting: l.q.Bare,
		}
		if !l.q.Bare {
			row.Summary = data.Summarise(data.NewPath(leg.in, leg.segments, e.b.everything(), e.b.asOf)).Said(e.b.has)
		}
		page.Rows = append(page.Rows, row)
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

// zonedInstant is an instant as an SQL literal that Parquet's bounds are compared with.
func zonedInstant(us int64) string {
	return "TIMESTAMPTZ '" + time.UnixMicro(us).UTC().Format("2006-01-02 15:04:05.999999") + "+00'"
}
