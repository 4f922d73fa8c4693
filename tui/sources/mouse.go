package sources

import (
	tea "charm.land/bubbletea/v2"

	"segpath/tui/scroll"
)

// paneAt is the pane that is drawn at a cell.
func (s *Screen) paneAt(x, y int) (at int, ok bool) {
	for at, r := range s.layout() {
		if x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h {
			return at, true
		}
	}
	return 0, false
}

// click gives the keys to a pane and marks its line; the marked line is opened.
func (s *Screen) click(m tea.MouseClickMsg) tea.Cmd {
	at, ok := s.paneAt(m.X, m.Y)
	if m.Button != tea.MouseLeft || !s.known || !ok {
		return nil
	}
	p, r := &s.panes[at], s.layout()[at]
	line := m.Y - r.y - 2
	i := p.top + line
	if line < 0 || line >= r.lines(p) || i >= len(p.entries) {
		return s.focus(at)
	}
	if at == s.active && i == p.at {
		return s.open()
	}
	p.at = i
	return s.focus(at)
}

// wheel moves in the pane under the pointer, whichever has the keys.
func (s *Screen) wheel(m tea.MouseWheelMsg) tea.Cmd {
	at, ok := s.paneAt(m.X, m.Y)
	if !s.known || !ok {
		return nil
	}
	by := scroll.WheelRows
	switch m.Button {
	case tea.MouseWheelUp:
		by = -scroll.WheelRows
	case tea.MouseWheelDown:
	default:
		return nil
	}
	kept := s.active
	s.active = at
	s.move(by)
	s.active = kept
	return nil
}
