package data

import "time"

// SortField names what a list of interactions can be sorted by; it is also the column's name in JSON.
type SortField string

// The fields a list can be sorted by.
const (
	SortCreated  SortField = "created_at"
	SortID       SortField = "interaction_id"
	SortType     SortField = "type"
	SortCustomer SortField = "customer"
	SortQueue    SortField = "queue"
	SortHandler  SortField = "user"
	SortStatus   SortField = "status"
	SortPath     SortField = "path"
	SortSteps    SortField = "segment_count"
	SortRings    SortField = "ring_count"
	SortHops     SortField = "queue_hops"
	SortWait     SortField = "wait_s"
	SortDuration SortField = "duration_s"
)

// SortFields lists every field in the order the columns stand.
var SortFields = []SortField{
	SortCreated, SortID, SortType, SortCustomer, SortQueue, SortHandler, SortStatus, SortPath,
	SortSteps, SortRings, SortHops, SortWait, SortDuration,
}

// Sort is an order of interactions over the whole export. Rows without the value come last in either
// direction; ties are settled by id, so the order is total.
type Sort struct {
	Field SortField
	Desc  bool
}

// NewestFirst is the order a list opens in.
var NewestFirst = Sort{Field: SortCreated, Desc: true}

// PageRequest asks for one page of interactions. At most one of After, Before, Around and Last is set;
// with none it is the first page.
type PageRequest struct {
	Search string // in id, external ids, customer and contact point; empty is everything
	Filter Filter // and what else must hold
	Sort   Sort
	After  string // a page's Next: the rows after it
	Before string // a page's Previous: the rows before it
	Around string // an interaction id: the page that holds it, in the middle where it can
	Last   bool   // the last page
	Limit  int
	Bare   bool // rows may come before what they sum up to is known (Row.Counting), where that takes longer
}

// Row is one interaction as a list shows it: its columns, the names of its ids, and its summary.
type Row struct {
	Interaction
	Summary
	Queue, User, Account string // names; the id where the lookup has none
	Counting             bool   // what it sums up to is not known yet: the Summary is empty, and not zero
}

// Duration is from creation to completion, or to data_as_of while open. Absent where either is unknown.
func (r *Row) Duration(asOf time.Time) Opt[Span] {
	end := r.CompletedAt
	if end.IsZero() && r.Open {
		end = asOf
	}
	if r.CreatedAt.IsZero() || end.IsZero() || end.Before(r.CreatedAt) {
		return None[Span]()
	}
	return Some(Between(r.CreatedAt, end))
}

// Page is one page of interactions with the size of the whole; both come from one request.
type Page struct {
	Rows     []Row
	Total    int64  // interactions that match
	First    int64  // position of Rows[0] among them, from 0
	Next     string // cursor of the page after; empty at the end
	Previous string // cursor of the page before; empty at the start
}

// UserRow is what one user did with the rings they got, over a whole export.
type UserRow struct {
	UserID       string
	User         string
	Team         string
	Rung         Opt[int64] // rings, not unpaired outcomes
	Accepted     Opt[int64]
	Rejected     Opt[int64]
	Ignored      Opt[int64]
	Cleared      Opt[int64]
	NoOutcome    Opt[int64]
	Ambiguous    Opt[int64]
	AcceptRate   Opt[float64] // accepted ÷ (accepted + rejected + ignored)
	AnswerMedian Opt[Span]
	AnswerP90    Opt[Span]
	LastRungAt   time.Time
}

// UserGroup is what users are grouped by.
type UserGroup struct {
	Team     bool
	Interval Span // of the instant they were rung, when it is no Team; it divides a day
	Day      bool // of that instant, in place of an Interval
}

// GroupRow is what the users of one team, or those rung in one interval, did with their rings. Its UserID and User
// are empty.
type GroupRow struct {
	UserRow
	From  time.Time // start of the interval or day; absent by team, and of outcomes without a ring
	Users int64     // different users who were rung
}

// Export tells what is open.
type Export struct {
	Name             string // what the user called it, or "built-in sample"
	Sample           bool   // the built-in sample
	Format           string
	Has              Has
	InteractionCount int64
	SegmentCount     int64
	TimeZone         *time.Location // where clock times are shown
	ZoneAssumed      bool           // no file and no flag said the source's zone
	AsOf             time.Time      // data_as_of: the last instant in the export
	RejectedRows     int64
	Notices          []Notice
	Building         bool // it is being summed up: counts are the files' own, and nothing is known to be rejected or noted yet
}

// Progress is how far opening has come.
type Progress struct {
	Doing string  // "checking segments.csv", "loading 2 of 3 files", "ordering"
	Share float64 // of all that opening takes, 0 to 1; it never goes back. 0 where nothing is known of it but Done
	Done  int64   // bytes of what is being done; of Total
	Total int64
	Rows  int64
	Peek  *Peek // the first rows of the first file, once they are known
}

// Peek is the start of a file, as it stands in it.
type Peek struct {
	File   string
	Header []string
	Rows   [][]string
}

// RawField is one field of a source row.
type RawField struct {
	Column string // the header as the file has it
	Value  string
	Null   bool
	As     string // the canonical column it became; empty when unused
}

// RawRow is one record of a file, every field of it, as the file has it.
type RawRow struct {
	Source string
	Record int64 // from 1
	Fields []RawField
}

// Report is what was read and what is wrong with it.
type Report struct {
	Format           string
	RunnerUp         string
	Reason           string // why this format
	Has              Has
	TimeZone         string
	ZoneFrom         string // who said that the source's instants are in TimeZone, in a few words
	AsOf             time.Time
	InteractionCount int64
	SegmentCount     int64
	Events           map[string]int64
	Files            []FileReport
	RejectedRows     []RejectedRow
	Notices          []Notice
}

// FileReport accounts for every record of one file:
// Rows = Used + the sum of Context + Rejected + Duplicates.
type FileReport struct {
	File       string
	Table      string
	Rows       int64
	Used       int64            // behind a step, an interaction or a lookup
	Context    map[string]int64 // read and not part of a path, by reason
	Rejected   int64
	Duplicates int64
	Encoding   string
	Columns    []ColumnReport
}

// ColumnReport says what became of a column; As is empty for an unused one.
type ColumnReport struct {
	Name string
	As   string
}

// RejectedRow is a record that could not be used, and why.
type RejectedRow struct {
	File   string
	Row    int64 // number of the record, from 1; under a header data begin at 2
	Column string
	Value  string
	Reason string
}
