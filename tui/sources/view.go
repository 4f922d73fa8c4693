package sources

import (
	"errors"
	"strconv"
	"strings"

	"segpath/data"
	"segpath/tui/cell"
)

// From this size on all panes are in sight; below it the one that has the keys.
const (
	roomyWidth  = 100
	roomyHeight = 34
)

// room is where a pane is drawn, its border included; the zero room for one that is not in sight.
type room struct{ x, y, w, h int }

// lines is how many entries of a pane have room.
func (r room) lines(*pane) int {
	inner := r.h - 2
	if below := wholeLines(inner); below > 0 {
		inner -= below + 1
	}
	return inner - 1 // the titles
}

func (s *Screen) roomy() bool { return s.frame.W >= roomyWidth && s.frame.H >= roomyHeight }

// layout gives each pane its room: files above, columns beside rejected rows, notices below; beside these what the
// export lacks, if it lacks anything.
func (s *Screen) layout() [paneCount]room {
	var rooms [paneCount]room
	w, h := s.frame.W, max(s.frame.H-s.headerHeight(), 0)
	y := s.frame.H - h
	if !s.roomy() {
		rooms[s.active] = room{0, y, w, h}
		return rooms
	}
	files := max(min(len(s.panes[filesAt].entries)+7, h*3/10), 8)
	middle := (h - files) * 45 / 100
	half := w * 2 / 5
	rooms[filesAt] = room{0, y, w, files}
	rooms[columnsAt] = room{0, y + files, half, middle}
	rooms[rejectedAt] = room{half, y + files, w - half, middle}
	notices := w
	if len(s.panes[lacksAt].entries) > 0 || s.active == lacksAt {
		notices = w - half
		rooms[lacksAt] = room{notices, y + files + middle, half, h - files - middle}
	}
	rooms[noticesAt] = room{0, y + files + middle, notices, h - files - middle}
	return rooms
}

func (s *Screen) headerHeight() int { return min(2, s.frame.H) }

// View is the screen's lines.
func (s *Screen) View() []string {
	w, width := s.frame.Env.Cell, s.frame.W
	lines := []string{s.titleLine(width)}
	if s.roomy() {
		lines = append(lines, s.reasonLine(width))
	} else {
		lines = append(lines, s.tabs(width))
	}
	lines = w.Fit(lines, width, s.headerHeight())
	body := s.frame.H - len(lines)
	if m, ok := s.instead(); ok {
		return append(lines, w.Message(m, width, body)...)
	}
	rooms := s.layout()
	if !s.roomy() {
		return append(lines, s.box(s.active, rooms[s.active])...)
	}
	lines = append(lines, s.box(filesAt, rooms[filesAt])...)
	lines = append(lines, w.Beside(s.box(columnsAt, rooms[columnsAt]), s.box(rejectedAt, rooms[rejectedAt]), "")...)
	if rooms[lacksAt] == (room{}) {
		return append(lines, s.box(noticesAt, rooms[noticesAt])...)
	}
	return append(lines, w.Beside(s.box(noticesAt, rooms[noticesAt]), s.box(lacksAt, rooms[lacksAt]), "")...)
}

// box draws one pane in its room.
func (s *Screen) box(at int, r room) []string {
	w, p := s.frame.Env.Cell, &s.panes[at]
	box := cell.Box{Title: strconv.Itoa(at+1) + " " + p.title(), Subject: strings.TrimPrefix(p.subject, s.folder), Width: r.w, Height: r.h, Focus: at == s.active}
	if len(p.entries) > r.lines(p) {
		box.Foot = cell.Count(int64(p.at+1)) + " of " + cell.Count(int64(len(p.entries)))
	}
	width, height := box.Inner()
	return w.Box(box, p.lines(w, width, height, at == s.active))
}

// title is the pane's name and how many it has.
func (p *pane) title() string {
	if p.count == 0 {
		return p.name
	}
	return p.name + " " + cell.Count(p.count)
}

// instead is what the screen says when it has nothing to show.
func (s *Screen) instead() (cell.Message, bool) {
	t := s.frame.Env.Theme
	switch {
	case s.failed != nil:
		m := cell.Message{Mark: t.Glyphs.Notice, Style: t.Error, Title: "What was read could not be shown", Body: s.failed.Error(), Hint: "Press ctrl+r to try again."}
		var p *data.Problem
		if errors.As(s.failed, &p) && p.Hint != "" {
			m.Hint = p.Advice() + " " + m.Hint
		}
		return m, true
	case !s.known && s.lane.Frame() > 0:
		return cell.Message{Mark: t.Glyphs.Spin(s.lane.Frame()), Style: t.Dim, Title: "reading"}, true
	case !s.known:
		return cell.Message{}, true
	}
	return cell.Message{}, false
}

// titleLine says what was read and how: name, format, zone, counts. What has no room is left out.
func (s *Screen) titleLine(width int) string {
	w, t, r := s.frame.Env.Cell, s.frame.Env.Theme, &s.report
	l := w.Line(width, "").Space(1).Own(t.Accent.And(t.Strong), "Sources").Space(2)
	l.Upto(t.Strong, s.export.Name, min(max(width/3, 8), 48))
	if !s.known {
		return l.String()
	}
	zone := r.TimeZone
	if r.ZoneFrom != "" {
		zone += " (" + r.ZoneFrom + ")"
	}
	for _, fact := range []string{r.Format + " format", zone, cell.Plural(r.InteractionCount, "interaction"), cell.Plural(r.SegmentCount, "step")} {
		clean := w.Clean(fact, width)
		if w.Width(clean)+4 > l.Room() {
			continue
		}
		l.Own(t.Border, " "+t.Glyphs.Dot+" ").Own(t.Dim, clean)
	}
	return l.String()
}

// reasonLine says why it is this format.
func (s *Screen) reasonLine(width int) string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	l := w.Line(width, "").Space(1)
	if s.report.RunnerUp != "" {
		l.Own(t.Warning, "nearly ").Text(t.Warning, s.report.RunnerUp).Own(t.Dim, ": ")
	}
	return l.Text(t.Dim, s.report.Reason).String()
}

// tabs names the panes where only one is in sight.
func (s *Screen) tabs(width int) string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	l := w.Line(width, "").Space(1)
	for at := range s.panes {
		style := t.Dim
		if at == s.active {
			style = t.Chip.And(t.Strong)
		}
		l.Own(style, " "+strconv.Itoa(at+1)+" "+s.tab(at)+" ").Space(1)
	}
	return l.String()
}

// tab is a pane's name before its content is known, and after.
func (s *Screen) tab(at int) string {
	names := [paneCount]string{"Files", "Columns", "Rejected rows", "Notices", "Lacks"}
	if n := s.panes[at].count; n > 0 && (at != noticesAt || s.within == nil) {
		return names[at] + " " + cell.Count(n)
	}
	return names[at]
}
