package query

import (
	"context"

	"segpath/query/duck"
)

// lane is a line of questions that wait for each other. Those of other lanes go on beside them.
type lane chan struct{}

// lanes are those of an engine. Each has a connection, so that none waits for another: what the screen shows
// next never waits behind long work. Whoever asks a question knows when its answer is no longer needed, and ends
// its context: the question then ends at once, whether it runs or waits.
type lanes struct {
	screen lane // what is shown next: a page, a path, a raw row
	counts lane // how many match a search and a filter, for a page of them
	long   lane // what goes through the whole export
}

func newLanes() lanes {
	return lanes{screen: make(lane, 1), counts: make(lane, 1), long: make(lane, 1)}
}

// enter waits until the lane is free, or ctx ends; leave frees it.
func (l lane) enter(ctx context.Context) error {
	select {
	case l <- struct{}{}:
		return nil
	case <-ctx.Done():
		return duck.Interrupted(ctx)
	}
}

func (l lane) leave() { <-l }
