package query

import (
	"database/sql"
	"fmt"

	"segpath/data"
)

// pathNotices counts, over the whole export, what a single path would note.
func (b *builder) pathNotices(c *conn) error {
	if !b.has.Rings.Can() {
		b.notice(data.Notice{Kind: data.NoRingData, Count: 1, Text: "This export has no ring data: " + b.has.Rings.Why + "."})
	}
	counts := []struct {
		kind data.NoticeKind
		text string
		from string // rows of segments, aliased s
	}{
		{data.EndBeforeStart, "%s with an end before the start: taken as without an end.", "segments s WHERE s.ended_at < s.started_at"},
		{data.DurationDiffers, "%s whose stated length differs from end − start by more than 2 s.",
			"segments s WHERE NOT s.end_derived AND s.ended_at >= s.started_at AND " +
				"abs(epoch_us(s.ended_at) - epoch_us(s.started_at) - s.duration_stated_us) > 2000000"},
		{data.EqualInstants, "%s that share an instant with another of the same interaction, and whose order the export does not settle (marked =).",
			"segments s JOIN work.ids i USING (interaction_id) JOIN work.groups g ON g.n = i.n AND g.ts = s.started_at " +
				"WHERE NOT g.settled AND g.sources > 1"},
	}
	for _, n := range counts {
		if err := b.countSegments(c, n.kind, n.text, n.from); err != nil {
			return err
		}
	}
	if err := b.endlessRings(c); err != nil {
		return err
	}
	return b.missingLookups(c)
}

// endlessRings notes the rings that end nowhere: no end of their own, no outcome whose instant is known, and
// not still ringing.
func (b *builder) endlessRings(c *conn) error {
	var n int64
	var id string
	if err := c.row("SELECT count(*), coalesce(min(interaction_id), '') FROM rings WHERE ring AND us IS NULL", nil, &n, &id); err != nil {
		return err
	}
	b.notice(data.Notice{
		Kind: data.NoEnd, Count: n, InteractionID: id,
		Text: fmt.Sprintf("%s without an end, and without an outcome that says when: how long they rang, and dead air around them, cannot be told.", plural(n, "ring")),
	})
	return nil
}

func (b *builder) countSegments(c *conn, kind data.NoticeKind, text, from string) error {
	var n, row int64
	var file int
	var id string
	q := `SELECT count(*), coalesce(arg_min(s.interaction_id, (s.file, s.source_row)), ''),
coalesce(arg_min(s.file, (s.file, s.source_row)), 0), coalesce(arg_min(s.source_row, (s.file, s.source_row)), 0) FROM ` + from
	if err := c.row(q, nil, &n, &id, &file, &row); err != nil || n == 0 {
		return err
	}
	b.notice(data.Notice{
		Kind: kind, Count: n, InteractionID: id, Source: b.reports[file].File, SourceRow: row,
		Text: fmt.Sprintf(text, plural(n, "segment")),
	})
	return nil
}

// missingLookups notes ids that have no row in a lookup that the export does have.
func (b *builder) missingLookups(c *conn) error {
	there := b.columnsThere()
	for _, lookup := range []struct{ table, id string }{{"queues", "queue_id"}, {"users", "user_id"}, {"accounts", "account_id"}} {
		if there[lookup.table] == nil {
			continue
		}
		from := "SELECT " + lookup.id + " FROM interactions"
		if lookup.table != "accounts" {
			from += " UNION SELECT " + lookup.id + " FROM segments"
		}
		var n int64
		var first sql.NullString
		q := fmt.Sprintf("SELECT count(*), min(%[1]s) FROM (%[2]s) WHERE %[1]s IS NOT NULL AND %[1]s NOT IN (SELECT %[1]s FROM %[3]s)",
			lookup.id, from, lookup.table)
		if err := c.row(q, nil, &n, &first); err != nil {
			return err
		}
		b.notice(data.Notice{
			Kind: data.MissingLookup, Count: n,
			Text: fmt.Sprintf("%s without a row in %s: shown as the id. The first is %q.", plural(n, lookup.id), lookup.table, first.String),
		})
	}
	return nil
}
