package path

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// The steps are played in the proportions of time: a path takes about so long for each of its steps,
// and no longer than this together; nobody waits longer than a moment for the next.
const (
	playEach    = 700 * time.Millisecond
	playLongest = 40 * time.Second
	waitLongest = 1500 * time.Millisecond
	waitLeast   = 80 * time.Millisecond
)

// played says that the next step's time has come.
type played struct {
	of *Screen
	n  int
}

// play begins at the current step; at the last one it begins anew.
func (s *Screen) play() tea.Cmd {
	if len(s.a.steps) < 2 || !s.a.time.known {
		return nil
	}
	if s.current >= len(s.a.steps)-1 {
		s.goTo(0)
	}
	s.playing = true
	s.plays++
	return s.playOn()
}

// playOn waits for the next step.
func (s *Screen) playOn() tea.Cmd {
	if s.current+1 >= len(s.a.steps) {
		s.playing = false
		return nil
	}
	return s.frame.Env.Run.Soon(s.a.pause(s.current), played{s, s.plays})
}

func (s *Screen) playNext(m played) tea.Cmd {
	if m.of != s || m.n != s.plays || !s.playing {
		return nil
	}
	s.goTo(s.current + 1)
	return s.playOn()
}

func (s *Screen) stopPlaying() tea.Cmd {
	s.playing = false
	s.plays++
	s.body = nil
	return nil
}

// pause is how long playing stays on step i.
func (a *answers) pause(i int) time.Duration {
	whole := a.time.ats[len(a.time.ats)-1] - a.time.ats[0]
	if whole <= 0 {
		return waitLeast
	}
	all := min(playEach*time.Duration(len(a.steps)), playLongest)
	share := float64(a.time.ats[i+1]-a.time.ats[i]) / float64(whole)
	return max(min(time.Duration(share*float64(all)), waitLongest), waitLeast)
}
