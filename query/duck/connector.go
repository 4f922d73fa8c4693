package duck

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"
	"sync"

	"github.com/duckdb/duckdb-go/v2/mapping"
)

// connecting guards hooking: the driver keeps its native handle to itself, and interrupting at once
// instead of after its 500 ms needs it (see "Lanes, cancelling and accidents" in the comment of package query).
var connecting sync.Mutex

// connector opens connections and remembers their native handles.
type connector struct {
	Connector
	in *Instance
}

// Connector is what opens connections: the driver's own.
type Connector interface {
	driver.Connector
	io.Closer
}

// Connect opens one connection.
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	connecting.Lock()
	defer connecting.Unlock()
	var handle mapping.Connection
	connect := mapping.Connect
	mapping.Connect = func(db mapping.Database, out *mapping.Connection) mapping.State {
		state := connect(db, out)
		handle = *out
		return state
	}
	defer func() { mapping.Connect = connect }()
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	c.in.mu.Lock()
	c.in.handles[conn] = handle
	c.in.mu.Unlock()
	return conn, nil
}

// handle is a connection's native handle.
//
//nolint:contextcheck // the standard library hands it out without one
func (in *Instance) handle(sc *sql.Conn) (handle mapping.Connection, err error) {
	err = sc.Raw(func(d any) error {
		in.mu.Lock()
		defer in.mu.Unlock()
		handle = in.handles[d.(driver.Conn)]
		return nil
	})
	return handle, err
}
