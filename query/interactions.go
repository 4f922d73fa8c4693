package query

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"segpath/data"
)

// sortColumns are the columns behind the fields a list is sorted by.
var sortColumns = map[data.SortField]string{
	data.SortCreated: "epoch_us(created_at)", data.SortID: "interaction_id", data.SortType: "type",
	data.SortCustomer: "customer", data.SortQueue: "queue", data.SortHandler: `"user"`, data.SortStatus: "status",
	data.SortPath: "path", data.SortSteps: "segment_count", data.SortRings: "ring_count", data.SortHops: "queue_hops",
	data.SortWait: "wait_us", data.SortDuration: "duration_us",
}

// listing is one request for a page, on its way into SQL.
type listing struct {
	e     *Engine
	c     *conn
	q     data.PageRequest
	expr  string // the column sorted by
	text  bool   // it holds text
	where string // the search and the filter
	args  []any  // of them
	whole bool   // they leave nothing out
}

// Interactions returns one page of the interactions that match, sorted over the whole export, with how
// many there are. Sorting by what the export cannot say is a data.Problem of code CannotSay.
func (e *Engine) Interactions(ctx context.Context, q data.PageRequest) (data.Page, error) {
	l, err := e.listing(q)
	if err != nil {
		return data.Page{}, err
	}
	total, err := l.total(ctx)
	if err != nil {
		return data.Page{}, err
	}
	var page data.Page
	err = e.ask(ctx, e.lanes.screen, func(c *conn) (err error) {
		on := *l
		on.c = c
		page, err = on.page(total)
		return err
	})
	return page, err
}

func (e *Engine) listing(q data.PageRequest) (*listing, error) {
	if q.Sort.Field == "" {
		q.Sort = data.NewestFirst
	}
	if q.Limit <= 0 {
		q.Limit = 50
	}
	expr, ok := sortColumns[q.Sort.Field]
	if !ok {
		return nil, data.Problemf(data.Usage, fmt.Sprintf("The fields are: %v.", data.SortFields), "there is no field %q to sort by", q.Sort.Field)
	}
	if err := e.canSort(q.Sort.Field); err != nil {
		return nil, err
	}
	l := &listing{e: e, q: q, expr: expr, where: "true"}
	l.text = slices.Contains([]data.SortField{
		data.SortID, data.SortType, data.SortCustomer, data.SortQueue, data.SortHandler, data.SortStatus, data.SortPath,
	}, q.Sort.Field)
	var err error
	l.where, l.args, err = e.matching(q, "")
	l.whole = q.Filter.All() && l.where == "true"
	return l, err
}

// matching is the condition of a page's search and filter, as filterAmong's.
func (e *Engine) matching(q data.PageRequest, rings string) (where string, args []any, err error) {
	where, args = searchSQL(q.Search)
	filtered, more, err := e.filterAmong(q.Filter, rings)
	if filtered == "true" || err != nil {
		return where, args, err
	}
	return where + " AND " + filtered, append(args, more...), nil
}

// canSort refuses to sort by what the export cannot say, with the reason.
func (e *Engine) canSort(f data.SortField) error {
	can := data.CanSort(f, e.export.Has)
	if can.Can() {
		return nil
	}
	return data.Problemf(data.CannotSay, "Sort by another field.", "this export cannot be sorted by %s: %s", f, can.Why)
}

// total counts the matches, once for each search and filter. It goes through the whole export, in a lane of its own:
// a path that is opened meanwhile does not wait for it.
func (l *listing) total(ctx context.Context) (int64, error) {
	if l.whole {
		return l.e.report.InteractionCount, nil
	}
	key := totalKey(l.q)
	l.e.mu.Lock()
	total, known := l.e.totals[key]
	l.e.mu.Unlock()
	if known {
		return total, nil
	}
	err := l.e.ask(ctx, l.e.lanes.counts, func(c *conn) error {
		return c.Row("SELECT count(*) FROM interactions WHERE "+l.where, l.args, &total)
	})
	if err != nil {
		return 0, err
	}
	l.e.mu.Lock()
	defer l.e.mu.Unlock()
	if len(l.e.totals) > 100 {
		clear(l.e.totals)
	}
	l.e.totals[key] = total
	return total, nil
}

// totalKey tells searches and filters apart.
func totalKey(q data.PageRequest) string {
	h := sha256.New()
	for _, part := range append([]string{q.Search, q.Filter.String()}, q.Filter.IDs...) {
		_, _ = fmt.Fprintf(h, "%d %s", len(part), part) // a hash takes everything
	}
	return fmt.Sprintf("%x %t", h.Sum(nil), q.Filter.IDs != nil)
}

func (l *listing) page(total int64) (data.Page, error) {
	switch {
	case l.q.Around != "":
		return l.around(total)
	case l.q.Last:
		return l.rows(total, nil, true)
	case l.q.Before != "":
		at, err := l.place(l.q.Before)
		if err != nil {
			return data.Page{}, err
		}
		return l.rows(total, &at, true)
	case l.q.After != "":
		at, err := l.place(l.q.After)
		if err != nil {
			return data.Page{}, err
		}
		return l.rows(total, &at, false)
	}
	return l.rows(total, nil, false)
}

// order names the order of this list: a cursor of another one is no place in it.
func (l *listing) order() string { return fmt.Sprintf("%s %t", l.q.Sort.Field, l.q.Sort.Desc) }

// place reads a cursor of this list.
func (l *listing) place(s string) (cursor, error) {
	at, err := readCursor(s)
	if err == nil && at.Sort != l.order() {
		err = data.Problemf(data.Usage, "Use the `next` of an earlier page, with the same sort and search.", "this place is one in a list of another order")
	}
	return at, err
}

// around is the page that holds an interaction, in its middle where it can; the first page where the
// interaction does not match.
func (l *listing) around(total int64) (data.Page, error) {
	at := cursor{ID: l.q.Around}
	var value any
	q := "SELECT " + l.expr + " FROM interactions WHERE interaction_id = ? AND " + l.where
	err := l.c.Row(q, append([]any{l.q.Around}, l.args...), &value)
	if errors.Is(err, sql.ErrNoRows) {
		return l.rows(total, nil, false)
	}
	if err != nil {
		return data.Page{}, err
	}
	at.set(value)
	before, args := l.beyond(at, true)
	if err := l.c.Row("SELECT count(*) FROM interactions WHERE "+l.where+" AND "+before, slices.Concat(l.args, args), &at.At); err != nil {
		return data.Page{}, err
	}
	half := max(l.q.Limit/2, 1) // one before it at least, so that the cursor goes on from there
	rest := max(l.q.Limit-half, 1)
	l.q.Limit = half
	head, err := l.rows(total, &at, true)
	if err != nil {
		return data.Page{}, err
	}
	l.q.Limit = rest + half - len(head.Rows)
	if len(head.Rows) == 0 {
		return l.rows(total, nil, false) // it is the first of all
	}
	from, err := readCursor(head.Next)
	if err != nil {
		return data.Page{}, err
	}
	tail, err := l.rows(total, &from, false)
	head.Rows, head.Next = append(head.Rows, tail.Rows...), tail.Next
	return head, err
}

// rows reads the page beyond a place, or from an end.
func (l *listing) rows(total int64, at *cursor, before bool) (data.Page, error) {
	windows, err := l.windows(total, at, before)
	if err != nil {
		return data.Page{}, err
	}
	var page data.Page
	var places []cursor
	for _, w := range windows {
		where, args, some, err := l.in(w)
		if err != nil {
			return page, err
		}
		if !some {
			continue
		}
		if page.Rows, places, err = l.first(where, args, at, before); err != nil {
			return page, err
		}
		if len(page.Rows) == l.q.Limit {
			break
		}
	}
	if before {
		slices.Reverse(page.Rows)
		slices.Reverse(places)
	}
	page.Total = total
	page.First = firstPosition(total, at, before, len(places))
	for n := range places {
		places[n].At, places[n].Sort = page.First+int64(n), l.order()
	}
	if n := len(places); n > 0 {
		if page.First > 0 {
			page.Previous = places[0].String()
		}
		if places[n-1].At < total-1 {
			page.Next = places[n-1].String()
		}
	}
	return page, nil
}

// first reads the first rows of a condition beyond a place, or from an end, and their places.
func (l *listing) first(where string, args []any, at *cursor, before bool) (list []data.Row, places []cursor, err error) {
	if at != nil {
		more, beyond := l.beyond(*at, before)
		where, args = where+" AND "+more, slices.Concat(args, beyond)
	}
	nulls, way := "ASC", "ASC"
	if before {
		nulls = "DESC"
	}
	if l.q.Sort.Desc != before {
		way = "DESC"
	}
	q := "FROM interactions WHERE " + where
	order := fmt.Sprintf(" ORDER BY (%s IS NULL) %s, %s %s, interaction_id %s LIMIT %d", l.expr, nulls, l.expr, way, way, l.q.Limit)
	if strings.Contains(where, "SELECT") {
		// The page's rows are found first, and only these are read. Without a query among the conditions DuckDB does so by
		// itself; with one it takes four times as long (among a million).
		q = "FROM interactions WHERE rowid IN (SELECT rowid " + q + order + ")"
	}
	q = "SELECT " + interactionColumns + ", " + summaryColumns + ", chain_id, queue, \"user\", " + l.expr + " " + q + order
	err = l.c.Each(q, args, func(rows *sql.Rows) error {
		row, place, err := l.e.scanRow(rows)
		list, places = append(list, row), append(places, place)
		return err
	})
	return list, places, err
}

func firstPosition(total int64, at *cursor, before bool, n int) int64 {
	switch {
	case before && at == nil:
		return total - int64(n)
	case before:
		return at.At - int64(n)
	case at == nil:
		return 0
	}
	return at.At + 1
}

// scanRow reads one row of a page, and its place.
func (e *Engine) scanRow(rows *sql.Rows) (data.Row, cursor, error) {
	var in interactionScan
	var sum summaryScan
	var chain, queue, user sql.NullString
	var value any
	to := slices.Concat(in.targets(), sum.targets(), []any{&chain, &queue, &user, &value})
	if err := rows.Scan(to...); err != nil {
		return data.Row{}, cursor{}, err
	}
	interaction := in.interaction(e.sources)
	interaction.ChainID = chain.String
	row := data.Row{
		Interaction: interaction, Summary: sum.summary(e.export.Has), Queue: queue.String, User: user.String,
		Account: e.dir.AccountName(interaction.AccountID),
	}
	at := cursor{ID: interaction.ID}
	at.set(value)
	return row, at, nil
}
