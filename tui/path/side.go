package path

import (
	"fmt"

	"segpath/tui/cell"
)

// entry is a line of a side pane.
type entry struct {
	step     int // number of the step it leads to; 0: it cannot be stood on
	from, to int // it is current on these steps,
	also     int // and on this one
	under    int // 1 + the entry that it stands under; 0 = none
	draw     func(l *cell.Line)
}

func (e *entry) isCurrent(step int) bool {
	return step > 0 && (e.from <= step && step <= e.to || e.also == step)
}

// sidePane is a list beside the steps that follows the current step, and that the current step
// follows when the pane has the keys.
type sidePane struct {
	title   string
	count   int // of what the title names
	more    int // entries that are none of these
	entries []entry
	empty   string // why there are none
	head    string // names of the columns
	cursor  int    // the entry that it stands on
	top     int
	at      []int // the entry of each step, by its number: the first that is current, else the last before it, else the first of all
	nth     []int // how many entries can be stood on, up to and with each
}

// index finds the entry of every step, so that a move looks at none but its own.
func (s *sidePane) index(steps int) {
	s.at, s.nth = make([]int, steps+1), make([]int, len(s.entries))
	last := make([]int, steps+1) // the last entry of each step
	stood := 0
	for i := range s.entries {
		if step := s.entries[i].step; step > 0 {
			if stood == 0 {
				last[0] = i
			}
			stood++
			last[min(step, steps)] = i
		}
		s.nth[i] = stood
	}
	for n := 1; n <= steps; n++ {
		last[n] = max(last[n], last[n-1])
	}
	copy(s.at, last)
	for i := len(s.entries) - 1; i >= 0; i-- {
		e := &s.entries[i]
		if e.step == 0 {
			continue
		}
		for n := max(e.from, 1); n <= min(e.to, steps); n++ {
			s.at[n] = i
		}
		if e.also > 0 && e.also <= steps {
			s.at[e.also] = i
		}
	}
}

// follow puts the cursor on the entry of a step: the current one, else the last before it. Where
// several are current the cursor stays if it is on one of them.
func (s *sidePane) follow(step int) {
	if s.cursor < len(s.entries) && s.entries[s.cursor].isCurrent(step) {
		return
	}
	s.cursor = 0
	if step < len(s.at) {
		s.cursor = s.at[step]
	}
}

// move puts the cursor by entries that can be stood on and returns the step of where it stands; 0
// where nothing can be stood on.
func (s *sidePane) move(by int) int {
	at, step := s.cursor, 1
	if by < 0 {
		step, by = -1, -by
	}
	for i := at + step; by > 0 && i >= 0 && i < len(s.entries); i += step {
		if s.entries[i].step > 0 {
			at = i
			by--
		}
	}
	return s.stand(at)
}

// stand puts the cursor on an entry, if it can be stood on.
func (s *sidePane) stand(at int) int {
	if at < 0 || at >= len(s.entries) || s.entries[at].step == 0 {
		return 0
	}
	s.cursor = at
	return s.entries[at].step
}

// needs is how many lines would show it all.
func (s *sidePane) needs(p pen, width int) int {
	switch {
	case len(s.entries) == 0:
		return len(p.note(s.empty, width))
	case s.head == "":
		return len(s.entries)
	}
	return len(s.entries) + 1
}

func (s *sidePane) headHeight(height int) int {
	if s.head == "" || height < 5 || len(s.entries) == 0 {
		return 0
	}
	return 1
}

// scroll brings the cursor into sight, with the remarks below it and the heading above it.
func (s *sidePane) scroll(height int) {
	height = max(height-s.headHeight(height), 1)
	first, last := s.cursor, s.cursor
	for last+1 < len(s.entries) && s.entries[last+1].step == 0 && last+1-s.cursor < height {
		last++
	}
	for first > 0 && s.entries[first-1].step == 0 && last-first+1 < height {
		first--
	}
	if under := s.cursor; under < len(s.entries) && s.entries[under].under > 0 {
		if head := s.entries[under].under - 1; last-head < height {
			first = head
		}
	}
	s.top = min(max(s.top, last-height+1), first)
	s.top = max(min(s.top, len(s.entries)-height), 0)
}

// draw gives at most height lines.
func (s *sidePane) draw(p pen, current, width, height int, focus bool) []string {
	if len(s.entries) == 0 {
		return p.note(s.empty, width)
	}
	lines := make([]string, 0, height)
	if s.headHeight(height) == 1 {
		lines = append(lines, s.head)
	}
	for i := s.top; i < len(s.entries) && len(lines) < height; i++ {
		e := &s.entries[i]
		l := p.Line(width, p.styleOf(e.isCurrent(current)))
		if e.isCurrent(current) && e.step > 0 && (!focus || i == s.cursor) {
			l.Own(p.Theme.Accent, p.Theme.Glyphs.Marker)
		} else {
			l.Space(1)
		}
		e.draw(l)
		lines = append(lines, l.String())
	}
	return lines
}

// entryAt is the entry on a line of the pane, counted from 0; -1 on no entry.
func (s *sidePane) entryAt(line, height int) int {
	at := s.top + line - s.headHeight(height)
	if line < s.headHeight(height) || at >= len(s.entries) {
		return -1
	}
	return at
}

// position says where the cursor stands when not everything is in sight.
func (s *sidePane) position(height int) string {
	if len(s.entries) <= height-s.headHeight(height) {
		return ""
	}
	return cell.Count(int64(s.nth[s.cursor])) + " of " + cell.Count(int64(s.nth[len(s.nth)-1]))
}

// name is the pane's title with its key and how many it has.
func (s *sidePane) name(key int) string {
	switch {
	case s.more > 0:
		return fmt.Sprintf("%d %s %s + %s", key, s.title, cell.Count(int64(s.count)), cell.Count(int64(s.more)))
	case s.count == 0:
		return fmt.Sprintf("%d %s", key, s.title)
	}
	return fmt.Sprintf("%d %s %s", key, s.title, cell.Count(int64(s.count)))
}
