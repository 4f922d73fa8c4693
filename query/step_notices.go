package query

import (
	"cmp"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"

	"segpath/data"
)

//go:embed status_from.sql
var statusFromSQL string

// stepNotices are the kinds that need the steps of a path in order. data.Path.Notices is the reference; in SQL
// they are counted over work.steps, in Go over the interactions that Go orders.
var stepNotices = []data.NoticeKind{data.EqualInstants, data.NoEnd, data.RingApart, data.UserOverlap, data.StatusFromOther}

var stepNoticeTexts = map[data.NoticeKind]string{
	data.EqualInstants:   "%s that share an instant with another of the same interaction, and whose order the export does not settle (marked =).",
	data.NoEnd:           "%s of ringing without an end, and without an outcome that says when: how long they rang, and dead air around them, cannot be told.",
	data.RingApart:       "%s answering a ring more than 2 s away from its end.",
	data.UserOverlap:     "%s overlapping another step of the same user: a ring, the time they had it, or a wrap-up.",
	data.StatusFromOther: "%s whose status_from is not the status before.",
}

// noted counts the steps that one kind of notice is about, and keeps the first of them.
type noted struct {
	count int64
	steps []notedStep
}

type notedStep struct {
	file int
	row  int64
	id   string
}

func (n *noted) add(s notedStep) {
	n.steps = append(n.steps, s)
	if len(n.steps) >= 2*data.MaxPlaces {
		n.cut()
	}
}

// cut leaves the first places in the order of the files.
func (n *noted) cut() {
	slices.SortFunc(n.steps, func(a, b notedStep) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.row, b.row), cmp.Compare(a.id, b.id))
	})
	n.steps = n.steps[:min(len(n.steps), data.MaxPlaces)]
}

func (b *builder) noted(kind data.NoticeKind) *noted {
	if b.steps == nil {
		b.steps = map[data.NoticeKind]*noted{}
	}
	if b.steps[kind] == nil {
		b.steps[kind] = &noted{}
	}
	return b.steps[kind]
}

// notePath notes the steps of one path that some kinds of notices are about.
func (b *builder) notePath(p *data.Path, kinds ...data.NoticeKind) {
	found := p.NoticedSteps()
	for _, kind := range kinds {
		all := b.noted(kind)
		all.count += int64(len(found[kind]))
		for _, s := range found[kind] {
			all.add(notedStep{s.File, s.SourceRow, s.InteractionID})
		}
	}
}

// noteSteps counts the steps that notices are about, of every interaction in work.steps.
func (b *builder) noteSteps(c *conn) error {
	for _, n := range []struct {
		kind data.NoticeKind
		from string // gives n, file and "row" of steps
	}{
		{data.EqualInstants, `work.steps s JOIN work.groups g ON g.n = s.n AND g.ts = s.ts WHERE s.tied AND NOT g.settled AND g.sources > 1`},
		{data.NoEnd, `work.steps s JOIN work.offers o ON o.n = s.n AND o.pos = s.pos WHERE o.ring AND o.until IS NULL`},
		{data.RingApart, `work.steps s JOIN work.offers o ON o.n = s.n AND o.apart_pos = s.pos`},
		{data.UserOverlap, `(SELECT n, file, "row", ts, max(stated_end) OVER (PARTITION BY n, u ORDER BY pos ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy
      FROM work.steps WHERE e IN ('r', 'A', 'w') AND u IS NOT NULL AND stated_end >= ts) s WHERE s.ts < s.busy`},
	} {
		if err := b.noteFrom(c, n.kind, n.from); err != nil {
			return err
		}
	}
	return b.noteStatuses(c)
}

// noteFrom notes the steps that a part of a statement gives, aliased s.
func (b *builder) noteFrom(c *conn, kind data.NoticeKind, from string) error {
	if err := c.exec(`CREATE TABLE work.noted AS SELECT s.n, s.file, s."row" FROM ` + from); err != nil {
		return err
	}
	all := b.noted(kind)
	var n int64
	if err := c.row("SELECT count(*) FROM work.noted", nil, &n); err != nil {
		return err
	}
	all.count += n
	if n > 0 {
		q := fmt.Sprintf(`SELECT f.file, f."row", i.interaction_id
FROM (SELECT * FROM work.noted ORDER BY file, "row" LIMIT %d) f JOIN work.ids i USING (n)`, data.MaxPlaces)
		err := c.each(q, nil, func(rows *sql.Rows) error {
			var s notedStep
			err := rows.Scan(&s.file, &s.row, &s.id)
			all.add(s)
			return err
		})
		if err != nil {
			return err
		}
	}
	return c.exec("DROP TABLE work.noted")
}

// noteStatuses compares each stated status_from with the status before it.
func (b *builder) noteStatuses(c *conn) error {
	var stated bool
	if err := c.row("SELECT EXISTS (SELECT 1 FROM work.steps WHERE status_from IS NOT NULL)", nil, &stated); err != nil || !stated {
		return err
	}
	if err := b.script(c, statusFromSQL); err != nil {
		return err
	}
	if err := b.noteFrom(c, data.StatusFromOther, "work.misfits s"); err != nil {
		return err
	}
	if err := b.paths(c, "judged", b.judge); err != nil {
		return err
	}
	return c.exec("DROP TABLE work.misfits; DROP TABLE work.judged")
}

// judge notes what Go finds of the statuses of interactions that SQL has ordered.
func (b *builder) judge(c *conn, known map[int32]data.Interaction, segments map[int32][]data.Segment) error {
	for n, list := range segments {
		if c.asked.Err() != nil {
			return c.asked.Err()
		}
		in, ok := known[n]
		b.notePath(b.path(in, ok, list), data.StatusFromOther)
	}
	return nil
}

// stepsNoted makes the notices of what was counted.
func (b *builder) stepsNoted() {
	sources := b.sources()
	for _, kind := range stepNotices {
		all := b.noted(kind)
		if all.count == 0 {
			continue
		}
		all.cut()
		places := make([]data.Place, len(all.steps))
		for n, s := range all.steps {
			places[n] = data.Place{InteractionID: s.id, Source: sources[s.file], SourceRow: s.row}
		}
		b.notice(placed(data.Notice{Kind: kind, Count: all.count, Text: fmt.Sprintf(stepNoticeTexts[kind], plural(all.count, "step"))}, places))
	}
}

// placed gives a notice its places; the first is its example.
func placed(n data.Notice, places []data.Place) data.Notice {
	if len(places) > 0 {
		n.InteractionID, n.Source, n.SourceRow = places[0].InteractionID, places[0].Source, places[0].SourceRow
	}
	n.Places = places
	return n
}
