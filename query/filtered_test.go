package query

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"segpath/data"
	"segpath/data/filter"
	"segpath/data/filter/filtertest"
	"segpath/data/filter/reference"
)

// allPaths are the paths of an export, as Go orders them.
func allPaths(t *testing.T, e *Engine) []*data.Path {
	t.Helper()
	var paths []*data.Path
	for _, id := range pages(t, e, data.PageRequest{Limit: 1000}, false) {
		c, err := e.Chain(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, leg := range c.Legs {
			if leg.ID == id {
				paths = append(paths, leg.Path)
			}
		}
	}
	return paths
}

// selected are the ids that a filter selects in the database.
func selected(t *testing.T, e *Engine, f data.Filter) []string {
	t.Helper()
	ids := pages(t, e, data.PageRequest{Filter: f, Limit: 1000, Sort: data.Sort{Field: data.SortID}}, false)
	slices.Sort(ids)
	return ids
}

func matched(f data.Filter, paths []*data.Path, dir *data.Directory) []string {
	var ids []string
	for _, p := range paths {
		if reference.Match(f, p, dir) {
			ids = append(ids, p.Interaction.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// Whatever the filter, SQL selects what the paths say one by one.
func TestFilterEqualsMatch(t *testing.T) {
	some, tried := 0, 0
	fields := map[string]int{} // filters with a term of this field that select some and not all
	for seed := range uint64(8) {
		n := nasty{Rand: rand.New(rand.NewPCG(seed, 3)), seq: seed%4 == 1, from: seed%4 == 2, users: seed%2 == 1, starts: seed%3 > 0}
		segments, rows := n.export(60)
		dir := write(t, t.TempDir(), "segments.csv", segments)
		write(t, dir, "interactions.csv", rows)
		if seed%2 == 0 {
			write(t, dir, "users.csv", "user_id,name\nAna,Zoë Smith\nBen,Ana\n")
			write(t, dir, "queues.csv", "queue_id,name\nA,Billing\n")
		}
		e := open(t, dir)
		paths := allPaths(t, e)
		for _, p := range paths {
			if got := marked(t, e, p.Interaction.ID); got != p.Shape() {
				t.Fatalf("seed %d, %s: the shape is %q, want %q\n%s", seed, p.Interaction.ID, got, p.Shape(), steps(p))
			}
		}
		m := filtertest.Maker{Rand: n.Rand, Words: filtertest.Words{}, Has: e.Export().Has}
		for _, p := range paths {
			m.Words.Gather(p, e.dir)
		}
		for range 150 {
			text := m.Filter()
			f, err := filter.Parse(text, filter.In(e.Export()))
			var p *data.Problem
			if errors.As(err, &p) && p.Code == data.CannotSay {
				continue
			}
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			want, got := matched(f, paths, e.dir), selected(t, e, f)
			if !slices.Equal(want, got) {
				t.Fatalf("seed %d, %s: SQL selects\n%v, the paths say\n%v", seed, text, got, want)
			}
			if tried++; len(got) > 0 && len(got) < len(paths) {
				some++
				for _, term := range f.Terms {
					fields[term.Field]++
				}
			}
		}
	}
	t.Logf("%d of %d filters select some and not all; by field: %v", some, tried, fields)
	if some < tried/3 || len(fields) < 35 {
		t.Errorf("only %d of %d filters select some and not all, of %d fields: %v", some, tried, len(fields), fields)
	}
}

func marked(t *testing.T, e *Engine, id string) (shape string) {
	t.Helper()
	err := e.serving.in.with(t.Context(), func(c *conn) error {
		return c.Row("SELECT coalesce(shape, path) FROM interactions WHERE interaction_id = ?", []any{id}, &shape)
	})
	if err != nil {
		t.Fatal(err)
	}
	return shape
}

// Rings of a filter are those that its ring terms mean, of the interactions that it selects.
func TestFilteredRings(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", header+strings.Join([]string{
		"a,1,2026-01-01T10:00:00Z,ring,Ana", "a,2,2026-01-01T10:00:05Z,reject,Ana", "a,3,2026-01-01T10:00:06Z,ring,Ben", "a,4,2026-01-01T10:00:09Z,accept,Ben",
		"b,1,2026-01-01T11:00:00Z,ring,Ben", "b,2,2026-01-01T11:00:05Z,reject,Ben",
	}, "\n")+"\n")
	e := open(t, dir)
	for text, want := range map[string]int64{"": 3, "rejected:ana": 1, "ring(user:ben)": 2, "ring(user:ben) id:a": 1, "rang:ana rang:ben": 3, "rejects=1": 3, "-rang:ana": 1, "rejected:ana rang:ben": 2,
		"rejected:ana rejected:ben accepted:ben": 2, "-rejected:zed rejected:ana": 1, "-ring(user:ana) rang:ben": 1, "-accepted:ben -rejected:ana": 1} {
		f, err := filter.Parse(text, filter.In(e.Export()))
		if err != nil {
			t.Fatal(err)
		}
		where, args, err := e.filteredRings(f)
		if err != nil {
			t.Fatal(err)
		}
		var n int64
		err = e.serving.in.with(t.Context(), func(c *conn) error { return c.Row("SELECT count(*) FROM rings WHERE "+where, args, &n) })
		if err != nil || n != want {
			t.Errorf("%q: %d rings, %v; want %d", text, n, err, want)
		}
		n = 0
		for after := ""; ; n++ { // a page each
			page, err := e.Rings(t.Context(), f, after, 1)
			if err != nil || page.Total != want {
				t.Fatalf("%q: %+v, %v", text, page, err)
			}
			if after = page.Next; after == "" {
				break
			}
		}
		if n+1 != want {
			t.Errorf("%q: %d pages of a ring, want %d", text, n+1, want)
		}
	}
}

// A ß is found as ss, in SQL as in Go.
func TestASharpSIsFoundAsSS(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", header+"a,1,2026-01-01T10:00:00Z,ring,u1\nb,1,2026-01-01T10:00:00Z,ring,u2\n")
	write(t, dir, "interactions.csv", "interaction_id,customer\na,Groß & Söhne\nb,Grosse Straße\n")
	write(t, dir, "users.csv", "user_id,name\nu1,Jörg Weiß\nu2,Ana\n")
	e := open(t, dir)
	paths := allPaths(t, e)
	for text, want := range map[string][]string{
		"customer:gross": {"a", "b"}, "customer:GROẞ": {"a", "b"}, "customer:groß": {"a", "b"}, "customer:STRASSE": {"b"}, "user:weiss": {"a"}, "user:WEIẞ": {"a"},
		"strasse": {"b"}, "groß": {"a", "b"}, "customer=Gross": nil, "rang:weiss": {"a"},
	} {
		f, err := filter.Parse(text, filter.In(e.Export()))
		if err != nil {
			t.Fatal(err)
		}
		if got, naive := selected(t, e, f), matched(f, paths, e.dir); !slices.Equal(got, want) || !slices.Equal(naive, want) {
			t.Errorf("%s: %v, one by one %v, want %v", text, got, naive, want)
		}
	}
}
