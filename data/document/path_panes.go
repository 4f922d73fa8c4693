package document

import (
	"strconv"
	"strings"
	"time"

	"segpath/data"
)

// cannotSay is a block that says why it is empty.
func cannotSay(title, what string, c data.Capability) block {
	return block{title: title, lines: []string{c.Without(what)}}
}

func (d Path) ringsBlock(clock clock, dir *data.Directory) block {
	rings := d.Chain.Rings()
	switch {
	case len(rings) == 0 && !d.Chain.Has.Rings.Can():
		return cannotSay("Rings", "ring data", d.Chain.Has.Rings)
	case len(rings) == 0:
		return block{title: "Rings", lines: []string{"Nobody was rung."}}
	}
	var without []string
	if !d.Chain.Has.Rings.Can() { // there are outcomes, and no ring leads to them
		without = []string{d.Chain.Has.Rings.Without("ring data")}
	}
	return block{
		title: "Rings", lines: without,
		heads: []head{
			{"ring", true}, {"time", false}, {"user", false}, {"queue", false}, {"response", false},
			{"rang", true}, {"dead air after", true}, {"remarks", false},
		},
		rows: fixedRows(rings, func(r *data.Ring) []string {
			return []string{
				strconv.Itoa(r.Order), d.or(clock.at(r.RungAt)), d.or(dir.UserLabel(r.UserID)), dir.QueueName(r.QueueID),
				data.OutcomeWord(r.Outcome), d.soFar(r.Seconds, r.Running), d.span(r.DeadAirAfter), ringRemarks(r, d.Chain.RingHint(*r)),
			}
		}),
	}
}

// soFar is a length, marked while it is still running.
func (l Look) soFar(o data.Opt[data.Span], running bool) string {
	s := l.span(o)
	if running && o.Ok() {
		s += " so far"
	}
	return s
}

func (d Path) statusesBlock(clock clock) block {
	statuses := d.Chain.Statuses()
	switch {
	case len(statuses) == 0 && !d.Chain.Has.Statuses.Can():
		return cannotSay("Statuses", "status data", d.Chain.Has.Statuses)
	case len(statuses) == 0:
		return block{title: "Statuses", lines: []string{"No step states a status."}}
	}
	return block{
		title: "Statuses",
		heads: []head{{"status", false}, {"time in it", true}, {"share", true}, {"entered", true}, {"when, and from what", false}},
		rows: fixedRows(statuses, func(s *data.StatusTime) []string {
			return []string{
				s.Status, d.soFar(s.Seconds, s.Running), d.percent(s.Share), strconv.Itoa(s.Entered),
				d.changesText(s.Changes, clock),
			}
		}),
	}
}

func (d Path) changesText(changes []data.Change, clock clock) string {
	parts := make([]string, len(changes))
	for n, c := range changes {
		parts[n] = d.or(clock.at(c.At))
		if c.From != "" {
			parts[n] += " from " + c.From
		}
		if c.HandedBack {
			parts[n] += " (handed back)"
		}
	}
	return strings.Join(parts, ", ")
}

func (d Path) staysBlock(clock clock) block {
	stays := d.Chain.Stays()
	switch {
	case len(stays) == 0 && !d.Chain.Has.Queues.Can():
		return cannotSay("Queues", "queue data", d.Chain.Has.Queues)
	case len(stays) == 0:
		return block{title: "Queues", lines: []string{"It was in no queue."}}
	}
	return block{
		title: "Queues",
		heads: []head{
			{"stay", true}, {"queue", false}, {"entered", false}, {"left", false}, {"lasted", true},
			{"how it ended", false}, {"remarks", false},
		},
		rows: fixedRows(stays, func(s *data.Stay) []string {
			return []string{
				strconv.Itoa(s.Order), d.or(d.Chain.Directory.QueueName(s.QueueID)), at(d, clock, s.EnteredAt), at(d, clock, s.LeftAt),
				d.soFar(s.Seconds, s.Running), reasonText(s.Reason, s.Cause), stayRemarks(s),
			}
		}),
	}
}

func at(d Path, clock clock, t time.Time) string { return d.or(clock.at(t)) }

func stayRemarks(s *data.Stay) string {
	var parts []string
	if s.PingPong {
		parts = append(parts, "back again")
	}
	if s.Derived {
		parts = append(parts, "derived")
	}
	return strings.Join(parts, ", ")
}
