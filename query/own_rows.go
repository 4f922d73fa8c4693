package query

import (
	"fmt"
	"slices"
	"strings"

	"segpath/data"
	"segpath/data/format"
	"segpath/query/files"
)

// flaw is what a row that SQL made may not be: a condition that holds for such rows, and a clause.
type flaw struct{ holds, says string }

// checkOwn holds the rows that a user's own SQL made to what the built-in formats give by their tests: places
// that there are, and values that can be counted with and written down.
func (b *builder) checkOwn(c *conn, s format.Select, table string) error {
	if b.format.Folder == "" {
		return nil
	}
	if err := b.checkPlaces(c, s, table); err != nil {
		return err
	}
	flaws := flawsOf(table)
	counts, list := make([]int64, len(flaws)), make([]string, len(flaws))
	into := make([]any, len(flaws))
	for n, f := range flaws {
		list[n] = "count(*) FILTER (WHERE " + f.holds + ")"
		into[n] = &counts[n]
	}
	if len(flaws) == 0 {
		return nil
	}
	if err := c.Row("SELECT "+strings.Join(list, ", ")+" FROM "+madeTable(table), nil, into...); err != nil {
		return faulty(s, err, 0)
	}
	if n := slices.IndexFunc(counts, func(rows int64) bool { return rows > 0 }); n >= 0 {
		return faulty(s, fmt.Errorf("%s with %s", plural(counts[n], "row"), flaws[n].says), 0)
	}
	return nil
}

func flawsOf(table string) []flaw {
	var flaws []flaw
	for _, col := range canonicalColumns[table] {
		name := quoteName(col[0])
		switch {
		case col[1] == "TIMESTAMP":
			flaws = append(flaws, flaw{name + " NOT " + inYears, col[0] + " outside the years 1 to 9999"})
		case col[0] == "duration_stated_s":
			flaws = append(flaws, flaw{fmt.Sprintf("%[1]s NOT BETWEEN -%[2]d AND %[2]d", name, data.MaxSpan), col[0] + " that is no length in microseconds"})
		case col[0] == "cause":
			flaws = append(flaws, flaw{name + " NOT IN (" + causeTexts() + ")", "a cause that does not exist"})
		case col[0] == "part":
			flaws = append(flaws, flaw{name + " < 1", "a part below 1"})
		case col[1] == "JSON":
			flaws = append(flaws, flaw{"CASE WHEN json_valid(" + name + ") THEN json_type(" + name + ") <> 'OBJECT' ELSE " + name + " IS NOT NULL END", col[0] + " that are no JSON object"})
		}
		if col[1] == "VARCHAR" || col[1] == "JSON" {
			flaws = append(flaws, flaw{"contains(" + name + ", chr(0))", "a character of code 0 in " + col[0]})
		}
	}
	return flaws
}

// checkPlaces holds rows to be of a staged row: what is read again for the raw fields.
func (b *builder) checkPlaces(c *conn, s format.Select, table string) error {
	var places []string
	for _, t := range b.format.Tables {
		places = append(places, "SELECT file, source_row FROM "+b.staged(t.Name))
	}
	var stray int64
	err := c.Row("SELECT count(*) FROM "+madeTable(table)+" m ANTI JOIN ("+strings.Join(places, " UNION ALL ")+
		") p ON p.file = m.file AND p.source_row = m.source_row WHERE m.file IS NOT NULL", nil, &stray)
	if err == nil && stray > 0 {
		err = faulty(s, fmt.Errorf("%s with a file and source_row that no staged row has", plural(stray, "row")), 0)
	}
	return err
}

func causeTexts() string {
	var list []string
	for _, cause := range data.Causes {
		list = append(list, files.SQLString(string(cause)))
	}
	return strings.Join(list, ", ")
}
