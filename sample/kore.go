package sample

import (
	"iter"
	"slices"
	"strings"
	"time"

	"segpath/data"
)

// KoreOptions say how the report Interaction Details by Segment is written, and what it leaves out. The zero
// value writes every column, in UTC, and conversations in progress too.
type KoreOptions struct {
	Shuffle uint64 // as in WriterOptions
	// DropColumns are headers that are left out, as "Queue Wait Time".
	DropColumns []string
	Headers     Headers // as Kore.ai spells them (AsDocumented), Capitals or Identifiers
	Dates       Dates   // of the report's settings: 2026-03-02, 03/02/26 or 02/03/26; no epoch
	Zone        string  // of the account, in which all instants stand; empty = UTC
	EndedOnly   bool    // without conversations in progress
	RepeatStays bool    // after a transfer from agent to agent the stay stands on the next row again
	// ACWInSegment lets the segment of the last agent last to the end of their wrap-up: the session ended before.
	ACWInSegment bool
}

// koreTable is the name of the report.
const koreTable = "Interaction Details by Segment"

// Kore yields a simulation as the one table of the report. A session without queue, agent or bot has no row.
func Kore(sim *Simulation, opt KoreOptions) []data.Table {
	fields := slices.DeleteFunc(koreFields(sim, &opt), func(f field[*koreRow]) bool { return opt.drops(f.name) })
	for i := range fields {
		fields[i].name = opt.spelt(fields[i].name)
	}
	return []data.Table{newTable(&WriterOptions{}, koreTable, fields, sim.koreRows(opt))}
}

// koreRows are the rows of the report in the order that the options ask for.
func (s *Simulation) koreRows(opt KoreOptions) iter.Seq[*koreRow] {
	rows := func(yield func(*koreRow) bool) {
		s.inOrder(opt.Shuffle, func(it *data.Interaction, segments []data.Segment) bool {
			for _, row := range korePath(it, segments, &opt) {
				if !yield(&row) {
					return false
				}
			}
			return true
		})
	}
	return mixed(rows, opt.Shuffle)
}

func (o *KoreOptions) drops(header string) bool { return slices.Contains(o.DropColumns, header) }

// spelt is a header as the options spell it.
func (o *KoreOptions) spelt(header string) string {
	switch o.Headers {
	case Capitals:
		return strings.ToUpper(header)
	case Identifiers:
		return strings.NewReplacer(" ", "_", "/", "_").Replace(strings.ToLower(header))
	}
	return header
}

// instant writes an instant, to the second and without its zone.
func (o *KoreOptions) instant() func(time.Time) any {
	zone, err := time.LoadLocation(o.Zone)
	if err != nil {
		zone = time.UTC
	}
	layout := "2006-01-02 15:04:05"
	switch o.Dates {
	case USDates:
		layout = "01/02/06 15:04:05"
	case EUDates:
		layout = "02/01/06 15:04:05"
	}
	return func(t time.Time) any {
		if t.IsZero() {
			return nil
		}
		return t.In(zone).Format(layout)
	}
}

// koreRow is one row of the report: what a queue, an agent or the bot had of a session.
type koreRow struct {
	session, direction, customer, support string
	subject, tags, skills                 string
	queue                                 data.Segment // the stay; without event there is none
	repeated                              bool         // it stands on an earlier row too
	agent                                 data.Segment // the accept, or the bot; without event there is none
	held, snoozed                         data.Span
	consultants, joined                   []string // user ids
	by, why                               string   // Transferred In By: a user id, koreSystem or koreBot; and Transferred In Status
	status, reason, hangup, disposition   string   // of the last row
	closed                                bool     // it is the last row of a session that has ended
}

// Transferred In By where no user did it, and the bot's Agent Name.
const (
	koreSystem = "System"
	koreBot    = "Bot"
	koreAgent  = "BOT"
)

// span is the length between two instants as the report has them, to the second.
func koreSpan(from, to time.Time) data.Span {
	return data.Between(from.Truncate(time.Second), to.Truncate(time.Second))
}
