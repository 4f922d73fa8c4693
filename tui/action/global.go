package action

// Actions of every screen. The root handles them; Back and Stop go to the screen first when it asks
// for them (see the screen package).
const (
	Back    ID = "back"
	Quit    ID = "quit"
	Stop    ID = "stop"
	ShowAll ID = "help"
	Zone    ID = "zone"
	Mouse   ID = "mouse"
	Redraw  ID = "redraw"
	Suspend ID = "suspend"
)

var global = []Action{
	{ID: ShowAll, Context: Global, Keys: []string{"?", "f1"}, Help: "help", Long: "Show every key of this screen.", Footer: true},
	{ID: Quit, Context: Global, Keys: []string{"q"}, Help: "quit", Long: "Go back; on the first screen, quit.", Footer: true},
	{ID: Back, Context: Global, Keys: []string{"esc"}, Help: "back", Long: "Close what is open on top, clear the search, or go back one screen."},
	{ID: Stop, Context: Global, Keys: []string{"ctrl+c"}, Help: "stop", Long: "Cancel what is running; when nothing is, quit. Twice always quits."},
	{ID: Zone, Context: Global, Keys: []string{"U"}, Help: "UTC", Long: "Show clock times in UTC, or in the export's time zone again."},
	{ID: Mouse, Context: Global, Keys: []string{"M"}, Help: "mouse", Long: "Turn the mouse off, so that the terminal can select text, or on again."},
	{ID: Redraw, Context: Global, Keys: []string{"ctrl+l"}, Help: "redraw", Long: "Draw the screen again."},
	{ID: Suspend, Context: Global, Keys: []string{"ctrl+z"}, Help: "suspend", Long: "Stop segpath and return to the shell; fg brings it back."},
}

// Retry opens or reads again what failed.
const Retry ID = "retry"

// opening is for while an export is being opened, and for when that failed.
var opening = []Action{
	{ID: Back, Context: Opening, Keys: []string{"esc", "q"}, Help: "cancel", Long: "Stop opening the export and quit.", Footer: true},
	{ID: Retry, Context: Failure, Keys: []string{"r"}, Help: "try again", Long: "Open the same export again.", Footer: true},
	{ID: Back, Context: Failure, Keys: []string{"esc", "q", "enter"}, Help: "quit", Long: "Leave segpath.", Footer: true},
}
