package sources

import (
	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/table"
	"segpath/tui/theme"
)

// tone is how a cell is set off.
type tone int

const (
	plain tone = iota
	dim
	warning
	strong
)

func (t tone) style(of *theme.Theme) theme.Style {
	switch t {
	case dim:
		return of.Dim
	case warning:
		return of.Warning
	case strong:
		return of.Strong
	}
	return of.Text
}

// value is one cell; its text may be of a file. Without text it is shown as missing.
type value struct {
	text string
	tone tone
}

// entry is a line of a pane, and what stands below the pane while it is marked.
type entry struct {
	values []value
	whole  []string
	places []data.Place
}

// place is the first row that the line is about; the zero Place for none.
func (e *entry) place() data.Place {
	if len(e.places) == 0 {
		return data.Place{}
	}
	return e.places[0]
}

// heading is a column of a pane. The lower its rank, the longer it stays where room is short.
type heading struct {
	title string
	right bool
	rank  int
	most  int  // cells that it can make use of
	path  bool // of files: the end of a long name is what tells it from others
}

// pane is a list with a marked line.
type pane struct {
	name     string
	subject  string // of a file, beside the name
	count    int64  // what the name says there are
	headings []heading
	entries  []entry
	empty    cell.Message
	at, top  int
}

func (p *pane) marked() *entry {
	if p.at >= len(p.entries) {
		return nil
	}
	return &p.entries[p.at]
}

func (p *pane) move(n int) { p.at = max(min(p.at+n, len(p.entries)-1), 0) }

// show keeps the marked line among the lines in sight.
func (p *pane) show(lines int) {
	lines = max(lines, 1)
	p.top = max(min(p.top, p.at), p.at-lines+1, 0)
	p.top = max(min(p.top, len(p.entries)-lines), 0)
}

// looked is how many entries decide how wide a column is.
const looked = 400

// columns are the pane's columns for the table, as wide as what stands in them.
func (p *pane) columns(w cell.Writer) []table.Column[entry] {
	columns := make([]table.Column[entry], len(p.headings))
	for n, h := range p.headings {
		align := cell.Left
		if h.right {
			align = cell.Right
		}
		natural := w.Width(h.title)
		for i := range p.entries[:min(len(p.entries), looked)] {
			natural = max(natural, min(w.Width(w.Clean(p.entries[i].values[n].text, h.most)), h.most))
		}
		least := leastWidth
		if h.path && h.rank == 0 { // nothing else tells the line from others
			least = leastPath
		}
		columns[n] = table.Column[entry]{
			Title: h.title, Align: align, Least: min(natural, max(w.Width(h.title), least)), Most: natural, Rank: h.rank, Grow: h.rank,
			Draw: func(l *cell.Line, e *entry, width int) {
				v := e.values[n]
				if v.text == "" {
					l.OwnField(w.Theme.Missing, w.Theme.Glyphs.Missing, width, align)
					return
				}
				if h.path {
					l.FieldTail(v.tone.style(w.Theme), v.text, width)
					return
				}
				l.Field(v.tone.style(w.Theme), v.text, width, align)
			},
		}
	}
	return columns
}

// The widths that a column of words, and one of files, needs to be worth showing.
const (
	leastWidth = 12
	leastPath  = 20
)

// wholeLines are the lines below the list that tell all of the marked line; a low pane has none.
func wholeLines(height int) int {
	switch {
	case height >= 16:
		return 4
	case height >= 9:
		return 3
	}
	return 0
}

// lines draws the pane's inside: titles, the lines in sight, and all of the marked one.
func (p *pane) lines(w cell.Writer, width, height int, focus bool) []string {
	if len(p.entries) == 0 {
		return w.Message(p.empty, width, height)
	}
	below := wholeLines(height)
	list := height
	if below > 0 {
		list -= below + 1
	}
	columns := p.columns(w)
	lay := table.Arrange(columns, 1, 0, width)
	lines := []string{table.Header(w, columns, lay, table.Sorted{}, width)}
	for i := p.top; i < len(p.entries) && len(lines) < list; i++ {
		lines = append(lines, table.Row(w, columns, lay, &p.entries[i], focus && i == p.at, width))
	}
	lines = w.Fit(lines, width, list)
	if below == 0 {
		return lines
	}
	return append(append(lines, w.Rule(width)), p.wholeOf(w, width, below)...)
}

func (p *pane) wholeOf(w cell.Writer, width, height int) []string {
	var lines []string
	for _, whole := range p.marked().whole {
		for _, line := range w.WrapOwn(w.Clean(whole, width*height), width-4) {
			lines = append(lines, w.Line(width, "").Space(2).Own(w.Theme.Dim, line).String())
		}
	}
	if len(lines) > height {
		lines = lines[:height]
		lines[height-1] = w.Line(width, "").Space(2).Own(w.Theme.Dim, w.Theme.Glyphs.Ellipsis).String()
	}
	return w.Fit(lines, width, height)
}
