package csvfile

import (
	"fmt"

	"segpath/data"
)

// Scan is what one pass over a CSV file found: how it is written, and what became of every record.
//
// Records are numbered from 1, whatever they are; a blank line is a record, a quoted newline does
// not start one. Records less the header, if there is one, = Accepted + Blank + Preamble +
// Repeated + Totals + RejectedCount, always.
type Scan struct {
	Header       []string // as the file has them, trimmed
	Names        []string // one a column: never empty, unique without regard to case
	HeaderRecord int64    // number of the header's record; 0 in a table without one
	Line         string   // the pattern of the Layout that stands for the header; empty where there is one
	Odd          *OddLine // why none of the layouts does, though some line is as one has it; else nil

	Records       int64      // all of them, the header included
	Accepted      int64      // the data records; ReadPath holds exactly these, in this order
	Blank         int64      // blank lines
	Preamble      int64      // records before the header: a report's title, its account, its dates
	Repeated      int64      // the header once more, where files were put together
	Totals        int64      // records at the end that sum up the others
	RejectedCount int64      // records that are no records of this table
	Rejected      []Rejected // the first MaxRejectedKept of them, in order
	Gaps          []Gap      // sorted: every record that is not an accepted one

	Delimiter byte   // the source's: one of , ; tab |
	Quote     byte   // the source's: '"', or 0 where quotes are plain text
	LineEnd   string // the source's: "\n", "\r\n", "\r" or "mixed"
	Encoding  string // the source's: "UTF-8", "Windows-1252", "UTF-16LE" or "UTF-16BE"
	BOM       bool   // the source begins with a byte order mark
	Size      int64  // bytes of the source

	ReadPath      string // what DuckDB reads: the source, or a normalised copy in Options.Dir
	Copied        bool   // ReadPath is such a copy
	ReadDelimiter byte   // of ReadPath; its quote is always '"', its first record the header
	ReadLineEnd   string // of ReadPath: "\n" or "\r\n"
	MultiLine     bool   // records of ReadPath cover several lines: DuckDB must not read it in parallel, or it mistakes quoted lines for rows
	LongestRecord int64  // bytes of the longest record in ReadPath, with its line end

	Peek [][]string // the first PeekRecords accepted records, each field cut at MaxValueKept

	Steps Steps // the numbers of the accepted records
}

// What a Scan keeps, and the bounds that keep its memory small whatever the file holds.
const (
	MaxRejectedKept = 10_000     // rejected records kept with their value
	MaxValueKept    = 4 << 10    // bytes kept of a rejected record, and of a field in Peek
	MaxRecord       = 16 << 20   // bytes of a record; a longer one is rejected
	MaxColumns      = 10_000     // columns of a table
	MaxGaps         = 10_000_000 // runs of records that are not accepted
	PeekRecords     = 20
)

// Rejected is one record that is no record of this table.
type Rejected struct {
	Record int64  // its number
	Column string // where the fault lies, as in Names; empty where it is of the whole record
	Value  string // the record's bytes as they are, cut at MaxValueKept: neither safe to show nor always UTF-8
	Reason string // a clause: "3 fields where the header has 6"
}

// GapKind is what the records of a Gap are.
type GapKind byte

// The kinds of records that are not accepted.
const (
	HeaderGap   GapKind = 'h'
	BlankGap    GapKind = 'b'
	RejectedGap GapKind = 'r'
	PreambleGap GapKind = 'p'
	TotalsGap   GapKind = 't'
)

// Gap is a run of neighbouring records of one kind that are not accepted data records.
type Gap struct {
	First int64 // number of its first record
	Count int64
	Kind  GapKind
}

// gap counts one more record, of a number, that is not accepted.
func (s *Scan) gap(kind GapKind, number int64) error {
	if n := len(s.Gaps); n > 0 && s.Gaps[n-1].Kind == kind && s.Gaps[n-1].First+s.Gaps[n-1].Count == number {
		s.Gaps[n-1].Count++
		return nil
	}
	if len(s.Gaps) >= MaxGaps {
		return data.Problemf(data.Failed, "check that it is a CSV file of one table",
			"%d stretches of it are blank or broken, more than can be kept apart", MaxGaps)
	}
	s.Gaps = append(s.Gaps, Gap{First: number, Count: 1, Kind: kind})
	return nil
}

// String says in one line what was found, for logs and failing tests.
func (s *Scan) String() string {
	return fmt.Sprintf("%d records: header %d, %d accepted, %d blank, %d preamble, %d headers again, %d totals, %d rejected; delimiter %q, quote %q, ends %q, %s, copied %t",
		s.Records, s.HeaderRecord, s.Accepted, s.Blank, s.Preamble, s.Repeated, s.Totals, s.RejectedCount, s.Delimiter, s.Quote, s.LineEnd, s.Encoding, s.Copied)
}
