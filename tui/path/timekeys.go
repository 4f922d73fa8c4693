package path

import (
	tea "charm.land/bubbletea/v2"

	"segpath/tui/screen"
)

// offset is the current step's time from the start of the whole.
func (s *Screen) offset() int64 {
	if !s.a.time.known || !s.a.has(s.current) {
		return 0
	}
	return s.a.time.ats[s.current] - s.a.time.from
}

// zoom looks closer at the current step, or from further away, and says when it goes no further.
func (s *Screen) zoom(in bool) tea.Cmd {
	return s.zoomAt(in, s.offset())
}

func (s *Screen) zoomAt(in bool, at int64) tea.Cmd {
	if !s.a.time.known {
		return nil
	}
	before, said := s.time.view, "The whole path is in sight."
	if in {
		s.time.view, said = before.in(s.a.time.whole(), at), "This is as close as it gets."
	} else {
		s.time.view = before.out(s.a.time.whole(), at)
	}
	if s.time.view == before {
		return screen.Send(screen.Tell{Text: said})
	}
	return s.seeTime()
}

// zoomOut shows the whole.
func (s *Screen) zoomOut() tea.Cmd {
	s.time.view = view{}
	return s.seeTime()
}

// pan looks earlier or later, the current step staying what it is.
func (s *Screen) pan(quarters int) tea.Cmd {
	if !s.a.time.known {
		return nil
	}
	if s.time.view.zoom == 0 {
		return screen.Send(screen.Tell{Text: "The whole path is in sight; + zooms."})
	}
	s.time.view = s.time.view.pan(s.a.time.whole(), quarters)
	return s.seeTime()
}

// seeTime brings the timeline into sight where it is one of several tabs.
func (s *Screen) seeTime() tea.Cmd {
	if s.layout.panes[timelineAt].h == 0 {
		return s.choose(timelineAt)
	}
	return nil
}

// clickTime goes to the step nearest to a cell of the timeline, x and line counted from its inside.
func (s *Screen) clickTime(x, line int) {
	width, height := s.layout.panes[timelineAt].inner()
	t := s.a.time
	cell := x - s.time.column()
	if !t.known || cell < 0 || cell >= s.time.cells(width) {
		return
	}
	lane := -1
	if shown, _ := t.choose(height, s.current); line >= 0 && line < len(shown) {
		lane = shown[line]
	}
	if step, ok := t.nearest(s.time.scale(t, width), lane, cell); ok {
		s.current = step
		s.changedAt(false)
	}
}

// wheelTime zooms where the pointer is.
func (s *Screen) wheelTime(x int, in bool) {
	width, _ := s.layout.panes[timelineAt].inner()
	cell := max(min(x-1-s.time.column(), s.time.cells(width)-1), 0)
	s.zoomAt(in, s.time.scale(s.a.time, width).time(cell)-s.a.time.from)
	s.body = nil
}
