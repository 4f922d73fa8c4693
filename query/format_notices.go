package query

import (
	"database/sql"
	"fmt"

	"segpath/data"
	"segpath/data/format"
)

// formatNotices tells what the format's own notices.sql notes: one notice a text, its rows counted.
func (b *builder) formatNotices(c *conn) error {
	s, ok := b.format.Select(format.NoticesSelect, b.content())
	if !ok {
		return nil
	}
	if err := b.formatTable(c, format.NoticesSelect); err != nil {
		return err
	}
	if err := checkNotices(c, s); err != nil {
		return err
	}
	table := madeTable(format.NoticesSelect)
	q := "SELECT text, coalesce(problem, false) AS problem, count(*), " + firstPlaces("interaction_id", "file", "source_row") +
		" FILTER (WHERE file IS NOT NULL) FROM " + table + " GROUP BY ALL ORDER BY problem DESC, text"
	err := c.Each(q, nil, func(rows *sql.Rows) error {
		n := data.Notice{Kind: data.FormatRemark}
		var problem bool
		var places any
		if err := rows.Scan(&n.Text, &problem, &n.Count, &places); err != nil {
			return err
		}
		if problem {
			n.Kind = data.FormatProblem
		}
		b.notice(placed(n, b.placesOf(places)))
		return nil
	})
	if err != nil {
		return err
	}
	return c.Exec("DROP TABLE " + table)
}

// checkNotices holds notices to texts that can be read: few, and none of them long.
func checkNotices(c *conn, s format.Select) error {
	var texts, most, blank int64
	q := "SELECT count(DISTINCT (text, coalesce(problem, false))), coalesce(max(length(text)), 0), count(*) FILTER (WHERE trim(text) = '') FROM " + madeTable(format.NoticesSelect)
	if err := c.Row(q, nil, &texts, &most, &blank); err != nil {
		return faulty(s, err, 0)
	}
	switch {
	case blank > 0:
		return faulty(s, fmt.Errorf("%s with an empty text", plural(blank, "row")), 0)
	case texts > format.MaxNotices:
		return faulty(s, fmt.Errorf("it gives %d texts, but %d are the most: rows that are counted together have one text", texts, format.MaxNotices), 0)
	case most > format.MaxNoticeText:
		return faulty(s, fmt.Errorf("a text of %d characters: %d are the most", most, format.MaxNoticeText), 0)
	}
	return nil
}
