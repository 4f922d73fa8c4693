// Package format is the registry of export formats. A format is data, not code: a folder with a
// manifest that says which tables and columns it has, what its words mean and what it can say.
// Adding a vendor is adding a folder.
package format

import (
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"segpath/data"
	"segpath/data/text"
)

// Type is what a column of an export holds, as its manifest declares it.
type Type string

// The types of a column.
const (
	Text    Type = "text"
	Integer Type = "integer"
	Number  Type = "number"
	Instant Type = "instant"
	Seconds Type = "seconds" // a length of time
	Boolean Type = "boolean"
	List    Type = "list"  // a JSON array of texts, or one text
	Map     Type = "map"   // a JSON object
	EventOf Type = "event" // a word of the format's event map
	CauseOf Type = "cause" // one of data.Causes
)

// Format is one export format.
type Format struct {
	Name     string              `toml:"name"`
	Title    string              `toml:"title"`
	About    string              `toml:"about"`
	Outbound []string            `toml:"outbound"` // words of direction that mean outbound
	Voice    []string            `toml:"voice"`    // words of type that mean a voice call
	Words    map[string][]string `toml:"events"`   // canonical event → the format's words for it
	Can      map[string]Can      `toml:"has"`
	MadeOf   map[string]string   `toml:"made_of"` // canonical column that the SQL gives → the columns it is made of, parted by |, of which an export may have none
	Rules    []Rule              `toml:"rules"`
	Tables   []Table             `toml:"tables"`
	Variants []Variant           `toml:"variants"`

	Folder string `toml:"-"` // of a user's own format; empty: it is built in
	Apart  bool   `toml:"-"` // and that is not in the folder of formats: commands know it by its folder alone

	Sum [32]byte `toml:"-"` // SHA-256 of the folder's text: two of one sum read every export alike

	events  map[string]data.Event // folded word → event
	selects map[string]Select     // "segments", "segments.statuses" → its SQL
}

// Command is the command that tells what the format needs, to be copied into a shell, in the marks of a command.
func (f *Format) Command() string {
	known := f.Name
	if f.Apart {
		known = f.Folder
		if !strings.ContainsRune(known, filepath.Separator) {
			known = "." + string(filepath.Separator) + known
		}
	}
	return "`segpath formats " + text.ShellQuote(known) + "`"
}

// Can is what the format declares of one capability. It holds where each of Needs is met: by a column,
// table.column, or by a row with a word for an event, "event hold"; alternatives parted by |. Else it is
// Otherwise (absent by default).
type Can struct {
	State     data.State `toml:"state"`
	Needs     []string   `toml:"needs"`
	Otherwise data.State `toml:"otherwise"`
	Why       string     `toml:"why"` // why it is not stated, where no column is missing
}

// Rule is one rule of the format's mapping, and where it comes from.
type Rule struct {
	Text string `toml:"text"`
	From string `toml:"from"`
}

// Table is one table of an export. Its files are its parts.
type Table struct {
	Name     string   `toml:"name"`
	Required bool     `toml:"required"`
	RowID    string   `toml:"row_id"` // the column whose value names a row
	Files    []string `toml:"files"`  // file names, without their endings, that decide between equal tables
	AnyOf    []string `toml:"any_of"` // columns of which a file must have at least one
	Role     Role     `toml:"role"`
	SoleEnd  bool     `toml:"sole_end"` // of interactions: nothing but its rows tells that one has ended
	Unused   string   `toml:"unused"`   // why a row is context of which the format makes nothing; see Select
	Apart    []string `toml:"apart"`    // events whose rows need no id: they are part of no path, and context
	Columns  []Column `toml:"columns"`

	// How the rows of one id, in a table of steps, tell that it has ended: a row that does takes the place of those
	// that do not. The columns that are filled by then, the surest first, and how the word of the event ends before.
	Ends   []string `toml:"ends"`
	GoesOn string   `toml:"goes_on"`

	// How a table without a header is written. A file with a header that the table knows opens as well.
	LinePattern string   `toml:"line_pattern"` // regular expression (RE2) that holds for its first 100 lines, or nearly
	Header      []string `toml:"header"`       // the names of its columns, in order
	Delimiter   string   `toml:"delimiter"`    // of these: a comma, a semicolon, a tab or |; a comma if none is given
	Quote       *string  `toml:"quote"`        // empty: a quote is plain text; the double quote if none is given
	Ragged      bool     `toml:"ragged"`       // columns may be missing at a line's end, and the last takes what is more

	line *regexp.Regexp
}

// Line is the pattern of the lines of a table without a header; nil where it has one.
func (t *Table) Line() *regexp.Regexp { return t.line }

// LeastFields is how many fields a line of a table without a header must have: those up to the last
// column that is required.
func (t *Table) LeastFields() int {
	least := 1
	columns, _, _ := t.resolve(t.Header)
	for n, name := range columns {
		for _, c := range t.Columns {
			if c.Name == name && c.Required {
				least = n + 1
			}
		}
	}
	return least
}

// Role is what the rows of a table are, which decides what a repeated id means: of steps all rows are
// kept, but those that an ended one overtook (Table.Ends); of interactions and lookups the later row wins.
type Role string

// The roles of a table. Without one a table named segments holds steps, any other a lookup.
const (
	Steps        Role = "steps"
	Interactions Role = "interactions"
	Lookup       Role = "lookup"
)

// HoldsSteps tells whether the rows are steps of paths.
func (t *Table) HoldsSteps() bool { return t.Role == Steps || t.Role == "" && t.Name == "segments" }

// TellsEnds tells whether a row says that what it tells of has ended.
func (t *Table) TellsEnds() bool { return len(t.Ends) > 0 || t.GoesOn != "" }

// ID is the column without which a row of the table belongs to nothing and is rejected.
func (t *Table) ID() string {
	if t.HoldsSteps() {
		return "interaction_id"
	}
	return t.RowID
}

// Column is a column of a table, with the headers it is known under.
type Column struct {
	Name     string   `toml:"name"`
	Type     Type     `toml:"type"`
	Required bool     `toml:"required"`
	Synonyms []string `toml:"synonyms"`
	Else     string   `toml:"else"` // the column that is read for this one too where no header is this one
	Unit     Unit     `toml:"unit"` // seconds: what a plain number counts; see Unit
	UTC      string   `toml:"utc"`  // instant: the column with the same instants in UTC; this one is read only where that is empty
	Zone     string   `toml:"zone"` // instant: "utc" where one without an offset is UTC, whatever the export's zone
	With     string   `toml:"with"` // instant: the column with the time of day, where this one holds the date alone

	// Epoch, of an instant: the column of numbers that the format's SQL reads instead, with seconds since 1970,
	// where all of it is of such a size (1,000,000,000 to 100,000,000,000). What says it needs no zone.
	Epoch string `toml:"epoch"`
}

// Fold is how headers and words are compared: lower-case letters and digits alone.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// Event is the event of a word of this format; false for a word it does not know, which is never guessed.
func (f *Format) Event(word string) (data.Event, bool) {
	e, ok := f.events[Fold(word)]
	return e, ok
}

// Names tells whether the format has a word for an event.
func (f *Format) Names(e data.Event) bool {
	for _, event := range f.events {
		if event == e {
			return true
		}
	}
	return false
}

// IsOutbound tells whether a direction means outbound; unknown words count as inbound.
func (f *Format) IsOutbound(direction string) bool { return holds(f.Outbound, direction) }

// IsVoice tells whether a type means a voice call.
func (f *Format) IsVoice(kind string) bool { return holds(f.Voice, kind) }

func holds(words []string, word string) bool {
	folded := Fold(word)
	for _, w := range words {
		if Fold(w) == folded {
			return true
		}
	}
	return false
}

// Table returns the table of a name.
func (f *Format) Table(name string) (*Table, bool) {
	for i := range f.Tables {
		if f.Tables[i].Name == name {
			return &f.Tables[i], true
		}
	}
	return nil, false
}
