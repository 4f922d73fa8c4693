package action

var overlays = join(
	moves(Raw, "field"),
	[]Action{
		{ID: Back, Context: Raw, Binding: on("close", "esc", "q", "enter"), Long: "Close the raw fields.", Footer: true},
		{ID: CopyValue, Context: Raw, Binding: on("copy value", "y"), Long: "Copy the value of the marked field.", Footer: true},
	},
	[]Action{
		{ID: Open, Context: Notices, Binding: on("open the example", "enter"), Long: "Open the path of the interaction that the notice names.", Footer: true},
		{ID: Down, Context: Notices, Binding: on("next notice", "down", "j"), Long: "Go to the next notice."},
		{ID: Up, Context: Notices, Binding: on("previous notice", "up", "k"), Long: "Go to the previous notice."},
		{ID: First, Context: Notices, Binding: on("first notice", "home", "g"), Long: "Go to the first notice."},
		{ID: Last, Context: Notices, Binding: on("last notice", "end", "G"), Long: "Go to the last notice."},
		{ID: Back, Context: Notices, Binding: on("close", "esc", "q", "!"), Long: "Close the notices.", Footer: true},
	},
	moves(Help, "line"),
	[]Action{
		{ID: Back, Context: Help, Binding: on("close", "esc", "q", "?", "f1", "enter"), Long: "Close the help.", Footer: true},
	},
	moves(Message, "line"),
	[]Action{
		{ID: Back, Context: Message, Binding: on("close", "esc", "q", "enter"), Long: "Close the message.", Footer: true},
	},
)

// CopyValue copies one value.
const CopyValue ID = "copy value"
