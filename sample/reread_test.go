package sample_test

import (
	"context"
	"fmt"
	"testing"

	"segpath/data"
	"segpath/query"
	"segpath/query/tablefile"
)

// overSeeds runs a round trip for every seed, for the first twenty with -short, and returns how many.
func overSeeds(t *testing.T, seeds uint64, trip func(t *testing.T, seed uint64)) int64 {
	t.Helper()
	if testing.Short() {
		seeds = 20
	}
	t.Run("seeds", func(t *testing.T) {
		for seed := range seeds {
			t.Run(fmt.Sprint(seed), func(t *testing.T) {
				t.Parallel()
				trip(t, seed)
			})
		}
	})
	return int64(seeds)
}

// reread is an export that was written and opened again, with its list, and the paths that it was asked for:
// one question answers for all legs of a chain.
type reread struct {
	*query.Engine
	rows  map[string]data.Row
	legs  map[string]*data.Path
	asked map[string]bool
}

// writeAndOpen writes an export and opens it until the test ends; it must be taken for its format.
func writeAndOpen(t *testing.T, format string, tables []data.Table, write tablefile.Options, open query.Options) *reread {
	t.Helper()
	ctx := context.Background()
	open.Exports = []string{t.TempDir() + "/export"}
	if err := tablefile.Write(ctx, open.Exports[0], tables, write); err != nil {
		t.Fatal(err)
	}
	e, err := query.Open(ctx, open)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	if e.Export().Format != format {
		t.Fatalf("the export is taken for %s", e.Export().Format)
	}
	page, err := e.Interactions(ctx, data.PageRequest{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	r := &reread{Engine: e, rows: map[string]data.Row{}, legs: map[string]*data.Path{}, asked: map[string]bool{}}
	for _, row := range page.Rows {
		r.rows[row.ID] = row
	}
	return r
}

// path is the path of an interaction, of which the list must say the same.
func (r *reread) path(t *testing.T, id string) *data.Path {
	t.Helper()
	if r.legs[id] == nil {
		c, err := r.Chain(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, leg := range c.Legs {
			r.legs[leg.ID] = leg.Path
		}
	}
	r.asked[id] = true
	row, path := r.rows[id], r.legs[id]
	if row.Summary != data.Summarise(path) {
		t.Errorf("%s: the list says %+v, the path %+v", id, row.Summary, data.Summarise(path))
	}
	in := path.Interaction
	if !row.CreatedAt.Equal(in.CreatedAt) || !row.CompletedAt.Equal(in.CompletedAt) || row.Status != in.Status || row.QueueID != in.QueueID || row.UserID != in.UserID || row.Type != in.Type {
		t.Errorf("%s: the list says %+v, the path %+v", id, row.Interaction, in)
	}
	return path
}

// nothingElse holds that the export has the interactions that it was asked for, and no other, and that it lacks
// what it is told to lack.
func (r *reread) nothingElse(t *testing.T) {
	t.Helper()
	if n := len(r.asked); n == 0 || len(r.rows) != n || int(r.Export().InteractionCount) != n {
		t.Errorf("%d interactions were written, %d are on the list, %d in the export", n, len(r.rows), r.Export().InteractionCount)
	}
	compareLacks(t, r)
}
