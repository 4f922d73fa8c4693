package format

import (
	"fmt"
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
				return data.Problemf(data.Failed, "open them one at a time, or name the files of one; --format chooses one and leaves the others out",
					"files of two formats are not one export: %s is of the format %s, %s of %s",
					filepath.Base(mine), s.format.Name, filepath.Base(others[n].Name), f.Name)
			}
		}
	}
	return nil
}

// sureTable is how many columns of a file make it a table of a format beyond doubt: lookups have fewer, and formats
// have them in common.
const sureTable = 5

// incomplete says which table an export lacks whose files are other tables of a format; nil if there is no such
// format. Of several it is the one that has most of the files' columns.
func incomplete(candidates []Candidate, formats []*Format) error {
	var best scored
	most := 0
	for _, f := range formats {
		s := f.score(candidates)
		sure, used := false, 0
		for n, m := range s.matches {
			used += m.used()
			sure = sure || m.used() >= max(sureTable, len(candidates[n].Header)/2)
		}
		if sure && (used > most || used == most && s.score > best.score) {
			best, most = s, used
		}
	}
	if best.format == nil {
		return nil
	}
	var lacks []string
	for _, t := range best.format.Tables {
		if t.Required && !slices.ContainsFunc(best.matches, func(m Match) bool { return m.Table != nil && m.Table.Name == t.Name }) {
			lacks = append(lacks, t.Name+", with "+strings.Join(t.needs(), ", "))
		}
	}
	return data.Problemf(data.Failed, "export that table too and open all files together; `segpath formats "+best.format.Name+"` lists its columns",
		"no file is the table that an export of the format %s needs: %s. %s", best.format.Name, strings.Join(lacks, "; "), best.tables(candidates))
}

// unrecognised says what was looked for: the format that lacks least, the file nearest to it, and the
// columns that are missing there.
func unrecognised(candidates []Candidate, formats []*Format) error {
	if err := incomplete(candidates, formats); err != nil {
		return err
	}
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
	if best.share == 0 && len(formats) > 1 {
		return data.Problemf(data.Failed, "`segpath formats` lists what each format needs; --format DIR teaches another",
			"no file has a column that a known format needs. %s has %s", filepath.Base(candidates[0].Name), columnsShown(candidates[0].Header))
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

// columnsShown lists the first columns of a file.
func columnsShown(header []string) string {
	const most = 5
	if len(header) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(header[:most], ", "), len(header)-most)
	}
	return strings.Join(header, ", ")
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
