package query

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"segpath/data"
	"segpath/query/duck"
)

// emptyInstance is a database without any table.
func emptyInstance(t *testing.T) *instance {
	t.Helper()
	dir := t.TempDir()
	in, err := openInstance(context.Background(), duck.Settings{Path: filepath.Join(dir, "x.db"), Temp: filepath.Join(dir, "tmp"), Memory: "1GB", Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := in.Close(); err != nil {
			t.Error(err)
		}
	})
	return in
}

// TestTableWriter writes more rows than a chunk has, with texts of every length about the one that stands in its place,
// and reads them back.
func TestTableWriter(t *testing.T) {
	in := emptyInstance(t)
	const rows = 5000
	at := time.Date(2026, 3, 1, 12, 0, 0, 1000, time.UTC)
	err := in.with(context.Background(), func(c *conn) error {
		if err := c.Exec("ATTACH ':memory:' AS work; CREATE TABLE work.x (n INTEGER, long BIGINT, yes BOOLEAN, told_at TIMESTAMP, text VARCHAR, path VARCHAR)"); err != nil {
			return err
		}
		w, err := newTableWriter(c, "work", "x")
		if err != nil {
			return err
		}
		for n := range rows {
			w.int32(int32(n))
			length := data.None[int64]()
			if n%3 > 0 {
				length = data.Some(int64(n) << 33)
			}
			w.count(length)
			w.bool(n%2 == 0)
			if n%5 == 0 {
				w.instant(time.Time{})
			} else {
				w.instant(at.Add(time.Duration(n) * time.Microsecond))
			}
			w.text(strings.Repeat("ä", n%9))
			w.letters(strings.Repeat("x", n%20))
			if err := w.end(); err != nil {
				return err
			}
		}
		if err := w.close(); err != nil {
			return err
		}
		var n int32
		return c.Each("SELECT * FROM work.x", nil, func(r *sql.Rows) error {
			var got int32
			var long sql.NullInt64
			var yes bool
			var when sql.NullTime
			var text, path sql.NullString
			if err := r.Scan(&got, &long, &yes, &when, &text, &path); err != nil {
				return err
			}
			if got != n || long.Valid != (n%3 > 0) || long.Valid && long.Int64 != int64(n)<<33 || yes != (n%2 == 0) ||
				when.Valid != (n%5 > 0) || when.Valid && !when.Time.Equal(at.Add(time.Duration(n)*time.Microsecond)) ||
				text.Valid != (n%9 > 0) || text.String != strings.Repeat("ä", int(n%9)) || !path.Valid || path.String != strings.Repeat("x", int(n%20)) {
				t.Errorf("row %d is %d %v %v %v %v %v", n, got, long, yes, when, text, path)
			}
			n++
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestTableWriterRefuses holds a row of too few values to be refused.
func TestTableWriterRefuses(t *testing.T) {
	w := &tableWriter{table: "x", cols: make([]targetColumn, 2), col: 1}
	if err := w.end(); err == nil {
		t.Error("a row of one value of two was taken")
	}
}
