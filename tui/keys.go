package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/data/text"
	"segpath/tui/action"
	"segpath/tui/help"
	"segpath/tui/screen"
)

// key finds what a key means where the keys are now, and does it or hands it on. Stop means the same
// everywhere, after the first of two keys too.
func (m *root) key(k tea.KeyPressMsg) tea.Cmd {
	context, name := m.top().Context(), k.String()
	prefix, again := m.prefix, m.stopped
	m.prefix, m.stopped = "", false
	if id, _ := action.Find(context, name); id == action.Stop {
		return m.stop(again)
	}
	if prefix != "" {
		if id, ok := action.Find(context, prefix+" "+name); ok {
			return m.do(context, id)
		}
		return nil
	}
	if action.IsPrefix(context, name) {
		m.prefix, m.notice = name, "" // the footer tells what it waits for
		return nil
	}
	if id, ok := action.Find(context, name); ok {
		return m.do(context, id)
	}
	return m.toTop(k)
}

// do does a global action, or hands the screen's own on to it.
func (m *root) do(context action.Context, id action.ID) tea.Cmd {
	m.notice = ""
	if m.broken && id == action.Retry && context != action.Broken { // whose key asks for it itself
		return m.reopen()
	}
	if own(context, id) {
		return m.toTop(action.Intent{ID: id})
	}
	if handle := globalHandlers[id]; handle != nil {
		return handle(m)
	}
	return nil
}

func own(context action.Context, id action.ID) bool {
	for _, a := range action.In(context) {
		if a.ID == id {
			return true
		}
	}
	return false
}

var globalHandlers = map[action.ID]func(*root) tea.Cmd{
	action.ShowAll: (*root).help,
	action.Do:      (*root).palette,
	action.Quit:    (*root).pop,
	action.Back:    (*root).back,
	action.Stop:    func(m *root) tea.Cmd { return m.stop(false) },
	action.Zone:    (*root).switchZone,
	action.Mouse:   (*root).switchMouse,
	action.Redraw:  func(*root) tea.Cmd { return tea.ClearScreen },
	action.Suspend: func(*root) tea.Cmd { return tea.Suspend },
}

func (m *root) help() tea.Cmd { return m.push(help.New(m.top().Context(), m.env)) }

// back closes what is open on top; on the first screen there is nothing to go back to.
func (m *root) back() tea.Cmd {
	if backer, ok := m.top().(screen.Backer); ok {
		if cmd, used := backer.Back(); used {
			return cmd
		}
	}
	if len(m.stack) == 1 {
		return m.tell("q quits")
	}
	return m.pop()
}

// stop cancels what runs, on top or below it; when nothing does, or a second time, it ends the program.
func (m *root) stop(again bool) tea.Cmd {
	busy := m.busy()
	if busy < 0 {
		return tea.Quit
	}
	if again {
		m.result = data.Problemf(data.Interrupted, "", "stopped")
		return tea.Quit
	}
	m.stopped = true
	return tea.Batch(m.send(busy, action.Intent{ID: action.Stop}), m.tell(screen.Stopped))
}

// busy is the topmost screen that has a question running; -1 where none has.
func (m *root) busy() int {
	for i := len(m.stack) - 1; i >= 0; i-- {
		if m.stack[i].Busy() {
			return i
		}
	}
	return -1
}

func (m *root) switchZone() tea.Cmd {
	if m.zone == nil {
		return nil
	}
	if m.env.Zone == m.zone {
		m.env.Zone = time.UTC
	} else {
		m.env.Zone = m.zone
	}
	return tea.Batch(m.reframe(), m.tell("clock times in "+text.Clean(screen.ZoneName(m.env.Zone))))
}

func (m *root) switchMouse() tea.Cmd {
	m.mouse = !m.mouse
	if m.mouse {
		return m.tell("mouse on")
	}
	return m.tell("mouse off: the terminal selects text; M turns it on again")
}

// pointer hands mouse messages to the top screen, counted from its own corner. A click beside a box
// closes it.
func (m *root) pointer(msg tea.MouseMsg) tea.Cmd {
	at := msg.Mouse()
	x, y, w, h := m.place(m.top())
	inside := at.X >= x && at.X < x+w && at.Y >= y && at.Y < y+h
	at.X, at.Y = at.X-x, at.Y-y
	switch msg.(type) {
	case tea.MouseClickMsg:
		if !inside && len(m.stack) > 1 && w < m.w {
			return m.pop()
		}
		if inside {
			return m.toTop(tea.MouseClickMsg(at))
		}
	case tea.MouseWheelMsg:
		return m.toTop(tea.MouseWheelMsg(at))
	}
	return nil
}
