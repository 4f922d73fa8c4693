package format

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"segpath/data"
)

//go:embed */*
var folders embed.FS

// All returns the built-in formats, sorted by name.
func All() []*Format { return builtIn() }

// Get returns the built-in format of a name; the error lists those there are.
func Get(name string) (*Format, error) {
	var names []string
	for _, f := range builtIn() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return nil, data.Problemf(data.Usage, fmt.Sprintf("The formats are: %v.", names), "there is no format %q", name)
}

var builtIn = sync.OnceValue(func() []*Format {
	entries, err := fs.ReadDir(folders, ".")
	if err != nil {
		panic(err) // the program was built without its formats
	}
	var all []*Format
	for _, e := range entries {
		f, err := Load(folders, e.Name())
		if err != nil {
			panic(err) // a test loads every built-in manifest
		}
		all = append(all, f)
	}
	return all
})

// Load reads the format in a folder. Errors name the manifest's line.
func Load(fsys fs.FS, folder string) (*Format, error) {
	name := path.Join(folder, "manifest.toml")
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, data.Problemf(data.Failed, "A format is a folder with a manifest.toml.", "cannot read the format %s: %w", folder, err)
	}
	f := &Format{}
	if err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(f); err != nil {
		return nil, data.Problemf(data.Failed, "", "%s: %w", name, located(err))
	}
	if err := f.check(); err != nil {
		return nil, data.Problemf(data.Failed, "", "%s: %w", name, err)
	}
	if err := f.readSelects(fsys, folder); err != nil {
		return nil, data.Problemf(data.Failed, "", "cannot read the format %s: %w", folder, err)
	}
	return f, nil
}

// located adds the line to a decoder's error.
func located(err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		row, column := strict.Errors[0].Position()
		return fmt.Errorf("line %d, column %d: unknown key %v", row, column, strict.Errors[0].Key())
	}
	var decode *toml.DecodeError
	if errors.As(err, &decode) {
		row, column := decode.Position()
		return fmt.Errorf("line %d, column %d: %w", row, column, decode)
	}
	return err
}

var types = []Type{Text, Integer, Number, Instant, Seconds, Boolean, List, Map, EventOf, CauseOf}

// check holds a manifest against what the engine can do with it, and makes the word map.
func (f *Format) check() error {
	if f.Name == "" || len(f.Tables) == 0 {
		return errors.New("a manifest needs a name and at least one table")
	}
	f.events = map[string]data.Event{}
	for event, words := range f.Words {
		e, ok := data.EventOf(event)
		if !ok {
			return fmt.Errorf("events: %q is no event", event)
		}
		for _, w := range words {
			if old, taken := f.events[Fold(w)]; taken && old != e {
				return fmt.Errorf("events: %q stands for both %s and %s", w, old, e)
			}
			f.events[Fold(w)] = e
		}
	}
	for i := range f.Tables {
		if err := f.Tables[i].check(); err != nil {
			return err
		}
	}
	return f.checkVariants()
}

// has tells whether the table has a column of this name.
func (t *Table) has(column string) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Name == column })
}

func (t *Table) check() error {
	if t.Name == "" {
		return errors.New("a table has no name")
	}
	seen := map[string]bool{}
	for _, c := range t.Columns {
		if c.Name == "" || seen[c.Name] {
			return fmt.Errorf("table %s: column %q has no name or stands twice", t.Name, c.Name)
		}
		seen[c.Name] = true
		if !slices.Contains(types, c.Type) {
			return fmt.Errorf("table %s, column %s: %q is no type", t.Name, c.Name, c.Type)
		}
	}
	if t.RowID != "" && !seen[t.RowID] {
		return fmt.Errorf("table %s: row_id %q is none of its columns", t.Name, t.RowID)
	}
	if !seen[t.ID()] {
		return fmt.Errorf("table %s: it needs a row_id, or an interaction_id where it holds steps", t.Name)
	}
	for _, name := range t.AnyOf {
		if !seen[name] {
			return fmt.Errorf("table %s: any_of %q is none of its columns", t.Name, name)
		}
	}
	for _, c := range t.Columns {
		if c.Else != "" && !seen[c.Else] {
			return fmt.Errorf("table %s, column %s: else %q is none of its columns", t.Name, c.Name, c.Else)
		}
	}
	for _, c := range t.Columns {
		if err := t.checkTime(c); err != nil {
			return fmt.Errorf("table %s, column %s: %w", t.Name, c.Name, err)
		}
	}
	if !slices.Contains([]Role{"", Steps, Interactions, Lookup}, t.Role) {
		return fmt.Errorf("table %s: %q is no role", t.Name, t.Role)
	}
	return t.checkLines()
}
