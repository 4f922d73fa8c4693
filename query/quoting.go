package query

import "strings"

// quoteName is an identifier as SQL takes it; every name is quoted, since event and sample are words of DuckDB.
func quoteName(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// quoteNames are identifiers as SQL takes them.
func quoteNames(names []string) []string {
	quoted := make([]string, len(names))
	for n, name := range names {
		quoted[n] = quoteName(name)
	}
	return quoted
}
