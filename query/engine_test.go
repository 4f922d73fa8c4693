package query

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"segpath/data"
)

// write writes a file of an export and returns its folder.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// open opens an export whose offset-less instants are UTC.
func open(t *testing.T, exports ...string) *Engine {
	t.Helper()
	e, err := Open(context.Background(), Options{Exports: exports, TimeZone: "UTC", Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

const anaAndBen = `interaction_id,started_at,ended_at,event,user,queue
1543618399.120,2026-11-02T09:00:00Z,,create,,
1543618399.120,2026-11-02T09:00:00Z,,queue,,Billing
1543618399.120,2026-11-02T09:00:05Z,2026-11-02T09:00:20Z,ring,Ana,Billing
1543618399.120,2026-11-02T09:00:20Z,,clear,Ana,Billing
1543618399.120,2026-11-02T09:00:20Z,2026-11-02T09:00:30Z,ring,Ben,Billing
1543618399.120,2026-11-02T09:00:30Z,2026-11-02T09:03:00Z,accept,Ben,Billing
`

func TestAnaAndBen(t *testing.T) {
	e := open(t, write(t, t.TempDir(), "segments.csv", anaAndBen))
	c, err := e.Chain(context.Background(), "1543618399.120")
	if err != nil {
		t.Fatal(err)
	}
	rings := c.Rings()
	if len(rings) != 2 {
		t.Fatalf("%d rings, want 2: %+v", len(rings), rings)
	}
	for n, want := range []struct {
		user    string
		outcome data.Event
		seconds data.Span
	}{{"Ana", data.Clear, 15 * data.Second}, {"Ben", data.Accept, 10 * data.Second}} {
		r := rings[n]
		if r.UserID != want.user || r.Outcome != want.outcome || r.Seconds != data.Some(want.seconds) {
			t.Errorf("ring %d is %+v, want %+v", n+1, r, want)
		}
	}
	if stays := c.Stays(); len(stays) != 1 {
		t.Errorf("%d stays, want 1", len(stays))
	}
	if got, want := c.Story(), "Rung 2 users in 25s: Ana cleared (15s), Ben accepted (10s). 1 queue. Still open."; got != want {
		t.Errorf("story %q, want %q", got, want)
	}
	page, err := e.Interactions(context.Background(), data.PageRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if want := data.Summarise(c.Legs[0].Path); len(page.Rows) != 1 || page.Rows[0].Summary != want {
		t.Errorf("the list says %+v, the path %+v", page.Rows, want)
	}
}
