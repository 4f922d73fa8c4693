package query

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"testing"

	"segpath/data"
)

// What is answered before anything is summed up is what is answered after it.
func TestEarlyAnswersAreTheLateOnes(t *testing.T) {
	dir := dayFiles(t)
	whole := open(t, dir)
	for _, c := range []struct{ sampled, least int }{{0, 10}, {120, 2}} { // of 120 rows some words are met first in the rest
		t.Run(fmt.Sprint(c.sampled), func(t *testing.T) { earlyAsLate(t, dir, whole, c.sampled, c.least) })
	}
}

func earlyAsLate(t *testing.T, dir string, whole *Engine, sampled, least int) {
	t.Helper()
	ctx := context.Background()
	b, err := newBuilder(t.Context(), Options{Exports: []string{dir}, TimeZone: "UTC"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := b.abandon(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := b.begin(ctx, true); err != nil {
		t.Fatal(err)
	}
	e, err := b.earlyOf(ctx, sampled)
	if err != nil || e == nil {
		t.Fatalf("no early answers: %v", err)
	}
	defer func() { _ = e.close() }()
	export := e.e.export
	if !export.Building || export.InteractionCount != whole.export.InteractionCount || !reflect.DeepEqual(export.Has, whole.export.Has) || !export.AsOf.Equal(whole.export.AsOf) {
		t.Errorf("%+v\n%+v", export, whole.export)
	}
	answered, seen := 0, map[string]bool{}
	for _, desc := range []bool{true, false} {
		q := data.PageRequest{Sort: data.Sort{Field: data.SortCreated, Desc: desc}, Limit: 7}
		for {
			late, err := whole.Interactions(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			early, err := e.page(ctx, q)
			if errors.Is(err, errNotYet) {
				break
			}
			unchained(&late)
			if err != nil || !reflect.DeepEqual(early, late) {
				t.Fatalf("desc %t, page %d: %v\n%+v\n%+v", desc, answered, err, early, late)
			}
			bare := q
			bare.Bare = true
			for n := range late.Rows {
				late.Rows[n].Summary, late.Rows[n].Counting = data.Summary{}, true
			}
			if early, err := e.page(ctx, bare); err != nil || !reflect.DeepEqual(early, late) {
				t.Fatalf("desc %t, bare page %d: %v\n%+v\n%+v", desc, answered, err, early, late)
			}
			back := q
			back.After, back.Before = "", early.Next
			if back.Before != "" {
				late, _ := whole.Interactions(ctx, back)
				unchained(&late)
				if early, err := e.page(ctx, back); !errors.Is(err, errNotYet) && !reflect.DeepEqual(early, late) {
					t.Fatalf("back from page %d: %v\n%+v\n%+v", answered, err, early, late)
				}
			}
			for _, row := range early.Rows {
				seen[row.ID] = true
				round := data.PageRequest{Sort: q.Sort, Limit: 6, Around: row.ID}
				late, _ := whole.Interactions(ctx, round)
				unchained(&late)
				if early, err := e.page(ctx, round); !errors.Is(err, errNotYet) && !reflect.DeepEqual(early, late) {
					t.Fatalf("around %s: %v\n%+v\n%+v", row.ID, err, early, late)
				}
			}
			answered++
			if q.After = early.Next; q.After == "" {
				break
			}
		}
	}
	if answered < least {
		t.Errorf("only %d pages were answered early", answered)
	}
	for id := range seen {
		early, err := e.chain(ctx, id)
		if errors.Is(err, errNotYet) {
			continue
		}
		late, lateErr := whole.Chain(ctx, id)
		if err != nil || lateErr != nil || !reflect.DeepEqual(early, late) {
			t.Fatalf("%s: %v, %v\n%+v\n%+v", id, err, lateErr, early, late)
		}
	}
	for _, q := range []data.PageRequest{
		{Search: "a"}, {Last: true}, {Around: "no such one"}, {Sort: data.Sort{Field: data.SortRings}}, {Filter: data.Filter{IDs: []string{"a"}}},
	} {
		if _, err := e.page(ctx, q); !errors.Is(err, errNotYet) {
			t.Errorf("%+v is answered early: %v", q, err)
		}
	}
}

// unchained takes away what rows tell of their chain, as long as they may not.
func unchained(p *data.Page) {
	for n := range p.Rows {
		p.Rows[n].ChainID = ""
	}
}

// A live export answers the same while it is built and after; closed while it is built, it leaves nothing.
func TestLive(t *testing.T) {
	ctx := context.Background()
	dir := dayFiles(t)
	l, err := OpenLive(ctx, Options{Exports: []string{dir}, TimeZone: "UTC"})
	if err != nil {
		t.Fatal(err)
	}
	q := data.PageRequest{Limit: 10}
	first, err := l.Interactions(ctx, q)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Interactions(ctx, data.PageRequest{Sort: data.Sort{Field: data.SortRings}}); err != nil { // waits
		t.Fatal(err)
	}
	if err := l.Whole(ctx); err != nil || l.Export().Building {
		t.Errorf("%v, %+v", err, l.Export())
	}
	again, err := l.Interactions(ctx, q)
	unchained(&first)
	unchained(&again)
	if err != nil || !reflect.DeepEqual(first, again) {
		t.Errorf("the first page changed: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if l, err = OpenLive(ctx, Options{Exports: []string{dir}, TimeZone: "UTC"}); err != nil {
		t.Fatal(err)
	}
	l.mu.RLock()
	var run string
	if l.early != nil {
		run = l.early.b.run.path
	} else {
		run = l.whole.run.path
	}
	l.mu.RUnlock()
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(run); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is left", run)
	}
}

// Interactions that are rejected when all are read are on no early page.
func TestWhatIsRejectedIsOnNoEarlyPage(t *testing.T) {
	for name, change := range map[string]string{
		"without id": "nullif(interaction_id, (SELECT max(interaction_id) FROM s)) AS interaction_id",
		"empty id":   "CASE WHEN interaction_id = (SELECT max(interaction_id) FROM s) THEN '' ELSE interaction_id END AS interaction_id",
		"NUL":        "customer || chr(0) AS customer",
	} {
		t.Run(name, func(t *testing.T) {
			dir := parquet(t, t.TempDir(), "segments.parquet", "SELECT * EXCLUDE (n) FROM ("+sampleSegments+")")
			parquet(t, dir, "interactions.parquet", "WITH s AS ("+sampleInteractions+") SELECT * REPLACE ("+change+") FROM s")
			l, err := OpenLive(t.Context(), Options{Exports: []string{dir}, TimeZone: "UTC"})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = l.Close() }()
			q := data.PageRequest{Limit: 20}
			first, err := l.Interactions(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if err := l.Whole(t.Context()); err != nil {
				t.Fatal(err)
			}
			again, err := l.Interactions(t.Context(), q)
			unchained(&first)
			unchained(&again)
			if err != nil || !reflect.DeepEqual(first, again) {
				t.Errorf("the first page changed: %v\n%+v\n%+v", err, first, again)
			}
		})
	}
}
