package sources

import (
	"maps"
	"slices"

	"segpath/data"
	"segpath/tui/cell"
)

// lacksPane lists what the export does not say, and why: first what a path is made of, then the columns that it has no
// value in, then what a rule of ours makes up for.
func lacksPane(has data.Has) pane {
	p := pane{
		name:     "Lacks",
		headings: []heading{{title: "what", most: 28}, {title: "is", rank: 2, most: 9}, {title: "why", rank: 1, most: 200}},
		empty:    cell.Message{Title: "It lacks nothing", Body: "The export states all that a path is made of."},
	}
	add := func(what string, c data.Capability) {
		tone := warning
		if c.Can() {
			tone = dim
		} else {
			p.count++
		}
		whole := what + " " + string(c.State)
		if c.Why != "" {
			whole += ": " + c.Why
		}
		p.entries = append(p.entries, entry{values: []value{{what, strong}, {string(c.State), tone}, {c.Why, plain}}, whole: []string{whole + "."}})
	}
	for _, c := range has.Named() {
		if !c.Can() {
			add(c.Name, c.Capability)
		}
	}
	for _, c := range slices.Sorted(maps.Keys(has.Lacks)) {
		add(string(c), has.Column(c))
	}
	for _, c := range has.Named() {
		if c.State == data.Derived {
			add(c.Name, c.Capability)
		}
	}
	return p
}
