package query

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"

	"segpath/data"
)

// stepNotices are the kinds that need the steps of a path in order (data.Path.Notices).
var stepNotices = []data.NoticeKind{data.EndBeforeStart, data.DurationDiffers, data.EqualInstants, data.NoEnd, data.RingApart, data.UserOverlap, data.StatusFromOther}

var stepNoticeTexts = map[data.NoticeKind]string{
	data.EndBeforeStart:  "%s with an end before the start: taken as without an end.",
	data.DurationDiffers: "%s whose stated length differs from end − start by more than 2 s.",
	data.EqualInstants:   "%s at the same instant as another of the same interaction, in an order that the export does not settle (marked =).",
	data.NoEnd:           "%s of ringing without an end, and without an outcome that says when: how long the user was rung, and dead air around it, cannot be told.",
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
	n    int32 // number of its interaction in work.ids
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
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.row, b.row), cmp.Compare(a.n, b.n))
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

// noteSteps notes the steps of one path that notices are about.
func (b *builder) noteSteps(d *digested) {
	for _, kind := range stepNotices {
		found := d.digest.Noticed[kind]
		if len(found) == 0 {
			continue
		}
		all := b.noted(kind)
		all.count += int64(len(found))
		for _, s := range found {
			all.add(notedStep{s.File, s.SourceRow, d.n})
		}
	}
}

// stepsNoted makes the notices of what was counted.
func (b *builder) stepsNoted(c *conn) error {
	sources := b.sources()
	for _, kind := range stepNotices {
		all := b.noted(kind)
		if all.count == 0 {
			continue
		}
		all.cut()
		ids, err := idsOf(c, all.steps)
		if err != nil {
			return err
		}
		places := make([]data.Place, len(all.steps))
		for n, s := range all.steps {
			places[n] = data.Place{InteractionID: ids[s.n], Source: sources[s.file], SourceRow: s.row}
		}
		b.notice(placed(data.Notice{Kind: kind, Count: all.count, Text: fmt.Sprintf(stepNoticeTexts[kind], plural(all.count, "step"))}, places))
	}
	return nil
}

// idsOf are the ids of the interactions that steps belong to, by number.
func idsOf(c *conn, steps []notedStep) (map[int32]string, error) {
	numbers, ids := make([]int32, len(steps)), map[int32]string{}
	for i, s := range steps {
		numbers[i] = s.n
	}
	err := c.Each("SELECT n, interaction_id FROM work.ids WHERE n IN (SELECT unnest($1))", []any{numbers}, func(rows *sql.Rows) error {
		var n int32
		var id string
		err := rows.Scan(&n, &id)
		ids[n] = id
		return err
	})
	return ids, err
}

// placed gives a notice its places; the first is its example.
func placed(n data.Notice, places []data.Place) data.Notice {
	if len(places) > 0 {
		n.InteractionID, n.Source, n.SourceRow = places[0].InteractionID, places[0].Source, places[0].SourceRow
	}
	n.Places = places
	return n
}
