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
}

// findChains makes work.chains: for each interaction that carries another on, or is carried on, the id
// of its chain's root; one without a row of its own may be named too. Few interactions have links: Go walks them.
func (b *builder) findChains(c *conn) error {
	if err := c.exec("CREATE TABLE work.chains (interaction_id VARCHAR, chain_id VARCHAR)"); err != nil {
		return err
	}
	links, err := readLinks(c, `WITH linked AS (
    SELECT interaction_id FROM work.base WHERE previous_id IS NOT NULL OR next_id IS NOT NULL
    UNION SELECT previous_id FROM work.base WHERE previous_id IS NOT NULL UNION SELECT next_id FROM work.base WHERE next_id IS NOT NULL
)
SELECT i.interaction_id, coalesce(b.previous_id, ''), coalesce(b.next_id, ''), CASE WHEN b.file IS NULL THEN s.d_created_at ELSE b.created_at END
FROM linked JOIN work.ids i USING (interaction_id) JOIN work.summary s USING (n) LEFT JOIN work.base b USING (n)`)
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

// readLinks reads interactions with their links: id, the one before, the one after, and when it was created.
func readLinks(c *conn, q string) (map[string]*link, error) {
	links := map[string]*link{}
	err := c.each(q, nil, func(rows *sql.Rows) error {
		l := &link{}
		var created sql.NullTime
		if err := rows.Scan(&l.id, &l.previous, &l.next, &created); err != nil {
			return err
		}
		l.created = instant(created)
		links[l.id] = l
		return nil
	})
	return links, err
}

// roots gives each interaction the root of its chain: the one that nothing in the export leads to; where several are
// such, or lead round to one another, the earliest created, then the lowest id.
func roots(links map[string]*link) map[string]string {
	byAge, after := followed(links)
	parent := map[string]string{}
	for _, id := range byAge {
		parent[id] = id
	}
	find := func(id string) string {
		for parent[id] != id {
			parent[id] = parent[parent[id]]
			id = parent[id]
		}
		return id
	}
	circle, within := circles(byAge, after)
	led := make([]bool, len(within))
	for from, all := range after {
		for _, to := range all {
			parent[find(to)] = find(from)
			led[circle[to]] = led[circle[to]] || circle[to] != circle[from]
		}
	}
	best := map[string]string{}
	for _, id := range byAge {
		if group := find(id); best[group] == "" && !led[circle[id]] {
			best[group] = id
		}
	}
	out := make(map[string]string, len(links))
	for id := range links {
		out[id] = best[find(id)]
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
		Text: fmt.Sprintf("%s named by a previous or next id, and not in this export; the first is %q.", plural(int64(len(missing)), "interaction"), first),
	}, places))
}
