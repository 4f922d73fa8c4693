package query

import (
	"fmt"
	"strconv"
	"strings"

	"segpath/data"
	"segpath/data/format"
	"segpath/query/files"
)

// endedBy is the SQL of a number that is the larger the more surely a row's step has ended; 0 while it goes on.
func endedBy(t *format.Table) string {
	if !t.TellsEnds() {
		return "0"
	}
	var signs []string
	if t.GoesOn != "" {
		signs = append(signs, "NOT coalesce(suffix(rtrim(lower(word)), "+files.SQLString(strings.ToLower(t.GoesOn))+"), false)")
	}
	for _, name := range t.Ends {
		signs = append(signs, quoteName(name)+" IS NOT NULL")
	}
	for n, sign := range signs {
		signs[n] = "(" + sign + ")::INTEGER * " + strconv.Itoa(1<<(len(signs)-1-n))
	}
	return strings.Join(signs, " + ")
}

// overtake takes out rows of steps that still go on where another row with the same id tells the end, or
// stands in a later file, as in a later export: both are one step, and the later row holds. Rows that tell
// different ends stay. So do rows of one file, unless only one of them has ended.
func (b *builder) overtake(c *conn, t *format.Table) error {
	if !t.TellsEnds() {
		return nil
	}
	signs := len(t.Ends)
	if t.GoesOn != "" {
		signs++
	}
	surest := strconv.Itoa(1 << (signs - 1))
	err := c.Exec(`UPDATE work.repeats k SET loses = true, first_file = l.file, first_row = l.source_row
FROM (SELECT key, file, source_row, ended FROM work.repeats WHERE differs AND NOT duplicate
      QUALIFY row_number() OVER (PARTITION BY key ORDER BY ended DESC, file DESC, source_row DESC) = 1) l
WHERE l.key = k.key AND k.differs AND NOT k.duplicate AND CASE
    WHEN k.ended < ` + surest + ` AND l.ended >= ` + surest + ` THEN true
    WHEN k.ended < l.ended THEN k.file <> l.file
    ELSE k.ended < ` + surest + ` AND k.file < l.file END`)
	if err != nil {
		return err
	}
	overtaken, err := b.countRepeats(c, "loses", func(r *data.FileReport, n int64) { r.Context["superseded"] += n })
	if err != nil {
		return err
	}
	b.notice(overtaken.notice(data.SameIDOther, "%s of "+t.Name+" that had not ended, superseded by one with the same id that has, or that is in a later file."))
	for _, q := range []string{
		fmt.Sprintf(`DELETE FROM %s w USING (SELECT file, source_row, part FROM work.repeats WHERE loses) d
WHERE d.file = w.file AND d.source_row = w.source_row AND d.part = w.part`, b.staged(t.Name)),
		// What is left of an id may be one row, which then differs from none.
		`UPDATE work.repeats SET differs = false WHERE differs AND key IN (SELECT key FROM work.repeats WHERE NOT duplicate AND differs
GROUP BY key HAVING count(*) FILTER (NOT loses) = 1)`,
	} {
		if err := c.Exec(q); err != nil {
			return err
		}
	}
	return nil
}
