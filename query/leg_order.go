package query

import (
	"container/heap"
	"slices"
)

// legOrder is the order of the legs of one chain: from its root along the links, so that a leg stands behind every
// leg that leads to it; of legs that lead round in a circle one link is not kept. Legs that are named and not there
// stand once, beside the first that names them.
func legOrder(links map[string]*link, root string) []string {
	w := &legWalk{links: links, placed: map[string]bool{}, rank: map[string]int{}}
	w.byAge, w.after = followed(links)
	for n, id := range w.byAge {
		w.rank[id] = n
	}
	w.waitForCircles()
	w.run(root)
	for len(w.ready) > 0 {
		w.run(w.byAge[heap.Pop(&w.ready).(int)])
	}
	return w.out
}

// legWalk is how far the walk along the links has come. Legs that lead round to one another are one circle; a leg
// of its own is a circle too.
type legWalk struct {
	links  map[string]*link
	byAge  []string            // the legs by creation
	rank   map[string]int      // where each stands in byAge
	after  map[string][]string // the legs that each leads to: its next one, then those that name it, by creation
	circle map[string]int      // which circle each leg is of
	within [][]string          // the legs of each circle
	waits  []int               // of each circle: how many links lead to it from legs that are not placed
	ready  ranks               // legs that nothing keeps waiting
	placed map[string]bool     // missing ones too
	out    []string
}

// waitForCircles finds the circles, and what each of them must wait for.
func (w *legWalk) waitForCircles() {
	w.circle, w.within = circles(w.byAge, w.after)
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

func (w *legWalk) free(legs []string) {
	for _, id := range legs {
		heap.Push(&w.ready, w.rank[id])
	}
}

// run places a leg, and then again and again the first that it leads to and that waits for no other.
func (w *legWalk) run(id string) {
	for id != "" && !w.placed[id] {
		w.missing(w.links[id].previous)
		w.place(id)
		w.missing(w.links[id].next)
		next := ""
		for _, to := range w.after[id] {
			if w.circle[to] != w.circle[id] {
				if w.waits[w.circle[to]]--; w.waits[w.circle[to]] == 0 {
					w.free(w.within[w.circle[to]])
				}
			}
			if next == "" && !w.placed[to] && w.waits[w.circle[to]] == 0 {
				next = to
			}
		}
		id = next
	}
}

func (w *legWalk) place(id string) {
	w.placed[id] = true
	w.out = append(w.out, id)
}

// missing places a leg that is only named.
func (w *legWalk) missing(id string) {
	if id != "" && w.links[id] == nil && !w.placed[id] {
		w.place(id)
	}
}

// followed lists ids by creation, and the ids that each of them leads to: its next one, then those that name it as
// the one before them, by creation. Links to what is not there, and to itself, lead nowhere.
func followed(links map[string]*link) (byAge []string, after map[string][]string) {
	for id := range links {
		byAge = append(byAge, id)
	}
	slices.SortFunc(byAge, func(a, b string) int {
		if earlier(links[a].created, links[b].created, a, b) {
			return -1
		}
		return 1
	})
	after = map[string][]string{}
	for _, id := range byAge {
		if next := links[id].next; next != id && links[next] != nil {
			after[id] = []string{next}
		}
	}
	for _, id := range byAge {
		if from := links[id].previous; from != id && links[from] != nil && links[from].next != id {
			after[from] = append(after[from], id)
		}
	}
	return byAge, after
}

// circles parts ids into those that lead round to one another: Tarjan's strongly connected components, without
// recursion, since a chain may be as long as the export.
func circles(ids []string, after map[string][]string) (of map[string]int, within [][]string) {
	t := tarjan{after: after, of: make(map[string]int, len(ids)), met: make(map[string]int, len(ids)), low: make(map[string]int, len(ids))}
	for _, id := range ids {
		if t.met[id] == 0 {
			t.from(id)
		}
	}
	return t.of, t.within
}

// tarjan is the search of circles.
type tarjan struct {
	after  map[string][]string
	of     map[string]int // which circle each id is of, once that is known
	within [][]string
	met    map[string]int // when each id was met, from 1
	low    map[string]int // the earliest met that each leads round to
	open   []string       // met, and of no circle yet
	way    []visit        // from where the search began to where it is
}

// visit is an id on the way, and how many of those that it leads to have been looked at.
type visit struct {
	id   string
	seen int
}

func (t *tarjan) meet(id string) {
	t.met[id], t.low[id] = len(t.met)+1, len(t.met)+1
	t.open = append(t.open, id)
	t.way = append(t.way, visit{id: id})
}

// from looks at all that an id leads to.
func (t *tarjan) from(id string) {
	t.meet(id)
	for len(t.way) > 0 {
		at := &t.way[len(t.way)-1]
		if at.seen == len(t.after[at.id]) {
			t.leave(at.id)
			continue
		}
		to := t.after[at.id][at.seen]
		at.seen++
		if t.met[to] == 0 {
			t.meet(to)
		} else if _, closed := t.of[to]; !closed {
			t.low[at.id] = min(t.low[at.id], t.met[to])
		}
	}
}

// leave goes back on the way; an id that leads round to none met before it closes a circle.
func (t *tarjan) leave(id string) {
	t.way = t.way[:len(t.way)-1]
	if n := len(t.way); n > 0 {
		before := t.way[n-1].id
		t.low[before] = min(t.low[before], t.low[id])
	}
	if t.low[id] != t.met[id] {
		return
	}
	first := len(t.open) - 1
	for t.open[first] != id {
		first--
	}
	for _, member := range t.open[first:] {
		t.of[member] = len(t.within)
	}
	t.within = append(t.within, slices.Clone(t.open[first:]))
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
