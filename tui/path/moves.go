package path

import (
	tea "charm.land/bubbletea/v2"

	"segpath/tui/screen"
)

// end is further than any path goes.
const end = 1 << 40

// page is how far a page goes in the pane that has the keys.
func (s *Screen) page() int {
	_, height := s.layout.panes[s.active].inner()
	return max(height-2, 1)
}

// moveBy moves in the pane that has the keys; the others follow.
func (s *Screen) moveBy(by int) tea.Cmd {
	if s.active == stepsAt || s.active == timelineAt {
		s.goTo(s.current + by)
	} else if step := s.sides[s.active].move(by); step > 0 {
		s.goTo(step - 1)
	}
	return nil
}

// goTo makes the step at index i the current one, or the nearest there is.
func (s *Screen) goTo(i int) {
	s.current = max(min(i, len(s.a.steps)-1), 0)
	s.changedAt(true)
}

// jump goes to the nearest step of a kind, onwards with 1 and back with -1, and says when there is none.
func (s *Screen) jump(by int, to target) tea.Cmd {
	for i := s.current + by; s.a.has(i); i += by {
		if to.is(s.a, s.current, i) {
			s.goTo(i)
			return nil
		}
	}
	way := "after"
	if by < 0 {
		way = "before"
	}
	return screen.Send(screen.Tell{Text: "No " + to.what + " " + way + " this step."})
}
