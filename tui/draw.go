package tui

import (
	"slices"
	"strings"

	"segpath/tui/action"
	"segpath/tui/screen"
)

// draw is the whole screen: nothing before the terminal has told its size.
func (m *root) draw() string {
	if m.w <= 0 || m.h <= 0 {
		return ""
	}
	lines := m.body()
	if m.h > 1 {
		lines = append(lines, m.footer())
	}
	return strings.Join(lines, "\n")
}

// body is the screen that fills the room, and the boxes that float over it.
func (m *root) body() []string {
	w := m.env.Cell
	first := len(m.stack) - 1
	for first > 0 {
		if _, floating := m.stack[first].(screen.Floating); !floating {
			break
		}
		first--
	}
	lines := w.Fit(m.stack[first].View(), m.w, m.bodyHeight())
	for _, s := range m.stack[first+1:] {
		x, y, width, _ := m.place(s)
		lines = w.Over(lines, s.View(), x, y, m.w, width)
	}
	return lines
}

// place is where a screen stands: a box in the middle, a little above.
func (m *root) place(s screen.Screen) (x, y, w, h int) {
	f := m.frame(s)
	return (m.w - f.W) / 2, (m.bodyHeight() - f.H) / 3, f.W, f.H
}

// footer shows the keys that matter here, or a notice, and the screen's status at the right.
func (m *root) footer() string {
	w, t := m.env.Cell, m.env.Theme
	l := w.Line(m.w, "").Space(1)
	status := m.top().Status()
	if status != "" {
		status += " "
	}
	room := m.w - w.Width(status) - 2
	if m.notice != "" {
		return l.Own(t.Accent, w.Cut(m.notice, room)).End(t.Dim, status).String()
	}
	for i, hint := range m.fit(m.hints(), room-l.Used()) {
		if i > 0 {
			l.Space(hintGap)
		}
		l.Own(t.Accent, hint.Key).Space(1).Own(t.Dim, hint.Help)
	}
	return l.End(t.Dim, status).String()
}

const hintGap = 3

// fit leaves hints out until the others have room: the last before the two that everyone needs, help
// and the way out, which stand at the end.
func (m *root) fit(hints []action.Hint, room int) []action.Hint {
	width := func() int {
		n := -hintGap
		for _, hint := range hints {
			n += m.env.Cell.Width(hint.Key) + 1 + m.env.Cell.Width(hint.Help) + hintGap
		}
		return n
	}
	for len(hints) > 0 && width() > room {
		out := max(len(hints)-3, 0)
		hints = slices.Delete(slices.Clone(hints), out, out+1)
	}
	return hints
}

func (m *root) hints() []action.Hint {
	context := m.top().Context()
	if m.prefix == "" {
		return action.Footer(context, m.env.ASCII, len(m.stack) == 1)
	}
	hints := []action.Hint{{Key: action.KeyName(m.prefix, m.env.ASCII), Help: m.env.Theme.Glyphs.Ellipsis}}
	for _, a := range action.Continuations(context, m.prefix) {
		hints = append(hints, action.Hint{Key: action.KeyName(a.Keys[0], m.env.ASCII), Help: a.Help})
	}
	return hints
}
