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
		{ID: Down, Context: c, Keys: []string{"down", "j"}, Help: "next " + row, Long: "Go to the next " + row + "."},
		{ID: Up, Context: c, Keys: []string{"up", "k"}, Help: "previous " + row, Long: "Go to the previous " + row + "."},
		{ID: PageDown, Context: c, Keys: []string{"pgdown", "ctrl+d", "ctrl+f", "space"}, Help: "page down", Long: "Go one page down."},
		{ID: PageUp, Context: c, Keys: []string{"pgup", "ctrl+u", "ctrl+b"}, Help: "page up", Long: "Go one page up."},
		{ID: First, Context: c, Keys: []string{"home", "g"}, Help: "first " + row, Long: "Go to the first " + row + "."},
		{ID: Last, Context: c, Keys: []string{"end", "G"}, Help: "last " + row, Long: "Go to the last " + row + "."},
	}
}

// sideways lists the moves over columns for a context.
func sideways(c Context) []Action {
	return []Action{
		{ID: Left, Context: c, Keys: []string{"left", "h"}, Help: "columns left", Long: "Show the columns further left; the id stays."},
		{ID: Right, Context: c, Keys: []string{"right", "l"}, Help: "columns right", Long: "Show the columns further right; the id stays."},
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
