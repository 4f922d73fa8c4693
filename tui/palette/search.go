package palette

import (
	"strings"

	"github.com/sahilm/fuzzy"
)

// found is an entry that answers what was typed.
type found struct {
	entry int   // its index
	name  []int // where its name has the letters typed, in bytes
	from  int   // where its sentence has what was typed, in bytes; -1: not looked for there
	to    int
}

// search finds the entries in order: the one whose key was typed, those whose name has the letters in
// this order, the best first, then those whose sentence holds what was typed. Nothing typed finds all.
func search(entries []Entry, typed string) []found {
	typed = strings.TrimSpace(typed)
	names := make([]string, len(entries))
	list := make([]found, 0, len(entries))
	seen := make([]bool, len(entries))
	add := func(f found) {
		if !seen[f.entry] {
			seen[f.entry] = true
			list = append(list, f)
		}
	}
	for i, e := range entries {
		names[i] = e.Name
		if typed == "" || typed == e.Key {
			add(found{entry: i, from: -1})
		}
	}
	for _, m := range fuzzy.Find(typed, names) {
		add(found{entry: m.Index, name: m.MatchedIndexes, from: -1})
	}
	for i, e := range entries {
		if from, to, ok := within(e.Long, typed); ok {
			add(found{entry: i, from: from, to: to})
		}
	}
	return list
}

// within finds what was typed in a sentence, whatever the case, from its second letter on: one letter
// alone is in all of them.
func within(sentence, typed string) (from, to int, ok bool) {
	if len(typed) < 2 {
		return 0, 0, false
	}
	for from := 0; from+len(typed) <= len(sentence); from++ {
		if strings.EqualFold(sentence[from:from+len(typed)], typed) {
			return from, from + len(typed), true
		}
	}
	return 0, 0, false
}
