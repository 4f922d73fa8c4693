package open

import (
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
)

// between is the least time from one report on screen to the next.
const between = 50 * time.Millisecond

// progressed is how far opening has come, and after how long.
type progressed struct {
	of      *feed
	at      data.Progress
	elapsed time.Duration
}

// next asks for the report after the one that is shown.
type next struct{ of *feed }

// feed carries reports from the opener to the screen. The opener never waits: only the newest report
// is kept.
type feed struct {
	begun  time.Time
	signal chan struct{}
	done   chan struct{}
	once   sync.Once

	mu     sync.Mutex
	newest progressed
}

func newFeed() *feed {
	return &feed{begun: time.Now(), signal: make(chan struct{}, 1), done: make(chan struct{})}
}

func (f *feed) report(p data.Progress) {
	f.mu.Lock()
	if p.Peek == nil {
		p.Peek = f.newest.at.Peek
	}
	f.newest = progressed{of: f, at: p, elapsed: time.Since(f.begun)}
	f.mu.Unlock()
	select {
	case f.signal <- struct{}{}:
	default:
	}
}

func (f *feed) close() { f.once.Do(func() { close(f.done) }) }

// listen is the command that waits for a report; it ends when opening has ended.
func (f *feed) listen() tea.Msg {
	select {
	case <-f.signal:
		f.mu.Lock()
		defer f.mu.Unlock()
		return f.newest
	case <-f.done:
		return nil
	}
}
