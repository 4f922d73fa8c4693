package duck

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"segpath/data/guard"
)

// Conn is one connection during one question.
type Conn struct {
	ctx    context.Context    // never cancelled: the driver's own cancel costs 500 ms
	Asked  context.Context    // the question's own: ends when it is cancelled
	SQL    *sql.Conn          // for what the methods do not do; never with Asked
	Handle mapping.Connection // the same connection as DuckDB's own interface takes it
}

// With runs f on a connection of its own. When ctx ends, what runs there is interrupted at once and
// the error is a data.Problem of code Interrupted.
func (in *Instance) With(ctx context.Context, f func(*Conn) error) (err error) {
	defer func() {
		if err != nil && ctx.Err() != nil {
			err = Interrupted(ctx)
		}
	}()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if in.Guard != nil {
		if err := in.Guard(); err != nil {
			return err
		}
	}
	sc, err := in.db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("reach the database of this export: %w", err)
	}
	defer func() { err = errors.Join(err, sc.Close()) }() // after a panic too: it is wanted again
	c := &Conn{ctx: context.WithoutCancel(ctx), Asked: ctx, SQL: sc}
	if c.Handle, err = in.handle(sc); err != nil {
		return err
	}
	defer c.interruptOn(ctx)()
	return f(c)
}

// interruptOn interrupts the connection's query, again and again, from the end of ctx until stop is called:
// an interrupt between two statements is lost.
func (c *Conn) interruptOn(ctx context.Context) (stop func()) {
	done, gone := make(chan struct{}), make(chan struct{})
	guard.Go(func() {
		defer close(gone)
		select {
		case <-done:
			return
		case <-ctx.Done():
		}
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			mapping.Interrupt(c.Handle)
			select {
			case <-done:
				return
			case <-tick.C:
			}
		}
	})
	return func() { close(done); <-gone }
}

// Exec runs one statement.
func (c *Conn) Exec(q string, args ...any) error {
	if _, err := c.SQL.ExecContext(c.ctx, q, args...); err != nil {
		return Failed(err, q)
	}
	return nil
}

// Row reads one row.
func (c *Conn) Row(q string, args []any, into ...any) error {
	if err := c.SQL.QueryRowContext(c.ctx, q, args...).Scan(into...); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return err
		}
		return Failed(err, q)
	}
	return nil
}

// Each reads every row. The whole result is in memory: a query that can be large has a LIMIT, or is streamed.
func (c *Conn) Each(q string, args []any, scan func(*sql.Rows) error) (err error) {
	rows, err := c.SQL.QueryContext(c.ctx, q, args...)
	if err != nil {
		return Failed(err, q)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Percent is how far the connection's query has come, from 0 to 1; negative when DuckDB does not know.
func (c *Conn) Percent() float64 {
	p := mapping.QueryProgress(c.Handle)
	percentage, _, _ := mapping.QueryProgressTypeMembers(&p)
	return percentage / 100
}
