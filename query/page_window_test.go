package query

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"segpath/data"
	"segpath/data/filter"
	"segpath/data/filter/filtertest"
)

// Pages of a list in the order of creation are the same, whatever the windows of time that they are looked for in.
func TestWindowsOfTimeLeaveNothingOut(t *testing.T) {
	n := nasty{Rand: rand.New(rand.NewPCG(8, 8)), users: true}
	segments, rows := n.export(50)
	dir := write(t, t.TempDir(), "segments.csv", segments)
	write(t, dir, "interactions.csv", rows)
	e := open(t, dir)
	m := filtertest.Maker{Rand: n.Rand, Words: filtertest.Words{}, Has: e.Export().Has}
	for _, p := range allPaths(t, e) {
		m.Words.Gather(p, e.dir)
	}
	texts := []string{"", "rejected:" + m.Words["user"][0], "ring(outcome:reject)", "-ring(outcome:accept) rings>0", "customer:a"}
	for range 15 {
		texts = append(texts, m.Filter())
	}
	selected := 0
	for _, text := range texts {
		f, err := filter.Parse(text, filter.In(e.Export()))
		if p, ok := errors.AsType[*data.Problem](err); ok && p.Code == data.CannotSay {
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		for _, desc := range []bool{false, true} {
			q := data.PageRequest{Filter: f, Limit: 2 + n.IntN(5), Sort: data.Sort{Field: data.SortCreated, Desc: desc}}
			e.window = 0
			whole := pages(t, e, q, false)
			e.window = 1
			if got := pages(t, e, q, false); !slices.Equal(got, whole) {
				t.Errorf("%s, desc %v: in windows\n%v, in everything\n%v", text, desc, got, whole)
			}
			if got := pages(t, e, q, true); !slices.Equal(got, whole) {
				t.Errorf("%s, desc %v, from the back: in windows\n%v, in everything\n%v", text, desc, got, whole)
			}
			if len(whole) > 0 && len(whole) < 50 {
				selected++
			}
		}
	}
	if selected < 10 {
		t.Errorf("only %d lists are of some and not all", selected)
	}
}

// The page is found in the first window where what matches is spread evenly, and no window is left to ask the whole for.
func TestAPageIsLookedForInAWindow(t *testing.T) {
	n := nasty{Rand: rand.New(rand.NewPCG(9, 9))}
	segments, _ := n.export(90)
	e := open(t, write(t, t.TempDir(), "segments.csv", segments))
	e.window = 10
	l, err := e.listing(data.PageRequest{Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	err = e.serving.in.with(t.Context(), func(c *conn) error {
		l.c = c
		all, err := l.windows(90, nil, false)
		if err != nil {
			return err
		}
		if len(all) != 2 || all[0].whole || !all[1].whole {
			t.Fatalf("%+v", all)
		}
		where, args, some, err := l.in(all[0])
		if err != nil || !some {
			t.Fatal(some, err)
		}
		var in int64
		if err := c.Row("SELECT count(*) FROM interactions WHERE "+where, args, &in); err != nil {
			return err
		}
		if in < 2 || in > 45 {
			t.Errorf("the first window holds %d of 90", in)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
