package interactions

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"segpath/tui/table"
)

// typed says that the user has paused after a change in the search field.
type typed struct {
	of *Screen
	n  int
}

const typingPause = 150 * time.Millisecond

func (s *Screen) openField() tea.Cmd {
	s.typing, s.before = true, s.search
	s.input.Set(s.search)
	return nil
}

// key is a key no action has: the field's own while it is open.
func (s *Screen) key(k tea.KeyPressMsg) tea.Cmd {
	if !s.typing || !s.input.Edit(k) {
		return nil
	}
	return s.changed()
}

// paste searches for what is pasted: into the field, which opens for it.
func (s *Screen) paste(content string) tea.Cmd {
	if !s.typing {
		s.openField()
		s.input.Set("")
	}
	s.input.Edit(tea.PasteMsg{Content: content})
	return s.changed()
}

func (s *Screen) changed() tea.Cmd {
	s.pause++
	return s.frame.Env.Run.Soon(typingPause, typed{s, s.pause})
}

// settled searches for what the field holds after a pause, not at every letter.
func (s *Screen) settled(m typed) tea.Cmd {
	if m.of != s || m.n != s.pause || !s.typing {
		return nil
	}
	return s.searchFor(s.input.Text(), "")
}

func (s *Screen) acceptField() tea.Cmd {
	s.typing = false
	s.pause++
	return s.searchFor(s.input.Text(), "")
}

func (s *Screen) leaveField() tea.Cmd {
	s.typing = false
	s.pause++
	return s.searchFor(s.before, s.selectedID())
}

func (s *Screen) clearField() tea.Cmd {
	s.input.Set("")
	return s.changed()
}

// searchFor makes a search the active one. Around keeps an interaction in sight where it still matches.
func (s *Screen) searchFor(search, around string) tea.Cmd {
	if search == s.search {
		return nil
	}
	s.search, s.single = search, false
	return s.restart(table.Ask{Around: around})
}
