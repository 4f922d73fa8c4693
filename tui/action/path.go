package action

// Actions of the path screen.
const (
	RawFields    ID = "raw fields"
	NextPane     ID = "next pane"
	PreviousPane ID = "previous pane"
	RingsPane    ID = "rings pane"
	StatusPane   ID = "statuses pane"
	QueuesPane   ID = "queues pane"
	NextSame     ID = "next of this kind"
	PreviousSame ID = "previous of this kind"
	NextRing     ID = "next ring"
	PreviousRing ID = "previous ring"
	NextMissed   ID = "next unanswered ring"
	PrevMissed   ID = "previous unanswered ring"
	NextStatus   ID = "next status change"
	PrevStatus   ID = "previous status change"
	NextHop      ID = "next queue hop"
	PreviousHop  ID = "previous queue hop"
	NextNotice   ID = "next notice"
	PrevNotice   ID = "previous notice"
	Marks        ID = "marks"
	CopyStory    ID = "copy story"
	CopyStep     ID = "copy step"
)

var path = join(
	[]Action{
		{ID: RawFields, Context: Path, Keys: []string{"enter"}, Help: "raw fields", Long: "Show every field of the source row behind this step.", Footer: true},
		{ID: NextPane, Context: Path, Keys: []string{"tab"}, Help: "next pane", Long: "Give the keys to the next pane.", Footer: true},
		{ID: PreviousPane, Context: Path, Keys: []string{"shift+tab"}, Help: "previous pane", Long: "Give the keys to the previous pane."},
		{ID: RingsPane, Context: Path, Keys: []string{"1"}, Help: "rings", Long: "Go to the rings: who was rung and what they did."},
		{ID: StatusPane, Context: Path, Keys: []string{"2"}, Help: "statuses", Long: "Go to the statuses: the time in each, and every change."},
		{ID: QueuesPane, Context: Path, Keys: []string{"3"}, Help: "queues", Long: "Go to the queues: the stays in order."},
		{ID: NextSame, Context: Path, Keys: []string{"."}, Help: "next of this kind", Long: "Go to the next step of the same event."},
		{ID: PreviousSame, Context: Path, Keys: []string{","}, Help: "previous of this kind", Long: "Go to the previous step of the same event."},
		{ID: NextRing, Context: Path, Keys: []string{"] r"}, Help: "ring", Long: "Go to the next ring.", Footer: true},
		{ID: PreviousRing, Context: Path, Keys: []string{"[ r"}, Help: "ring", Long: "Go to the previous ring."},
		{ID: NextMissed, Context: Path, Keys: []string{"] u"}, Help: "unanswered ring", Long: "Go to the next ring that was not accepted."},
		{ID: PrevMissed, Context: Path, Keys: []string{"[ u"}, Help: "unanswered ring", Long: "Go to the previous ring that was not accepted."},
		{ID: NextStatus, Context: Path, Keys: []string{"] s"}, Help: "status change", Long: "Go to the next status change."},
		{ID: PrevStatus, Context: Path, Keys: []string{"[ s"}, Help: "status change", Long: "Go to the previous status change."},
		{ID: NextHop, Context: Path, Keys: []string{"] h"}, Help: "queue hop", Long: "Go to the next queue hop."},
		{ID: PreviousHop, Context: Path, Keys: []string{"[ h"}, Help: "queue hop", Long: "Go to the previous queue hop."},
		{ID: NextNotice, Context: Path, Keys: []string{"] !"}, Help: "notice", Long: "Go to the next step with a notice."},
		{ID: PrevNotice, Context: Path, Keys: []string{"[ !"}, Help: "notice", Long: "Go to the previous step with a notice."},
		{ID: Marks, Context: Path, Keys: []string{"m"}, Help: "marks", Long: "Say what the marks beside the steps and rings mean."},
		{ID: CopyStory, Context: Path, Keys: []string{"y t"}, Help: "story", Long: "Copy the story.", Footer: true},
		{ID: CopyStep, Context: Path, Keys: []string{"y s"}, Help: "step", Long: "Copy the current step."},
		{ID: CopyID, Context: Path, Keys: []string{"y i"}, Help: "id", Long: "Copy the interaction's id."},
	},
	moves(Path, "step"),
)
