package query

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	duckdb "github.com/duckdb/duckdb-go/v2"
	"github.com/duckdb/duckdb-go/v2/mapping"

	"segpath/data"
	"segpath/data/guard"
	"segpath/query/files"
)

// instance is one DuckDB: a database file of ours, its settings, and its connections.
type instance struct {
	db *sql.DB

	mu      sync.Mutex
	handles map[driver.Conn]mapping.Connection // what Interrupt and QueryProgress need

	guard func() error // what must hold before every question; nil: nothing
}

// settings are what an instance is opened with.
type settings struct {
	Path     string // the database file
	Temp     string // a folder for its spill, of this instance alone
	Spill    string // max_temp_directory_size; empty = as much as spares a reserve of the disk
	Memory   string // memory_limit
	Threads  int
	ReadOnly bool
}

// connecting guards hooking: the driver keeps its native handle to itself, and interrupting at once
// instead of after its 500 ms needs it (see "Lanes, cancelling and accidents" in the package comment).
var connecting sync.Mutex

// connector opens connections and remembers their native handles.
type connector struct {
	inner
	in *instance
}

// inner is the driver's own connector.
type inner interface {
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
	conn, err := c.inner.Connect(ctx)
	if err != nil {
		return nil, err
	}
	c.in.mu.Lock()
	c.in.handles[conn] = handle
	c.in.mu.Unlock()
	return conn, nil
}

// openInstance opens a database file. Nothing is looked up on the network, now or later.
func openInstance(ctx context.Context, s settings) (*instance, error) {
	in := &instance{handles: map[driver.Conn]mapping.Connection{}}
	dsn := s.Path + "?storage_compatibility_version=latest&autoinstall_known_extensions=false&autoload_known_extensions=false" +
		"&allow_community_extensions=false&allow_persistent_secrets=false"
	if s.ReadOnly {
		dsn += "&access_mode=READ_ONLY"
	}
	if s.Spill == "" {
		s.Spill = spillLimit(s.Temp)
	}
	setup := context.WithoutCancel(ctx)
	of, err := duckdb.NewConnector(dsn, func(e driver.ExecerContext) error { return configure(setup, e, s) })
	if err != nil {
		return nil, failed(err, "open the database of this export")
	}
	in.serve(of)
	if err := in.connectAll(ctx); err != nil {
		return nil, errors.Join(failed(err, "open the database of this export"), in.db.Close())
	}
	return in, nil
}

// serve opens the pool of connections, which keeps them: one that is lost after the lock could not be
// set up again.
//
//nolint:contextcheck // the standard library opens it without one
func (in *instance) serve(of inner) {
	in.db = sql.OpenDB(&connector{inner: of, in: in})
	in.db.SetConnMaxLifetime(0)
	in.db.SetMaxIdleConns(connections)
	in.db.SetMaxOpenConns(connections)
}

// connectAll opens and sets up every connection now, before any lock.
func (in *instance) connectAll(ctx context.Context) error {
	var all []*sql.Conn
	var failed error
	for range connections {
		c, err := in.db.Conn(ctx)
		if err != nil {
			failed = err
			break
		}
		all = append(all, c)
	}
	for _, c := range all {
		failed = errors.Join(failed, c.Close())
	}
	return failed
}

// configure sets up one connection. Global settings are refused once the instance is locked; they stand then.
func configure(ctx context.Context, e driver.ExecerContext, s settings) error {
	global := []string{
		"SET GLOBAL temp_directory = " + quoteText(s.Temp),
		"SET GLOBAL TimeZone = 'UTC'",
		"SET GLOBAL preserve_insertion_order = true",
		"SET GLOBAL allocator_background_threads = true", // without, half a gigabyte that was freed stays with the program
		"SET GLOBAL late_materialization_max_rows = 1000",
		"SET GLOBAL memory_limit = " + quoteText(s.Memory),
		fmt.Sprintf("SET GLOBAL threads = %d", s.Threads),
	}
	if s.Spill != "" {
		global = append(global, "SET GLOBAL max_temp_directory_size = "+quoteText(s.Spill))
	}
	local := []string{
		"SET parquet_metadata_cache = true", // footers of files that stay in their place
	}
	for _, q := range append(global, local...) {
		if _, err := e.ExecContext(ctx, q, nil); err != nil {
			if strings.Contains(err.Error(), "configuration has been locked") {
				return nil
			}
			return failed(err, q)
		}
	}
	return nil
}

// lock takes the instance's access to files, network and settings away, and reads back that it is gone. Files of
// the export that stay in their place can be read on, and no other.
func (in *instance) lock(ctx context.Context, inPlace []string) error {
	return in.with(ctx, func(c *conn) error {
		if len(inPlace) > 0 {
			var list []string
			for _, path := range inPlace { // as it is, and as it is asked for
				list = append(list, quoteText(path), quoteText(files.EscapeGlob(path)))
			}
			if err := c.exec("SET allowed_paths = [" + strings.Join(list, ", ") + "]"); err != nil {
				return err
			}
		}
		if err := c.exec("SET enable_external_access = false"); err != nil {
			return err
		}
		if err := c.exec("SET lock_configuration = true"); err != nil {
			return err
		}
		var external, locked bool
		err := c.row("SELECT current_setting('enable_external_access'), current_setting('lock_configuration')",
			nil, &external, &locked)
		if err != nil {
			return err
		}
		if external || !locked {
			return errors.New("the database could not be locked against reading other files")
		}
		return nil
	})
}

// openLocked opens a database that is complete and locks it, with files of the export that stay in their place.
func openLocked(ctx context.Context, s settings, inPlace []string) (*instance, error) {
	in, err := openInstance(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := in.lock(ctx, inPlace); err != nil {
		return nil, errors.Join(err, in.close())
	}
	return in, nil
}

// close closes the instance and its file.
func (in *instance) close() error { return in.db.Close() }

// conn is one connection during one question.
type conn struct {
	ctx    context.Context // never cancelled: the driver's own cancel costs 500 ms
	asked  context.Context // the question's own: ends when it is cancelled
	sql    *sql.Conn
	handle mapping.Connection
}

// with runs f on a connection of its own. When ctx ends, what runs there is interrupted at once and
// the error is a data.Problem of code Interrupted.
func (in *instance) with(ctx context.Context, f func(*conn) error) (err error) {
	defer func() {
		if err != nil && ctx.Err() != nil {
			err = interrupted(ctx)
		}
	}()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if in.guard != nil {
		if err := in.guard(); err != nil {
			return err
		}
	}
	sc, err := in.db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("reach the database of this export: %w", err)
	}
	defer func() { err = errors.Join(err, sc.Close()) }() // after a panic too: it is wanted again
	c := &conn{ctx: context.WithoutCancel(ctx), asked: ctx, sql: sc}
	if c.handle, err = in.handle(sc); err != nil {
		return err
	}
	defer c.interruptOn(ctx)()
	return f(c)
}

// handle is a connection's native handle.
//
//nolint:contextcheck // the standard library hands it out without one
func (in *instance) handle(sc *sql.Conn) (handle mapping.Connection, err error) {
	err = sc.Raw(func(d any) error {
		in.mu.Lock()
		defer in.mu.Unlock()
		handle = in.handles[d.(driver.Conn)]
		return nil
	})
	return handle, err
}

// interruptOn interrupts the connection's query, again and again, from the end of ctx until stop is called:
// an interrupt between two statements is lost.
func (c *conn) interruptOn(ctx context.Context) (stop func()) {
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
			mapping.Interrupt(c.handle)
			select {
			case <-done:
				return
			case <-tick.C:
			}
		}
	})
	return func() { close(done); <-gone }
}

func interrupted(ctx context.Context) error {
	return &data.Problem{Code: data.Interrupted, Text: "interrupted", Cause: context.Cause(ctx)}
}

// exec runs one statement.
func (c *conn) exec(q string, args ...any) error {
	if _, err := c.sql.ExecContext(c.ctx, q, args...); err != nil {
		return failed(err, q)
	}
	return nil
}

// row reads one row.
func (c *conn) row(q string, args []any, into ...any) error {
	if err := c.sql.QueryRowContext(c.ctx, q, args...).Scan(into...); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return err
		}
		return failed(err, q)
	}
	return nil
}

// each reads every row. The whole result is in memory: a query that can be large has a LIMIT, or is streamed.
func (c *conn) each(q string, args []any, scan func(*sql.Rows) error) (err error) {
	rows, err := c.sql.QueryContext(c.ctx, q, args...)
	if err != nil {
		return failed(err, q)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// percent is how far the connection's query has come, from 0 to 1; negative when DuckDB does not know.
func (c *conn) percent() float64 {
	p := mapping.QueryProgress(c.handle)
	percentage, _, _ := mapping.QueryProgressTypeMembers(&p)
	return percentage / 100
}

// failed tells a statement's failure: what the machine lacks as a sentence with what to do, else where it was.
func failed(err error, q string) error {
	switch text := err.Error(); {
	case strings.Contains(text, "max_temp_directory_size"):
		return &data.Problem{Code: data.Failed, Text: "the disk has no room for what does not fit into memory", Hint: "Make room where the cache is (XDG_CACHE_HOME says where), or give more memory, such as --memory 4GB.", Cause: err}
	case strings.Contains(text, "No space left on device"):
		return &data.Problem{Code: data.Failed, Text: "the disk is full: there is no room for the loaded copy of this export", Hint: "Make room where the cache is (XDG_CACHE_HOME says where), or open less.", Cause: err}
	case strings.Contains(text, "Out of Memory Error"):
		return &data.Problem{Code: data.Failed, Text: "the limit of memory is too low for this export", Hint: "Give more with --memory, such as --memory 4GB.", Cause: err}
	}
	return fmt.Errorf("%w (in: %s)", err, firstLine(q)) // for a report: the user meets it only where segpath is wrong
}

func firstLine(q string) string {
	line, _, more := strings.Cut(strings.TrimSpace(q), "\n")
	if more {
		line += " …"
	}
	return line
}

// quoteText is a text as an SQL literal.
func quoteText(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// quoteName is an identifier as SQL takes it; every name is quoted, since event and sample are words of DuckDB.
func quoteName(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
