package data

import "time"

// Step is a segment in its place in a path.
type Step struct {
	Segment
	N         int       // position in the path from 1; in a chain's Steps position in the chain
	Leg       int       // number of its leg in the chain, from 1
	At        time.Time // the instant it is ordered by: StartedAt, or its neighbour's where that is missing
	Uncertain bool      // its place among steps of one instant is not settled by the source (marked =)
}

// Path is one interaction's segments in their final order.
type Path struct {
	Interaction Interaction
	Steps       []Step
	Has         Has
	AsOf        time.Time // data_as_of, the last instant in the export: running things end there
}

// Ring is one line of the ladder: an offer to a user, with the outcome that paired with it; or an
// outcome that no ring in the export leads to, which has no RungAt.
type Ring struct {
	Order         int // from 1
	Leg           int
	UserID        string
	QueueID       string
	RungAt        time.Time // absent: no ring in export
	EndedAt       time.Time // the ring's own end, else its outcome's start, else absent
	Running       bool      // still ringing at data_as_of: Seconds is "so far"
	Seconds       Opt[Span]
	Outcome       Event // 0: no outcome in export
	Ambiguous     bool  // the source has one word for several outcomes
	Cause         Cause
	AnsweredBy    string    // ring-all: the user who took it while this ring ran, where this one has no outcome
	AnsweredAfter Opt[Span] // and how long after this ring began
	Again         bool      // this user was rung before in this path
	Group         int       // number of its group of simultaneous rings, from 1; 0 = rung alone
	DeadAirAfter  Opt[Span] // nobody was being rung from its end to the next ring of the waiting spell
	Step          int       // N of its ring step; 0: no ring in export
	OutcomeStep   int       // N of its outcome step; 0: none
}

// Change is a change of status.
type Change struct {
	At         time.Time
	From, To   string
	HandedBack bool // no row states it: a nested step ended and the outer status stands again
	Step       int  // N of the step it came with
	Leg        int
}

// StatusTime is the time an interaction was in one status.
type StatusTime struct {
	Status  string
	Seconds Opt[Span] // absent when it was only ever the last status of a closed interaction
	Running bool      // it is the last status of an open interaction: Seconds is "so far"
	Share   Opt[float64]
	Entered int // how often
	Changes []Change
}

// Stay is one visit to a queue.
type Stay struct {
	Order     int
	Leg       int
	QueueID   string
	EnteredAt time.Time
	LeftAt    time.Time
	Running   bool // still there at data_as_of
	Seconds   Opt[Span]
	Ended     Event // what took the interaction out of it; QueueEntry: another queue; 0: nothing did
	Reason    string
	Cause     Cause
	HopFrom   string // a hop: the last queue that is known before it, which is another one; empty: no hop
	PingPong  bool   // back in the queue before the one before: A, B, A
	Derived   bool   // no queue rows: made from the queue of other rows
	Step      int    // N of its first step
	LastStep  int    // N of its last
}

// Spell is one waiting of the customer: from a queue entry to whoever or whatever took them out of it.
type Spell struct {
	From    time.Time // absent: not known
	To      time.Time // absent: not known
	Running bool      // still waiting at data_as_of
	Derived bool      // no queue entry and no ring: it starts at the interaction's creation
	Ended   Event     // what ended it; 0 = nothing did
	// Connected: the end of a stay ended it, which says that an agent was connected. No accept tells who.
	Connected bool
	First     int // N of the first step in it; 0 when Derived
	Last      int // N of the step that ended it, else of the last step
	Length    Opt[Span]
}
