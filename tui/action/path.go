package action

// Actions of the path screen.
const (
	RawFields    ID = "raw fields"
	NextPane     ID = "next pane"
	PreviousPane ID = "previous pane"
	StepsPane    ID = "steps pane"
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
	TimelinePane ID = "timeline pane"
	ZoomIn       ID = "zoom in"
	ZoomOut      ID = "zoom out"
	ZoomWhole    ID = "whole path"
	ClockTime    ID = "clock time"
	Play         ID = "play"
	FindStep     ID = "find"
	NextMatch    ID = "next match"
	PrevMatch    ID = "previous match"
	Marks        ID = "marks"
	ShowStory    ID = "whole story"
	CopyStory    ID = "copy story"
	CopyStep     ID = "copy step"
)

var path = join(
	[]Action{
		{ID: RawFields, Context: Path, Binding: on("raw fields", "enter"), Long: "Show every field of the source row behind this step.", Footer: true},
		{ID: ShowStory, Context: Path, Binding: on("story", "t"), Long: "Show all of the story in a box.", Footer: true},
		{ID: NextPane, Context: Path, Binding: on("next pane", "tab"), Long: "Go on to the next pane.", Footer: true},
		{ID: PreviousPane, Context: Path, Binding: on("previous pane", "shift+tab"), Long: "Go back to the previous pane."},
		{ID: StepsPane, Context: Path, Binding: on("steps", "s"), Long: "Go to the steps: everything that happened, in order."},
		{ID: RingsPane, Context: Path, Binding: on("rings", "1"), Long: "Go to the rings: who was rung and what they did."},
		{ID: StatusPane, Context: Path, Binding: on("statuses", "2"), Long: "Go to the statuses: the time in each, and every change."},
		{ID: QueuesPane, Context: Path, Binding: on("queues", "3"), Long: "Go to the queues: the stays in order."},
		{ID: TimelinePane, Context: Path, Binding: on("timeline", "4"), Long: "Go to the timeline: everything on the scale of time."},
		{ID: ZoomIn, Context: Path, Binding: on("zoom in", "+", "="), Long: "Show half as much time around the current step."},
		{ID: ZoomOut, Context: Path, Binding: on("zoom out", "-"), Long: "Show twice as much time around the current step."},
		{ID: ZoomWhole, Context: Path, Binding: on("whole path", "0"), Long: "Show the whole path on the timeline."},
		{ID: Left, Context: Path, Binding: on("earlier", "left", "h", "<"), Long: "Show what is earlier on the timeline."},
		{ID: Right, Context: Path, Binding: on("later", "right", "l", ">"), Long: "Show what is later on the timeline."},
		{ID: NextSame, Context: Path, Binding: on("next of this kind", "."), Long: "Go to the next step of the same event."},
		{ID: PreviousSame, Context: Path, Binding: on("previous of this kind", ","), Long: "Go to the previous step of the same event."},
		{ID: NextRing, Context: Path, Binding: on("ring", "] r"), Long: "Go to the next ring.", Footer: true},
		{ID: PreviousRing, Context: Path, Binding: on("ring", "[ r"), Long: "Go to the previous ring."},
		{ID: NextMissed, Context: Path, Binding: on("unanswered ring", "] u"), Long: "Go to the next ring that was not accepted."},
		{ID: PrevMissed, Context: Path, Binding: on("unanswered ring", "[ u"), Long: "Go to the previous ring that was not accepted."},
		{ID: NextStatus, Context: Path, Binding: on("status change", "] s"), Long: "Go to the next status change."},
		{ID: PrevStatus, Context: Path, Binding: on("status change", "[ s"), Long: "Go to the previous status change."},
		{ID: NextHop, Context: Path, Binding: on("queue hop", "] h"), Long: "Go to the next queue hop."},
		{ID: PreviousHop, Context: Path, Binding: on("queue hop", "[ h"), Long: "Go to the previous queue hop."},
		{ID: NextNotice, Context: Path, Binding: on("notice", "] !"), Long: "Go to the next step with a notice."},
		{ID: PrevNotice, Context: Path, Binding: on("notice", "[ !"), Long: "Go to the previous step with a notice."},
		{ID: ClockTime, Context: Path, Binding: on("clock time", "@"), Long: "Go to the step that runs at a clock time, such as 15:04 or 15:04:05.", Footer: true},
		{ID: Play, Context: Path, Binding: on("play", "P"), Long: "Play the steps in proportion to their times; any key stops.", Footer: true},
		{ID: FindStep, Context: Path, Binding: on("find", "/"), Long: "Find steps by event, user, queue, status or reason.", Footer: true},
		{ID: NextMatch, Context: Path, Binding: on("next match", "n"), Long: "Go to the next step that has what / searched for."},
		{ID: PrevMatch, Context: Path, Binding: on("previous match", "N"), Long: "Go to the previous step that has what / searched for."},
		{ID: Marks, Context: Path, Binding: on("marks", "m"), Long: "Explain the marks beside the steps and rings."},
		{ID: CopyStory, Context: Path, Binding: on("story", "y t"), Long: "Copy the story.", Footer: true},
		{ID: CopyStep, Context: Path, Binding: on("step", "y s"), Long: "Copy the current step."},
		{ID: CopyID, Context: Path, Binding: on("id", "y i"), Long: "Copy the interaction's id."},
	},
	moves(Path, "step"),
	[]Action{
		{ID: Retry, Context: NoPath, Binding: on("try again", "ctrl+r"), Long: "Read the path again after a failure or a stop.", Footer: true},
		{ID: Back, Context: NoPath, Binding: on("back", "esc"), Long: "Go back to where the path was opened.", Footer: true},

		{ID: Accept, Context: ClockField, Binding: on("go there", "enter"), Long: "Go to the step that runs then.", Footer: true},
		{ID: Back, Context: ClockField, Binding: on("cancel", "esc"), Long: "Leave the field; the step stays.", Footer: true},

		{ID: Accept, Context: FindField, Binding: on("keep it", "enter"), Long: "Stay on this step; n and N go through the matches.", Footer: true},
		{ID: Back, Context: FindField, Binding: on("cancel", "esc"), Long: "Leave the field and go back to the step.", Footer: true},

		{ID: Back, Context: Playing, Binding: on("stop, or any key", "esc", "P", "space"), Long: "Stop playing; so does any other key.", Footer: true},
	},
)
