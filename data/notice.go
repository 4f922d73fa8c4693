package data

// NoticeKind is one kind of thing the user should know about an export. Its text is its name.
type NoticeKind string

// Every kind of notice.
const (
	RejectedRows    NoticeKind = "rejected row"
	UnreadableValue NoticeKind = "unreadable value"
	UnknownEvent    NoticeKind = "unknown event"
	MissingLookup   NoticeKind = "id missing in a lookup"
	SameIDOther     NoticeKind = "same id, other content"
	DuplicateRow    NoticeKind = "duplicate"
	EqualRows       NoticeKind = "equal rows"
	EndBeforeStart  NoticeKind = "end before start"
	DurationDiffers NoticeKind = "stated duration differs"
	RingApart       NoticeKind = "ring and outcome apart"
	UserOverlap     NoticeKind = "overlap in one user's lane"
	StatusFromOther NoticeKind = "status_from not the status before"
	EqualInstants   NoticeKind = "equal instants"
	NoEnd           NoticeKind = "no end"
	NoRingData      NoticeKind = "no ring data"
	UndecidedDate   NoticeKind = "undecided date format"
	AssumedZone     NoticeKind = "assumed zone"
	RepeatedHour    NoticeKind = "repeated or missing hour"
	MissingLeg      NoticeKind = "missing leg"
	UnusedColumns   NoticeKind = "unused columns"
	LeftOut         NoticeKind = "file left out"
	NotOpened       NoticeKind = "file not opened"
	AssumedEncoding NoticeKind = "assumed encoding"
	BytesBehind     NoticeKind = "bytes behind the end"
	FormatProblem   NoticeKind = "problem told by the format"
	FormatRemark    NoticeKind = "remark of the format"
)

// Problem tells whether a notice of this kind means that something of the export is lost, contradicts itself or
// had to be guessed: what a strict check fails for. The others tell how it was read, with nothing lost: rows
// that stand twice and columns without a use, ids shown without a name, the order of equal instants (marked
// in the path), what the format cannot say, what it remarks, and files beside an export that may be anybody's.
func (k NoticeKind) Problem() bool {
	switch k {
	case DuplicateRow, UnusedColumns, MissingLookup, EqualInstants, NoRingData, NotOpened, FormatRemark:
		return false
	}
	return true
}

// Notice is something about the export that the user should know, counted, with the place of one example.
type Notice struct {
	Kind          NoticeKind
	Count         int64
	Text          string // a sentence: what it is and what it means for the answer
	InteractionID string
	Source        string
	SourceRow     int64
	Places        []Place // the first of what is counted, MaxPlaces at most; empty where the example is all that is known
}

// Place is a row that a notice is about.
type Place struct {
	InteractionID string // empty where the row belongs to none
	Source        string // file; empty where no single row is meant
	SourceRow     int64  // number of the record in Source, from 1; 0 = the whole file
}

// MaxPlaces is how many places a notice keeps: a person looks at a few, and all are counted.
const MaxPlaces = 1000

// Known lists the places that a notice keeps: without any, that of its example; none where it is about the
// whole export.
func (n *Notice) Known() []Place {
	if len(n.Places) > 0 {
		return n.Places
	}
	if n.InteractionID == "" && n.Source == "" {
		return nil
	}
	return []Place{{n.InteractionID, n.Source, n.SourceRow}}
}
