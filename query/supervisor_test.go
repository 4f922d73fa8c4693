package query

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"segpath/data"
)

// nastyExports opens exports that no simulator would write, and hands on every path of each.
func nastyExports(t *testing.T, seeds uint64, each func(seed uint64, e *Engine, paths []*data.Path)) {
	t.Helper()
	for seed := range seeds {
		n := nasty{Rand: rand.New(rand.NewPCG(seed, 11)), seq: seed%4 == 1, from: seed%6 == 2, users: seed%3 > 0, starts: seed%3 > 0}
		segments, rows := n.export(120)
		dir := write(t, write(t, t.TempDir(), "segments.csv", segments), "interactions.csv", rows)
		e := open(t, write(t, dir, "users.csv", "user_id,name,team\nAna,Ana,North\nBen,Ben,South\nCy,Cy,North\n"))
		page, err := e.Interactions(context.Background(), data.PageRequest{Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		var paths []*data.Path
		for _, row := range page.Rows {
			c, err := e.Chain(context.Background(), row.ID)
			if err != nil {
				t.Fatal(err)
			}
			paths = append(paths, c.Legs[0].Path)
		}
		if each(seed, e, paths); t.Failed() {
			return
		}
	}
}

var opts = cmp.AllowUnexported(data.Opt[int64]{}, data.Opt[data.Span]{}, data.Opt[float64]{})

// The rings of an export are those of every path, each once, in order of time, page by page.
func TestRingsAreThoseOfThePaths(t *testing.T) {
	nastyExports(t, 6, func(seed uint64, e *Engine, paths []*data.Path) {
		want := map[string]data.Ring{}
		key := func(id string, order int) string { return id + " " + string(rune('a'+order)) }
		for _, p := range paths {
			for _, r := range p.Rings() {
				want[key(p.Interaction.ID, r.Order)] = r
			}
		}
		total, after := len(want), ""
		var last data.RingRow
		for {
			page, err := e.Rings(context.Background(), data.Filter{}, after, 7)
			if err != nil {
				t.Fatal(err)
			}
			if page.Total != int64(total) {
				t.Fatalf("seed %d: %d rings, want %d", seed, page.Total, total)
			}
			for _, r := range page.Rows {
				k := key(r.InteractionID, r.Order)
				if diff := cmp.Diff(want[k], r.Ring, opts); diff != "" {
					t.Fatalf("seed %d, %s: path - rings +\n%s", seed, k, diff)
				}
				if !last.At.IsZero() && r.At.Before(last.At) {
					t.Errorf("seed %d: %s is told after %s", seed, r.At, last.At)
				}
				delete(want, k)
				last = r
			}
			if after = page.Next; after == "" {
				break
			}
		}
		if len(want) > 0 || total == 0 {
			t.Errorf("seed %d: %d of %d rings are missing", seed, len(want), total)
		}
	})
}

// What a table says of queues is a count over every path's stays, whatever abandons count for.
func TestQueuesCountEveryStay(t *testing.T) {
	for _, level := range []data.ServiceLevel{
		{Within: 4 * data.Second, Short: data.ShortAbandon}, {Within: 4 * data.Second, Short: 3 * data.Second}, {Within: 9 * data.Second},
		{Within: 9 * data.Second, Short: data.ShortAbandon, LeftOut: true},
	} {
		queuesCountEveryStay(t, level)
	}
}

func queuesCountEveryStay(t *testing.T, level data.ServiceLevel) {
	short, abandoned := int64(0), int64(0)
	nastyExports(t, 6, func(seed uint64, e *Engine, paths []*data.Path) {
		want, waits, inTime := map[string]*data.QueueRow{}, map[string][]int64{}, map[string]int64{}
		add := func(o *data.Opt[int64]) { *o = data.Some(o.Or(0) + 1) }
		for _, p := range paths {
			seen, last := map[string]bool{}, ""
			for _, s := range p.Stays() {
				if s.QueueID == "" {
					continue
				}
				q := want[s.QueueID]
				if q == nil {
					zero := data.Some[int64](0)
					q = &data.QueueRow{QueueID: s.QueueID, Queue: s.QueueID, Answered: zero, Abandoned: zero, ShortAbandoned: zero, Otherwise: zero}
					want[s.QueueID] = q
				}
				q.Stays++
				if !seen[s.QueueID] {
					seen[s.QueueID] = true
					q.Interactions++
				}
				if last != "" && last != s.QueueID {
					q.HopsIn++
					want[last].HopsOut++
				}
				last = s.QueueID
				if s.PingPong {
					q.PingPong++
				}
				us, known := s.Seconds.Get()
				if known && !s.Running {
					waits[s.QueueID] = append(waits[s.QueueID], int64(us))
				}
				switch {
				case s.Running:
					q.Waiting++
				case s.Ended == data.Accept:
					if add(&q.Answered); known && us <= level.Within {
						inTime[s.QueueID]++
					}
				case s.Ended == data.Abandon && known && us < level.Short:
					short++
					add(&q.ShortAbandoned)
				case s.Ended == data.Abandon:
					abandoned++
					add(&q.Abandoned)
				default:
					add(&q.Otherwise)
				}
			}
		}
		got, err := e.Queues(context.Background(), data.Filter{}, level)
		if err != nil || len(got) != len(want) || len(got) == 0 {
			t.Fatalf("seed %d: %d queues, want %d (%v)", seed, len(got), len(want), err)
		}
		for _, q := range got {
			w := want[q.QueueID]
			w.WaitMedian = medianOf(waits[q.QueueID])
			w.WaitP90 = q.WaitP90
			offered := w.Answered.Or(0) + w.Otherwise.Or(0)
			if !level.LeftOut {
				offered += w.Abandoned.Or(0)
			}
			if offered > 0 {
				w.ServiceLevel = data.Some(float64(inTime[q.QueueID]) / float64(offered))
			}
			if diff := cmp.Diff(*w, q, opts); diff != "" {
				t.Errorf("seed %d: paths - queues +\n%s", seed, diff)
			}
		}
	})
	if abandoned == 0 || (short > 0) != (level.Short > 0) {
		t.Errorf("%+v: %d hung up soon and %d later", level, short, abandoned)
	}
}

// medianOf is the median in whole microseconds, as the database rounds it.
func medianOf(us []int64) data.Opt[data.Span] {
	if len(us) == 0 {
		return data.None[data.Span]()
	}
	slices.Sort(us)
	a, b := us[(len(us)-1)/2], us[len(us)/2]
	return data.Some(data.Span((a + b) / 2))
}

// What a table says of statuses is a sum over every path's statuses and changes.
func TestStatusesSumEveryPath(t *testing.T) {
	nastyExports(t, 6, func(seed uint64, e *Engine, paths []*data.Path) {
		type totals struct {
			seconds data.Opt[data.Span]
			entered int64
		}
		want, changes, before := map[string]totals{}, map[[2]string]int64{}, map[[2]string][]int64{}
		for _, p := range paths {
			for _, s := range p.Statuses() {
				w := want[s.Status]
				if us, ok := s.Seconds.Get(); ok {
					w.seconds = data.Some(w.seconds.Or(0) + us)
				}
				w.entered += int64(s.Entered)
				want[s.Status] = w
			}
			list := p.Changes()
			for n, c := range list {
				k := [2]string{c.From, c.To}
				if changes[k]++; n > 0 {
					before[k] = append(before[k], int64(data.Between(list[n-1].At, c.At)))
				}
			}
		}
		got, err := e.Statuses(context.Background(), data.Filter{})
		if err != nil || len(got.Statuses) != len(want) || len(got.Transitions) != len(changes) || len(want) == 0 {
			t.Fatalf("seed %d: %+v, want %d and %d (%v)", seed, got, len(want), len(changes), err)
		}
		for _, s := range got.Statuses {
			if w := want[s.Status]; w.seconds != s.Seconds || w.entered != s.Entered {
				t.Errorf("seed %d: %+v, want %+v", seed, s, w)
			}
		}
		for _, c := range got.Transitions {
			k := [2]string{c.From, c.To}
			if m := medianOf(before[k]); c.Count != changes[k] || c.Median != m {
				t.Errorf("seed %d: %+v, want %d, %v", seed, c, changes[k], m)
			}
		}
	})
}

// Every interaction is of one variant, and the variants are those of the paths.
func TestVariantsCountEveryPath(t *testing.T) {
	nastyExports(t, 3, func(seed uint64, e *Engine, paths []*data.Path) {
		want := map[string]int64{}
		for _, p := range paths {
			want[p.Letters()]++
		}
		got, err := e.Variants(context.Background(), data.Filter{}, 0)
		if err != nil || got.Interactions != int64(len(paths)) || got.Variants != int64(len(want)) || len(got.Rows) != len(want) {
			t.Fatalf("seed %d: %d of %d, want %d of %d (%v)", seed, got.Variants, got.Interactions, len(want), len(paths), err)
		}
		for n, v := range got.Rows {
			if v.Count != want[v.Path] || n > 0 && v.Count > got.Rows[n-1].Count {
				t.Errorf("seed %d: %+v, want %d", seed, v, want[v.Path])
			}
		}
		if last := got.Rows[len(got.Rows)-1]; last.Cumulative != 1 {
			t.Errorf("seed %d: together %v", seed, last.Cumulative)
		}
		few, err := e.Variants(context.Background(), data.Filter{}, 2)
		if err != nil || cmp.Diff(got.Rows[:2], few.Rows) != "" {
			t.Errorf("seed %d: two are %+v (%v)", seed, few, err)
		}
	})
}
