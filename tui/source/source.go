// Package source is what the screens ask: the few questions about an open export, over data's types.
package source

import (
	"context"

	"segpath/data"
)

// Source is an open export as the screens see it. Every method but Export may take long: it stops
// with the context's error when its context ends, and is never called from an Update.
type Source interface {
	Export() data.Export
	Interactions(ctx context.Context, q data.PageRequest) (data.Page, error)
	Chain(ctx context.Context, id string) (*data.Chain, error)
	QueueTimes(ctx context.Context, lengths []data.QueueLength) (data.QueueTimes, error)
	Check(ctx context.Context) (data.Report, error)
	Raw(ctx context.Context, source string, record int64) (data.RawRow, error)
	Vocabulary(ctx context.Context) (data.Vocabulary, error)
	// Whole waits until an export that is Building is summed up, or tells why that failed.
	Whole(ctx context.Context) error
}

// Opener opens the export. It reports how far it has come as often as it likes, from one goroutine,
// and stops when its context ends.
type Opener func(ctx context.Context, report func(data.Progress)) (Source, error)
