package action

var overlays = join(
	moves(Raw, "field"),
	[]Action{
		{ID: Back, Context: Raw, Keys: []string{"esc", "q", "enter"}, Help: "close", Long: "Close the raw fields.", Footer: true},
		{ID: CopyValue, Context: Raw, Keys: []string{"y"}, Help: "copy value", Long: "Copy the value of the marked field.", Footer: true},
	},
	[]Action{
		{ID: Open, Context: Notices, Keys: []string{"enter"}, Help: "open the example", Long: "Open the path of the interaction that the notice names.", Footer: true},
		{ID: Down, Context: Notices, Keys: []string{"down", "j"}, Help: "next notice", Long: "Go to the next notice."},
		{ID: Up, Context: Notices, Keys: []string{"up", "k"}, Help: "previous notice", Long: "Go to the previous notice."},
		{ID: First, Context: Notices, Keys: []string{"home", "g"}, Help: "first notice", Long: "Go to the first notice."},
		{ID: Last, Context: Notices, Keys: []string{"end", "G"}, Help: "last notice", Long: "Go to the last notice."},
		{ID: Back, Context: Notices, Keys: []string{"esc", "q", "!"}, Help: "close", Long: "Close the notices.", Footer: true},
	},
	moves(Help, "line"),
	[]Action{
		{ID: Back, Context: Help, Keys: []string{"esc", "q", "?", "f1", "enter"}, Help: "close", Long: "Close the help.", Footer: true},
	},
	[]Action{
		{ID: Back, Context: Message, Keys: []string{"esc", "q", "enter"}, Help: "close", Long: "Close the message.", Footer: true},
	},
)

// CopyValue copies one value.
const CopyValue ID = "copy value"
