// Package request runs a screen's questions off the screen's goroutine. A question has a generation:
// a newer one cancels the older, and an answer to an older one is dropped.
package request

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
)

// Runner is what a question needs from outside: the context that ends with the program, and a clock.
type Runner struct {
	Context context.Context // the program's own: it is handed to every question
	// After gives a command that sends msg after d; nil for no clock at all, in tests.
	After func(d time.Duration, msg tea.Msg) tea.Cmd
}

// NewRunner returns a Runner with the real clock.
func NewRunner(ctx context.Context) Runner {
	return Runner{Context: ctx, After: func(d time.Duration, msg tea.Msg) tea.Cmd {
		return tea.Tick(d, func(time.Time) tea.Msg { return msg })
	}}
}

// Later sends msg after d, or never where there is no clock.
func (r Runner) Later(d time.Duration, msg tea.Msg) tea.Cmd {
	if r.After == nil {
		return nil
	}
	return r.After(d, msg)
}

// Soon sends msg after d; at once where there is no clock.
func (r Runner) Soon(d time.Duration, msg tea.Msg) tea.Cmd {
	if r.After == nil {
		return func() tea.Msg { return msg }
	}
	return r.After(d, msg)
}

// When a question takes longer than slow, its lane shows that it runs; then frames follow each other.
const (
	slow  = 100 * time.Millisecond
	frame = 100 * time.Millisecond
)

// Lane is a place for one running question. A screen has one for each kind of question and uses it from
// Update only. The zero Lane is ready.
type Lane[T any] struct {
	generation uint64
	cancel     context.CancelFunc
	frame      int
}

// Answer is what came of a question.
type Answer[T any] struct {
	Value T
	Err   error
}

type answered[T any] struct {
	lane       *Lane[T]
	generation uint64
	answer     Answer[T]
}

type ticked[T any] struct {
	lane       *Lane[T]
	generation uint64
}

// Ask runs question, and cancels the one that runs in this lane. The answer arrives as a message that
// Update recognises.
func (l *Lane[T]) Ask(r Runner, question func(context.Context) (T, error)) tea.Cmd {
	l.Cancel()
	parent := r.Context
	if parent == nil {
		parent = context.Background()
	}
	ctx, cancel := context.WithCancel(parent)
	l.cancel = cancel
	generation := l.generation
	run := func() tea.Msg {
		value, err := safely(ctx, question)
		cancel()
		return answered[T]{lane: l, generation: generation, answer: Answer[T]{Value: value, Err: err}}
	}
	return tea.Batch(run, r.Later(slow, ticked[T]{lane: l, generation: generation}))
}

// Update takes a message: the answer, when it is that of this lane's running question, else nil; and
// what keeps the spinner turning.
func (l *Lane[T]) Update(r Runner, msg tea.Msg) (*Answer[T], tea.Cmd) {
	switch msg := msg.(type) {
	case answered[T]:
		if msg.lane != l || msg.generation != l.generation || l.cancel == nil {
			return nil, nil
		}
		l.finish()
		return &msg.answer, nil
	case ticked[T]:
		if msg.lane != l || msg.generation != l.generation || l.cancel == nil {
			return nil, nil
		}
		l.frame++
		return nil, r.Later(frame, msg)
	}
	return nil, nil
}

// Cancel ends the running question, if any; its answer will be dropped.
func (l *Lane[T]) Cancel() {
	if l.cancel != nil {
		l.cancel()
	}
	l.finish()
}

func (l *Lane[T]) finish() {
	l.generation++
	l.cancel, l.frame = nil, 0
}

// Busy tells whether a question runs.
func (l *Lane[T]) Busy() bool { return l.cancel != nil }

// Frame counts up from 1 while a question has run for long enough to show it; 0 before and else.
func (l *Lane[T]) Frame() int { return l.frame }

// safely turns a panic in a question into an error, so that it can be told and the terminal stays whole.
func safely[T any](ctx context.Context, question func(context.Context) (T, error)) (value T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = data.Problemf(data.Failed, "This is a fault in segpath: please report it with these words.", "segpath itself failed: %v", p)
		}
	}()
	return question(ctx)
}
