package format

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// checkLines holds what a table without a header says of its lines against what can be read.
func (t *Table) checkLines() error {
	if t.LinePattern == "" {
		if len(t.Header) > 0 || t.Delimiter != "" || t.Quote != nil || t.Ragged {
			return wrong("", "header, delimiter, quote and ragged are of a table with a line_pattern")
		}
		return nil
	}
	var err error
	if t.line, err = regexp.Compile(t.LinePattern); err != nil {
		return wrong("line_pattern", "line_pattern: %s", err)
	}
	if t.line.MatchString("") {
		return wrong("line_pattern", "line_pattern %q holds for any line", t.LinePattern)
	}
	if t.Delimiter == "" {
		t.Delimiter = ","
	}
	if !slices.Contains([]string{",", ";", "\t", "|"}, t.Delimiter) {
		return wrong("delimiter", "delimiter %q is neither a comma, a semicolon, a tab nor |", t.Delimiter)
	}
	if t.Quote != nil && *t.Quote != "" && *t.Quote != `"` {
		return wrong("quote", "quote %q is neither empty nor the double quote", *t.Quote)
	}
	return t.checkHeader()
}

// checkHeader holds the names that stand for a header against the columns.
func (t *Table) checkHeader() error {
	if len(t.Header) < 2 {
		return wrong("header", "a table with a line_pattern needs a header: the names of its columns, two or more")
	}
	seen := map[string]bool{}
	for n, name := range t.Header {
		if Fold(name) == "" || seen[Fold(name)] {
			return wrong(fmt.Sprintf("header.%d", n), "header: %q is no name or stands twice", name)
		}
		seen[Fold(name)] = true
	}
	if _, _, ok := t.resolve(t.Header); !ok {
		return wrong("header", "its header lacks a column that is required")
	}
	return nil
}

// Quoted tells whether fields of a table without a header may stand in double quotes.
func (t *Table) Quoted() bool { return t.Quote == nil || *t.Quote != "" }

// LogNames are the names, in small letters, that files of the formats' tables without a header have, which are
// often written without an ending. Without formats they are those of the built-in ones.
func LogNames(formats []*Format) (names []string) {
	if formats == nil {
		formats = All()
	}
	for _, f := range formats {
		for i := range f.Tables {
			if t := &f.Tables[i]; t.LinePattern != "" {
				for _, name := range t.Files {
					names = append(names, strings.ToLower(name))
				}
			}
		}
	}
	return names
}

// KnownColumns returns a function that tells how many of a header's names some table of the formats
// knows, the table's required ones all among them; 0 where no table is so. It finds the header among the
// lines before it.
func KnownColumns(formats []*Format) func(header []string) int {
	var tables []knownTable
	for _, f := range formats {
		for i := range f.Tables {
			tables = append(tables, f.Tables[i].known())
		}
	}
	return func(header []string) int {
		names := map[string]bool{}
		for _, h := range header {
			if folded := Fold(h); folded != "" {
				names[folded] = true
			}
		}
		best := 0
		for _, t := range tables {
			best = max(best, t.count(names))
		}
		return best
	}
}

// knownTable is a table's columns by the words, folded, that headers have for them.
type knownTable struct {
	required, any [][]string
	columns       [][]string
}

func (t *Table) known() (k knownTable) {
	for _, c := range t.Columns {
		words := []string{Fold(c.Name)}
		for _, s := range c.Synonyms {
			words = append(words, Fold(s))
		}
		k.columns = append(k.columns, words)
		if c.Required {
			k.required = append(k.required, words)
		}
		if slices.Contains(t.AnyOf, c.Name) {
			k.any = append(k.any, words)
		}
	}
	return k
}

// count is how many columns there are a name for; 0 without all that are required.
func (k *knownTable) count(names map[string]bool) (known int) {
	there := func(words []string) bool { return slices.ContainsFunc(words, func(w string) bool { return names[w] }) }
	for _, words := range k.required {
		if !there(words) {
			return 0
		}
	}
	if len(k.any) > 0 && !slices.ContainsFunc(k.any, there) {
		return 0
	}
	for _, words := range k.columns {
		if there(words) {
			known++
		}
	}
	return min(known, len(names))
}
