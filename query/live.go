package query

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"segpath/data"
	"segpath/data/guard"
	"segpath/query/duck"
)

// Live is an export that is open at once, as far as it can be: its first pages and paths are answered while the
// rest is summed up. What has to be summed up first waits for that, so that an answer is the same before and after.
// It is safe for use by several goroutines.
type Live struct {
	stop context.CancelFunc
	done chan struct{} // closed when all is summed up, or that has failed

	counted chan struct{} // closed when the first page has its counts, or a question waits for the whole
	once    sync.Once

	exported atomic.Pointer[data.Export] // what is open, apart from mu: a screen asks for it while a question runs

	mu    sync.RWMutex // held for writing while the early answers end
	early *early       // nil when they have
	whole *Engine
	err   error
}

// OpenLive opens an export as Open does; where its files stay in their place it does not wait until they are
// summed up. The caller closes it.
func OpenLive(ctx context.Context, o Options) (*Live, error) {
	return survive(o.Stdin == nil, func() (*Live, error) { return openLiveOnce(ctx, o) })
}

func openLiveOnce(ctx context.Context, o Options) (*Live, error) {
	b, err := newBuilder(ctx, o)
	if err != nil {
		return nil, err
	}
	l := &Live{done: make(chan struct{}), counted: make(chan struct{}), stop: func() {}}
	l.whole, err = b.begin(ctx, true)
	if err == nil && l.whole == nil {
		if l.early, err = b.early(ctx); l.early != nil {
			l.exported.Store(&l.early.e.export)
			return l.build(ctx, b), nil
		}
		if err != nil && ctx.Err() == nil { // such as too little memory for two: the whole may do, or tells it again
			b.o.Log.InfoContext(ctx, "not answered early", "error", err)
			err = nil
		}
	}
	if err == nil && l.whole == nil {
		l.whole, err = b.finish(ctx)
	}
	if err != nil {
		err = b.why(ctx, err)
		return nil, errors.Join(b.abandon(), err)
	}
	l.exported.Store(&l.whole.export)
	close(l.done)
	return l, nil
}

// build sums up beside the early answers.
func (l *Live) build(ctx context.Context, b *builder) *Live {
	ctx, l.stop = context.WithCancel(context.WithoutCancel(ctx)) // opening has ended by then
	guard.Go(func() {
		defer close(l.done)
		select { // the first page has the machine to itself, and so has a path that is all that is asked
		case <-l.counted:
		case <-ctx.Done():
		case <-time.After(headStart):
		}
		whole, err := b.finish(ctx)
		l.mu.Lock()
		defer l.mu.Unlock()
		if err := l.early.close(); err != nil {
			b.o.Log.WarnContext(ctx, "the early answers were not closed", "error", err)
		}
		if err != nil { // the export stays what its files said of it
			b.o.Log.ErrorContext(ctx, "not summed up", "error", err)
			err = b.why(ctx, err)
			err = errors.Join(b.abandon(), err)
		} else {
			l.exported.Store(&whole.export)
		}
		l.whole, l.err, l.early = whole, err, nil
	})
	return l
}

// hurry lets the summing up begin.
func (l *Live) hurry() { l.once.Do(func() { close(l.counted) }) }

// headStart is how long the summing up waits for the first counts at the most.
const headStart = 3 * time.Second

// Whole waits until everything is summed up. The error says why that failed, or is a data.Problem of code Interrupted
// when ctx ends.
func (l *Live) Whole(ctx context.Context) error {
	_, err := l.wait(ctx)
	return err
}

func (l *Live) wait(ctx context.Context) (*Engine, error) {
	select {
	case <-l.done:
		return l.whole, l.err
	case <-ctx.Done():
		return nil, duck.Interrupted(ctx)
	}
}

// Close ends what is being summed up, closes the export and removes its run folder.
func (l *Live) Close() error {
	l.stop()
	<-l.done
	if l.whole == nil {
		return nil
	}
	return l.whole.Close()
}

// soon answers early if it can; else it waits until everything is summed up.
func soon[T any](ctx context.Context, l *Live, early func(*early) (T, error), whole func(*Engine) (T, error)) (T, error) {
	var none T
	l.mu.RLock()
	if l.early != nil {
		answer, err := early(l.early)
		if !errors.Is(err, errNotYet) {
			l.mu.RUnlock()
			return answer, err
		}
	}
	l.mu.RUnlock()
	l.hurry()
	e, err := l.wait(ctx)
	if err != nil {
		return none, err
	}
	return whole(e)
}

// errNotYet says that a question waits for what is not there yet.
var errNotYet = errors.New("not yet summed up")

func notYet[T any](*early) (none T, err error) { return none, errNotYet }

// Export tells what is open: while it is being summed up, and where that fails, what the files say of it.
func (l *Live) Export() data.Export { return *l.exported.Load() }

// Interactions is Engine.Interactions. While the export is Building, rows do not tell the root of their chain, and bare
// rows nothing that has to be counted.
func (l *Live) Interactions(ctx context.Context, q data.PageRequest) (data.Page, error) {
	if q.Bare {
		if page, ok := l.bare(ctx, q); ok {
			return page, nil
		}
	}
	defer l.hurry()
	return soon(ctx, l, func(e *early) (data.Page, error) { return e.page(ctx, q) },
		func(e *Engine) (data.Page, error) { return e.Interactions(ctx, q) })
}

// bare answers with rows alone, if it can.
func (l *Live) bare(ctx context.Context, q data.PageRequest) (data.Page, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.early == nil {
		return data.Page{}, false
	}
	page, err := l.early.page(ctx, q)
	return page, err == nil
}

// Chain is Engine.Chain.
func (l *Live) Chain(ctx context.Context, id string) (*data.Chain, error) {
	return soon(ctx, l, func(e *early) (*data.Chain, error) { return e.chain(ctx, id) },
		func(e *Engine) (*data.Chain, error) { return e.Chain(ctx, id) })
}

// Raw is Engine.Raw.
func (l *Live) Raw(ctx context.Context, source string, record int64) (data.RawRow, error) {
	return soon(ctx, l, func(e *early) (data.RawRow, error) { return e.e.Raw(ctx, source, record) },
		func(e *Engine) (data.RawRow, error) { return e.Raw(ctx, source, record) })
}

// Find is Engine.Find.
func (l *Live) Find(ctx context.Context, text string, limit int) (data.Page, error) {
	return soon(ctx, l, notYet[data.Page], func(e *Engine) (data.Page, error) { return e.Find(ctx, text, limit) })
}

// QueueTimes is Engine.QueueTimes.
func (l *Live) QueueTimes(ctx context.Context, lengths []data.QueueLength) (data.QueueTimes, error) {
	return soon(ctx, l, notYet[data.QueueTimes], func(e *Engine) (data.QueueTimes, error) { return e.QueueTimes(ctx, lengths) })
}

// Check is Engine.Check.
func (l *Live) Check(ctx context.Context) (data.Report, error) {
	return soon(ctx, l, notYet[data.Report], func(e *Engine) (data.Report, error) { return e.Check(ctx) })
}

// Vocabulary is Engine.Vocabulary.
func (l *Live) Vocabulary(ctx context.Context) (data.Vocabulary, error) {
	return soon(ctx, l, notYet[data.Vocabulary], func(e *Engine) (data.Vocabulary, error) { return e.Vocabulary(ctx) })
}
