package query

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"segpath/data"
)

// link is an interaction that names another.
type link struct {
	id, previous, next string
	created            time.Time
}

// findChains makes work.chains: for each interaction that carries another on, or is carried on, the id
// of its chain's root; one without a row of its own may be named too. Few interactions have links: Go walks them.
func (b *builder) findChains(c *conn) error {
	if err := c.Exec("CREATE TABLE work.chains (interaction_id VARCHAR, chain_id VARCHAR)"); err != nil {
		return err
	}
	links, err := readLinks(c, `WITH linked AS (
    SELECT interaction_id FROM work.base WHERE previous_id IS NOT NULL OR next_id IS NOT NULL
    UNION SELECT previous_id FROM work.base WHERE previous_id IS NOT NULL UNION SELECT next_id FROM work.base WHERE next_id IS NOT NULL
)
SELECT i.interaction_id, b.previous_id, b.next_id, CASE WHEN b.file IS NULL THEN s.d_created_at ELSE b.created_at END
FROM linked JOIN work.ids i USING (interaction_id) JOIN work.summary s USING (n) LEFT JOIN work.base b USING (n)`)
	if err != nil || len(links) == 0 {
		return err
	}
	if err := b.writeChains(c, links); err != nil {
		return err
	}
	b.missingLegs(links)
	return nil
}

// readLinks reads interactions with their links: id, the one before, the one after, and when it was created.
func readLinks(c *conn, q string) (map[string]*link, error) {
	links := map[string]*link{}
	err := c.stream(q, func(k *chunk) error {
		id, previous, next, created := k.column(0), k.column(1), k.column(2), k.column(3)
		for row := range k.rows {
			l := &link{id: string(id.text(row)), previous: string(previous.text(row)), next: string(next.text(row)), created: created.instant(row)}
			links[l.id] = l
		}
		return nil
	})
	return links, err
}

// writeChains fills work.chains.
func (b *builder) writeChains(c *conn, links map[string]*link) (err error) {
	w, err := newTableWriter(c, "work", "chains")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.close()) }()
	of := follow(links)
	for n, root := range of.roots() {
		w.letters(of.ids[n])
		w.letters(of.ids[root])
		if err := w.end(); err != nil {
			return err
		}
	}
	return nil
}

// roots gives each interaction the root of its chain: the one that nothing in the export leads to. Where there are
// several such, or only a circle, it is the earliest created, then the lowest id.
func (l *following) roots() []int {
	parent := make([]int, len(l.ids))
	for n := range parent {
		parent[n] = n
	}
	find := func(n int) int {
		for parent[n] != n {
			parent[n] = parent[parent[n]]
			n = parent[n]
		}
		return n
	}
	circle, within := circles(l.after)
	led := make([]bool, len(within))
	for from, all := range l.after {
		for _, to := range all {
			parent[find(to)] = find(from)
			led[circle[to]] = led[circle[to]] || circle[to] != circle[from]
		}
	}
	best := make([]int, len(l.ids)) // by group, and 1 more; 0: none yet
	for n := range l.ids {
		if group := find(n); best[group] == 0 && !led[circle[n]] {
			best[group] = n + 1
		}
	}
	out := make([]int, len(l.ids))
	for n := range out {
		out[n] = best[find(n)] - 1
	}
	return out
}

// earlier orders by instant, the absent last, then by id.
func earlier(a, b time.Time, aID, bID string) bool {
	if a.Equal(b) {
		return aID < bID
	}
	if a.IsZero() || b.IsZero() {
		return b.IsZero()
	}
	return a.Before(b)
}

// missingLegs notes the interactions that a link names and the export does not hold.
func (b *builder) missingLegs(links map[string]*link) {
	missing := map[string]string{}
	for _, l := range links {
		for _, id := range []string{l.previous, l.next} {
			if by := missing[id]; id != "" && links[id] == nil && (by == "" || l.id < by) {
				missing[id] = l.id
			}
		}
	}
	if len(missing) == 0 {
		return
	}
	ids := make([]string, 0, len(missing))
	for id := range missing {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	first := ids[0]
	places := make([]data.Place, min(len(ids), data.MaxPlaces))
	for n := range places {
		places[n] = data.Place{InteractionID: missing[ids[n]]}
	}
	b.notice(placed(data.Notice{
		Kind: data.MissingLeg, Count: int64(len(missing)),
		Text: fmt.Sprintf("%s named by a previous or next id, but not in this export; the first is %q.", plural(int64(len(missing)), "interaction"), first),
	}, places))
}
