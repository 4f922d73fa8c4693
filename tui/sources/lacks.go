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
		headings: []heading{{title: "what", most: 28}, {title: "why", rank: 1, most: 200}},
		empty:    cell.Message{Title: "It lacks nothing", Body: "The export states all that a path is made of."},
	}
	add := func(what string, c data.Capability, tone tone) {
		told, why := string(c.State), c.Why
		if c.Why != "" {
			told += ": " + c.Why
		}
		if c.Can() {
			why = told
		} else {
			p.count++
		}
		p.entries = append(p.entries, entry{values: []value{{what, tone}, {why, tone}}, whole: []string{what + " " + told + "."}})
	}
	for _, c := range has.Named() {
		if !c.Can() {
			add(c.Name, c.Capability, strong)
		}
	}
	for _, c := range slices.Sorted(maps.Keys(has.Lacks)) {
		add(string(c), has.Column(c), plain)
	}
	for _, c := range has.Named() {
		if c.State == data.Derived {
			add(c.Name, c.Capability, dim)
		}
	}
	return p
}
