package action

import (
	"strings"
	"testing"
)

func TestNoKeyMeansTwoThingsInOneContext(t *testing.T) {
	for _, c := range Contexts {
		seen := map[string]ID{}
		for _, a := range In(c) {
			for _, key := range a.Keys() {
				if other, ok := seen[key]; ok {
					t.Errorf("%s: %q is both %q and %q", c, key, other, a.ID)
				}
				seen[key] = a.ID
			}
		}
		for key := range seen {
			if first, _, two := strings.Cut(key, " "); two && seen[first] != "" {
				t.Errorf("%s: %q begins %q and is %q by itself", c, first, key, seen[first])
			}
		}
	}
}

func TestEveryActionHasKeysAndHelp(t *testing.T) {
	for _, a := range Catalog() {
		if len(a.Keys()) == 0 || a.Help().Desc == "" || !strings.HasSuffix(a.Long, ".") {
			t.Errorf("%s, %s: keys %v, help %q, long %q", a.Context, a.ID, a.Keys(), a.Help().Desc, a.Long)
		}
		if len(strings.Fields(a.Help().Desc)) > 5 {
			t.Errorf("%s, %s: the help is too long for a footer: %q", a.Context, a.ID, a.Help().Desc)
		}
	}
}

func TestEveryContextIsListedAndHasAnAction(t *testing.T) {
	listed := map[Context]bool{}
	for _, c := range Contexts {
		listed[c] = true
		if len(In(c)) == 0 {
			t.Errorf("%s has no action", c)
		}
	}
	for _, a := range Catalog() {
		if !listed[a.Context] {
			t.Errorf("%s is in no list of contexts", a.Context)
		}
	}
}

func TestEveryActionIsFoundByEachOfItsKeys(t *testing.T) {
	for _, a := range Catalog() {
		for _, key := range a.Keys() {
			if id, ok := Find(a.Context, key); !ok || id != a.ID {
				t.Errorf("%s: %q finds %q, want %q", a.Context, key, id, a.ID)
			}
		}
	}
}

func TestATextFieldKeepsItsLetters(t *testing.T) {
	for _, c := range []Context{SearchField, ExportFile} {
		for _, key := range []string{"q", "?", "U", "M", "j", "/", "s", "r", "y", "g", "e"} {
			if id, ok := Find(c, key); ok {
				t.Errorf("%s: typing %q does %q", c, key, id)
			}
		}
	}
	if id, _ := Find(SearchField, "ctrl+c"); id != Stop {
		t.Errorf("ctrl+c in the search field does %q", id)
	}
}

func TestEveryContextTellsTheWayOut(t *testing.T) {
	for _, c := range Contexts {
		if c == Global {
			continue
		}
		out := false
		for _, h := range Footer(c, false, false) {
			out = out || h.Help().Key == "Esc"
		}
		if !out {
			t.Errorf("%s: the footer does not show the way out: %v", c, Footer(c, false, false))
		}
	}
}

func TestContinuations(t *testing.T) {
	for _, prefix := range []string{"]", "["} {
		if got := Continuations(Path, prefix); len(got) < 4 || strings.Contains(got[0].Keys()[0], " ") {
			t.Errorf("after %q come %v", prefix, got)
		}
	}
	if IsPrefix(Interactions, "]") {
		t.Error("] waits for a second key in the list")
	}
}
