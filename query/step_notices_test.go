package query

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"segpath/data"
)

// pathKinds are the kinds of notices that are about steps.
var pathKinds = stepNotices

// The notices of an export count what the notices of its paths count, kind by kind, and name the first of
// the same rows, whether SQL or Go ordered these.
func TestNoticesAreThoseOfThePaths(t *testing.T) {
	seen := map[data.NoticeKind]bool{}
	inGo := 0
	for seed := range uint64(16) {
		n := nasty{Rand: rand.New(rand.NewPCG(seed, 2)), seq: seed%2 == 1, from: seed%5 == 2, users: seed%3 > 0, starts: seed%3 > 0}
		segments, rows := n.export(100)
		dir := write(t, t.TempDir(), "segments.csv", segments)
		e := open(t, write(t, dir, "interactions.csv", rows))
		want, places := ofThePaths(t, e)
		got := map[data.NoticeKind]int64{}
		for _, told := range e.report.Notices {
			if !slices.Contains(pathKinds, told.Kind) {
				continue
			}
			got[told.Kind] += told.Count
			seen[told.Kind] = true
			first := places[told.Kind][:min(len(places[told.Kind]), data.MaxPlaces)]
			if d := gocmp.Diff(first, told.Places); d != "" {
				t.Errorf("seed %d, places of %s: paths - export +\n%s", seed, told.Kind, d)
			}
			if told.Source != told.Places[0].Source || told.SourceRow != told.Places[0].SourceRow || told.InteractionID == "" {
				t.Errorf("seed %d, %s: the example %s:%d is not the first place", seed, told.Kind, told.Source, told.SourceRow)
			}
		}
		if d := gocmp.Diff(want, got); d != "" {
			t.Fatalf("seed %d: paths - export +\n%s", seed, d)
		}
		if n.starts && n.users {
			inGo++
		}
	}
	for _, kind := range pathKinds {
		if !seen[kind] {
			t.Errorf("no export had %q", kind)
		}
	}
	if inGo == 0 {
		t.Error("every export was left to Go")
	}
}

// ofThePaths counts the notices of every path by kind, and lists their rows in the order of the files.
func ofThePaths(t *testing.T, e *Engine) (map[data.NoticeKind]int64, map[data.NoticeKind][]data.Place) {
	t.Helper()
	page, err := e.Interactions(context.Background(), data.PageRequest{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	counts, places := map[data.NoticeKind]int64{}, map[data.NoticeKind][]data.Place{}
	for _, row := range page.Rows {
		c, err := e.Chain(context.Background(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range c.Legs[0].Path.Notices() {
			counts[n.Kind] += n.Count
		}
		for kind, list := range data.NewDigest(c.Legs[0].Path).Noticed {
			for _, s := range list {
				places[kind] = append(places[kind], data.Place{InteractionID: s.InteractionID, Source: s.Source, SourceRow: s.SourceRow})
			}
		}
	}
	for _, list := range places {
		slices.SortFunc(list, func(a, b data.Place) int {
			return cmp.Or(cmp.Compare(a.SourceRow, b.SourceRow), cmp.Compare(a.InteractionID, b.InteractionID))
		})
	}
	return counts, places
}
