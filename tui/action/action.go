// Package action is the catalog of everything a key can do. Keys become actions here and nowhere
// else; the footer, the help and the README's table of keys are made from the same catalog, and a
// test fails when a screen and the catalog disagree.
package action

import "strings"

// ID names one thing the user can do. A screen gets it as an Intent.
type ID string

// Context is where a key means what it means.
type Context string

// Intent is an action on its way to the screen that has the keys.
type Intent struct{ ID ID }

// Action is one thing the user can do in one context.
type Action struct {
	ID      ID
	Context Context
	Keys    []string // as tea.KeyPressMsg.String() names them; two keys in a row are parted by a space: "] r"
	Help    string   // a few words for the footer and the help
	Long    string   // a sentence for the help and the README
	Footer  bool     // the footer shows it, room allowing, in the catalog's order
}

// The contexts.
const (
	Global       Context = "Everywhere"
	Opening      Context = "Opening"
	Failure      Context = "Not opened"
	Interactions Context = "Interactions"
	SearchField  Context = "Search field"
	SortChooser  Context = "Sort by"
	Path         Context = "Path"
	Raw          Context = "Raw fields"
	Notices      Context = "Notices"
	Help         Context = "Help"
	Message      Context = "Message"
)

// Contexts lists every context in the order the help shows them.
var Contexts = []Context{Interactions, SearchField, SortChooser, Path, ExportFile, ReplaceFile, Raw, Notices, Help, Message, Opening, Failure, Global}

// typing are the contexts where a text field has the keys: letters are its own there, and of the
// global actions only Stop works.
func (c Context) typing() bool { return c == SearchField || c == ExportFile }

// Catalog lists every action, context by context.
func Catalog() []Action {
	var all []Action
	for _, list := range [][]Action{global, opening, interactions, path, exporting, overlays} {
		all = append(all, list...)
	}
	return all
}

// In lists the actions of one context in the catalog's order.
func In(c Context) []Action {
	var out []Action
	for _, a := range Catalog() {
		if a.Context == c {
			out = append(out, a)
		}
	}
	return out
}

// Keymap finds the action of a key. Make it once with NewKeymap.
type Keymap struct {
	actions  map[Context]map[string]ID
	prefixes map[Context]map[string]bool
}

// NewKeymap indexes the catalog.
func NewKeymap() *Keymap {
	k := &Keymap{actions: map[Context]map[string]ID{}, prefixes: map[Context]map[string]bool{}}
	for _, a := range Catalog() {
		if k.actions[a.Context] == nil {
			k.actions[a.Context], k.prefixes[a.Context] = map[string]ID{}, map[string]bool{}
		}
		for _, key := range a.Keys {
			k.actions[a.Context][key] = a.ID
			if first, _, two := strings.Cut(key, " "); two {
				k.prefixes[a.Context][first] = true
			}
		}
	}
	return k
}

// Find returns the action of a key, or of two keys parted by a space: the context's own, else the
// global one.
func (k *Keymap) Find(c Context, key string) (ID, bool) {
	if id, ok := k.actions[c][key]; ok {
		return id, true
	}
	id, ok := k.actions[Global][key]
	return id, ok && (!c.typing() || id == Stop)
}

// IsPrefix tells whether the key waits for a second one in this context.
func (k *Keymap) IsPrefix(c Context, key string) bool { return k.prefixes[c][key] }

// Continuations lists the actions whose keys begin with a prefix, with Keys cut to the second key.
func Continuations(c Context, prefix string) []Action {
	var out []Action
	for _, a := range In(c) {
		for _, key := range a.Keys {
			if first, second, two := strings.Cut(key, " "); two && first == prefix {
				a.Keys, a.Footer = []string{second}, true
				out = append(out, a)
				break
			}
		}
	}
	return out
}
