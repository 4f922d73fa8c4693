package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"segpath/data/text"
	"segpath/tui/cell"
	"segpath/tui/message"
	"segpath/tui/open"
	"segpath/tui/palette"
	"segpath/tui/request"
	"segpath/tui/screen"
	"segpath/tui/theme"
)

// root is the program: a stack of screens, the terminal they stand in, and the footer.
type root struct {
	options Options
	stack   []screen.Screen
	env     screen.Env
	zone    *time.Location // the export's
	w, h    int
	dark    bool
	colour  bool
	mouse   bool

	prefix  string // the first of two keys
	notice  string // said in the footer for a moment; ours or clean
	noticed int    // its number
	stopped bool   // Stop was pressed and nothing else since: the next one quits, whatever runs
	result  error  // what Run returns
	broken  bool   // the export could not be summed up: trying again is opening it again
	again   bool   // it was opened again
	resumed bool   // it began where the user was the last time
}

func newRoot(o Options, run request.Runner, colour bool) *root {
	m := &root{options: o, dark: true, colour: colour, mouse: true}
	if o.Dark != nil {
		m.dark = *o.Dark
	}
	m.env = screen.Env{Run: run, ASCII: o.ASCII, Cell: cell.Writer{Method: ansi.WcWidth}}
	m.dress()
	m.stack = []screen.Screen{open.New(o.Opener, o.Name, m.env)}
	return m
}

// dress makes the theme anew from what is known of the terminal.
func (m *root) dress() {
	m.env.Theme = theme.Make(m.dark, m.colour, m.options.ASCII)
	m.env.Cell.Theme = m.env.Theme
}

// Init asks the terminal for its background, and opens the export.
func (m *root) Init() tea.Cmd {
	var ask tea.Cmd
	if m.options.Dark == nil && m.colour {
		ask = tea.RequestBackgroundColor
	}
	return tea.Batch(ask, m.top().Init())
}

func (m *root) top() screen.Screen { return m.stack[len(m.stack)-1] }

// Update takes a message: the terminal's and the screens' own words here, keys through the catalog,
// everything else to all screens.
func (m *root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = max(msg.Width, 0), max(msg.Height, 0)
		return m, m.reframe()
	case tea.BackgroundColorMsg:
		return m, m.background(msg.IsDark())
	case tea.ModeReportMsg:
		return m, m.mode(msg)
	case tea.KeyPressMsg:
		return m, m.key(msg)
	case tea.PasteMsg:
		return m, m.toTop(msg)
	case tea.MouseMsg:
		return m, m.pointer(msg)
	}
	if cmd, ok := m.asked(msg); ok {
		return m, cmd
	}
	return m, m.toAll(msg)
}

func (m *root) background(dark bool) tea.Cmd {
	if dark == m.dark {
		return nil
	}
	m.dark = dark
	m.dress()
	return m.reframe()
}

// mode follows the renderer: once the terminal says that it knows grapheme clusters, both measure so.
func (m *root) mode(msg tea.ModeReportMsg) tea.Cmd {
	known := msg.Value == ansi.ModeReset || msg.Value == ansi.ModeSet || msg.Value == ansi.ModePermanentlySet
	if msg.Mode != ansi.ModeUnicodeCore || !known || m.env.Cell.Method == ansi.GraphemeWidth {
		return nil
	}
	m.env.Cell.Method = ansi.GraphemeWidth
	return m.reframe()
}

// View draws the top screen, what it floats over, and the footer.
func (m *root) View() tea.View {
	v := tea.NewView(m.draw())
	v.AltScreen = true
	v.WindowTitle = "segpath"
	if m.w > 0 {
		v.WindowTitle = text.Clean(m.top().Title()) + " - segpath"
	}
	if m.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// asked does what a screen asked for; false if msg is nothing of that kind.
func (m *root) asked(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case screen.Push:
		return m.push(msg.Screen), true
	case screen.Pop:
		return m.pop(), true
	case screen.Replace:
		m.drop()
		return m.push(msg.Screen), true
	case screen.Whole:
		cmd := m.toAll(msg)
		if m.broken = msg.Err != nil; m.broken {
			cmd = tea.Batch(cmd, m.push(message.NewRetry("Not all of the export could be read", msg.Err, screen.Reopen{}, m.env)))
		}
		return cmd, true
	case screen.Reopen:
		return m.reopen(), true
	case screen.Fail:
		return m.push(message.New(msg.Err, m.env)), true
	case screen.Copy:
		return m.copy(msg), true
	case screen.Tell:
		return m.tell(msg.Text), true
	case expired:
		if msg.n == m.noticed {
			m.notice = ""
		}
		return nil, true
	case palette.Chosen:
		return m.chosen(msg.Entry), true
	case open.Opened:
		return tea.Batch(m.opened(msg.Source), m.greet()), true
	case open.Left:
		m.result = msg.Err
		return tea.Quit, true
	}
	return nil, false
}
