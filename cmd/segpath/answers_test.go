package main

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"slices"
	"testing"

	"segpath/data"
	"segpath/data/document"
	"segpath/query"
	"segpath/query/tablefile"
	"segpath/sample"
)

// everyAnswer is what path, list and users print as JSON for a whole export, but for where the rows stood.
func everyAnswer(t *testing.T, dir string, threads int, ids []string) string {
	t.Helper()
	ctx := context.Background()
	e, err := query.Open(ctx, query.Options{Exports: []string{dir}, TimeZone: "Europe/Berlin", Threads: threads})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	var out bytes.Buffer
	write := func(d document.Document) {
		if err := document.Write(&out, d, document.JSON); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range ids {
		chain, err := e.Chain(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		write(document.Path{Chain: chain})
	}
	for _, field := range data.SortFields {
		for _, desc := range []bool{false, true} {
			q := data.PageRequest{Sort: data.Sort{Field: field, Desc: desc}, Limit: 7}
			for more := true; more; more = q.After != "" {
				page, err := e.Interactions(ctx, q)
				if err != nil {
					t.Fatal(err)
				}
				write(document.List{
					Has: e.Export().Has, AsOf: e.Export().AsOf, Total: page.Total,
					Rows: func(yield func(*data.Row, error) bool) {
						for n := range page.Rows {
							if !yield(&page.Rows[n], nil) {
								return
							}
						}
					},
					Next: func() string { return page.Next },
				})
				q.After = page.Next
			}
		}
	}
	users, err := e.Users(ctx, data.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	write(document.Users{Has: e.Export().Has, Rows: users})
	return whereabouts.ReplaceAllString(out.String(), "")
}

// whereabouts are the parts of JSON that say in which file and row something stood.
var whereabouts = regexp.MustCompile(`"(source|source_row|part)":\s*("[^"]*"|\d+|null),?`)

// The same export gives the same answers to the byte, in CSV and Parquet, with any number of threads,
// and however its rows are shuffled, wherever the source itself settles the order.
func TestAnswersAreTheSameEveryTime(t *testing.T) {
	for _, c := range []struct {
		name string
		sim  sample.Options
		opt  sample.WriterOptions
	}{
		{"numbered", sample.Options{Seed: 5, Interactions: 40, Ties: 0.3}, sample.WriterOptions{}},
		{"no two equal instants", sample.Options{Seed: 6, Interactions: 40}, sample.WriterOptions{DropSeq: true}},
		{"ties, not shuffled", sample.Options{Seed: 7, Interactions: 40, Ties: 0.3}, sample.WriterOptions{DropSeq: true, DropColumns: []string{"segment_id"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sim := sample.New(c.sim)
			ids := idsOf(sim)
			var first string
			for _, as := range []tablefile.Format{tablefile.CSV, tablefile.Parquet} {
				for _, shuffle := range []uint64{0, 3} {
					if shuffle > 0 && c.opt.DropSeq && c.sim.Ties > 0 {
						continue // nothing settles such an order but the rows themselves
					}
					for _, threads := range []int{1, 4} {
						opt := c.opt
						opt.Shuffle = shuffle
						dir := t.TempDir() + "/export"
						if err := tablefile.Write(context.Background(), dir, sample.Segpath(sim, opt), tablefile.Options{As: as}); err != nil {
							t.Fatal(err)
						}
						got := everyAnswer(t, dir, threads, ids)
						if len(c.opt.DropColumns) > 0 {
							got = madeIDs.ReplaceAllString(got, "") // made of file and row
						}
						if first == "" {
							first = got
						} else if got != first {
							t.Fatalf("%s, %d threads, shuffle %d differs at %s", as, threads, shuffle, difference(first, got))
						}
					}
				}
			}
		})
	}
}

var madeIDs = regexp.MustCompile(`"segment_id":\s*"[^"]*",?`)

func idsOf(sim *sample.Simulation) []string {
	var ids []string
	for c := range sim.Interactions() {
		ids = append(ids, c.Interaction.ID)
	}
	slices.Sort(ids)
	return ids
}

func difference(a, b string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("…%s… ≠ …%s…", a[max(0, i-200):min(len(a), i+60)], b[max(0, i-60):min(len(b), i+60)])
		}
	}
	return fmt.Sprintf("their lengths, %d and %d", len(a), len(b))
}
