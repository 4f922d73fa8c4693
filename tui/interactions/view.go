package interactions

import (
	"strings"

	"segpath/tui/cell"
	"segpath/tui/screen"
	"segpath/tui/table"
)

const (
	previewFrom  = 120 // columns of the terminal
	leastPreview = 38
	maxPreview   = 46
	roomy        = 30 // lines from which the header is set apart
)

// headerHeight is the title, the search and the column titles; a rule too, where there is room.
func (s *Screen) headerHeight() int {
	if s.frame.H >= roomy {
		return 4
	}
	return 3
}

func (s *Screen) listHeight() int { return max(s.frame.H-s.headerHeight(), 0) }

// previewWidth is 0 where there is no preview; else what the list can spare.
func (s *Screen) previewWidth() int {
	if s.preview.hidden || s.frame.W < previewFrom {
		return 0
	}
	need := table.Margin - table.Gap + tail
	for _, c := range s.columns() {
		need += c.Least + table.Gap
	}
	return min(max(s.frame.W-need-1, leastPreview), maxPreview)
}

func (s *Screen) listWidth() int {
	if p := s.previewWidth(); p > 0 {
		return s.frame.W - p - 1
	}
	return s.frame.W
}

// View is the screen's lines.
func (s *Screen) View() []string {
	if s.body == nil {
		s.body = s.render()
	}
	return s.body
}

// render draws the header, the list, and the preview beside it.
func (s *Screen) render() []string {
	w, width := s.frame.Env.Cell, s.frame.W
	lines := []string{s.titleLine(width), s.searchLine(width)}
	if s.headerHeight() > 3 {
		lines = append(lines, w.Rule(width))
	}
	body := s.list()
	if p := s.previewWidth(); p > 0 {
		rule := w.Theme.Border.On(w.Theme.Glyphs.Frame.Left)
		body = w.Beside(body, w.Fit(s.previewLines(p), p, len(body)), rule)
	}
	lines = append(lines, body...)
	if s.typing {
		lines = under(lines, s.hints(width))
	}
	return w.Fit(lines, width, s.frame.H)
}

func (s *Screen) list() []string {
	w, width := s.frame.Env.Cell, s.listWidth()
	columns, lay := s.columns(), s.layout()
	order := s.orderShown()
	sorted := table.Sorted{Key: string(order.Field), Desc: order.Desc}
	lines := []string{table.Header(w, columns, lay, sorted, width)}
	if m, ok := s.instead(); ok {
		return append(lines, w.Message(m, width, s.listHeight())...)
	}
	for y := range s.listHeight() {
		row, selected := s.rows.Seen(y)
		if row == nil {
			break
		}
		line := table.Row(w, columns, lay, row, selected, width)
		if s.isOutdated() {
			line = w.Dimmed(line, width)
		}
		lines = append(lines, line)
	}
	return w.Fit(lines, width, s.listHeight()+1)
}

// instead is what the list says when it has no rows to show.
func (s *Screen) instead() (cell.Message, bool) {
	t, shown := s.frame.Env.Theme, s.active
	if s.outdated {
		shown = s.shown.selection
	}
	switch {
	case s.failed != nil && (!s.rows.Known() || s.rows.Total() == 0):
		return s.failure(), true
	case (!s.rows.Known() || s.isOutdated() && s.rows.Total() == 0) && s.page.Frame() > 0:
		return cell.Message{Mark: s.spinner(), Style: t.Dim, Title: s.reading()}, true
	case !s.rows.Known():
		return cell.Message{}, true
	case s.rows.Total() == 0 && !shown.all():
		return cell.Message{Style: t.Strong, Title: "No interaction matches", Body: shown.told(),
			Hint: "Press esc to see all again, / to change the search."}, true
	case s.rows.Total() == 0:
		return cell.Message{Style: t.Strong, Title: "This export has no interactions",
			Body: "Its files were read and no row has an interaction id.",
			Hint: "segpath check lists what was read and what is wrong with it."}, true
	}
	return cell.Message{}, false
}

// reading is what the list waits for.
func (s *Screen) reading() string {
	if s.export.Building {
		return "summing up the export: this order, search or filter needs all of it"
	}
	return "reading interactions"
}

func (s *Screen) failure() cell.Message {
	m := cell.Message{
		Mark: s.frame.Env.Theme.Glyphs.Notice, Style: s.frame.Env.Theme.Error, Title: "The interactions could not be read",
		Body: s.failed.Error(), Hint: "Press ctrl+r to try again.",
	}
	if p := asProblem(s.failed); p != nil && p.Hint != "" {
		m.Hint = p.Advice() + " " + m.Hint
	}
	return m
}

func (s *Screen) spinner() string {
	return s.frame.Env.Theme.Glyphs.Spin(s.page.Frame())
}

// titleLine says what is open: name, format, counts, zone, notices. What has no room is left out, the
// last first.
func (s *Screen) titleLine(width int) string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	l := w.Line(width, "").Space(1).Own(t.Accent.And(t.Strong), "segpath").Space(2)
	l.Upto(t.Strong, s.export.Name, min(max(width/3, 8), 48))
	notices, style := "", t.Warning
	switch {
	case s.broken:
		notices = t.Glyphs.Notice + " not all read, Ctrl+R opens it again "
	case s.export.Building:
		notices, style = "not yet checked ", t.Dim
	}
	if n := len(s.export.Notices); n > 0 {
		notices = t.Glyphs.Notice + " " + cell.Plural(int64(n), "notice") + " "
	}
	for _, fact := range s.exportFacts() {
		clean := w.Clean(fact, width)
		if w.Width(clean)+3 > l.Room()-w.Width(notices)-2 {
			break
		}
		l.Own(t.Border, " "+t.Glyphs.Dot+" ").Own(t.Dim, clean)
	}
	return l.End(style, notices).String()
}

func (s *Screen) exportFacts() []string {
	e := s.export
	facts := []string{e.Format + " format", cell.Plural(e.InteractionCount, "interaction"), s.zone(), cell.Plural(e.SegmentCount, "step")}
	if e.Sample && !strings.Contains(e.Name, "sample") {
		facts = append([]string{"built-in sample"}, facts...)
	}
	if e.RejectedRows > 0 {
		facts = append(facts, cell.Plural(e.RejectedRows, "rejected row"))
	}
	return facts
}

func (s *Screen) zone() string {
	zone := s.frame.Env.Zone
	name := screen.ZoneName(zone)
	if s.export.ZoneAssumed && zone != nil && zone == s.export.TimeZone {
		name += " (assumed)"
	}
	return name
}

// searchLine is the search field, or the active search or filter as chips, or the order; always one line, so
// that nothing jumps.
func (s *Screen) searchLine(width int) string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	l := w.Line(width, "").Space(1)
	matches := s.matches()
	switch {
	case s.typing:
		l.Own(t.Accent, "/ ")
		s.input.Draw(l, s.frame.Env.Theme.Strong, max(l.Room()-w.Width(matches)-3, 4))
	case len(s.active.filter.Terms) > 0 || s.active.search != "":
		s.chips(l, w.Width(matches))
		s.chipHint(l, w.Width(matches))
	default:
		l.Own(t.Dim, "sorted by "+fieldNames[s.sort.Field]+", "+orderWords(s.sort))
	}
	if s.failed != nil && s.rows.Total() > 0 {
		l.Space(2).Upto(t.Error, s.failed.Error(), max(l.Room()-w.Width(matches)-2, 0))
	}
	return l.End(t.Dim, matches+" ").String()
}

// matches is how many match; where the rows in sight are not those that are asked for, that.
func (s *Screen) matches() string {
	switch {
	case s.isOutdated() && s.failed != nil:
		return s.lag()
	case s.isOutdated():
		if s.export.Building {
			return "summing up; " + s.lag() + " " + s.spinner()
		}
		return s.lag() + " " + s.spinner()
	case s.page.Frame() > 0 && s.rows.Known() && s.export.Building:
		return "waits until the export is summed up " + s.spinner()
	case s.page.Frame() > 0 && s.rows.Known():
		return s.spinner()
	case s.active.all() || s.rows.Jumping() || s.outdated || !s.rows.Known():
		return ""
	case s.typing && s.input.Text() != s.active.text(): // what is typed is not what is listed
		return ""
	}
	return cell.Count(s.rows.Total()) + " of " + cell.Count(s.export.InteractionCount) + " match"
}
