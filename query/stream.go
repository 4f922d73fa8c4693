package query

import (
	"errors"
	"unsafe"

	bindings "github.com/duckdb/duckdb-go-bindings"
	"github.com/duckdb/duckdb-go/v2/mapping"

	"segpath/query/duck"
)

// stream runs a statement and hands on its rows chunk by chunk, as the database makes them: of a result of any
// size a few chunks stand in memory. database/sql holds a whole result, outside memory_limit.
// A chunk is gone when take returns.
func (c *conn) stream(q string, take func(*chunk) error) error {
	var statement mapping.PreparedStatement
	defer mapping.DestroyPrepare(&statement)
	if mapping.Prepare(c.Handle, q, &statement) == mapping.StateError {
		return duck.Failed(errors.New(mapping.PrepareError(statement)), q)
	}
	var pending mapping.PendingResult
	defer mapping.DestroyPending(&pending)
	if bindings.PendingPreparedStreaming(statement, &pending) == mapping.StateError {
		return duck.Failed(errors.New(mapping.PendingError(pending)), q)
	}
	var result mapping.Result
	defer mapping.DestroyResult(&result)
	if mapping.ExecutePending(pending, &result) == mapping.StateError {
		return duck.Failed(errors.New(mapping.ResultError(&result)), q)
	}
	for {
		raw := mapping.FetchChunk(result)
		if raw.Ptr == nil {
			break
		}
		err := take(&chunk{raw: raw, rows: int(mapping.DataChunkGetSize(raw))})
		mapping.DestroyDataChunk(&raw)
		if err != nil {
			return err
		}
	}
	if text := mapping.ResultError(&result); text != "" {
		return duck.Failed(errors.New(text), q)
	}
	return nil
}

// eachText hands on the texts of a statement's only column as they come; not null.
func (c *conn) eachText(q string, take func(string)) error {
	return c.stream(q, func(k *chunk) error {
		texts := k.column(0)
		for row := range k.rows {
			if !texts.null(row) {
				take(string(texts.text(row)))
			}
		}
		return nil
	})
}

// chunk is some rows of a result, column by column, in the database's own memory.
type chunk struct {
	raw  mapping.DataChunk
	rows int
}

// column is one column of a chunk.
type column struct {
	data  unsafe.Pointer
	valid *uint64 // a bit a row; nil: no row is null
}

func (k *chunk) column(n int) column {
	v := mapping.DataChunkGetVector(k.raw, mapping.IdxT(n))
	return column{mapping.VectorGetData(v), (*uint64)(mapping.VectorGetValidity(v))}
}

// null tells whether the column has no value in a row.
func (c column) null(row int) bool {
	if c.valid == nil {
		return false
	}
	word := *(*uint64)(unsafe.Add(unsafe.Pointer(c.valid), row/64*8))
	return word>>(row%64)&1 == 0
}

// int32 is a row's value in a column of INTEGER; 0 for null.
func (c column) int32(row int) int32 {
	if c.null(row) {
		return 0
	}
	return *(*int32)(unsafe.Add(c.data, row*4))
}

// int64 is a row's value in a column of BIGINT or TIMESTAMP; 0 for null.
func (c column) int64(row int) int64 {
	if c.null(row) {
		return 0
	}
	return *(*int64)(unsafe.Add(c.data, row*8))
}

// bool is a row's value in a column of BOOLEAN; false for null.
func (c column) bool(row int) bool { return !c.null(row) && *(*bool)(unsafe.Add(c.data, row)) }

// text is a row's value in a column of VARCHAR, in the chunk's memory; nil for null. The database keeps up to
// twelve bytes in the place of the pointer.
func (c column) text(row int) []byte {
	if c.null(row) {
		return nil
	}
	at := unsafe.Add(c.data, row*16)
	length := int(*(*uint32)(at))
	if length <= 12 {
		return unsafe.Slice((*byte)(unsafe.Add(at, 4)), length)
	}
	return unsafe.Slice(*(**byte)(unsafe.Add(at, 8)), length)
}

// words keeps one copy of each text that a column repeats.
type words map[string]string

// maxTexts is how many texts are kept: a column that has more does not repeat a few words.
const maxTexts = 100_000

// of is a text as a string of its own; empty for nil.
func (w words) of(text []byte) string {
	if len(text) == 0 {
		return ""
	}
	if s, ok := w[string(text)]; ok {
		return s
	}
	s := string(text)
	if len(w) < maxTexts {
		w[s] = s
	}
	return s
}
