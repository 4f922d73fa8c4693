package path

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"segpath/data/text"
	"segpath/tui/screen"
)

// Views are the names of the panes on a command line, the steps first: "path", "rings", "statuses",
// "queues", "timeline".
var Views = []string{stepsAt: "path", ringsAt: "rings", statusesAt: "statuses", queuesAt: "queues", timelineAt: "timeline"}

// viewOf is a pane's name; a pane that has none is reached from the steps.
func viewOf(p pane) string {
	if int(p) < len(Views) {
		return Views[p]
	}
	return Views[stepsAt]
}

// Place is where the screen opens. The zero Place is the first step, with the keys in the steps.
type Place struct {
	Step int    // number of a step, from 1; beyond the last one it is that
	View string // the pane that has the keys: one of Views
}

// open goes to where the screen was asked to open, once the answers have come.
func (s *Screen) open(at Place) {
	if at.Step > 0 {
		s.current = max(min(at.Step, len(s.a.steps))-1, 0)
	}
	if view := slices.Index(Views, at.View); view > 0 {
		s.active, s.shown = pane(view), pane(view)
	}
}

// copyLink copies the command line that opens exactly here.
func (s *Screen) copyLink() tea.Cmd {
	command := "segpath"
	if s.o.Command != nil {
		command = s.o.Command()
	}
	id, at := s.Place()
	command += " --id " + text.ShellQuote(id)
	if at.Step > 0 {
		command += " --step " + strconv.Itoa(at.Step)
	}
	return screen.Send(screen.Copy{Text: command + " --view " + at.View, What: "the command that opens here"})
}

// export opens the box that writes the path to a file.
func (s *Screen) export() tea.Cmd {
	if s.o.OpenExport == nil {
		return nil
	}
	return screen.Send(screen.Push{Screen: s.o.OpenExport(s.a.chain, s.frame.Env)})
}

// seen is the pane that has the keys; where the steps have them and only one pane has a place beside them, that one,
// unless it is the first, which stands there by itself.
func (s *Screen) seen() pane {
	if s.active == stepsAt && s.layout.tabbed && s.showsSide(s.frame.W, s.frame.H) && s.shown != ringsAt {
		return s.shown
	}
	return s.active
}

// Place is where the user is now, and in which interaction's path: what a link says.
func (s *Screen) Place() (id string, at Place) {
	if s.a == nil {
		return s.o.ID, s.o.At
	}
	at.View = viewOf(s.seen())
	if s.a.has(s.current) {
		at.Step = s.current + 1
	}
	return s.o.ID, at
}
