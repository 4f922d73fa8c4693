package format

import (
	"maps"
	"slices"
	"strings"

	"segpath/data"
)

// Lacks tells why an export has no source for a canonical column; empty where it has one. Given are the columns,
// table.column, that the format's SQL gives: a format without SQL reads its tables as they are.
func (f *Format) Lacks(column data.ExportColumn, content Content, given map[data.ExportColumn]bool) string {
	need, declared := f.MadeOf[string(column)]
	switch {
	case f.HasSQL() && !given[column]:
		return "the format " + f.Name + " has none"
	case f.HasSQL() && !declared: // it is made of what every export has
		return ""
	case !f.HasSQL():
		need = string(column)
	}
	if met(need, content) {
		return ""
	}
	if from, _, _ := strings.Cut(need, "."); !f.HasSQL() && content.Columns[from] == nil {
		return "no table " + from
	}
	return "no " + readable(need)
}

// checkMadeOf holds what columns are made of against the columns there are.
func (f *Format) checkMadeOf() error {
	for _, column := range slices.Sorted(maps.Keys(f.MadeOf)) {
		at := "made_of." + strings.ToLower(column)
		if !slices.Contains(data.ExportColumns, data.ExportColumn(column)) {
			return wrong(at, "made_of: there is no column %q that an export may lack", column)
		}
		for one := range strings.SplitSeq(f.MadeOf[column], "|") {
			if err := f.checkNeed(one); err != nil {
				return under(at, "made_of "+column+": ", err)
			}
		}
	}
	return nil
}
