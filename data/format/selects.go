package format

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// Canonical are the tables that a format's SQL makes, one SELECT per file, named after the table.
var Canonical = []string{"segments", "interactions", "queues", "users", "accounts"}

// ContextSelect names the SELECT that accounts for rows of which nothing was made: file, source_row and
// reason, the reason null where the row was used all the same, since it fills another's columns. Other
// rows of which nothing was made are context by their table's Unused.
const ContextSelect = "context"

// NoticesSelect names the SELECT that tells what the user should know of an export, a row for each thing
// counted: text, a sentence in full and the same for all that is counted together; whether it is a problem,
// for which a strict check fails, false where it is null; and file, source_row and interaction_id of the row
// that it is about, null where it is about none.
const NoticesSelect = "notices"

// MaxNotices is how many texts a format's notices may have, and MaxNoticeText how many characters each.
const (
	MaxNotices    = 20
	MaxNoticeText = 300
)

// Select is one SQL file of a format: exactly one SELECT over the staged tables, stage."table", which
// hold the manifest's columns, typed, and file, source_row and part beside them. An event is its
// canonical word there, with the source's word in "word"; instants are UTC; lengths are microseconds.
// stage.fold(text) leaves lower-case letters and digits alone, as words are compared; stage.seconds(length)
// writes a length in seconds, as facts do.
//
// What it gives has the names and types of the canonical columns; a missing one is null. file and
// source_row say which row a step, interaction or lookup was made of: that row is used. part numbers
// the steps made of one row, from 1. An interaction with a null file adds to one that has no row. An interaction,
// queue, user or account has one row: of several that a user's own format gives it, the later one of the export
// says what it is. An empty text is null.
//
// A file whose name begins with an underscore helps the others: what _names.sql gives is stage._names to
// them. Helpers run first, in the order of their names.
type Select struct {
	File string // for errors: edify/segments.sql
	Text string
}

// Select is the SQL that makes a canonical table of an export; false where the format has none: then the
// table of that name is taken as it is staged, or is empty.
func (f *Format) Select(table string, content Content) (Select, bool) {
	if v := f.Variant(content); v != nil {
		if s, ok := f.selects[table+"."+v.Name]; ok {
			return s, true
		}
	}
	s, ok := f.selects[table]
	return s, ok
}

// Helpers are the names of the SELECTs that run first, "_names", of the plain format and of the variant.
func (f *Format) Helpers(content Content) []string {
	names := map[string]bool{}
	v := f.Variant(content)
	for key := range f.selects {
		name, variant, varies := strings.Cut(key, ".")
		if strings.HasPrefix(name, "_") && (!varies || v != nil && v.Name == variant) {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// HasSQL tells whether the format maps its tables with SQL of its own.
func (f *Format) HasSQL() bool { return len(f.selects) > 0 }

// readSelects reads the SQL files in a format's folder, which people know as shown.
func (f *Format) readSelects(fsys fs.FS, shown string) error {
	f.selects = map[string]Select{}
	made := append(slices.Clone(Canonical), ContextSelect, NoticesSelect)
	names, err := entries(fsys)
	if err != nil {
		return err
	}
	for _, name := range names {
		key, ok := strings.CutSuffix(name, ".sql")
		if !ok || strings.HasPrefix(name, ".") {
			continue
		}
		file := filepath.Join(shown, name)
		table, variant, varies := strings.Cut(key, ".")
		if !strings.HasPrefix(table, "_") && !slices.Contains(made, table) {
			return fmt.Errorf("%s: SQL files are named after what they make: %s", file, strings.Join(made, ", "))
		}
		known := slices.ContainsFunc(f.Variants, func(v Variant) bool { return v.Name == variant })
		if varies && !known {
			return fmt.Errorf("%s: there is no variant %q", file, variant)
		}
		text, err := readText(fsys, name)
		if err != nil {
			return err
		}
		f.selects[key] = Select{File: file, Text: string(text)}
	}
	if _, ok := f.selects["segments"]; len(f.selects) > 0 && !ok {
		return errors.New("a format with SQL files needs a segments.sql")
	}
	return nil
}
