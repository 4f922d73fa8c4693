package tui

import (
	tea "charm.land/bubbletea/v2"

	"segpath/tui/interactions"
	"segpath/tui/message"
	"segpath/tui/open"
	"segpath/tui/path"
	"segpath/tui/screen"
)

// Place is where the user is: in the list, and in the path that is open over it, if one is.
type Place struct {
	List interactions.Place
	ID   string     // of the interaction whose path is open; empty: the list is
	At   path.Place // in that path
}

// Session is what the interface takes over from earlier runs, and leaves to later ones. The zero Session
// begins anew and leaves nothing.
type Session struct {
	Last     func() Place // where to begin; asked once, when the export is open, and never waits
	Leave    func(Place)  // is told at the end where the user was, if an export was open
	Warnings []error      // told over the first screen
}

// takeUp makes the place where the user was the last time the one to begin at, unless the command line names
// one. It returns the place in the list.
func (m *root) takeUp() interactions.Place {
	o := &m.options
	if o.ID != "" || o.Search != "" || o.Filter != "" || o.Session.Last == nil {
		return interactions.Place{}
	}
	last := o.Session.Last()
	o.ID, o.At = last.ID, last.At
	m.resumed = last != Place{}
	return last.List
}

// here is where the user is now; false while no export is open.
func (m *root) here() (at Place, ok bool) {
	for _, s := range m.stack {
		switch s := s.(type) {
		case *interactions.Screen:
			at.List, ok = s.Place(), true
		case *path.Screen:
			at.ID, at.At = s.Place()
		}
	}
	return at, ok
}

// leave tells where the user was, once the screens are gone.
func (m *root) leave() {
	if at, ok := m.here(); ok && m.options.Session.Leave != nil {
		m.options.Session.Leave(at)
	}
}

// reopen opens the export again, and goes back to where the user is.
func (m *root) reopen() tea.Cmd {
	if at, ok := m.here(); ok {
		o := &m.options
		o.ID, o.Search, o.Filter, o.At = "", "", "", path.Place{}
		o.Session.Last = func() Place { return at }
	}
	for len(m.stack) > 1 {
		m.drop()
	}
	m.again, m.options.Session.Warnings = true, nil
	m.stack = []screen.Screen{open.New(m.options.Opener, m.options.Name, m.env)}
	m.zone, m.env.Zone, m.broken = nil, nil, false
	return tea.Batch(m.reframe(), m.top().Init())
}

// greet says that the user is where they were, and how not to be; and what there is to note.
func (m *root) greet() tea.Cmd {
	var cmds []tea.Cmd
	switch {
	case m.again:
		cmds = append(cmds, m.tell("opened again"))
	case m.resumed:
		cmds = append(cmds, m.tell("back where you left it; --fresh starts anew"))
	}
	return tea.Batch(append(cmds, m.warn())...)
}

// warn shows the warnings over the first screen, the first one on top.
func (m *root) warn() tea.Cmd {
	var cmds []tea.Cmd
	for i := len(m.options.Session.Warnings) - 1; i >= 0; i-- {
		cmds = append(cmds, m.push(message.NewNote("Please note", m.options.Session.Warnings[i], m.env)))
	}
	return tea.Batch(cmds...)
}
