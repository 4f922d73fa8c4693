package query

import (
	"database/sql"
	"fmt"
	"slices"
	"time"

	"segpath/data"
)

// link is an interaction that names another.
type link struct {
	id, previous, next string
	created            time.Time
	there              bool // the export holds it
}

// findChains makes work.chains: for each interaction that carries another on, or is carried on, the id
// of its chain's root. Few interactions have links: Go walks them.
func (b *builder) findChains(c *conn) error {
	if err := c.exec("CREATE TABLE work.chains (interaction_id VARCHAR, chain_id VARCHAR)"); err != nil {
		return err
	}
	links, err := b.links(c)
	if err != nil || len(links) == 0 {
		return err
	}
	var ids, chains []string
	for id, root := range roots(links) {
		ids, chains = append(ids, id), append(chains, root)
	}
	if err := c.exec("INSERT INTO work.chains SELECT unnest(?), unnest(?)", ids, chains); err != nil {
		return err
	}
	b.missingLegs(links)
	return nil
}

// links reads the interactions that name another, and those that they name.
func (b *builder) links(c *conn) (map[string]*link, error) {
	links := map[string]*link{}
	take := func(rows *sql.Rows) error {
		l := &link{there: true}
		var created sql.NullTime
		if err := rows.Scan(&l.id, &l.previous, &l.next, &created); err != nil {
			return err
		}
		l.created = instant(created)
		links[l.id] = l
		return nil
	}
	const columns = "SELECT interaction_id, coalesce(previous_id, ''), coalesce(next_id, ''), created_at FROM work.base"
	if err := c.each(columns+" WHERE previous_id IS NOT NULL OR next_id IS NOT NULL", nil, take); err != nil {
		return nil, err
	}
	var named []string
	for _, l := range links {
		for _, id := range []string{l.previous, l.next} {
			if id != "" && links[id] == nil {
				named = append(named, id)
			}
		}
	}
	if len(named) == 0 {
		return links, nil
	}
	return links, c.each(columns+" WHERE interaction_id IN (SELECT unnest(?::VARCHAR[]))", []any{named}, take)
}

// before lists, for each id, the ids that lead to it.
func before(links map[string]*link) map[string][]string {
	leads := map[string][]string{}
	known := map[[2]string]bool{}
	add := func(to, from string) {
		if to != from && links[to] != nil && links[from] != nil && !known[[2]string{to, from}] {
			known[[2]string{to, from}] = true
			leads[to] = append(leads[to], from)
		}
	}
	for _, l := range links {
		add(l.id, l.previous)
		add(l.next, l.id)
	}
	return leads
}

// roots gives each interaction the root of its chain: the one that nothing in the export leads to; in a
// cycle, or where several lead to one, the earliest created, then the lowest id.
func roots(links map[string]*link) map[string]string {
	leads := before(links)
	parent := map[string]string{}
	for id := range links {
		parent[id] = id
	}
	find := func(id string) string {
		for parent[id] != id {
			parent[id] = parent[parent[id]]
			id = parent[id]
		}
		return id
	}
	for id, from := range leads {
		for _, f := range from {
			parent[find(id)] = find(f)
		}
	}
	best := map[string]string{}
	for id := range links {
		group := find(id)
		if old, ok := best[group]; !ok || better(links, leads, id, old) {
			best[group] = id
		}
	}
	out := make(map[string]string, len(links))
	for id := range links {
		out[id] = best[find(id)]
	}
	return out
}

// better tells whether a is the root rather than b.
func better(links map[string]*link, leads map[string][]string, a, b string) bool {
	if aLed, bLed := len(leads[a]) > 0, len(leads[b]) > 0; aLed != bLed {
		return !aLed
	}
	return earlier(links[a].created, links[b].created, a, b)
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
		Text: fmt.Sprintf("%s named by a previous or next id, and not in this export; the first is %q.", plural(int64(len(missing)), "interaction"), first),
	}, places))
}
