package data

import "time"

// RingRow is one ring among those of an export, numbered within its own interaction.
type RingRow struct {
	InteractionID string
	Ring
	At          time.Time // RungAt, else the instant of the outcome that no ring leads to
	User, Queue string    // names; the id where the lookup has none
	Label       string    // the user as shown to people: two of one name stay two
	Answered    string    // who AnsweredBy is
}

// Hint says what stands behind the ring's missing or doubtful part; empty where there is nothing to say.
func (r *RingRow) Hint() string { return ringHint(&r.Ring, r.Answered) }

// RingPage is one page of rings in order of time, with the size of the whole.
type RingPage struct {
	Rows  []RingRow
	Total int64
	Next  string // cursor of the page after; empty at the end
}

// ShortAbandon is the shortest wait after which hanging up counts as abandoned, unless another is asked for; those
// who hang up sooner are counted apart.
const ShortAbandon = 5 * Second

// ServiceLevel is what a service level asks for: how many of the stays that were offered were answered in time.
type ServiceLevel struct {
	Within  Span // in time
	Short   Span // who hangs up sooner stands apart and was not offered; 0 leaves nobody apart
	LeftOut bool // nor was anybody else who hung up
}

// QueueRow is what happened to the stays in one queue. Stays = Answered + Abandoned + ShortAbandoned + Otherwise +
// Waiting.
type QueueRow struct {
	QueueID, Queue      string
	Stays, Interactions int64
	Answered            Opt[int64]
	Abandoned           Opt[int64] // after ServiceLevel.Short or more, or after nobody knows how long
	ShortAbandoned      Opt[int64]
	Otherwise           Opt[int64] // to another queue, voicemail, a callback …, or nothing says how
	Waiting             int64      // still there at data_as_of
	WaitMedian, WaitP90 Opt[Span]  // of the stays that have ended
	HopsIn, HopsOut     int64
	PingPong            int64
	ServiceLevel        Opt[float64] // answered in time ÷ (answered + abandoned + otherwise), without abandoned where they are left out
}

// StatusRow is the time that interactions were in one status.
type StatusRow struct {
	Status                string
	Entered, Interactions int64
	Seconds               Opt[Span]    // in total, what still runs up to data_as_of
	Median                Opt[Span]    // of the times that have ended
	Share                 Opt[float64] // of all times that have ended
}

// Transition is a change from one status to another.
type Transition struct {
	From, To string // From is empty at the start of a path
	Count    int64
	Median   Opt[Span] // time in the status before the change
}

// StatusTable is the time in each status, and every kind of change, most frequent first.
type StatusTable struct {
	Statuses    []StatusRow
	Transitions []Transition
}

// VariantRow is one path that interactions took.
type VariantRow struct {
	Path              string // letters without s
	Count             int64
	Share, Cumulative float64 // of all interactions: its own, and with those before it
	Example           string  // id of one of them
}

// VariantTable is the most frequent paths.
type VariantTable struct {
	Rows         []VariantRow
	Variants     int64 // how many different paths there are
	Interactions int64
}
