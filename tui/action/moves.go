package action

// Moves are the same on every screen that has rows.
const (
	Up       ID = "up"
	Down     ID = "down"
	PageUp   ID = "page up"
	PageDown ID = "page down"
	First    ID = "first"
	Last     ID = "last"
	Left     ID = "left"
	Right    ID = "right"
)

// moves lists the moves over rows for a context; what is one row there: "interaction", "step".
func moves(c Context, row string) []Action {
	return []Action{
		{ID: Down, Context: c, Binding: on("next "+row, "down", "j"), Long: "Go to the next " + row + "."},
		{ID: Up, Context: c, Binding: on("previous "+row, "up", "k"), Long: "Go to the previous " + row + "."},
		{ID: PageDown, Context: c, Binding: on("page down", "pgdown", "ctrl+d", "ctrl+f", "space"), Long: "Go one page down."},
		{ID: PageUp, Context: c, Binding: on("page up", "pgup", "ctrl+u", "ctrl+b"), Long: "Go one page up."},
		{ID: First, Context: c, Binding: on("first "+row, "home", "g"), Long: "Go to the first " + row + "."},
		{ID: Last, Context: c, Binding: on("last "+row, "end", "G"), Long: "Go to the last " + row + "."},
	}
}

// sideways lists the moves over columns for a context.
func sideways(c Context) []Action {
	return []Action{
		{ID: Left, Context: c, Binding: on("columns left", "left", "h"), Long: "Show the columns further left; the id stays."},
		{ID: Right, Context: c, Binding: on("columns right", "right", "l"), Long: "Show the columns further right; the id stays."},
	}
}

// join makes one list of several.
func join(lists ...[]Action) []Action {
	var all []Action
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}
