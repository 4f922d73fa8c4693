package query

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"segpath/data"
)

// chainOf is the legs of an interaction's chain, missing ones with a question mark.
func chainOf(t *testing.T, e *Engine, id string) string {
	t.Helper()
	c, err := e.Chain(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var legs []string
	for n, l := range c.Legs {
		if l.Number != n+1 || l.Missing != (l.Path == nil) {
			t.Errorf("%s: leg %d is %+v", id, n+1, l)
		}
		legs = append(legs, l.ID+map[bool]string{true: "?"}[l.Missing])
	}
	return strings.Join(legs, " ")
}

// linked opens interactions "id previous next minute" (- for none), each with a step; one whose previous is "none" has
// no row of its own.
func linked(t *testing.T, rows ...string) *Engine {
	t.Helper()
	interactions, segments := "interaction_id,created_at,previous_id,next_id\n", "interaction_id,started_at,event\n"
	for _, row := range rows {
		f := strings.Fields(row)
		minute, err := time.ParseDuration(f[3] + "m")
		if err != nil {
			t.Fatal(err)
		}
		at := edifyDay.Add(minute)
		if f[1] != "none" {
			interactions += fmt.Sprintf("%s,%s,%s,%s\n", f[0], at.Format(time.RFC3339), strings.Trim(f[1], "-"), strings.Trim(f[2], "-"))
		}
		segments += fmt.Sprintf("%s,%s,create\n", f[0], at.Format(time.RFC3339))
	}
	return openFiles(t, Options{}, map[string]string{"interactions.csv": interactions, "segments.csv": segments})
}

// Chains by hand: each leg stands behind those that lead to it, whichever leg is asked for.
func TestLegsInOrder(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []string // id previous next minute
		want string
	}{
		{"branches, each to its end", []string{"p - - 0", "q p - 1", "r p - 2", "q2 q - 9"}, "p q q2 r"},
		{"the next one before the others that name it", []string{"p - r 0", "q p - 1", "r - - 2"}, "p r q"},
		{"two roots lead to one leg", []string{"a - c 0", "b - c 5", "c - - 1"}, "a b c"},
		{"a branch that comes together again", []string{"p - - 0", "q p z 1", "r p z 2", "z - - 0"}, "p q r z"},
		{"a root created last", []string{"a - b 9", "b - - 0"}, "a b"},
		{"a circle: the earliest first", []string{"x z y 5", "y x z 6", "z y x 2"}, "z x y"},
		{"a circle that leads out: its leg is the root, not the one it leads to", []string{"x y - 5", "y x - 6", "d y - 0"}, "x y d"},
		{"a root that leads into a circle", []string{"r - x 9", "x - y 5", "y - x 1"}, "r x y"},
		{"missing legs beside those that name them", []string{"a gone b 0", "b a away 1", "c b away 2"}, "gone? a b away? c"},
		{"both name each other as the next", []string{"a - b 0", "b - a 1"}, "a b"},
		{"a leg without a row of its own", []string{"a - b 0", "b none - 1", "c b - 2"}, "a b c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := linked(t, c.rows...)
			for _, row := range c.rows {
				if id, _, _ := strings.Cut(row, " "); chainOf(t, e, id) != c.want {
					t.Errorf("asked for %s: %s, want %s", id, chainOf(t, e, id), c.want)
				}
			}
			if missing := int64(strings.Count(c.want, "?")); missing > 0 {
				if n := noticesOf(e, data.MissingLeg); len(n) != 1 || n[0].Count != missing {
					t.Errorf("%d missing legs are told as %+v", missing, n)
				}
			} else if n := noticesOf(e, data.MissingLeg); len(n) > 0 {
				t.Errorf("told as missing: %+v", n)
			}
		})
	}
}

// Any links: every interaction stands in one chain, once; whichever of its legs is asked for gives the same chain;
// legs stand behind those that lead to them, but within a circle; a missing leg stands in it where it is named.
func TestAnyLinksMakeChains(t *testing.T) {
	rounds := 30
	if testing.Short() {
		rounds = 8
	}
	for seed := range rounds {
		r := rand.New(rand.NewPCG(uint64(seed), 4))
		n := 2 + r.IntN(24)
		id := func() string { // mostly of nearby interactions; now and then one that is not there, or none
			switch k := r.IntN(3 * n); {
			case k < n:
				return fmt.Sprintf("i%d", k)
			case k < n+2:
				return fmt.Sprintf("gone%d", k)
			}
			return "-"
		}
		var rows []string
		links := map[string][2]string{}
		for k := range n {
			name, previous, next := fmt.Sprintf("i%d", k), id(), id()
			links[name] = [2]string{strings.Trim(previous, "-"), strings.Trim(next, "-")}
			rows = append(rows, fmt.Sprintf("%s %s %s %d", name, previous, next, r.IntN(9)))
		}
		checkChains(t, linked(t, rows...), links, strings.Join(rows, "; "))
	}
}

// checkChains holds an export with these links, {previous, next} by id, to what chains are.
func checkChains(t *testing.T, e *Engine, links map[string][2]string, rows string) {
	t.Helper()
	leads, joined := map[string][]string{}, map[string][]string{}
	for id, l := range links {
		for _, pair := range [][2]string{{l[0], id}, {id, l[1]}} {
			_, from := links[pair[0]]
			if _, to := links[pair[1]]; from && to {
				leads[pair[0]] = append(leads[pair[0]], pair[1])
				joined[pair[0]], joined[pair[1]] = append(joined[pair[0]], pair[1]), append(joined[pair[1]], pair[0])
			}
		}
	}
	for id := range links {
		got := strings.Fields(chainOf(t, e, id))
		place := map[string]int{}
		for n, leg := range got {
			if _, twice := place[leg]; twice {
				t.Errorf("%s: %s stands twice in %v", rows, leg, got)
			}
			place[leg] = n
		}
		chain, want := reach(id, joined), map[string]bool{}
		chain[id] = true
		for other := range chain {
			want[other] = true
			if chainOf(t, e, other) != strings.Join(got, " ") {
				t.Errorf("%s: %s gives %v, %s gives %s", rows, id, got, other, chainOf(t, e, other))
			}
			for _, named := range links[other] {
				if _, there := links[named]; named != "" && !there {
					want[named+"?"] = true
				}
			}
			for _, to := range leads[other] {
				if to != other && place[to] < place[other] && !reach(to, leads)[other] {
					t.Errorf("%s: %s leads to %s, which stands before it in %v", rows, other, to, got)
				}
			}
		}
		if len(got) != len(want) || slices.ContainsFunc(got, func(leg string) bool { return !want[leg] }) {
			t.Errorf("%s: the chain of %s is %v, want the legs %v", rows, id, got, want)
		}
	}
}

// reach is every id that links lead to from one.
func reach(from string, links map[string][]string) map[string]bool {
	seen := map[string]bool{}
	for open := slices.Clone(links[from]); len(open) > 0; open = open[1:] {
		if !seen[open[0]] {
			seen[open[0]] = true
			open = append(open, links[open[0]]...)
		}
	}
	return seen
}

// A chain of a hundred thousand legs is put into order, and so is a leg that as many follow.
func TestLegsOfALongChain(t *testing.T) {
	const n = 100_000
	for name, previous := range map[string]func(int) int{"one after the other": func(k int) int { return k - 1 }, "all after one": func(int) int { return 0 }} {
		links := map[string]*link{"0": {id: "0"}}
		for k := 1; k < n; k++ {
			id := fmt.Sprint(k)
			links[id] = &link{id: id, previous: fmt.Sprint(previous(k)), created: edifyDay.Add(time.Duration(k))}
		}
		of := follow(links)
		for n, place := range of.roots() {
			id, root := of.ids[n], of.ids[place]
			if root != "0" {
				t.Fatalf("%s: the root of %s is %s", name, id, root)
			}
		}
		order := legOrder(links, "0")
		if len(order) != n || !slices.IsSortedFunc(order, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }) {
			t.Errorf("%s: %d legs, not in order", name, len(order))
		}
	}
}
