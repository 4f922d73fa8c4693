package sample

import (
	"time"

	"segpath/data"
)

// Options say what contact centre to simulate. The zero value is a small realistic one.
type Options struct {
	Seed         uint64    // the same seed and options give the same bytes, for ever
	Interactions int64     // how many; below 1: 1,000
	Start        time.Time // first day, cut to midnight UTC; zero: Monday 2 March 2026
	Days         int       // days with load, the last ends at 15:30; below 1: about 1,500 interactions a day, 3 to 365 days
	Users        int       // below 1: as many as the load needs, 18 to 400
	Queues       int       // 1 to 14; otherwise 10
	// Ties is about the share (0 to 1) of steps that start at the instant of the step before. At 0 no two
	// steps of an interaction start at the same instant.
	Ties float64
	// Durations makes every finished segment state its length in seconds.
	Durations bool
	// Stories puts the hand-written paths of the built-in sample among the simulated ones.
	Stories  bool
	Oddities Oddities
}

// Oddities are shares (0 to 1) of what real exports do badly.
type Oddities struct {
	MissingLookups float64 // queues and users that the lookups do not hold
	Userless       float64 // rejects, ignores and clears that do not name their user
	NoEnds         float64 // finished intervals whose end was not exported
}

// settled returns the options with every default filled in.
func (o Options) settled() Options {
	if o.Interactions < 1 {
		o.Interactions = 1000
	}
	if o.Start.IsZero() {
		o.Start = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	}
	o.Start = o.Start.UTC().Truncate(24 * time.Hour)
	if o.Days < 1 {
		o.Days = int(min(max(o.Interactions/1500, 3), 365))
	}
	if o.Users < 1 {
		o.Users = int(min(max(o.Interactions/int64(o.Days)/30, 18), 400))
	}
	if o.Queues < 1 || o.Queues > len(queueKinds) {
		o.Queues = min(10, len(queueKinds))
	}
	return o
}

// Case is one interaction as it truly was.
type Case struct {
	Interaction data.Interaction
	Segments    []data.Segment // in the order they happened; Seq from 1; no Source, the writer makes files
}
