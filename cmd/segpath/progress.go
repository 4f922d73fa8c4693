package main

import (
	"fmt"
	"sync"
	"time"

	"segpath/data"
	"segpath/data/text"
)

// progress is one line on the terminal that tells how far opening an export has come. It appears only
// when that takes a while, and is gone when it is done.
type progress struct {
	p       *program
	mu      sync.Mutex
	from    time.Time
	written time.Time
	shown   bool
	closed  bool
}

const (
	progressAfter = 500 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

func (p *program) newProgress() *progress { return &progress{p: p, from: time.Now()} }

// report shows how far opening has come, on a terminal and not too often.
func (t *progress) report(done data.Progress) {
	if t.p.quiet || !isTerminal(t.p.err) || t.p.env["TERM"] == "dumb" {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	now := time.Now()
	if t.closed || now.Sub(t.from) < progressAfter || now.Sub(t.written) < progressEvery {
		return
	}
	t.written, t.shown = now, true
	t.p.talk("\r" + progressLine(done) + "\x1b[K")
}

// progressLine is what the line says: what is being done, and how much of all is, else of this.
func progressLine(done data.Progress) string {
	line := text.Clean(done.Doing)
	if done.Share > 0 {
		line += fmt.Sprintf(" %d%%", int(100*min(done.Share, 1)))
	} else if done.Total > 0 {
		line += fmt.Sprintf(" %d%%", 100*min(done.Done, done.Total)/done.Total)
	}
	if done.Rows > 0 {
		line += fmt.Sprintf(", %d rows", done.Rows)
	}
	return line
}

// clear takes the line away.
func (t *progress) clear() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
	if t.shown {
		t.p.talk("\r\x1b[K")
	}
}
