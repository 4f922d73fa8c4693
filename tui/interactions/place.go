package interactions

import (
	"slices"

	"segpath/data"
	"segpath/tui/table"
)

// Place is where the user is in the list. The zero Place is its start: the newest interaction.
type Place struct {
	ID   string // of the selected interaction; empty: the first one
	Sort data.Sort
	// Filter is the search or filter, as it is typed; empty: everything is listed.
	Filter string
}

// Place is where the user is now.
func (s *Screen) Place() Place {
	p := Place{Filter: s.active.kept()}
	if s.sort != data.NewestFirst {
		p.Sort = s.sort
	}
	if s.rows.Known() && (s.rows.Position() > 0 || !s.active.all()) {
		p.ID = s.selectedID()
	}
	return p
}

// begin goes to a place before the first rows are asked for. An order that this export cannot be brought
// into, or a filter that it cannot be asked, is left aside.
func (s *Screen) begin(at Place) {
	if slices.Contains(data.SortFields, at.Sort.Field) && data.CanSort(at.Sort.Field, s.export.Has).Can() {
		s.sort = at.Sort
	}
	if at.Filter != "" {
		if now, err := s.understood(at.Filter); err == nil {
			s.active = now
		}
	}
	if at.ID != "" {
		s.rows.Restart(table.Ask{Around: at.ID})
	}
}
