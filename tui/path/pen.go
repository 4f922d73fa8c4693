package path

import (
	"strings"
	"time"

	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/screen"
	"segpath/tui/theme"
)

// pen is what drawing needs: the terminal's cells, the zone of clock times, and whose names are shown.
type pen struct {
	cell.Writer
	zone     *time.Location
	ascii    bool
	a        *answers
	times    data.QueueTimes // nil until they have come
	unranked error           // why they did not
}

func newPen(env screen.Env, a *answers, times data.QueueTimes) pen {
	zone := env.Zone
	if zone == nil {
		zone = time.UTC
	}
	w := env.Cell
	w.Theme = env.Theme
	return pen{Writer: w, zone: zone, ascii: env.ASCII, a: a, times: times}
}

// widthOf is how wide a text of a file is drawn, no wider than limit.
func (p pen) widthOf(s string, limit int) int {
	return min(p.Width(p.Clean(s, limit)), limit)
}

// user is the name of a user; an id that a lookup should have and has not is marked as an id.
func (p pen) user(id string) string {
	dir := p.a.chain.Directory
	if dir != nil && id != "" && len(dir.Users) > 0 {
		if _, known := dir.Users[id]; !known {
			return "id " + id
		}
	}
	if name, known := p.a.users[id]; known {
		return name
	}
	return dir.UserLabel(id)
}

func (p pen) queue(id string) string {
	dir := p.a.chain.Directory
	if dir != nil && id != "" && len(dir.Queues) > 0 {
		if _, known := dir.Queues[id]; !known {
			return "id " + id
		}
	}
	return dir.QueueName(id)
}

// value draws a text of a file in a field; the absent one has its own mark.
func (p pen) value(l *cell.Line, s theme.Style, value string, width int) {
	if value == "" {
		l.OwnField(p.Theme.Missing, p.Theme.Glyphs.Missing, width, cell.Left)
		return
	}
	l.Field(s, value, width, cell.Left)
}

// own draws a text of ours in a field, likewise.
func (p pen) own(l *cell.Line, s theme.Style, own string, width int, align cell.Align) {
	if own == "" {
		s, own = p.Theme.Missing, p.Theme.Glyphs.Missing
	}
	l.OwnField(s, own, width, align)
}

// span writes a length; empty when absent.
func span(s data.Opt[data.Span]) string { return spanText{length: s}.String() }

// wordOf is a word of ours as it is read: "customer_left" is "customer left".
func wordOf(s string) string { return strings.ReplaceAll(s, "_", " ") }

// bar draws a share of 0 to 1 in width cells, to the eighth of a cell; what is more than nothing
// shows at least that.
func (p pen) bar(l *cell.Line, s theme.Style, share float64, width int) {
	eighths := int(share*float64(width)*8 + 0.5)
	if share > 0 {
		eighths = max(eighths, 1)
	}
	eighths = min(eighths, width*8)
	before := l.Used()
	full := eighths / 8
	l.Fill(s, p.Theme.Glyphs.Eighths[7], full)
	if rest := eighths % 8; rest > 0 {
		l.Own(s, p.Theme.Glyphs.Eighths[rest-1])
	}
	l.Space(width - (l.Used() - before))
}

// columnHeads draws the names of columns above their values.
func (p pen) columnHeads(cols []column, indent, width int) string {
	l := p.Line(width, "").Space(indent)
	for i, c := range cols {
		if i > 0 {
			l.Space(gap)
		}
		l.OwnField(p.Theme.Dim, c.head, c.natural, alignOf(c))
	}
	return l.String()
}

func alignOf(c column) cell.Align {
	if c.right {
		return cell.Right
	}
	return cell.Left
}
