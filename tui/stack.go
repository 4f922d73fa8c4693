package tui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/data/text"
	"segpath/tui/export"
	"segpath/tui/interactions"
	"segpath/tui/path"
	"segpath/tui/raw"
	"segpath/tui/screen"
	"segpath/tui/source"
	"segpath/tui/sources"
)

func (m *root) push(s screen.Screen) tea.Cmd {
	m.stack = append(slices.Clone(m.stack), s)
	return tea.Batch(m.send(len(m.stack)-1, m.frame(s)), m.top().Init())
}

// pop takes the top screen off; without the last one there is nothing to show.
func (m *root) pop() tea.Cmd {
	if len(m.stack) == 1 {
		return tea.Quit
	}
	m.drop()
	return nil
}

// drop takes the top screen off the stack, and ends what it asks.
func (m *root) drop() {
	if left, ok := m.top().(screen.Leaver); ok {
		left.Leave()
	}
	m.stack = slices.Clone(m.stack[:len(m.stack)-1])
}

// opened puts the interactions in the place of the open screen, and over them the path that the
// program was started for. What the user has opened meanwhile, help or a list of commands, stays on top.
func (m *root) opened(src source.Source) tea.Cmd {
	m.zone = src.Export().TimeZone
	m.env.Zone = m.zone
	last := m.takeUp()
	openRaw := func(file string, record int64, env screen.Env) screen.Screen { return raw.New(src, file, record, env) }
	openExport := func(chain *data.Chain, env screen.Env) screen.Screen {
		o := m.options
		return export.New(export.Options{Chain: chain, Redactor: o.Redactor, Redact: o.Redact, Queues: o.Queues, Sources: o.Sources}, env)
	}
	at := m.options.At // of the path that the program was started for; any other opens at its first step
	var list *interactions.Screen
	openPath := func(id string, env screen.Env) screen.Screen {
		o := path.Options{ID: id, OpenRaw: openRaw, OpenExport: openExport, Command: func() string { return m.command(list) }, At: at}
		at = path.Place{}
		return path.New(src, env, o)
	}
	search := m.options.Search
	if m.options.ID != "" {
		search = "" // the one hit of a search would open its path a second time
	}
	openSources := func(env screen.Env) screen.Screen {
		return sources.New(src, env, sources.Options{OpenRaw: openRaw, OpenPath: openPath})
	}
	list = interactions.New(src, m.env, interactions.Options{Search: search, Filter: m.options.Filter, Open: openPath, At: last, Sources: openSources})
	above := m.stack[1:]
	m.stack = nil
	cmd := m.push(list)
	if m.options.ID != "" {
		cmd = tea.Batch(cmd, m.push(openPath(m.options.ID, m.env)))
	}
	m.stack = append(m.stack, above...)
	return tea.Batch(cmd, m.becomesWhole(src))
}

// becomesWhole tells the screens when an export that is being summed up is whole.
func (m *root) becomesWhole(src source.Source) tea.Cmd {
	if !src.Export().Building {
		return nil
	}
	ctx := m.env.Run.Context
	return func() tea.Msg { return screen.Whole{Err: src.Whole(ctx)} }
}

// command is the command line that opens the export in the zone that is shown, with what is selected in the list now.
func (m *root) command(list *interactions.Screen) string {
	command := m.options.Command
	if command == "" {
		command = "segpath"
	}
	zone := m.options.Zone
	if m.env.Zone != m.zone {
		zone = m.env.Zone.String()
	}
	if zone != "" {
		command += " --display-tz " + text.ShellQuote(zone)
	}
	if filter := list.Filter(); filter != "" {
		command += " --filter " + text.ShellQuote(filter)
	}
	return command
}

// frame is the room of a screen: all but the footer, or the box it wants.
func (m *root) frame(s screen.Screen) screen.Frame {
	f := screen.Frame{W: m.w, H: m.bodyHeight(), Env: m.env}
	if floating, ok := s.(screen.Floating); ok {
		w, h := floating.Box(f.W, f.H)
		f.W, f.H = min(max(w, 0), f.W), min(max(h, 0), f.H)
	}
	return f
}

// bodyHeight is the height without the footer; one line alone is all body.
func (m *root) bodyHeight() int {
	if m.h <= 1 {
		return m.h
	}
	return m.h - 1
}

// reframe tells every screen its size and the terminal anew.
func (m *root) reframe() tea.Cmd {
	var cmds []tea.Cmd
	for i := range m.stack {
		if _, floating := m.stack[i].(screen.Floating); floating { // its box may depend on the terminal
			cmds = append(cmds, m.send(i, screen.Frame{W: m.w, H: m.bodyHeight(), Env: m.env}))
		}
		cmds = append(cmds, m.send(i, m.frame(m.stack[i])))
	}
	return tea.Batch(cmds...)
}

func (m *root) send(i int, msg tea.Msg) tea.Cmd {
	next, cmd := m.stack[i].Update(msg)
	m.stack[i] = next
	return cmd
}

func (m *root) toTop(msg tea.Msg) tea.Cmd { return m.send(len(m.stack)-1, msg) }

// toAll hands on what is not for the top screen alone: an answer to whoever asked. A box whose
// content has come may want another size.
func (m *root) toAll(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for i := range m.stack {
		cmds = append(cmds, m.send(i, msg))
		if _, floating := m.stack[i].(screen.Floating); floating {
			cmds = append(cmds, m.send(i, m.frame(m.stack[i])))
		}
	}
	return tea.Batch(cmds...)
}

// expired ends a notice in the footer.
type expired struct{ n int }

const noticeTime = 4 * time.Second

func (m *root) tell(own string) tea.Cmd {
	m.noticed++
	m.notice = own
	return m.env.Run.Later(noticeTime, expired{m.noticed})
}

// copy puts text on the clipboard, unless it would act on the terminal it is pasted into.
func (m *root) copy(c screen.Copy) tea.Cmd {
	if !text.Pastes(c.Text) {
		return m.tell(c.What + " holds characters that act or are invisible, and was not copied")
	}
	return tea.Batch(tea.SetClipboard(c.Text), m.tell("copied "+c.What))
}
