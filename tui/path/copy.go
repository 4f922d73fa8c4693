package path

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"segpath/tui/action"
	"segpath/tui/message"
	"segpath/tui/screen"
)

// What is copied is the true value, not what was made safe or cut for the screen.

func (s *Screen) copyID() tea.Cmd {
	return screen.Send(screen.Copy{Text: s.o.ID, What: "the id"})
}

// showStory opens the box with the whole story.
func (s *Screen) showStory() tea.Cmd {
	return screen.Send(screen.Push{Screen: message.NewText("Story", s.a.story, s.frame.Env)})
}

// Hint leaves out the story where all of it is in sight, and another try where none has failed.
func (s *Screen) Hint(id action.ID) (words string, does bool) {
	switch id {
	case action.ShowStory:
		return "", s.a != nil && s.storyCut
	case action.Retry:
		return "", s.failed != nil
	}
	return "", true
}

func (s *Screen) copyStory() tea.Cmd {
	return screen.Send(screen.Copy{Text: s.a.story, What: "the story"})
}

func (s *Screen) copyStep() tea.Cmd {
	if !s.a.has(s.current) {
		return nil
	}
	return screen.Send(screen.Copy{Text: s.stepText(s.current), What: "the step"})
}

// stepText is a step in one line, parted by tabs as a spreadsheet likes it.
func (s *Screen) stepText(n int) string {
	p, step := s.pen(), &s.a.steps[n]
	status := step.StatusTo
	if step.StatusFrom != "" && status != "" {
		status = step.StatusFrom + " -> " + status
	}
	clock := ""
	if !step.StartedAt.IsZero() {
		clock = step.StartedAt.In(p.zone).Format("2006-01-02 15:04:05 -0700")
	}
	dir := s.a.chain.Directory
	return strings.Join([]string{
		clock, stepWord(step), dir.UserLabel(step.UserID), dir.QueueName(step.QueueID), status, s.a.lengths[n].String(), step.Reason,
	}, "\t")
}
