package data

import "time"

// Leg is one interaction of a chain.
type Leg struct {
	Number int // from 1
	ID     string
	Path   *Path // nil when Missing
	// Missing: another leg names it and the export does not hold it.
	Missing bool
}

// Chain is an interaction as its customer lived it: the legs that transfers under new ids string
// together, in order. Each leg is ordered and paired by itself; the questions are asked of them all.
type Chain struct {
	Asked     string // the interaction id that was asked for
	Legs      []Leg
	Directory *Directory
	Has       Has
	AsOf      time.Time
	Notices   []Notice // about this chain alone
}
