package tuitest

import (
	"io"
	"sync"
)

// queue is an unbounded pipe: writes never block.
type queue struct {
	mu     sync.Mutex
	cond   *sync.Cond
	b      []byte
	closed bool
}

func newQueue() *queue {
	q := &queue{}
	q.cond = sync.NewCond(&q.mu)
	return q
}

func (q *queue) Write(p []byte) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.b = append(q.b, p...)
	q.cond.Broadcast()
	return len(p), nil
}

func (q *queue) Read(p []byte) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.b) == 0 && !q.closed {
		q.cond.Wait()
	}
	if len(q.b) == 0 {
		return 0, io.EOF
	}
	n := copy(p, q.b)
	q.b = q.b[n:]
	return n, nil
}

func (q *queue) Close() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.cond.Broadcast()
	return nil
}
