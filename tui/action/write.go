package action

import (
	"strings"

	"charm.land/bubbles/v2/key"
)

// keyNames are keys as people read them.
var keyNames = map[string]string{
	"pgdown": "PgDn", "pgup": "PgUp", "down": "↓", "up": "↑", "left": "←", "right": "→",
	"home": "Home", "end": "End", "enter": "Enter", "esc": "Esc", "tab": "Tab", "space": "Space",
	"shift+tab": "Shift+Tab", "f1": "F1",
}

var keyNamesASCII = map[string]string{"down": "Down", "up": "Up", "left": "Left", "right": "Right"}

// KeyName writes one key, or two in a row, as people read it: "Enter", "Ctrl+U", "] r".
func KeyName(key string, ascii bool) string {
	parts := strings.Split(key, " ")
	for i, part := range parts {
		parts[i] = oneKeyName(part, ascii)
	}
	return strings.Join(parts, " ")
}

func oneKeyName(key string, ascii bool) string {
	if name, ok := keyNamesASCII[key]; ok && ascii {
		return name
	}
	if name, ok := keyNames[key]; ok {
		return name
	}
	if letter, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return "Ctrl+" + strings.ToUpper(letter)
	}
	return key
}

// KeyNames writes all keys of an action, parted by a space, no more than three.
func (a Action) KeyNames(ascii bool) string {
	names := make([]string, 0, 3)
	for _, name := range a.Keys()[:min(len(a.Keys()), 3)] {
		names = append(names, KeyName(name, ascii))
	}
	return strings.Join(names, "  ")
}

// Hint is a binding in the footer. Where room is short the one with the highest rank yields first.
type Hint struct {
	key.Binding
	ID   ID
	Rank int
}

// Hint is an action's binding as the footer shows it: its first key by name, and the words.
func (a Action) Hint(ascii bool) key.Binding {
	b := a.Binding
	b.SetHelp(KeyName(a.Keys()[0], ascii), a.Help().Desc)
	return b
}

// Say is what some actions of a context do, each with its first key, in one line: "Tab next term · x remove term".
func Say(c Context, ascii bool, parted string, ids ...ID) string {
	var parts []string
	for _, id := range ids {
		for _, a := range In(c) {
			if a.ID == id {
				help := a.Hint(ascii).Help()
				parts = append(parts, help.Key+" "+help.Desc)
			}
		}
	}
	return strings.Join(parts, parted)
}

// Footer lists what the footer shows in a context: the context's own actions, then the global ones
// that are not its own. Where the first screen is left, Quit quits; else it goes back.
func Footer(c Context, ascii, first bool) []Hint {
	var hints []Hint
	hasBack := false
	for _, a := range In(c) {
		hasBack = hasBack || a.ID == Back
		if a.Footer {
			hints = append(hints, Hint{a.Hint(ascii), a.ID, a.rank(len(hints))})
		}
	}
	if c.typing() || hasBack {
		return hints
	}
	for _, a := range In(Global) {
		if a.ID == Quit && !first {
			a.Binding = on("back", "esc")
		}
		if a.Footer {
			hints = append(hints, Hint{a.Hint(ascii), a.ID, a.rank(len(hints))})
		}
	}
	return hints
}

// rank is how soon the n-th action of a footer yields: never the context's first, then the way out, then the help.
func (a Action) rank(n int) int {
	switch {
	case n == 0:
		return 0
	case a.ID == Back, a.ID == Quit:
		return 1
	case a.ID == ShowAll:
		return 2
	case a.ID == Do:
		return lastRank
	}
	return 3 + n
}

const lastRank = 1000
