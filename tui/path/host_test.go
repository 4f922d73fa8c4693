package path_test

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/path"
	"segpath/tui/screen"
	"segpath/tui/theme"
	"segpath/tui/tuitest"
)

// look is how a terminal looks.
type look struct {
	name                string
	dark, colour, ascii bool
}

var (
	dark   = look{"dark", true, true, false}
	light  = look{"light", false, true, false}
	plain  = look{"plain", true, false, false}
	asciis = look{"ascii", true, false, true}
)

func (l look) env() screen.Env {
	t := theme.Make(l.dark, l.colour, l.ascii)
	return screen.Env{
		Theme: t, Cell: cell.Writer{Theme: t, Method: ansi.WcWidth}, Zone: time.FixedZone("CET", 3600), ASCII: l.ascii,
	}
}

// host is the root as the screen sees it: keys become intents, and what the screen asks for is kept.
type host struct {
	s      screen.Screen
	env    screen.Env
	prefix string
	asked  []tea.Msg
}

func (h *host) Init() tea.Cmd { return h.s.Init() }

func (h *host) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		h.s, _ = h.s.Update(screen.Frame{W: msg.Width, H: msg.Height, Env: h.env})
		return h, nil
	case screen.Push, screen.Copy, screen.Tell:
		h.asked = append(h.asked, msg)
		return h, nil
	case tea.KeyPressMsg:
		return h, h.key(msg)
	}
	var cmd tea.Cmd
	h.s, cmd = h.s.Update(msg)
	return h, cmd
}

func (h *host) key(msg tea.KeyPressMsg) tea.Cmd {
	name := msg.String()
	if h.prefix == "" && action.IsPrefix(h.s.Context(), name) {
		h.prefix = name + " "
		return nil
	}
	var in tea.Msg = msg
	if id, ok := action.Find(h.s.Context(), h.prefix+name); ok {
		in = action.Intent{ID: id}
		if b, backs := h.s.(screen.Backer); backs && id == action.Back {
			b.Back()
			return nil
		}
	}
	h.prefix = ""
	var cmd tea.Cmd
	h.s, cmd = h.s.Update(in)
	return cmd
}

func (h *host) View() tea.View { return tea.NewView(strings.Join(h.s.View(), "\n")) }

// answering is a source that gives one chain, or one error. Its queues' waits and rings last half a minute
// at the median.
type answering struct {
	chain *data.Chain
	err   error
	share data.Opt[float64] // of all that is shorter, instead
}

func (a answering) Export() data.Export { return data.Export{} }

func (a answering) Interactions(context.Context, data.PageRequest) (data.Page, error) {
	return data.Page{}, nil
}

func (answering) Check(context.Context) (data.Report, error) { return data.Report{}, nil }

func (a answering) Chain(ctx context.Context, _ string) (*data.Chain, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return a.chain, a.err
}

func (a answering) Whole(context.Context) error { return nil }

func (a answering) Vocabulary(context.Context) (data.Vocabulary, error) {
	return data.Vocabulary{}, nil
}

func (a answering) QueueTimes(ctx context.Context, lengths []data.QueueLength) (data.QueueTimes, error) {
	times := data.QueueTimes{}
	for _, l := range lengths {
		times[l] = a.share.Or(l.Length.Seconds() / (l.Length.Seconds() + 30))
	}
	return times, ctx.Err()
}

func (a answering) Raw(context.Context, string, int64) (data.RawRow, error) {
	return data.RawRow{}, nil
}

// rawStandIn remembers which row it was opened for.
type rawStandIn struct {
	screen.Screen
	file   string
	record int64
}

func openRaw(file string, record int64, _ screen.Env) screen.Screen {
	return rawStandIn{file: file, record: record}
}

// show drives the screen over a source in a terminal of w x h cells.
func show(t testing.TB, src answering, l look, w, h int) (*tuitest.Driver, *host) {
	t.Helper()
	id := "nowhere"
	if src.chain != nil {
		id = src.chain.Asked
	}
	env := l.env()
	m := &host{s: path.New(src, env, path.Options{ID: id, OpenRaw: openRaw}), env: env}
	return tuitest.Drive(t, m, w, h), m
}
