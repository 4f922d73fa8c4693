package palette

import (
	"segpath/tui/cell"
	"segpath/tui/theme"
)

const (
	most       = 100 // cells of the box
	leastLines = 8   // of it, where there is room
	nameMost   = 30
	sentences  = 64 // cells from which on the sentence has room beside the name
)

// Box is as high as the whole list, but leaves some of the screen below to be seen. What is typed does
// not change it.
func (s *Screen) Box(w, h int) (width, height int) {
	height = min(len(s.entries)+2+s.above(), max(h*3/4, min(leastLines, h)))
	return min(max(w-4, min(w, 40)), most), min(height, h)
}

// above is how many lines stand over the list: the field and a rule.
func (s *Screen) above() int { return 2 }

// height is how many entries are in sight.
func (s *Screen) height() int { return max(s.frame.H-2-s.above(), 0) }

// View draws the field and the entries in sight.
func (s *Screen) View() []string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	box := cell.Box{Title: s.Title(), Width: s.frame.W, Height: s.frame.H, Focus: true}
	inner, _ := box.Inner()
	l := w.Line(inner, "").Space(1).Own(t.Accent, ": ")
	lines := []string{s.input.Draw(l, t.Strong, max(l.Room()-1, 0)).String(), w.Rule(inner)}
	if len(s.found) == 0 {
		none := cell.Message{Style: t.Strong, Title: "No command has these letters", Hint: "Ctrl+U shows all again, Esc leaves."}
		return w.Box(box, append(lines, w.Message(none, inner, s.height())...))
	}
	for i := s.top; i < min(s.top+s.height(), len(s.found)); i++ {
		lines = append(lines, s.line(i, inner))
	}
	if len(s.found) > s.height() {
		box.Foot = cell.Count(int64(s.at+1)) + " of " + cell.Count(int64(len(s.found)))
	}
	return w.Box(box, lines)
}

// line is one entry: its name with the letters typed marked, what it does, and its key.
func (s *Screen) line(i, width int) string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	f := s.found[i]
	e := &s.entries[f.entry]
	var base theme.Style
	marker := " "
	if i == s.at {
		base, marker = t.Selected, t.Glyphs.Marker
	}
	nameWidth, key := s.widths(width)
	l := w.Line(width, base).Own(t.Accent, marker).Space(1)
	marked(w, l, e.Name, spans(f.name), nameWidth, "")
	l.To(2 + nameWidth)
	if room := width - l.Used() - key - 5; width >= sentences && room > 0 {
		l.Space(2)
		var at [][2]int
		if f.from >= 0 {
			at = [][2]int{{f.from, f.to}}
		}
		marked(w, l, e.Long, at, room, t.Dim)
	}
	return l.To(width-key-1).OwnField(t.Accent, e.Key, key, cell.Right).String()
}

// widths is the room of the names and that of the keys.
func (s *Screen) widths(width int) (name, key int) {
	for i := range s.entries {
		name = max(name, s.frame.Env.Cell.Width(s.entries[i].Name))
		key = max(key, s.frame.Env.Cell.Width(s.entries[i].Key))
	}
	key = min(key, max(width/4, 1))
	if width < sentences {
		return max(width-4-key, 1), key
	}
	return min(name, nameMost), key
}

// spans joins neighbouring letters, each one byte long.
func spans(at []int) [][2]int {
	var out [][2]int
	for _, i := range at {
		if n := len(out); n > 0 && out[n-1][1] == i {
			out[n-1][1]++
		} else {
			out = append(out, [2]int{i, i + 1})
		}
	}
	return out
}

// marked writes a text in at most width cells, with some of its bytes marked. Only a text of one byte a
// letter is marked: others would fall apart.
func marked(w cell.Writer, l *cell.Line, text string, at [][2]int, width int, s theme.Style) {
	end := l.Used() + min(width, l.Room())
	cut := w.Cut(text, end-l.Used())
	from := 0
	if len(text) == w.Width(text) {
		for _, span := range at {
			if span[1] > len(cut) || text[:span[1]] != cut[:span[1]] {
				break // it is cut off
			}
			l.Own(s, cut[from:span[0]]).Own(w.Theme.Accent.And(w.Theme.Match), cut[span[0]:span[1]])
			from = span[1]
		}
	}
	l.Own(s, cut[from:])
}
