package format

import (
	"path/filepath"
	"slices"
	"strings"

	"segpath/data"
)

// mixed is the problem of an export whose other files are a format of their own.
func (s *scored) mixed(candidates []Candidate, formats []*Format) error {
	var others []Candidate
	mine := ""
	for n, m := range s.matches {
		switch {
		case m.Table == nil:
			others = append(others, candidates[n])
		case mine == "" || m.Table.Required:
			mine = candidates[n].Name
		}
	}
	for _, f := range formats {
		other := f.score(others)
		if f == s.format || !other.complete {
			continue
		}
		for n, m := range other.matches {
			if m.Table != nil {
				return data.Problemf(data.Failed, "open them one at a time, or name the files of one; --format takes one and leaves the others out",
					"two formats together are no export: %s is of the format %s, %s of %s",
					filepath.Base(mine), s.format.Name, filepath.Base(others[n].Name), f.Name)
			}
		}
	}
	return nil
}

// unrecognised says what was looked for: the format that lacks least, the file nearest to it, and the
// columns that are missing there.
func unrecognised(candidates []Candidate, formats []*Format) error {
	type near struct {
		format, table, file string
		needs, missing      []string
		share               float64
	}
	var best near
	for _, f := range formats {
		for i := range f.Tables {
			t := &f.Tables[i]
			if !t.Required {
				continue
			}
			for _, c := range candidates {
				missing, share := t.lacks(c.Header)
				if best.format == "" || share > best.share {
					best = near{f.Name, t.Name, c.Name, t.needs(), missing, share}
				}
			}
		}
	}
	if best.format == "" {
		return data.Problemf(data.Failed, "`segpath formats` lists what can be opened.", "no file of this export has a format that segpath knows")
	}
	if len(best.missing) == 0 { // another table of the format has more of them
		return data.Problemf(data.Failed, "give the file a name that begins with the table's: "+best.table,
			"%s could be the table %s of the format %s, and just as well another of its tables", filepath.Base(best.file), best.table, best.format)
	}
	return data.Problemf(data.Failed,
		"`segpath formats "+best.format+"` lists every column and the other names it may have.",
		"no file has the columns of a known format. The nearest is %s: its table %s needs %s, and %s lacks %s",
		best.format, best.table, strings.Join(best.needs, ", "), filepath.Base(best.file), strings.Join(best.missing, ", "))
}

// needs lists the columns that a file of the table must have.
func (t *Table) needs() (needs []string) {
	for _, c := range t.Columns {
		if c.Required {
			needs = append(needs, c.Name)
		}
	}
	if len(t.AnyOf) > 0 {
		needs = append(needs, strings.Join(t.AnyOf, " or "))
	}
	return needs
}

// lacks lists the required columns that a header does not have, and the share of them that it has.
func (t *Table) lacks(header []string) (missing []string, share float64) {
	_, found, _ := t.assign(header)
	required := 0
	for _, c := range t.Columns {
		if !c.Required {
			continue
		}
		required++
		if !found[c.Name] && !found[c.UTC] {
			missing = append(missing, c.Name)
		}
	}
	if len(t.AnyOf) > 0 {
		required++
		if !slices.ContainsFunc(t.AnyOf, func(c string) bool { return found[c] }) {
			missing = append(missing, strings.Join(t.AnyOf, " or "))
		}
	}
	return missing, float64(required-len(missing)) / float64(max(required, 1))
}
