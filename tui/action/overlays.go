package action

var overlays = join(
	moves(Raw, "field"),
	[]Action{
		{ID: Back, Context: Raw, Binding: on("close", "esc", "q", "enter"), Long: "Close the raw fields.", Footer: true},
		{ID: CopyValue, Context: Raw, Binding: on("copy value", "y"), Long: "Copy the value of the marked field.", Footer: true},
	},
	moves(Help, "line"),
	[]Action{
		{ID: Search, Context: Help, Binding: on("search", "/"), Long: "Search in the keys and what they do.", Footer: true},
		{ID: Back, Context: Help, Binding: on("close", "esc", "q", "?", "f1", "enter"), Long: "Show all keys again after a search; else close the help.", Footer: true},

		{ID: Accept, Context: HelpField, Binding: on("to the list", "enter", "down"), Long: "Keep this search and go to the list.", Footer: true},
		{ID: Back, Context: HelpField, Binding: on("cancel", "esc"), Long: "Leave the field and show all keys again.", Footer: true},
		{ID: ClearSearch, Context: HelpField, Binding: on("clear", "ctrl+u"), Long: "Empty the field.", Footer: true},

		{ID: Accept, Context: Palette, Binding: on("do it", "enter"), Long: "Do what is marked.", Footer: true},
		{ID: Down, Context: Palette, Binding: on("next", "down", "tab", "ctrl+n"), Long: "Mark the next command.", Footer: true},
		{ID: Up, Context: Palette, Binding: on("previous", "up", "shift+tab", "ctrl+p"), Long: "Mark the previous command."},
		{ID: PageDown, Context: Palette, Binding: on("page down", "pgdown"), Long: "Go one page of commands down."},
		{ID: PageUp, Context: Palette, Binding: on("page up", "pgup"), Long: "Go one page of commands up."},
		{ID: ClearSearch, Context: Palette, Binding: on("clear", "ctrl+u"), Long: "Empty the field."},
		{ID: Back, Context: Palette, Binding: on("cancel", "esc"), Long: "Leave without doing anything.", Footer: true},
	},
	moves(Message, "line"),
	[]Action{
		{ID: Back, Context: Message, Binding: on("close", "esc", "q", "enter"), Long: "Close the message.", Footer: true},
	},
	moves(Broken, "line"),
	[]Action{
		{ID: Retry, Context: Broken, Binding: on("open again", "r", "ctrl+r"), Long: "Open the export again, at the same place.", Footer: true},
		{ID: Back, Context: Broken, Binding: on("close", "esc", "q", "enter"), Long: "Close the message; what was read so far stays.", Footer: true},
	},
)

// CopyValue copies one value.
const CopyValue ID = "copy value"
