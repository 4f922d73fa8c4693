package query

import (
	"container/heap"
	"slices"
)

// legOrder is the order of the legs of one chain: from its root along the links, so that a leg stands behind every
// leg that leads to it; of legs that lead round in a circle one link is not kept. Legs that are named and not there
// stand once, beside the first that names them.
func legOrder(links map[string]*link, root string) []string {
	w := &legWalk{following: follow(links), links: links, named: map[string]bool{}}
	w.placed = make([]bool, len(w.ids))
	w.waitForCircles()
	w.run(w.rank[root])
	for len(w.ready) > 0 {
		w.run(heap.Pop(&w.ready).(int))
	}
	return w.out
}

// legWalk is how far the walk along the links has come. Legs that lead round to one another are one circle; a leg
// of its own is a circle too.
type legWalk struct {
	*following
	links  map[string]*link
	circle []int           // which circle each leg is of
	within [][]int         // the legs of each circle
	waits  []int           // of each circle: how many links lead to it from legs that are not placed
	ready  ranks           // legs that nothing keeps waiting
	placed []bool          // the legs that are
	named  map[string]bool // the missing ones that are
	out    []string
}

// waitForCircles finds the circles, and what each of them must wait for.
func (w *legWalk) waitForCircles() {
	w.circle, w.within = circles(w.after)
	w.waits = make([]int, len(w.within))
	for from, all := range w.after {
		for _, to := range all {
			if w.circle[from] != w.circle[to] {
				w.waits[w.circle[to]]++
			}
		}
	}
	for n, legs := range w.within {
		if w.waits[n] == 0 {
			w.free(legs)
		}
	}
}

func (w *legWalk) free(legs []int) {
	for _, leg := range legs {
		heap.Push(&w.ready, leg)
	}
}

// run places a leg, and then again and again the first that it leads to and that waits for no other.
func (w *legWalk) run(leg int) {
	for leg >= 0 && !w.placed[leg] {
		of := w.links[w.ids[leg]]
		w.missing(of.previous)
		w.placed[leg], w.out = true, append(w.out, w.ids[leg])
		w.missing(of.next)
		next := -1
		for _, to := range w.after[leg] {
			if w.circle[to] != w.circle[leg] {
				if w.waits[w.circle[to]]--; w.waits[w.circle[to]] == 0 {
					w.free(w.within[w.circle[to]])
				}
			}
			if next < 0 && !w.placed[to] && w.waits[w.circle[to]] == 0 {
				next = to
			}
		}
		leg = next
	}
}

// missing places a leg that is only named.
func (w *legWalk) missing(id string) {
	if id != "" && w.links[id] == nil && !w.named[id] {
		w.named[id], w.out = true, append(w.out, id)
	}
}

// following is where interactions with links lead. Each is a number, its place by creation: as texts the links of ten million
// interactions take half a gigabyte.
type following struct {
	ids   []string       // by creation
	rank  map[string]int // where each stands in ids
	after [][]int        // those that each leads to: its next one, then those that name it as the one before them
}

// follow finds where interactions lead. Links to what is not there, and to itself, lead nowhere.
func follow(links map[string]*link) *following {
	l := &following{ids: make([]string, 0, len(links)), rank: make(map[string]int, len(links)), after: make([][]int, len(links))}
	for id := range links {
		l.ids = append(l.ids, id)
	}
	slices.SortFunc(l.ids, func(a, b string) int {
		if earlier(links[a].created, links[b].created, a, b) {
			return -1
		}
		return 1
	})
	for n, id := range l.ids {
		l.rank[id] = n
	}
	for n, id := range l.ids {
		if next := links[id].next; next != id && links[next] != nil {
			l.after[n] = []int{l.rank[next]}
		}
	}
	for n, id := range l.ids {
		if from := links[id].previous; from != id && links[from] != nil && links[from].next != id {
			l.after[l.rank[from]] = append(l.after[l.rank[from]], n)
		}
	}
	return l
}

// circles parts numbers into those that lead round to one another: Tarjan's strongly connected components, without
// recursion, since a chain may be as long as the export.
func circles(after [][]int) (of []int, within [][]int) {
	count := len(after)
	t := tarjan{after: after, of: make([]int, count), met: make([]int, count), low: make([]int, count), closed: make([]int, 0, count)}
	for n := range t.of {
		t.of[n] = -1
	}
	for n := range after {
		if t.met[n] == 0 {
			t.from(n)
		}
	}
	return t.of, t.within
}

// tarjan is the search of circles.
type tarjan struct {
	after  [][]int
	of     []int // which circle each is of; -1 until that is known
	within [][]int
	closed []int   // the members of all circles, one after another
	count  int     // how many were met
	met    []int   // when each was met, from 1
	low    []int   // the earliest met that each leads round to
	open   []int   // met, and of no circle yet
	way    []visit // from where the search began to where it is
}

// visit is a number on the way, and how many of those that it leads to have been looked at.
type visit struct{ at, seen int }

func (t *tarjan) meet(n int) {
	t.count++
	t.met[n], t.low[n] = t.count, t.count
	t.open = append(t.open, n)
	t.way = append(t.way, visit{at: n})
}

// from looks at all that a number leads to.
func (t *tarjan) from(n int) {
	t.meet(n)
	for len(t.way) > 0 {
		v := &t.way[len(t.way)-1]
		if v.seen == len(t.after[v.at]) {
			t.leave(v.at)
			continue
		}
		to := t.after[v.at][v.seen]
		v.seen++
		if t.met[to] == 0 {
			t.meet(to)
		} else if t.of[to] < 0 {
			t.low[v.at] = min(t.low[v.at], t.met[to])
		}
	}
}

// leave goes back on the way; a number that leads round to none met before it closes a circle.
func (t *tarjan) leave(n int) {
	t.way = t.way[:len(t.way)-1]
	if last := len(t.way) - 1; last >= 0 {
		before := t.way[last].at
		t.low[before] = min(t.low[before], t.low[n])
	}
	if t.low[n] != t.met[n] {
		return
	}
	first := len(t.open) - 1
	for t.open[first] != n {
		first--
	}
	for _, member := range t.open[first:] {
		t.of[member] = len(t.within)
	}
	from := len(t.closed)
	t.closed = append(t.closed, t.open[first:]...)
	t.within = append(t.within, t.closed[from:])
	t.open = t.open[:first]
}

// ranks are places of legs, the lowest first (heap.Interface).
type ranks []int

// Len is how many there are.
func (r ranks) Len() int { return len(r) }

// Less tells whether one comes out before another.
func (r ranks) Less(i, j int) bool { return r[i] < r[j] }

// Swap exchanges two.
func (r ranks) Swap(i, j int) { r[i], r[j] = r[j], r[i] }

// Push adds an int.
func (r *ranks) Push(x any) { *r = append(*r, x.(int)) }

// Pop takes the last int.
func (r *ranks) Pop() any {
	last := (*r)[len(*r)-1]
	*r = (*r)[:len(*r)-1]
	return last
}
