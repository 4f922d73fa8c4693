package data

import "time"

// Summary is what a list shows of an interaction's path, as Summarise finds it. What the export
// cannot say is absent.
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

// Said is the summary less what an export with has cannot say.
func (s Summary) Said(has Has) Summary {
	rings, responses := has.Rings.Can(), has.Responses.Can()
	if !rings {
		s.RingCount, s.UsersRung, s.TimeToFirstRing, s.DeadAir = None[int64](), None[int64](), None[Span](), None[Span]()
	}
	if !responses {
		s.Accepts, s.Rejects, s.Ignores, s.Clears, s.Ambiguous = None[int64](), None[int64](), None[int64](), None[int64](), None[int64]()
	}
	if !rings || !responses {
		s.NoOutcome = None[int64]()
	}
	if !has.Queues.Can() {
		s.StayCount, s.QueueHops, s.PingPongCount = None[int64](), None[int64](), None[int64]()
	}
	if !has.Talk.Can() {
		s.Talk = None[Span]()
	}
	if !has.Hold.Can() {
		s.Hold = None[Span]()
	}
	return s
}
