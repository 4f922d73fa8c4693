package fake

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"segpath/data"
	"segpath/data/filter/reference"
)

// Interactions answers every form of a request; its cursors are positions in the answer.
func (s *Source) Interactions(ctx context.Context, q data.PageRequest) (data.Page, error) {
	if err := s.ask(ctx); err != nil {
		return data.Page{}, err
	}
	rows := s.all()
	found := s.found(q)
	first, last := bounds(q, found, rows)
	page := data.Page{Total: int64(len(found)), First: int64(first)}
	for _, i := range found[first:last] {
		page.Rows = append(page.Rows, rows[i])
	}
	if last < len(found) {
		page.Next = strconv.Itoa(last)
	}
	if first > 0 {
		page.Previous = strconv.Itoa(first)
	}
	return page, nil
}

func bounds(q data.PageRequest, found []int32, rows []data.Row) (first, last int) {
	total := len(found)
	limit := max(q.Limit, 1)
	switch {
	case q.After != "":
		first, _ = strconv.Atoi(q.After)
	case q.Before != "":
		end, _ := strconv.Atoi(q.Before)
		return max(end-limit, 0), end
	case q.Last:
		first = max(total-limit, 0)
	case q.Around != "":
		at := slices.IndexFunc(found, func(i int32) bool { return rows[i].ID == q.Around })
		first = max(min(max(at, 0)-limit/2, total-limit), 0)
	}
	return min(first, total), min(first+limit, total)
}

// found is the positions of the rows that match, in order.
func (s *Source) found(q data.PageRequest) []int32 {
	order := s.order(q.Sort)
	if q.Search == "" && q.Filter.All() {
		return order
	}
	var out []int32
	for _, i := range order {
		if matches(&s.rows[i], q.Search) && s.selects(q.Filter, int(i)) {
			out = append(out, i)
		}
	}
	return out
}

func matches(r *data.Row, search string) bool {
	search = strings.ToLower(search)
	for _, text := range append([]string{r.ID, r.Customer, r.ContactPoint}, r.ExternalIDs...) {
		if strings.Contains(strings.ToLower(text), search) {
			return true
		}
	}
	return false
}

// selects tells whether a filter selects the interaction at a position.
func (s *Source) selects(f data.Filter, i int) bool {
	if f.All() {
		return true
	}
	in, segments := s.make(i)
	return reference.Match(f, data.NewPath(in, segments, s.Has, s.asOf()), s.directory())
}

// Vocabulary are the names of the export.
func (s *Source) Vocabulary(ctx context.Context) (data.Vocabulary, error) {
	v := data.Vocabulary{Users: slices.Sorted(slices.Values(s.names().users)), Queues: slices.Sorted(slices.Values(s.names().queues))}
	return v, ctx.Err()
}

// order sorts the whole, once for each order; rows without the value come last in either direction.
func (s *Source) order(by data.Sort) []int32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if order, ok := s.orders[by]; ok {
		return order
	}
	order := make([]int32, len(s.rows))
	for i := range order {
		order[i] = int32(i)
	}
	asOf := s.asOf()
	slices.SortFunc(order, func(a, b int32) int {
		x, y := &s.rows[a], &s.rows[b]
		vx, okx := value(x, by.Field, asOf)
		vy, oky := value(y, by.Field, asOf)
		if okx != oky {
			if okx {
				return -1
			}
			return 1
		}
		c := compare(vx, vy)
		if by.Desc {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(x.ID, y.ID))
	})
	s.orders[by] = order
	return order
}

type key struct {
	text   string
	number int64
}

func compare(a, b key) int {
	return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.text, b.text))
}
