package interactions

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// typed says that the user has paused after a change in the search field.
type typed struct {
	of *Screen
	n  int
}

const typingPause = 150 * time.Millisecond

func (s *Screen) openField() tea.Cmd {
	s.typing, s.before, s.wrong, s.help.list = true, s.active, nil, nil
	s.input.Set(s.active.text())
	return s.learn()
}

// key is a key no action has: the field's own while it is open.
func (s *Screen) key(k tea.KeyPressMsg) tea.Cmd {
	if !s.typing || !s.input.Edit(k) {
		return nil
	}
	s.help.list = nil
	return s.changed()
}

// paste searches for what is pasted: into the field, which opens for it.
func (s *Screen) paste(content string) tea.Cmd {
	var learn tea.Cmd
	if !s.typing {
		learn = s.openField()
		s.input.Set("")
	}
	s.input.Edit(tea.PasteMsg{Content: content})
	s.help.list = nil
	return tea.Batch(learn, s.changed())
}

func (s *Screen) changed() tea.Cmd {
	s.pause++
	return s.frame.Env.Run.Soon(typingPause, typed{s, s.pause})
}

// settled searches for what the field holds after a pause, not at every letter. What is no filter yet leaves the
// list as it is.
func (s *Screen) settled(m typed) tea.Cmd {
	if m.of != s || m.n != s.pause || !s.typing {
		return nil
	}
	now, err := s.understood(s.input.Text())
	if s.wrong = err; err != nil {
		return nil
	}
	return s.show(now, "")
}

func (s *Screen) acceptField() tea.Cmd {
	now, err := s.understood(s.input.Text())
	if s.wrong = err; err != nil {
		return nil
	}
	s.leave()
	s.remember(s.before, now)
	return s.show(now, "")
}

func (s *Screen) leaveField() tea.Cmd {
	s.leave()
	return s.show(s.before, s.selectedID())
}

func (s *Screen) leave() {
	s.typing, s.wrong, s.help.list = false, nil, nil
	s.pause++
}

func (s *Screen) clearField() tea.Cmd {
	s.input.Set("")
	s.help.list = nil
	return s.changed()
}
