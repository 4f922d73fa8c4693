package query

import (
	"context"

	"segpath/query/duck"
)

// instance is the database of one export.
type instance struct{ *duck.Instance }

// conn is a connection to it, with questions of an export as its methods: each stands where it is asked.
type conn struct{ *duck.Conn }

// openInstance opens a database.
func openInstance(ctx context.Context, s duck.Settings) (*instance, error) {
	in, err := duck.Open(ctx, s)
	if err != nil {
		return nil, err
	}
	return &instance{in}, nil
}

// openLocked opens a database that is complete and locks it, with files of the export that stay in their place.
func openLocked(ctx context.Context, s duck.Settings, inPlace []string) (*instance, error) {
	in, err := duck.OpenLocked(ctx, s, inPlace)
	if err != nil {
		return nil, err
	}
	return &instance{in}, nil
}

// with runs f on a connection of its own, as duck.Instance.With does.
func (in *instance) with(ctx context.Context, f func(*conn) error) error {
	return in.With(ctx, func(c *duck.Conn) error { return f(&conn{c}) })
}
