package path

import (
	tea "charm.land/bubbletea/v2"

	"segpath/tui/scroll"
)

// click goes to what was drawn at a cell and gives its pane the keys.
func (s *Screen) click(x, y int) {
	if s.a == nil {
		return
	}
	if s.playing {
		s.stopPlaying()
		return
	}
	if s.legend {
		s.legend = false
		s.changed()
		return
	}
	at, ok := s.paneAt(x, y)
	if !ok {
		return
	}
	line := y - s.layout.panes[at].y - 1
	_, height := s.layout.panes[at].inner()
	if s.active != at {
		s.focus(at)
	}
	if at == timelineAt {
		s.clickTime(x-s.layout.panes[at].x-1, line)
		return
	}
	if line < 0 || line >= height {
		return
	}
	if at == stepsAt {
		if i, ok := s.steps.stepAt(line, height); ok {
			s.goTo(i)
		}
		return
	}
	side := &s.sides[at]
	if step := side.stand(side.entryAt(line, height)); step > 0 {
		s.goTo(step - 1)
	}
}

func (s *Screen) paneAt(x, y int) (pane, bool) {
	for at := stepsAt; at < paneCount; at++ {
		if s.layout.panes[at].holds(x, y) {
			return at, true
		}
	}
	return 0, false
}

// wheel moves in the pane under the pointer, whichever has the keys.
func (s *Screen) wheel(m tea.MouseWheelMsg) {
	if s.a == nil {
		return
	}
	at, ok := s.paneAt(m.X, m.Y)
	if !ok {
		return
	}
	by := scroll.WheelRows
	switch m.Button {
	case tea.MouseWheelUp:
		by = -scroll.WheelRows
	case tea.MouseWheelDown:
	default:
		return
	}
	if at == timelineAt {
		s.wheelTime(m.X-s.layout.panes[at].x, by < 0)
		return
	}
	kept := s.active
	s.active = at
	s.moveBy(by)
	s.active = kept
}
