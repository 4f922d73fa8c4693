// Package scroll is a text in a box that it may be too long for: the keys and the wheel move it.
package scroll

import (
	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"

	"segpath/tui/action"
)

// Area is a text of which some lines are in sight. Make it with New.
type Area struct {
	port  viewport.Model
	lines []string
}

// New returns an area without text.
func New() Area { return Area{port: viewport.New()} }

// Set gives the area its text, and its size in cells; what was in sight stays so as far as it can.
func (a *Area) Set(lines []string, width, height int) {
	a.lines = lines
	a.port.SetWidth(width)
	a.port.SetHeight(max(height, 0))
	a.port.SetContentLines(lines)
}

// Seen is the lines in sight, as they were given. The viewport's own View would measure them by grapheme
// clusters, whatever the terminal does.
func (a *Area) Seen() []string {
	top := min(a.port.YOffset(), len(a.lines))
	return a.lines[top:min(top+a.port.Height(), len(a.lines))]
}

// Top is the number of the first line in sight, counted from 0, and Count that of all.
func (a *Area) Top() int { return a.port.YOffset() }

// Count is how many lines there are.
func (a *Area) Count() int { return a.port.TotalLineCount() }

// Whole tells whether every line is in sight.
func (a *Area) Whole() bool { return a.port.TotalLineCount() <= a.port.Height() }

var moves = map[action.ID]func(*viewport.Model){
	action.Down:     func(v *viewport.Model) { v.ScrollDown(1) },
	action.Up:       func(v *viewport.Model) { v.ScrollUp(1) },
	action.PageDown: (*viewport.Model).PageDown,
	action.PageUp:   (*viewport.Model).PageUp,
	action.First:    func(v *viewport.Model) { v.GotoTop() },
	action.Last:     func(v *viewport.Model) { v.GotoBottom() },
}

// Moves lists the actions that Do does, for the catalog's test.
func Moves() []action.ID {
	ids := make([]action.ID, 0, len(moves))
	for id := range moves {
		ids = append(ids, id)
	}
	return ids
}

// Do does an action if it is a move.
func (a *Area) Do(id action.ID) {
	if move := moves[id]; move != nil {
		move(&a.port)
	}
}

// WheelRows is how many lines one turn of the wheel moves, in every list and pane.
const WheelRows = 3

// Wheel moves with the mouse's wheel.
func (a *Area) Wheel(m tea.MouseWheelMsg) {
	switch m.Button {
	case tea.MouseWheelDown:
		a.port.ScrollDown(a.port.MouseWheelDelta)
	case tea.MouseWheelUp:
		a.port.ScrollUp(a.port.MouseWheelDelta)
	}
}
