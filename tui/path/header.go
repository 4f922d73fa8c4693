package path

import (
	"fmt"
	"strings"
	"time"

	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/theme"
)

// fact is a labelled value of the header; a text of a file when own is false.
type fact struct {
	label string
	value string
	own   bool
	minor bool // left out when absent
	style theme.Style
}

// header draws the interaction in as many lines as there are for it.
func (p pen) header(width, height int) []string {
	if height <= 0 {
		return nil
	}
	lines := []string{p.nameLine(width)}
	who, when := p.who(), p.when()
	switch {
	case height == 2:
		lines = append(lines, p.factLine(append(when, who...), width))
	case height >= 3:
		lines = append(lines, p.factLine(who, width), p.factLine(when, width))
	}
	return lines[:min(len(lines), height)]
}

// nameLine: the id, what it is, and how it ended. The id is never cut in its middle.
func (p pen) nameLine(width int) string {
	t, l := p.Theme, p.Line(width, "").Space(1)
	l.Text(t.Title, p.a.chain.Asked)
	in := p.a.asked
	if in == nil {
		return l.Own(t.Warning, "  not in this export").String()
	}
	for _, word := range []string{in.Type, in.Direction} {
		if word != "" {
			l.Own(t.Dim, " "+t.Glyphs.Dot+" ").Text(t.Text, word)
		}
	}
	if end := p.outcome(in); end.value != "" {
		l.Own(t.Dim, " "+t.Glyphs.Dot+" ").Text(end.style, end.value)
	}
	if legs := len(p.a.chain.Legs); legs > 1 {
		l.Own(t.Dim, fmt.Sprintf(" %s leg %d of %d", t.Glyphs.Dot, p.a.askedLeg(), legs))
	}
	if in.Derived {
		l.Own(t.Warning, "  "+t.Glyphs.Derived+" made from its steps")
	}
	return l.String()
}

// outcome is how it ended, or that it has not.
func (p pen) outcome(in *data.Interaction) fact {
	switch {
	case p.a.summary.Open:
		return fact{value: "open", style: p.Theme.Warning}
	case in.Outcome != "":
		return fact{value: in.Outcome, style: p.Theme.Strong}
	}
	return fact{value: in.Status, style: p.Theme.Strong}
}

func (p pen) who() []fact {
	in, text := p.a.asked, p.Theme.Text
	if in == nil {
		return nil
	}
	return []fact{
		{label: "customer", value: in.Customer, style: text},
		{label: "on", value: in.ContactPoint, style: text, minor: true},
		{label: "queue", value: p.queue(in.QueueID), style: text},
		{label: "handler", value: p.user(in.UserID), style: text},
		{label: "ended by", value: in.EndedBy, style: text, minor: true},
		{label: "status", value: in.Status, style: text, minor: true},
	}
}

func (p pen) when() []fact {
	in, text := p.a.asked, p.Theme.Text
	if in == nil {
		return nil
	}
	completed := p.instant(in.CompletedAt)
	if day := dayOf(in.CompletedAt, p.zone); day != "" && day == dayOf(in.CreatedAt, p.zone) {
		completed = clockOf(in.CompletedAt, p.zone)
	}
	if in.CompletedAt.IsZero() && p.a.summary.Open {
		completed = "still open"
	}
	row := data.Row{Interaction: *in, Summary: p.a.summary}
	length := spanText{length: row.Duration(p.a.chain.AsOf), running: p.a.summary.Open}
	return []fact{
		{label: "created", value: p.instant(in.CreatedAt), own: true, style: text},
		{label: "completed", value: completed, own: true, style: text},
		{label: "length", value: length.String(), own: true, style: text},
		{label: "wait", value: span(p.a.summary.Wait), own: true, style: text},
		{label: "talk", value: span(p.a.summary.Talk), own: true, style: text},
		{label: "hold", value: span(p.a.summary.Hold), own: true, style: text},
	}
}

func (p pen) instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(p.zone).Format("Mon 2 Jan 2006 15:04:05")
}

// factLine draws facts one after the other: a long value yields its room, and who has none at all goes.
func (p pen) factLine(facts []fact, width int) string {
	t, l := p.Theme, p.Line(width, "").Space(1)
	for _, f := range facts {
		if f.minor && f.value == "" {
			continue
		}
		shown := f.value
		if shown == "" {
			shown = t.Glyphs.Missing
		}
		n := min(p.widthOf(shown, width), max(width/4, 12))
		if l.Room() < len(f.label)+1+min(n, 8)+2 {
			break
		}
		if l.Used() > 1 {
			l.Space(2)
		}
		l.Own(t.Dim, f.label+" ")
		switch {
		case f.value == "":
			l.Own(t.Missing, shown)
		case f.own:
			l.Own(f.style, shown)
		default:
			l.Upto(f.style, shown, min(n, l.Room()))
		}
	}
	return l.String()
}

// storyLines are the story broken into at most height lines; what does not fit is cut with a mark.
func (p pen) storyLines(width, height int) (lines []string, cut bool) {
	if height <= 0 || width < 3 {
		return nil, true
	}
	all := p.WrapLine(p.a.story, width-2)
	if cut = len(all) > height; cut {
		all[height-1] = p.Cut(strings.Join(all[height-1:], " "), width-2)
		all = all[:height]
	}
	for _, line := range all {
		lines = append(lines, p.Line(width, "").Space(1).OwnField(p.Theme.Text, line, width-2, cell.Left).String())
	}
	return lines, cut
}
