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
	AssumedEncoding NoticeKind = "assumed encoding"
)

// Notice is something about the export that the user should know, counted, with the place of one example.
type Notice struct {
	Kind          NoticeKind
	Count         int64
	Text          string // a sentence: what it is and what it means for the answer
	InteractionID string
	Source        string
	SourceRow     int64
}
