package data

import "iter"

// ColumnType is what a column of an outgoing table holds.
type ColumnType int

// The types of a column and the Go values that its cells hold; nil is null in every type.
const (
	TextColumn    ColumnType = iota // string
	IntegerColumn                   // int64
	NumberColumn                    // float64
	InstantColumn                   // time.Time, UTC
	SecondsColumn                   // Span
	BooleanColumn                   // bool
	ListColumn                      // []string
	MapColumn                       // map[string]string
)

// Column is a column of an outgoing table.
type Column struct {
	Name string
	Type ColumnType
}

// Table is rows on their way out to a file.
type Table struct {
	Name    string // also the file's name, without its ending
	Columns []Column
	Rows    iter.Seq[[]any] // one cell a column; the slice is used again for the next row
	// Log, unless 0, is the byte that parts the cells of a table that as text is a log: without a header and
	// quotes, its lines end with their last filled cell. Its file ends in .log.
	Log byte
}
