package data

import "time"

// Summary is what a list shows of an interaction's path. Summarise is the reference; the SQL that
// builds the same for millions must equal it, field by field. What the export cannot say is absent.
type Summary struct {
	SegmentCount    int64
	RingCount       Opt[int64] // rings, each with the outcome that paired with it, or none
	UsersRung       Opt[int64]
	Accepts         Opt[int64] // paired and unpaired, ambiguous ones apart; likewise the next three
	Rejects         Opt[int64]
	Ignores         Opt[int64]
	Clears          Opt[int64]
	NoOutcome       Opt[int64]
	Ambiguous       Opt[int64]
	StayCount       Opt[int64]
	QueueHops       Opt[int64]
	PingPongCount   Opt[int64]
	Wait            Opt[Span] // to the answer, else to the abandon, else the first waiting spell
	WaitToAnswer    Opt[Span]
	TimeToFirstRing Opt[Span]
	TimeToAbandon   Opt[Span]
	DeadAir         Opt[Span]
	Talk            Opt[Span]
	Hold            Opt[Span]
	Open            bool
	FirstAt         time.Time
	LastAt          time.Time
	Path            string // a letter a step, without status changes
}
