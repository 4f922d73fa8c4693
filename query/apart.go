package query

import (
	"strings"

	"segpath/data/format"
	"segpath/query/files"
)

// notApart leaves the rows of a table that stand apart from every path out of a condition.
func notApart(t *format.Table) string {
	for _, col := range t.Columns {
		if col.Type != format.EventOf || len(t.Apart) == 0 {
			continue
		}
		var words []string
		for _, e := range t.Apart {
			words = append(words, files.SQLString(e))
		}
		return " AND coalesce(" + quoteName(col.Name) + " NOT IN (" + strings.Join(words, ", ") + "), true)"
	}
	return ""
}
