// Package duck opens DuckDB and asks it: instances with their settings and limits, connections whose questions end at
// once when nobody wants them any more, and its errors as sentences. It knows nothing of exports.
package duck

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"sync"

	duckdb "github.com/duckdb/duckdb-go/v2"
	"github.com/duckdb/duckdb-go/v2/mapping"

	"segpath/query/files"
)

// Instance is one DuckDB: a database file of ours, its settings, and its connections.
type Instance struct {
	db *sql.DB

	mu      sync.Mutex
	handles map[driver.Conn]mapping.Connection // what Interrupt and QueryProgress need

	Guard func() error // what must hold before every question; nil: nothing
}

// Settings are what an instance is opened with.
type Settings struct {
	Path     string // the database file
	Temp     string // a folder for its spill, of this instance alone
	Spill    string // max_temp_directory_size; empty = as much as spares a reserve of the disk
	Memory   string // memory_limit
	Threads  int
	ReadOnly bool
}

// Connections are as many as an instance has: one for each line of questions that wait for each other. Summing up holds as
// many at once: one reads, one writes what is only worked with, and one what is kept.
const Connections = 3

// Open opens a database file. Nothing is looked up on the network, now or later.
func Open(ctx context.Context, s Settings) (*Instance, error) {
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
		return nil, Failed(err, "open the database of this export")
	}
	in, err := Serve(ctx, of)
	if err != nil {
		return nil, Failed(err, "open the database of this export")
	}
	return in, nil
}

// Serve makes an instance of what opens its connections.
func Serve(ctx context.Context, of Connector) (*Instance, error) {
	in := &Instance{handles: map[driver.Conn]mapping.Connection{}}
	in.serve(of)
	if err := in.connectAll(ctx); err != nil {
		return nil, errors.Join(err, in.db.Close())
	}
	return in, nil
}

// serve opens the pool of connections, which keeps them: one that is lost after the lock could not be
// set up again.
//
//nolint:contextcheck // the standard library opens it without one
func (in *Instance) serve(of Connector) {
	in.db = sql.OpenDB(&connector{Connector: of, in: in})
	in.db.SetConnMaxLifetime(0)
	in.db.SetMaxIdleConns(Connections)
	in.db.SetMaxOpenConns(Connections)
}

// connectAll opens and sets up every connection now, before any lock.
func (in *Instance) connectAll(ctx context.Context) error {
	var all []*sql.Conn
	var failed error
	for range Connections {
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
func configure(ctx context.Context, e driver.ExecerContext, s Settings) error {
	global := []string{
		"SET GLOBAL temp_directory = " + files.SQLString(s.Temp),
		"SET GLOBAL TimeZone = 'UTC'",
		"SET GLOBAL preserve_insertion_order = true",
		"SET GLOBAL allocator_background_threads = true", // without, half a gigabyte that was freed stays with the program
		"SET GLOBAL late_materialization_max_rows = 1000",
		"SET GLOBAL memory_limit = " + files.SQLString(s.Memory),
		fmt.Sprintf("SET GLOBAL threads = %d", s.Threads),
	}
	if s.Spill != "" {
		global = append(global, "SET GLOBAL max_temp_directory_size = "+files.SQLString(s.Spill))
	}
	local := []string{
		"SET parquet_metadata_cache = true", // footers of files that stay in their place
	}
	for _, q := range append(global, local...) {
		if _, err := e.ExecContext(ctx, q, nil); err != nil {
			if strings.Contains(err.Error(), "configuration has been locked") {
				return nil
			}
			return Failed(err, q)
		}
	}
	return nil
}

// Close closes the instance and its file.
func (in *Instance) Close() error { return in.db.Close() }
