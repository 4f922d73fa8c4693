package sample

import (
	"iter"
	"slices"
	"strings"
	"time"

	"segpath/data"
)

// BuzzeasyOptions say how the tables of the OData feed are written, and what is left out. The zero value
// writes every table and column, all conversations in the table Conversations.
type BuzzeasyOptions struct {
	Shuffle uint64 // as in WriterOptions
	// DropColumns are columns that are left out, with their table: "Workitem.previewDuration". An instant is
	// left out with its UTC twin.
	DropColumns []string
	DropTables  []string
	Headers     Headers // AsDocumented, Capitals, Identifiers (all small), OtherNames (agentId for agentID, Utc for UTC)
	Dates       Dates   // of local instants: ISO, US or EU; no epoch
	Zone        string  // of local instants; empty = UTC
	NoUTC       bool    // no UTC twins
	NoLocal     bool    // no local instants where there is a UTC twin
	Base        BuzzeasyBase
}

// BuzzeasyBase is where the conversations stand.
type BuzzeasyBase int

// The tables of conversations: Conversations; Calls, Chats and Emails; or all four, where Conversations has
// only the columns that all of them have.
const (
	Unfiltered BuzzeasyBase = iota
	Filtered
	FilteredToo
)

// The tables of the feed.
const (
	buzzeasyConversations = "Conversations"
	buzzeasyStays         = "Queue Segments"
	buzzeasyBots          = "Bot Segments"
	buzzeasyTasks         = "Workitem"
	buzzeasySessions      = "Workitem Conversation Sessions"
	buzzeasyRefused       = "Rejected Enqueue Attempts"
	buzzeasyChannels      = "Channels"
	buzzeasyBotSteps      = "Bot Steps"
)

// drops tells whether a column of a table is left out, or the whole table. Calls, Chats and Emails go by the
// columns of Conversations.
func (o *BuzzeasyOptions) drops(table, column string) bool {
	return slices.Contains(o.DropTables, table) || slices.Contains(o.DropColumns, table+"."+strings.TrimSuffix(column, "UTC"))
}

// spelt is a header as the options spell it.
func (o *BuzzeasyOptions) spelt(header string) string {
	switch o.Headers {
	case Capitals:
		return strings.ToUpper(header)
	case Identifiers:
		return strings.ToLower(header)
	case OtherNames:
		return strings.NewReplacer("ID", "Id", "UTC", "Utc").Replace(header)
	}
	return header
}

// local writes an instant in the tenant's zone, without an offset.
func (o *BuzzeasyOptions) local() func(time.Time) any {
	zone, err := time.LoadLocation(o.Zone)
	if err != nil {
		zone = time.UTC
	}
	layout := "2006-01-02T15:04:05.000"
	switch o.Dates {
	case USDates:
		layout = "1/2/2006 3:04:05.000 PM"
	case EUDates:
		layout = "02.01.2006 15:04:05.000"
	}
	return func(t time.Time) any {
		if t.IsZero() {
			return nil
		}
		return t.In(zone).Format(layout)
	}
}

// Buzzeasy yields a simulation as the tables of the OData feed. Their rows are made while they are read. A
// transfer goes on as another conversation there, and so does a call back.
func Buzzeasy(sim *Simulation, opt BuzzeasyOptions) []data.Table {
	tables := sim.buzzeasyBase(&opt)
	tables = append(tables,
		buzzeasyTable(&opt, buzzeasyStays, buzzeasyStayFields(&opt), buzzeasyRows(sim, &opt, func(l *buzzeasyLeg) []buzzeasyStep { return l.stays })),
		buzzeasyTable(&opt, buzzeasyBots, buzzeasyBotFields(&opt), buzzeasyRows(sim, &opt, func(l *buzzeasyLeg) []buzzeasyStep { return l.bots })),
		buzzeasyTable(&opt, buzzeasyRefused, buzzeasyRefusedFields(&opt), buzzeasyRows(sim, &opt, func(l *buzzeasyLeg) []buzzeasyStep { return l.refused })),
		buzzeasyTable(&opt, buzzeasyTasks, buzzeasyTaskFields(&opt), buzzeasyRows(sim, &opt, func(l *buzzeasyLeg) []buzzeasyTask { return l.tasks })),
		buzzeasyTable(&opt, buzzeasySessions, buzzeasySessionFields, buzzeasyRows(sim, &opt, func(l *buzzeasyLeg) []buzzeasySession { return l.sessions() })),
		buzzeasyTable(&opt, "Agent States", buzzeasyStateFields(&opt), buzzeasyRows(sim, &opt, (*buzzeasyLeg).states)),
		buzzeasyTable(&opt, "Agents", buzzeasyAgentFields, known(sim.world.users, sim.world.missU)),
		buzzeasyTable(&opt, "Users", buzzeasyUserFields, known(sim.world.users, sim.world.missU)),
		buzzeasyTable(&opt, "Queues", buzzeasyQueueFields, known(sim.world.queues, sim.world.missQ)),
		buzzeasyTable(&opt, buzzeasyChannels, buzzeasyChannelFields, slices.Values(buzzeasyChannelRows())),
		buzzeasyTable(&opt, buzzeasyBotSteps, buzzeasyBotStepFields, slices.Values(buzzeasyBotStepRows)),
		buzzeasyTable(&opt, "Business Units", buzzeasyUnitFields, slices.Values(accountRows)))
	return slices.DeleteFunc(tables, func(t data.Table) bool { return slices.Contains(opt.DropTables, t.Name) })
}

// buzzeasyBase are the tables of conversations.
func (s *Simulation) buzzeasyBase(opt *BuzzeasyOptions) []data.Table {
	of := func(name string, fields []field[*buzzeasyLeg], kinds ...string) data.Table {
		rows := buzzeasyRows(s, opt, func(l *buzzeasyLeg) []buzzeasyLeg {
			if len(kinds) > 0 && !slices.Contains(kinds, l.kind) {
				return nil
			}
			return []buzzeasyLeg{*l}
		})
		t := buzzeasyTable(opt, buzzeasyConversations, fields, rows)
		t.Name = name
		return t
	}
	all := buzzeasyConversationFields(opt)
	media := []data.Table{of("Calls", all, voice), of("Chats", all, chat, task), of("Emails", all, email)}
	switch opt.Base {
	case Filtered:
		return media
	case FilteredToo:
		few := slices.DeleteFunc(slices.Clone(all), func(f field[*buzzeasyLeg]) bool { return slices.Contains(buzzeasyOfMedia, f.name) })
		return append([]data.Table{of(buzzeasyConversations, few)}, media...)
	}
	return []data.Table{of(buzzeasyConversations, all)}
}

// buzzeasyTable makes a table of the fields that are not left out.
func buzzeasyTable[R any](opt *BuzzeasyOptions, name string, fields []field[R], rows iter.Seq[R]) data.Table {
	twins := map[string]bool{}
	for _, f := range fields {
		if before, ok := strings.CutSuffix(f.name, "UTC"); ok {
			twins[before] = true
		}
	}
	kept := slices.DeleteFunc(slices.Clone(fields), func(f field[R]) bool {
		utc := strings.HasSuffix(f.name, "UTC")
		return opt.drops(name, f.name) || utc && opt.NoUTC || twins[f.name] && opt.NoLocal
	})
	for i := range kept {
		kept[i].name = opt.spelt(kept[i].name)
	}
	return newTable(&WriterOptions{}, name, kept, rows)
}

// buzzeasyRows are what pick takes of each conversation, in the order that the options ask for.
func buzzeasyRows[R any](s *Simulation, opt *BuzzeasyOptions, pick func(*buzzeasyLeg) []R) iter.Seq[*R] {
	rows := func(yield func(*R) bool) {
		s.inOrder(opt.Shuffle, func(it *data.Interaction, segments []data.Segment) bool {
			legs := buzzeasyLegs(it, segments)
			for i := range legs {
				for _, row := range pick(&legs[i]) {
					if !yield(&row) {
						return false
					}
				}
			}
			return true
		})
	}
	return mixed(rows, opt.Shuffle)
}
