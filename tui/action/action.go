// Package action is the catalog of everything a key can do. Keys become actions here and nowhere
// else; the footer, the help and the README's table of keys are made from the same catalog, and a
// test fails when a screen and the catalog disagree.
package action

import (
	"strings"
	"sync"

	"charm.land/bubbles/v2/key"
)

// ID names one thing the user can do. A screen gets it as an Intent.
type ID string

// Context is where a key means what it means.
type Context string

// Intent is an action on its way to the screen that has the keys.
type Intent struct{ ID ID }

// Action is one thing the user can do in one context.
type Action struct {
	// Binding is its keys, as tea.KeyPressMsg.String() names them, two in a row parted by a space: "] r";
	// and a few words for the footer.
	key.Binding
	ID      ID
	Context Context
	Long    string // a sentence for the help and the README
	Footer  bool   // the footer shows it, room allowing, in the catalog's order
}

// on binds keys to what a few words say.
func on(words string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(KeyName(keys[0], false), words))
}

// The contexts.
const (
	Global       Context = "Everywhere"
	Opening      Context = "Opening"
	Failure      Context = "Not opened"
	Interactions Context = "Interactions"
	SearchField  Context = "Search field"
	SortChooser  Context = "Sort by"
	LikeChooser  Context = "Filter like this"
	Path         Context = "Path"
	NoPath       Context = "No path to show"
	ClockField   Context = "Clock time"
	FindField    Context = "Find in the path"
	Playing      Context = "Playing"
	Raw          Context = "Raw fields"
	Sources      Context = "Sources"
	Help         Context = "Help"
	HelpField    Context = "Search in the help"
	Palette      Context = "Commands"
	Message      Context = "Message"
	Broken       Context = "Not all read"
)

// Contexts lists every context in the order the help shows them.
var Contexts = []Context{Interactions, SearchField, SortChooser, LikeChooser, Path, NoPath, ClockField, FindField, Playing, ExportFile, ReplaceFile, Sources, Raw, Help, HelpField, Palette, Message, Broken, Opening, Failure, Global}

// typing are the contexts where a text field has the keys, or where any key does the same: a key that
// writes something does nothing global there.
func (c Context) typing() bool {
	switch c {
	case SearchField, ClockField, FindField, Playing, ExportFile, HelpField, Palette:
		return true
	}
	return false
}

// passes tells whether a key does what it does everywhere in this context too.
func (c Context) passes(name string) bool {
	return !c.typing() || strings.HasPrefix(name, "ctrl+")
}

// Catalog lists every action, context by context.
func Catalog() []Action {
	var all []Action
	for _, list := range [][]Action{global, opening, interactions, path, exporting, sources, overlays} {
		all = append(all, list...)
	}
	return all
}

var contexts = sync.OnceValue(func() map[Context][]Action {
	all := map[Context][]Action{}
	for _, a := range Catalog() {
		all[a.Context] = append(all[a.Context], a)
	}
	return all
})

// In lists the actions of one context in the catalog's order. The list is shared: it is not written to.
func In(c Context) []Action { return contexts()[c] }

// pressed is a key, or two in a row, as key.Matches takes it.
type pressed string

func (p pressed) String() string { return string(p) }

// Find returns the action of a key, or of two keys parted by a space: the context's own, else the
// global one.
func Find(c Context, name string) (ID, bool) {
	for _, a := range In(c) {
		if key.Matches(pressed(name), a.Binding) {
			return a.ID, true
		}
	}
	for _, a := range In(Global) {
		if key.Matches(pressed(name), a.Binding) && c.passes(name) {
			return a.ID, true
		}
	}
	return "", false
}

// IsPrefix tells whether the key waits for a second one in this context.
func IsPrefix(c Context, name string) bool { return len(Continuations(c, name)) > 0 }

// Continuations lists the actions whose keys begin with a prefix, bound to the second key.
func Continuations(c Context, prefix string) []Action {
	var out []Action
	for _, a := range In(c) {
		for _, name := range a.Keys() {
			if first, second, two := strings.Cut(name, " "); two && first == prefix {
				a.Binding, a.Footer = on(a.Help().Desc, second), true
				out = append(out, a)
				break
			}
		}
	}
	return out
}
