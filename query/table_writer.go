package query

import (
	"errors"
	"fmt"
	"time"
	"unsafe"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"segpath/data"
	"segpath/query/duck"
)

// tableWriter adds rows to a table. Values are written where the database reads them, a chunk of rows at a time:
// handed over row by row, as the driver does it, each is boxed first, which costs more than the rest of the writing.
type tableWriter struct {
	table string
	to    mapping.Appender
	types []mapping.LogicalType
	chunk mapping.DataChunk
	cols  []targetColumn
	size  int // how many rows a chunk has
	row   int // that is being written
	col   int // whose value comes next
}

// targetColumn is one column of the chunk that is being filled.
type targetColumn struct {
	kind   mapping.Type
	vector mapping.Vector
	data   unsafe.Pointer
	valid  unsafe.Pointer // a bit a row
}

// newTableWriter opens a table of a database, empty for that of the export; close ends the writing.
func newTableWriter(c *conn, database, table string) (*tableWriter, error) {
	w := &tableWriter{table: table}
	if mapping.AppenderCreateExt(c.Handle, database, "main", table, &w.to) == mapping.StateError {
		return nil, errors.Join(w.failed(), w.close())
	}
	for n := range mapping.AppenderColumnCount(w.to) {
		w.types = append(w.types, mapping.AppenderColumnType(w.to, n))
	}
	w.chunk = mapping.CreateDataChunk(w.types)
	w.cols, w.size = make([]targetColumn, len(w.types)), int(mapping.VectorSize())
	w.empty()
	return w, nil
}

// empty makes room for a chunk of rows.
func (w *tableWriter) empty() {
	mapping.DataChunkReset(w.chunk)
	w.row, w.col = 0, 0
	for n := range w.cols {
		v := mapping.DataChunkGetVector(w.chunk, mapping.IdxT(n))
		mapping.VectorEnsureValidityWritable(v)
		w.cols[n] = targetColumn{mapping.GetTypeId(w.types[n]), v, mapping.VectorGetData(v), mapping.VectorGetValidity(v)}
	}
}

// end ends a row, all of whose values were written.
func (w *tableWriter) end() error {
	if w.col != len(w.cols) {
		return fmt.Errorf("write %s: %d values of %d", w.table, w.col, len(w.cols))
	}
	w.row, w.col = w.row+1, 0
	if w.row < w.size {
		return nil
	}
	return w.hand()
}

// hand hands the rows of the chunk over.
func (w *tableWriter) hand() error {
	mapping.DataChunkSetSize(w.chunk, mapping.IdxT(w.row))
	if mapping.AppendDataChunk(w.to, w.chunk) == mapping.StateError {
		return w.failed()
	}
	w.empty()
	return nil
}

// close hands over what is left, and gives the room back.
func (w *tableWriter) close() error {
	var err error
	if w.row > 0 {
		err = w.hand()
	}
	if w.to.Ptr != nil && mapping.AppenderClose(w.to) == mapping.StateError {
		err = errors.Join(err, w.failed())
	}
	mapping.DestroyDataChunk(&w.chunk)
	for n := range w.types {
		mapping.DestroyLogicalType(&w.types[n])
	}
	mapping.AppenderDestroy(&w.to)
	return err
}

func (w *tableWriter) failed() error {
	return duck.Failed(errors.New(mapping.AppenderError(w.to)), "write "+w.table)
}

// next is where the next value goes, in a column of this type.
func (w *tableWriter) next(kind mapping.Type) *targetColumn {
	c := &w.cols[w.col]
	if c.kind != kind {
		panic(fmt.Sprintf("column %d of %s is no place for this value", w.col, w.table)) // other memory would be written
	}
	w.col++
	return c
}

// null writes that there is no value.
func (w *tableWriter) null() {
	word := (*uint64)(unsafe.Add(w.cols[w.col].valid, w.row/64*8))
	*word &^= 1 << (w.row % 64)
	w.col++
}

func (w *tableWriter) int32(v int32) {
	*(*int32)(unsafe.Add(w.next(mapping.TypeInteger).data, w.row*4)) = v
}

func (w *tableWriter) int64(v int64) {
	*(*int64)(unsafe.Add(w.next(mapping.TypeBigInt).data, w.row*8)) = v
}

func (w *tableWriter) bool(v bool) {
	*(*bool)(unsafe.Add(w.next(mapping.TypeBoolean).data, w.row)) = v
}

// instant writes an instant; the zero one is null.
func (w *tableWriter) instant(t time.Time) {
	if t.IsZero() {
		w.null()
		return
	}
	*(*int64)(unsafe.Add(w.next(mapping.TypeTimestamp).data, w.row*8)) = t.UnixMicro()
}

// inPlace is how long a text may be to stand in the place of a pointer to it.
const inPlace = 12

// text writes a text; the empty one is null.
func (w *tableWriter) text(s string) {
	if s == "" {
		w.null()
		return
	}
	w.letters(s)
}

// letters writes a text that may be empty.
func (w *tableWriter) letters(s string) {
	c := w.next(mapping.TypeVarchar)
	if len(s) > inPlace {
		mapping.VectorAssignStringElement(c.vector, mapping.IdxT(w.row), s)
		return
	}
	at := unsafe.Add(c.data, w.row*(4+inPlace))
	*(*[4 + inPlace]byte)(at) = [4 + inPlace]byte{}
	*(*uint32)(at) = uint32(len(s))
	copy(unsafe.Slice((*byte)(unsafe.Add(at, 4)), inPlace), s)
}

// event writes an event's letter; none is null.
func (w *tableWriter) event(e data.Event) {
	if e == 0 {
		w.null()
		return
	}
	w.text(string(rune(e)))
}

// count writes a number that may be unknown.
func (w *tableWriter) count(v data.Opt[int64]) {
	if n, ok := v.Get(); ok {
		w.int64(n)
	} else {
		w.null()
	}
}

// span writes a length in microseconds that may be unknown.
func (w *tableWriter) span(v data.Opt[data.Span]) {
	if s, ok := v.Get(); ok {
		w.int64(int64(s))
	} else {
		w.null()
	}
}
