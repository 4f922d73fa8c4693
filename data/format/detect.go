package format

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Candidate is a file of an export as detection sees it.
type Candidate struct {
	Name   string // the file's name
	Header []string
	Lines  string   // the line_pattern by which a file without a header is read; then Header is the table's
	Odd    *OddLine // why no line_pattern holds for it, though for some of its lines; else nil
}

// OddLine is why a file some lines of which are as a table without a header has them is not read as that: too many are
// not, and this is the first.
type OddLine struct {
	Lines  string // the table's line_pattern
	Number int64  // of the line in the file, from 1
	Text   string // its first bytes
}

// Match says which table a candidate is and what its columns became.
type Match struct {
	Table   *Table   // nil: the file is not part of the format
	Columns []string // for each header the table's column, empty when unused
}

// Detection is the format of an export and what each file is in it.
type Detection struct {
	Format   *Format
	Matches  []Match // one a candidate
	RunnerUp string  // the format that came close, within 10 %
	Reason   string  // why this format: a clause
}

// Detect finds which of these formats an export has, by the headers of its files: each file is the table whose
// required columns it has and that knows most of its columns; the file's name decides only between
// equal tables. A format needs all its required tables; the highest score wins, and of two that fit equally well
// the first. The error says which columns were looked for and what is lacking.
func Detect(candidates []Candidate, formats []*Format) (Detection, error) {
	var best, second scored
	for _, f := range formats {
		s := f.score(candidates)
		if !s.complete {
			continue
		}
		if best.format == nil || s.score > best.score {
			best, second = s, best
		} else if second.format == nil || s.score > second.score {
			second = s
		}
	}
	if best.format == nil {
		return Detection{}, unrecognised(candidates, formats)
	}
	d := Detection{Format: best.format, Matches: best.matches}
	d.Reason = best.reason(candidates)
	if second.format != nil && second.score >= nearly*best.score {
		d.RunnerUp = second.format.Name
		d.Reason += fmt.Sprintf("; it knows %.0f %% of them, %s %.0f %%", 100*best.score, d.RunnerUp, 100*second.score)
	}
	return d, best.mixed(candidates, formats)
}

// nearly is the share of the best score from which on a format is a runner-up.
const nearly = 0.9

// scored is how well a format fits.
type scored struct {
	format   *Format
	matches  []Match
	score    float64 // mean share of known columns over the files it takes
	complete bool    // every required table is there
}

func (f *Format) score(candidates []Candidate) scored {
	s := scored{format: f, matches: make([]Match, len(candidates))}
	taken := 0
	found := map[string]bool{}
	for i, c := range candidates {
		m, share := f.match(c)
		s.matches[i] = m
		if m.Table != nil {
			found[m.Table.Name] = true
			s.score += share
			taken++
		}
	}
	if taken > 0 {
		s.score /= float64(taken)
	}
	s.complete = taken > 0
	for _, t := range f.Tables {
		s.complete = s.complete && (!t.Required || found[t.Name])
	}
	return s
}

// match finds the table that a file is, and the share of its columns that the table knows. Among tables that
// have as many of its columns the file's name decides, then whose own names they are; else it is none.
func (f *Format) match(c Candidate) (Match, float64) {
	var fits []fit
	for i := range f.Tables {
		t := &f.Tables[i]
		columns, known, ok := t.resolve(c.Header)
		if !ok || c.Lines != "" && c.Lines != t.LinePattern {
			continue
		}
		m := Match{Table: t, Columns: columns}
		fits = append(fits, fit{m, m.used(), known / float64(max(len(c.Header), 1))})
	}
	best := bestFits(fits, func(f fit) float64 { return float64(f.used) })
	for _, f := range best {
		if f.Table.isNamed(c.Name) {
			return f.Match, f.share
		}
	}
	if best = bestFits(best, func(f fit) float64 { return f.share }); len(best) == 1 {
		return best[0].Match, best[0].share
	}
	return Match{}, 0
}

// fit is a table that a file can be: how many of the file's columns it has, and the share of them that it
// knows, which is less where it knows them by synonyms.
type fit struct {
	Match
	used  int
	share float64
}

// bestFits are those of which there is most.
func bestFits(fits []fit, of func(fit) float64) (best []fit) {
	for _, f := range fits {
		switch {
		case len(best) == 0 || of(f) > of(best[0]):
			best = []fit{f}
		case of(f) == of(best[0]):
			best = append(best, f)
		}
	}
	return best
}

// used is how many columns of the file the table has.
func (m Match) used() (n int) {
	for _, as := range m.Columns {
		if as != "" {
			n++
		}
	}
	return n
}

// synonymWorth is how much a column counts that is known by a synonym: two formats that know the same
// columns are parted by the one whose own names they are.
const synonymWorth = 0.98

// resolve finds each header's column: by name first, then by synonym in the order of the columns; a
// header serves one column. False when a required column is missing.
func (t *Table) resolve(header []string) (columns []string, known float64, ok bool) {
	columns, found, known := t.assign(header)
	for _, c := range t.Columns {
		if c.Required && !found[c.Name] && !found[c.UTC] {
			return nil, 0, false
		}
	}
	any := len(t.AnyOf) == 0 || slices.ContainsFunc(t.AnyOf, func(c string) bool { return found[c] })
	return columns, known, any
}

// assign is resolve without asking for the required columns; found are the columns that have a header.
func (t *Table) assign(header []string) (columns []string, found map[string]bool, known float64) {
	columns = make([]string, len(header))
	folded := make([]string, len(header))
	for i, h := range header {
		folded[i] = Fold(h)
	}
	found = map[string]bool{}
	take := func(column, word string, worth float64) {
		if found[column] {
			return
		}
		if i := freeHeader(folded, columns, Fold(word)); i >= 0 {
			columns[i], found[column] = column, true
			known += worth
		}
	}
	for _, c := range t.Columns {
		take(c.Name, c.Name, 1)
	}
	for _, c := range t.Columns {
		for _, s := range c.Synonyms {
			take(c.Name, s, synonymWorth)
		}
	}
	return columns, found, known
}

func freeHeader(folded, columns []string, word string) int {
	for i := range folded {
		if folded[i] == word && columns[i] == "" {
			return i
		}
	}
	return -1
}

// isNamed tells whether a file's name, without folder and endings, says it is this table.
func (t *Table) isNamed(file string) bool {
	base := Fold(strings.SplitN(filepath.Base(file), ".", 2)[0])
	return slices.ContainsFunc(t.Files, func(name string) bool { return strings.HasPrefix(base, Fold(name)) })
}

func (s *scored) reason(candidates []Candidate) string {
	return fmt.Sprintf("the columns are those of %s: %s", s.format.Name, s.tables(candidates))
}

// tables tells which table each file is, of the first five.
func (s *scored) tables(candidates []Candidate) string {
	var tables []string
	for i, m := range s.matches {
		if m.Table != nil {
			tables = append(tables, fmt.Sprintf("%s is %s", filepath.Base(candidates[i].Name), m.Table.Name))
		}
	}
	if len(tables) > 5 {
		tables = append(tables[:5], fmt.Sprintf("and %d more", len(tables)-5))
	}
	return strings.Join(tables, ", ")
}
