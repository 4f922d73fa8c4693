package interactions

import (
	"context"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/request"
	"segpath/tui/screen"
)

// preview is what stands beside the list: the selected interaction's story and rings, read when the
// selection rests on it.
type preview struct {
	hidden bool
	id     string // whose it is
	pause  int    // number of the last selection: only the one that rests is read
	lane   request.Lane[*data.Chain]
	err    error
	told   map[string]*told
}

// told is what the preview says of a chain, worked out once.
type told struct {
	chain *data.Chain
	story string
	rings []data.Ring
}

// rested says that the selection has stayed on a row for a moment.
type rested struct {
	of *Screen
	n  int
}

const (
	previewPause = 60 * time.Millisecond
	maxTold      = 64
)

func newPreview() preview { return preview{told: map[string]*told{}} }

// look makes the selected row the one that is previewed, if there is room for it.
func (s *Screen) look() tea.Cmd {
	p, id := &s.preview, s.selectedID()
	if s.previewWidth() == 0 || id == p.id {
		return nil
	}
	p.id, p.err = id, nil
	p.pause++
	p.lane.Cancel()
	if id == "" || p.told[id] != nil {
		return nil
	}
	return s.frame.Env.Run.Soon(previewPause, rested{s, p.pause})
}

// read asks for the chain of the row the selection rests on.
func (s *Screen) read(m rested) tea.Cmd {
	p := &s.preview
	if m.of != s || m.n != p.pause || p.id == "" {
		return nil
	}
	src, id := s.src, p.id
	return p.lane.Ask(s.frame.Env.Run, func(ctx context.Context) (*data.Chain, error) { return src.Chain(ctx, id) })
}

// previewed takes the chain of the row the selection rests on.
func (s *Screen) previewed(msg tea.Msg) tea.Cmd {
	p := &s.preview
	got, cmd := p.lane.Update(s.frame.Env.Run, msg)
	if got != nil || cmd != nil {
		s.body = nil
	}
	if got == nil {
		return cmd
	}
	if p.err = got.Err; got.Err != nil || got.Value == nil {
		return cmd
	}
	if len(p.told) >= maxTold {
		clear(p.told)
	}
	p.told[p.id] = &told{chain: got.Value, story: got.Value.Story(), rings: got.Value.Rings()}
	return cmd
}

func (s *Screen) togglePreview() tea.Cmd {
	if s.frame.W < previewFrom {
		return screen.Send(screen.Tell{Text: "the preview needs " + strconv.Itoa(previewFrom) + " columns"})
	}
	s.preview.hidden = !s.preview.hidden
	s.rows.Resize(s.listHeight())
	return s.look()
}
