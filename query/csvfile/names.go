package csvfile

import (
	"strconv"
	"strings"
	"unicode"
)

// headerNames are the fields of the header, trimmed of spaces and of byte order marks (files glued
// together leave a second one); flat takes stray quotes off, too.
func headerNames(fields []field, flat bool) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = strings.TrimFunc(strings.ToValidUTF8(string(f.text), "\ufffd"), func(r rune) bool {
			return unicode.IsSpace(r) || r == '\ufeff' || (flat && r == quote)
		})
	}
	return names
}

// uniqueNames makes the names that columns go by: one that stood before gets _1, _2 …, as DuckDB
// does; an empty one is "column" and its position from 1. A name that the header has elsewhere is
// not given. Case does not tell names apart, since DuckDB folds it.
func uniqueNames(header []string) []string {
	n := namer{known: map[string]bool{}, used: map[string]bool{}, last: map[string]int{}}
	for _, name := range header {
		n.known[strings.ToLower(name)] = true
	}
	names := make([]string, len(header))
	for i, name := range header {
		if name == "" {
			names[i] = n.made("column" + strconv.Itoa(i+1))
		} else {
			names[i] = n.own(name)
		}
	}
	return names
}

// namer gives out names; its maps are keyed by lower case.
type namer struct {
	known map[string]bool // in the header, or given out
	used  map[string]bool // given out
	last  map[string]int  // the last number tried
}

// own gives a column the name it has in the header, the first to come.
func (n *namer) own(name string) string {
	key := strings.ToLower(name)
	if n.used[key] {
		return n.numbered(name)
	}
	n.used[key] = true
	return name
}

// made gives a column a name that the header does not have.
func (n *namer) made(name string) string {
	if n.known[name] {
		return n.numbered(name)
	}
	n.known[name], n.used[name] = true, true
	return name
}

func (n *namer) numbered(name string) string {
	for key := strings.ToLower(name); ; {
		n.last[key]++
		candidate := name + "_" + strconv.Itoa(n.last[key])
		if free := strings.ToLower(candidate); !n.known[free] {
			n.known[free], n.used[free] = true, true
			return candidate
		}
	}
}
