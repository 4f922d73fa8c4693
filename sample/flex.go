package sample

import (
	"iter"
	"slices"
	"strings"
	"time"

	"segpath/data"
)

// FlexOptions say how a Flex Insights export is written, and what it leaves out. The zero value writes every
// column, with Time in Seconds as the second of the day.
type FlexOptions struct {
	Shuffle     uint64   // as in WriterOptions
	DropColumns []string // headers that are left out, as "Talk Time"
	Headers     Headers
	Repeats     float64 // the share (0 to 1) of rows that stand twice in the file
	Clock       FlexClock
	Dates       Dates  // ISO and EU dates go with times of 24 hours, US dates with AM and PM; no epoch
	Zone        string // of Date and Time; empty = UTC
}

// FlexClock is what the column Time in Seconds counts.
type FlexClock int

// The ways to count: seconds of the day, of the minute, since 1970; no column, so that rows begin to the
// minute; and milliseconds of the day, which no reader can tell.
const (
	SecondOfDay FlexClock = iota
	SecondOfMinute
	SecondsSince1970
	ToTheMinute
	Milliseconds
)

// flexOtherNames are headers as other reports have them.
var flexOtherNames = map[string]string{
	"Segment": "Segment (Label ID) (PK)", "External ID": "Segment (Label External ID)", "Agent": "Worker",
	"Segment Link": "Segment (Label Segment Link)", "Handling Team": "Handling Team (Label Team Name)",
	"Communication Channel": "Channel", "Customer": "Customer Phone",
}

// drops tells whether a header is left out.
func (o *FlexOptions) drops(header string) bool {
	return header == "Time in Seconds" && o.Clock == ToTheMinute || slices.Contains(o.DropColumns, header)
}

// spelt is a header as the options spell it.
func (o *FlexOptions) spelt(header string) string {
	switch o.Headers {
	case Capitals:
		return strings.ToUpper(header)
	case Identifiers:
		return strings.ReplaceAll(strings.ToLower(header), " ", "_")
	case OtherNames:
		if name, ok := flexOtherNames[header]; ok {
			return name
		}
	}
	return header
}

// zone is where Date and Time are.
func (o *FlexOptions) zone() *time.Location {
	if at, err := time.LoadLocation(o.Zone); err == nil {
		return at
	}
	return time.UTC
}

// Flex yields a simulation as the data set Conversations of Flex Insights: one table, whose rows are made
// while they are read.
func Flex(sim *Simulation, opt FlexOptions) []data.Table {
	fields := slices.DeleteFunc(flexFields(&opt), func(f field[*flexRow]) bool { return opt.drops(f.name) })
	for i := range fields {
		fields[i].name = opt.spelt(fields[i].name)
	}
	return []data.Table{newTable(&WriterOptions{}, "Conversations", fields, sim.flexRows(opt))}
}

// flexRows are the rows of Conversations in the order that the options ask for.
func (s *Simulation) flexRows(opt FlexOptions) iter.Seq[*flexRow] {
	repeats, names := shareOf(opt.Repeats), newFlexNames(s)
	rows := func(yield func(*flexRow) bool) {
		s.inOrder(opt.Shuffle, func(it *data.Interaction, segments []data.Segment) bool {
			r := repeater(it.ID)
			path := names.flexPath(it, segments)
			for _, row := range append(path, agentStatus(&r, path)...) {
				if !yield(&row) || r.share(repeats) && !yield(&row) {
					return false
				}
			}
			return true
		})
	}
	return mixed(rows, opt.Shuffle)
}

// agentStatus is now and then a row about what the agent did next, which is part of no path. Some such
// rows have a conversation.
func agentStatus(r *random, path []flexRow) []flexRow {
	draw := r.below(100)
	if len(path) == 0 || draw >= 20 {
		return nil
	}
	last := &path[len(path)-1]
	status := flexRow{kind: flexAgentStatus, id: last.id + "-status", start: last.start, agent: last.agent, activity: data.Some(int64(300)), doing: "Break"}
	if draw < 8 {
		status.conversation = last.conversation
	}
	return []flexRow{status}
}
