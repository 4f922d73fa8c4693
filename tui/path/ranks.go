package path

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/data/text"
	"segpath/tui/cell"
	"segpath/tui/screen"
)

// rankWidth is the room for how a wait or a ring stands among those of its queue: ">93%", longer than 93 %
// of them. It is kept free until the answer has come, so that nothing moves then.
const rankWidth = 4

// rank asks where the waits and rings stand. What fails leaves the places empty, and is told in passing: the path is
// whole without it.
func (s *Screen) rank() tea.Cmd {
	src, lengths := s.src, s.a.ranked
	if len(lengths) == 0 {
		return nil
	}
	return s.timesLane.Ask(s.frame.Env.Run, func(ctx context.Context) (data.QueueTimes, error) {
		return src.QueueTimes(ctx, lengths)
	})
}

// ranked takes the answer into the panes, or why there is none into the marks' box.
func (s *Screen) ranked(times data.QueueTimes, err error) tea.Cmd {
	s.times, s.unranked = times, err
	if s.a == nil {
		return nil
	}
	s.fill(s.pen())
	s.changed()
	if err != nil {
		return screen.Send(screen.Tell{Text: "waits and rings are not compared: " + text.Clean(err.Error())})
	}
	return nil
}

// rankWidthOf is the room of one value; none where nothing will ever stand.
func rankWidthOf(_ data.QueueLength, ok bool) int {
	if !ok {
		return 0
	}
	return rankWidth
}

// rankCell draws how a length stands among others, quietly; what is the shortest of all says nothing.
func (p pen) rankCell(l *cell.Line, length data.QueueLength, ok bool) {
	share := p.times[length]
	whole := int(share * 100) // cut: longer than at least so many
	if !ok || whole == 0 {
		l.Space(rankWidth)
		return
	}
	l.OwnField(p.Theme.Dim, fmt.Sprintf(">%d%%", whole), rankWidth, cell.Right)
}
