package query

import (
	"database/sql"
	"fmt"
	"strings"

	"segpath/data/format"
	"segpath/query/files"
)

// leftRows accounts for the rows of which nothing was made: context by the reason that context.sql gives,
// else that a later row of an id says otherwise, else by their table's.
func (b *builder) leftRows(c *conn) error {
	var used []string
	for _, table := range format.Canonical {
		used = append(used, "SELECT file, source_row FROM "+madeTable(table)+" WHERE file IS NOT NULL")
	}
	replaced := "NULL"
	if b.repeated {
		used = append(used, "SELECT file, source_row FROM "+repeatedRows+" WHERE NOT lost")
		replaced = "CASE WHEN (s.file, s.source_row) IN (SELECT (file, source_row) FROM " + repeatedRows + " WHERE lost) THEN 'superseded' END"
	}
	for _, t := range b.format.Tables {
		why := t.Unused
		if why == "" {
			why = "not part of a path"
		}
		q := fmt.Sprintf(`SELECT s.file, coalesce(w.reason, %s, %s), count(*) FROM %s s
LEFT JOIN (SELECT file, source_row, min(reason) AS reason FROM %s GROUP BY ALL) w ON w.file = s.file AND w.source_row = s.source_row
ANTI JOIN (%s) u ON u.file = s.file AND u.source_row = s.source_row
WHERE w.file IS NULL OR w.reason IS NOT NULL GROUP BY ALL`,
			replaced, files.SQLString(why), b.staged(t.Name), madeTable(format.ContextSelect), strings.Join(used, " UNION ALL "))
		err := c.Each(q, nil, func(rows *sql.Rows) error {
			var file int
			var reason string
			var n int64
			if err := rows.Scan(&file, &reason, &n); err != nil {
				return err
			}
			b.reports[file].Context[reason] += n
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
