package query

import (
	"time"

	"segpath/data"
	"segpath/data/guard"
)

// say reports how far a phase has come. The share of all never goes back.
func (b *builder) say(doing string, done, total, rows int64) {
	b.share = max(b.share, b.phase.at(done, total))
	b.o.Progress(data.Progress{Doing: doing, Share: b.share, Done: done, Total: total, Rows: rows, Peek: b.peek})
}

// watch reports a running statement's progress until stop is called.
func (b *builder) watch(c *conn, doing string, done, size, total, rows int64) (stop func()) {
	b.say(doing, done, total, rows)
	end, gone := make(chan struct{}), make(chan struct{})
	guard.Go(func() {
		defer close(gone)
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-end:
				return
			case <-tick.C:
				if p := c.Percent(); p > 0 {
					b.say(doing, done+int64(p*float64(size)), total, rows)
				}
			}
		}
	})
	return func() { close(end); <-gone }
}
