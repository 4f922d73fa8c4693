package query

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"segpath/data"
	"segpath/data/filter"
)

// Find searches for what a person has at hand: an id, a ticket, a phone number. An interaction whose id
// the text is, is the only hit, and so is one that alone has it among its external ids; else every one
// that contains it in id, external ids, customer or contact point, newest first, up to limit.
func (e *Engine) Find(ctx context.Context, text string, limit int) (data.Page, error) {
	var found string
	err := e.ask(ctx, e.lanes.screen, func(c *conn) error {
		one, err := e.named(c, text)
		if err == nil {
			found = one.in.ID
		}
		return err
	})
	var p *data.Problem
	if err != nil && (!errors.As(err, &p) || p.Code != data.NotFound) {
		return data.Page{}, err
	}
	q := data.PageRequest{Search: text, Sort: data.NewestFirst, Limit: limit}
	if found == "" {
		return e.Interactions(ctx, q)
	}
	q.Search, q.Around, q.Limit = "", found, 2
	page, err := e.Interactions(ctx, q)
	if err != nil {
		return data.Page{}, err
	}
	for _, row := range page.Rows {
		if row.ID == found {
			return data.Page{Rows: []data.Row{row}, Total: 1}, nil
		}
	}
	return data.Page{}, nil
}

// searchSQL matches a text in id, external ids, customer and contact point, case folded. A number as
// people write phone numbers also matches without its spaces, dashes and brackets.
func searchSQL(search string) (string, []any) {
	search = strings.TrimSpace(search)
	if search == "" {
		return "true", nil
	}
	if !utf8.ValidString(search) { // no text of an export, and none that the database takes
		return "false", nil
	}
	text, part := folded("search_text", search)
	where, args := "contains("+text+", lower(?))", []any{part}
	if digits, ok := filter.PhoneDigits(search); ok {
		where = "(" + where + " OR contains(translate(search_text, ' -+().', ''), ?))"
		args = append(args, digits)
	}
	return where, args
}
