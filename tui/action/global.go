package action

// Actions of every screen. The root handles them; Back and Stop go to the screen first when it asks
// for them (see the screen package).
const (
	Back    ID = "back"
	Quit    ID = "quit"
	Stop    ID = "stop"
	ShowAll ID = "help"
	Do      ID = "commands"
	Zone    ID = "zone"
	Mouse   ID = "mouse"
	Redraw  ID = "redraw"
	Suspend ID = "suspend"
)

var global = []Action{
	{ID: Do, Context: Global, Binding: on("commands", ":"), Long: "List everything that can be done here and do it; typing a few letters finds it.", Footer: true},
	{ID: ShowAll, Context: Global, Binding: on("help", "?", "f1"), Long: "Show every key of this screen; / searches in them.", Footer: true},
	{ID: Quit, Context: Global, Binding: on("quit", "q"), Long: "Go back; on the first screen, quit.", Footer: true},
	{ID: Back, Context: Global, Binding: on("back", "esc"), Long: "Close what is open on top, clear the search, or go back one screen."},
	{ID: Stop, Context: Global, Binding: on("stop", "ctrl+c"), Long: "Cancel what is running; when nothing is, quit. Twice always quits."},
	{ID: Zone, Context: Global, Binding: on("UTC", "U"), Long: "Show clock times in UTC, or in the export's time zone again."},
	{ID: Mouse, Context: Global, Binding: on("mouse", "M"), Long: "Turn the mouse off, so that the terminal can select text, or on again."},
	{ID: Redraw, Context: Global, Binding: on("redraw", "ctrl+l"), Long: "Draw the screen again."},
	{ID: Suspend, Context: Global, Binding: on("suspend", "ctrl+z"), Long: "Stop segpath and return to the shell; fg brings it back."},
}

// Retry opens or reads again what failed.
const Retry ID = "retry"

// opening is for while an export is being opened, and for when that failed.
var opening = []Action{
	{ID: Back, Context: Opening, Binding: on("cancel", "esc", "q"), Long: "Stop opening the export and quit.", Footer: true},
	{ID: Retry, Context: Failure, Binding: on("try again", "r"), Long: "Open the same export again.", Footer: true},
	{ID: Back, Context: Failure, Binding: on("quit", "esc", "q", "enter"), Long: "Leave segpath.", Footer: true},
}
