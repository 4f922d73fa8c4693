package main

import (
	"context"
	"testing"

	"segpath/data"
	"segpath/query"
	"segpath/tui"
)

// closable is an export that knows how often it was closed.
type closable struct {
	tui.Source
	closed int
}

func (c *closable) Close() error {
	c.closed++
	return nil
}

// The screens get what was opened before them; asked again, it is closed and opened anew.
func TestAnExportIsOpenedAgain(t *testing.T) {
	first, second := &closable{}, &closable{}
	h := &held{open: first, begin: func(context.Context, query.Options) (openSource, error) { return second, nil }}
	for n, want := range []*closable{first, second} {
		got, err := h.opener(t.Context(), func(data.Progress) {})
		if err != nil || got != tui.Source(want) || first.closed != n || second.closed != 0 {
			t.Errorf("time %d: %v, %v; closed %d, %d", n, got, err, first.closed, second.closed)
		}
	}
	if err := h.Close(); err != nil || second.closed != 1 || first.closed != 1 {
		t.Errorf("%v; closed %d, %d", err, first.closed, second.closed)
	}
}
