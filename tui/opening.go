package tui

import (
	"context"
	"sync"
	"time"

	"segpath/data"
	"segpath/data/guard"
)

// patience is how long Run waits for an opener that was cancelled.
const patience = 2 * time.Second

// opening keeps Run from returning while an opener still writes its files.
type opening struct {
	mu      sync.Mutex
	ended   bool
	running sync.WaitGroup
}

// watch is the opener, counted while it runs; after the end it does not start.
func (o *opening) watch(open Opener) Opener {
	return func(ctx context.Context, report func(data.Progress)) (Source, error) {
		o.mu.Lock()
		if o.ended {
			o.mu.Unlock()
			return nil, context.Canceled
		}
		o.running.Add(1)
		o.mu.Unlock()
		defer o.running.Done()
		return open(ctx, report)
	}
}

// end waits for the opener that runs, not for ever.
func (o *opening) end() {
	o.mu.Lock()
	o.ended = true
	o.mu.Unlock()
	done := make(chan struct{})
	guard.Go(func() {
		defer close(done)
		o.running.Wait()
	})
	select {
	case <-done:
	case <-time.After(patience):
	}
}
