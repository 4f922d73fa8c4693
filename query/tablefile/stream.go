package tablefile

import (
	"context"
	"errors"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/duckdb/duckdb-go/v2"

	"segpath/data"
	"segpath/data/guard"
)

// ahead is how many chunks of rows are made before DuckDB asks for them.
const ahead = 4

// rowStream hands the rows of a table to DuckDB. A goroutine makes them into chunks while DuckDB
// writes the chunks before; chunks go round and are filled again, so there are never more than a few.
type rowStream struct {
	table   *data.Table
	columns []duckdb.ColumnInfo
	full    chan *chunk
	empty   chan *chunk

	failed   error // of the goroutine; read once full is closed
	panicked any
}

// chunk is some rows, one after another, as the driver takes them.
type chunk struct {
	cells []any
	rows  int
}

func newRowStream(t *data.Table) (*rowStream, error) {
	s := &rowStream{table: t, full: make(chan *chunk, ahead), empty: make(chan *chunk, ahead+2)}
	for _, c := range t.Columns {
		info, err := typeOf(c.Type)
		if err != nil {
			return nil, err
		}
		s.columns = append(s.columns, duckdb.ColumnInfo{Name: c.Name, T: info})
	}
	for range cap(s.empty) {
		s.empty <- &chunk{cells: make([]any, 0, len(t.Columns)*duckdb.GetDataChunkCapacity())}
	}
	return s, nil
}

// typeOf is DuckDB's type of a column. A decimal holds every span exactly to the microsecond.
func typeOf(kind data.ColumnType) (duckdb.TypeInfo, error) {
	text, err := duckdb.NewTypeInfo(duckdb.TYPE_VARCHAR)
	if err != nil {
		return nil, err
	}
	switch kind {
	case data.IntegerColumn:
		return duckdb.NewTypeInfo(duckdb.TYPE_BIGINT)
	case data.NumberColumn:
		return duckdb.NewTypeInfo(duckdb.TYPE_DOUBLE)
	case data.InstantColumn:
		return duckdb.NewTypeInfo(duckdb.TYPE_TIMESTAMP_TZ)
	case data.SecondsColumn:
		return duckdb.NewDecimalInfo(18, 6)
	case data.BooleanColumn:
		return duckdb.NewTypeInfo(duckdb.TYPE_BOOLEAN)
	case data.ListColumn:
		return duckdb.NewListInfo(text)
	case data.MapColumn:
		return duckdb.NewMapInfo(text, text)
	default:
		return text, nil
	}
}

// start makes the rows from now on. The function it returns waits for the end of that and gives the
// error to tell: the rows' own before what DuckDB made of it.
func (s *rowStream) start(ctx context.Context, opt *Options) (finish func(error) error) {
	ctx, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	guard.Go(func() {
		defer close(done)
		defer close(s.full)
		defer func() { s.panicked = recover() }()
		s.failed = s.make(ctx, opt)
	})
	return func(err error) error {
		stop()
		<-done
		if s.panicked != nil {
			panic(s.panicked)
		}
		var told *data.Problem
		if errors.As(s.failed, &told) && told.Code != data.Interrupted {
			return told
		}
		return err
	}
}

// make fills chunks with rows until there are no more.
func (s *rowStream) make(ctx context.Context, opt *Options) error {
	chunk := <-s.empty
	next := func() error {
		select {
		case s.full <- chunk:
		case <-ctx.Done():
			return stopped(ctx)
		}
		select {
		case chunk = <-s.empty:
		case <-ctx.Done():
			return stopped(ctx)
		}
		chunk.rows, chunk.cells = 0, chunk.cells[:0]
		return nil
	}
	size := duckdb.GetDataChunkCapacity()
	err := eachRow(ctx, s.table, opt, func(n int64, cells []any) error {
		for i, cell := range cells {
			v, ok := valueOf(s.table.Columns[i].Type, cell)
			if !ok {
				return badCell(s.table, n, s.table.Columns[i], cell)
			}
			chunk.cells = append(chunk.cells, v)
		}
		if chunk.rows++; chunk.rows == size {
			return next()
		}
		return nil
	})
	if err != nil || chunk.rows == 0 {
		return err
	}
	return next()
}

// ColumnInfos tells DuckDB the columns.
func (s *rowStream) ColumnInfos() []duckdb.ColumnInfo { return s.columns }

// Cardinality is not known before the rows have been read.
func (s *rowStream) Cardinality() *duckdb.CardinalityInfo { return nil }

// Init has nothing to prepare.
func (s *rowStream) Init() {}

// FillChunk gives DuckDB the next chunk; an empty one is the end.
func (s *rowStream) FillChunk(out duckdb.DataChunk) error {
	chunk, more := <-s.full
	if !more {
		if s.panicked != nil {
			return errors.New("making the rows panicked")
		}
		if s.failed != nil {
			return s.failed
		}
		return out.SetSize(0)
	}
	width := len(s.columns)
	for row := range chunk.rows {
		for i, v := range chunk.cells[row*width : (row+1)*width] {
			if err := out.SetValue(i, row, v); err != nil {
				return err
			}
		}
	}
	rows := chunk.rows
	s.empty <- chunk
	return out.SetSize(rows)
}

// valueOf is a cell as the driver takes it; false if the column cannot hold it. Text that is no
// UTF-8 is none: Parquet knows no other.
func valueOf(kind data.ColumnType, cell any) (any, bool) {
	if cell == nil {
		return nil, true
	}
	switch v := cell.(type) {
	case string:
		return cell, kind == data.TextColumn && utf8.ValidString(v)
	case int64:
		return cell, kind == data.IntegerColumn
	case float64:
		return cell, kind == data.NumberColumn
	case time.Time:
		if v.IsZero() {
			return nil, kind == data.InstantColumn
		}
		return cell, kind == data.InstantColumn
	case data.Span:
		// The driver takes the digits of a decimal, which are our microseconds.
		return int64(v), kind == data.SecondsColumn && v > -spanLimit && v < spanLimit
	case bool:
		return cell, kind == data.BooleanColumn
	case []string:
		// A copy: the caller may use its own again for the next row.
		invalid := slices.ContainsFunc(v, func(s string) bool { return !utf8.ValidString(s) })
		return slices.Clone(v), kind == data.ListColumn && !invalid
	case map[string]string:
		m, ok := mapOf(v)
		return m, ok && kind == data.MapColumn
	}
	return nil, false
}

// spanLimit is the first span that 18 digits cannot hold: past 31,000 years.
const spanLimit = data.Span(1_000_000_000_000_000_000)

// mapOf is a map by sorted key, so that the same rows give the same file.
func mapOf(m map[string]string) (duckdb.OrderedMap, bool) {
	keys := make([]string, 0, len(m))
	for k, v := range m {
		if !utf8.ValidString(k) || !utf8.ValidString(v) {
			return duckdb.OrderedMap{}, false
		}
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var ordered duckdb.OrderedMap
	for _, k := range keys {
		ordered.Set(k, m[k])
	}
	return ordered, true
}
