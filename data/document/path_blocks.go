package document

import (
	"strconv"
	"strings"
	"time"

	"segpath/data"
)

func (d Path) blocks() []block {
	c := d.Chain
	dir := c.Directory
	steps := c.Steps()
	instants := make([]time.Time, 0, 2*len(steps))
	for n := range steps {
		instants = append(instants, steps[n].At, steps[n].EndedAt)
	}
	clock := d.clockFor(instants)
	blocks := []block{d.header(dir)}
	if len(c.Legs) > 1 {
		blocks = append(blocks, d.legsBlock())
	}
	blocks = append(blocks, block{lines: []string{c.Story()}}, d.stepsBlock(steps, clock, dir),
		d.ringsBlock(clock, dir), d.statusesBlock(clock), d.staysBlock(clock))
	if len(c.Notices) > 0 {
		blocks = append(blocks, d.noticesBlock())
	}
	return blocks
}

// header names the interaction and says what its row says; what is absent takes no line.
func (d Path) header(dir *data.Directory) block {
	b := block{title: "Interaction " + d.Chain.Asked}
	in := d.Chain.Interaction()
	if in == nil {
		b.lines = []string{"The export does not hold this interaction."}
		return b
	}
	add := func(name, value string) {
		if value != "" {
			b.fields = append(b.fields, pair{name, value})
		}
	}
	add("also known as", strings.Join(in.ExternalIDs, ", "))
	add("type", join(in.Type, in.Direction))
	add("customer", in.Customer)
	add("contact point", in.ContactPoint)
	add("created", d.zoned(in.CreatedAt))
	add("completed", d.zoned(in.CompletedAt))
	add("status", in.Status)
	add("outcome", in.Outcome)
	add("ended by", in.EndedBy)
	add("last queue", dir.QueueName(in.QueueID))
	add("handler", dir.UserLabel(in.UserID))
	add("account", dir.AccountName(in.AccountID))
	for _, name := range sortedKeys(in.Facts) {
		add(name, in.Facts[name])
	}
	return b
}

func join(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, ", ")
}

// zoned is an instant with its offset, so that a copied header means one instant.
func (l Look) zoned(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return l.instant(t) + t.In(l.zone()).Format(" -07:00")
}

func (d Path) legsBlock() block {
	return block{
		title: "Legs",
		heads: []head{{"leg", true}, {"interaction", false}, {"created", false}, {"", false}},
		rows: fixedRows(d.Chain.Legs, func(l *data.Leg) []string {
			created, mark := d.none(), ""
			if l.Path != nil {
				created = d.instant(l.Path.Interaction.CreatedAt)
			}
			if l.Missing {
				mark = "missing from the export"
			}
			return []string{strconv.Itoa(l.Number), l.ID, created, mark}
		}),
	}
}

func (d Path) stepsBlock(steps []data.Step, clock clock, dir *data.Directory) block {
	var start time.Time
	if len(steps) > 0 {
		start = steps[0].At
	}
	b := block{title: "Steps"}
	if len(steps) == 0 {
		b.lines = []string{"The export has no steps of this interaction."}
		return b
	}
	b.heads = []head{
		{"step", true}, {"time", false}, {"since start", true}, {"event", false}, {"user", false}, {"queue", false},
		{"status", false}, {"lasted", true}, {"reason", false}, {"marks", false},
	}
	b.rows = fixedRows(steps, func(s *data.Step) []string {
		return []string{
			strconv.Itoa(s.N), d.or(clock.at(s.StartedAt)), d.span(since(start, s.At)), eventText(s),
			dir.UserLabel(s.UserID), dir.QueueName(s.QueueID), d.statusText(s), d.lasted(s),
			reasonText(s.Reason, s.Cause), stepMarks(s),
		}
	})
	return b
}

// eventText is the step's event; a word that nobody taught us stands as the source has it.
func eventText(s *data.Step) string {
	if s.Event == data.Other && s.EventRaw != "" {
		return "other: " + s.EventRaw
	}
	return s.Event.String()
}

func (l Look) statusText(s *data.Step) string {
	if s.StatusFrom == "" || s.StatusTo == "" {
		return s.StatusTo
	}
	return s.StatusFrom + l.arrow() + s.StatusTo
}

// lasted is a step's length; a moment has none, and takes no mark.
func (l Look) lasted(s *data.Step) string {
	if s.EndedAt.IsZero() {
		return ""
	}
	return l.span(s.Duration())
}

func reasonText(reason string, cause data.Cause) string {
	why := strings.ReplaceAll(string(cause), "_", " ")
	if strings.EqualFold(why, reason) {
		why = ""
	}
	return join(reason, why)
}

// stepMarks says what is doubtful about a step: = its place, ~ it is derived, ? its outcome.
func stepMarks(s *data.Step) string {
	marks := ""
	if s.Uncertain {
		marks += "="
	}
	if s.Derived {
		marks += "~"
	}
	if s.Ambiguous {
		marks += "?"
	}
	return marks
}

func (d Path) noticesBlock() block {
	return block{
		title: "Notices",
		heads: []head{{"notice", false}, {"count", true}, {"what it means", false}},
		rows: fixedRows(d.Chain.Notices, func(n *data.Notice) []string {
			return []string{string(n.Kind), strconv.FormatInt(n.Count, 10), n.Text}
		}),
	}
}
