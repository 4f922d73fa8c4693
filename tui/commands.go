package tui

import (
	tea "charm.land/bubbletea/v2"

	"segpath/data/text"
	"segpath/tui/action"
	"segpath/tui/palette"
	"segpath/tui/screen"
)

// palette lists what can be done where the keys are now.
func (m *root) palette() tea.Cmd { return m.push(palette.New(m.commands(), m.env)) }

// commands are the actions of the screen on top, then the screens below it, then the global actions.
func (m *root) commands() []palette.Entry {
	context := m.top().Context()
	var list []palette.Entry
	has := map[action.ID]bool{}
	add := func(a action.Action) {
		if !has[a.ID] && m.can(a.ID) {
			has[a.ID] = true
			list = append(list, palette.Entry{Name: string(a.ID), Long: a.Long, Key: a.Hint(m.env.ASCII).Help().Key, Context: context, ID: a.ID})
		}
	}
	for _, a := range action.In(context) {
		add(a)
	}
	list = append(list, m.below()...)
	for _, a := range action.In(action.Global) {
		add(a)
	}
	return list
}

// can tells whether an action does anything now: the palette is open already, and before an export is
// there is no zone to switch.
func (m *root) can(id action.ID) bool {
	return id != action.Do && (id != action.Zone || m.zone != nil)
}

// below are the screens under the top one that fill the room.
func (m *root) below() []palette.Entry {
	var list []palette.Entry
	for i := len(m.stack) - 2; i >= 0; i-- {
		if _, floating := m.stack[i].(screen.Floating); !floating {
			name := text.Clean(m.stack[i].Title())
			list = append(list, palette.Entry{Name: name, Long: "Go back to this screen.", Level: i})
		}
	}
	return list
}

// chosen takes the palette away and does what was chosen in it, where the keys are then.
func (m *root) chosen(e palette.Entry) tea.Cmd {
	if _, open := m.top().(*palette.Screen); open {
		m.pop()
	}
	if e.ID == "" {
		m.stack = m.stack[:min(e.Level+1, len(m.stack))]
		return nil
	}
	if m.top().Context() != e.Context {
		return m.tell("that cannot be done here any more")
	}
	return m.do(e.Context, e.ID)
}
