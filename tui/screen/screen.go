// Package screen is what the root and the screens know of each other. A screen imports this package
// and other leaves (action, cell, request, source, table, theme), never the root or another screen
// that it does not open itself.
package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/request"
	"segpath/tui/theme"
)

// Env is the terminal as a screen sees it. It is a value; a new one comes with a Frame when something
// of it changes: the terminal told its background, the time zone was switched.
type Env struct {
	Theme *theme.Theme
	Cell  cell.Writer
	Zone  *time.Location // where clock times are shown; nil until an export is open
	Run   request.Runner
	ASCII bool // only ASCII in what is ours
}

// ZoneName is what a zone is called on the screen; it may be a word of an export. No zone is UTC.
func ZoneName(zone *time.Location) string {
	switch {
	case zone == nil:
		return "UTC"
	case zone == time.Local:
		return "local time"
	}
	return zone.String()
}

// Frame is the message that gives a screen its size and its Env. It comes before Init and the first
// View, and again whenever either changes. W and H may be 0.
type Frame struct {
	W, H int
	Env  Env
}

// Screen is one screen of the stack. Only the one on top gets keys, as action.Intent messages; keys
// that its context has no action for arrive as tea.KeyPressMsg, pasted text as tea.PasteMsg. Mouse
// messages (tea.MouseClickMsg, tea.MouseWheelMsg) count from the screen's own top left cell. Every
// other message goes to all screens: a request.Lane tells whose answer it is.
type Screen interface {
	// Init returns the first command. The Frame has come before.
	Init() tea.Cmd
	// Update takes a message. It never blocks and does no I/O: what may take time runs in a Lane.
	Update(msg tea.Msg) (Screen, tea.Cmd)
	// View is Frame.H lines, each exactly Frame.W cells wide. It changes nothing.
	View() []string
	// Title says what is shown, for the terminal's title: "Interactions", "Path 1543618399.120". It
	// may hold text of a file: the root cleans it.
	Title() string
	// Context is where keys mean what they mean now; the footer and the help follow it.
	Context() action.Context
	// Status stands at the right end of the footer: "12,431 of 100,000". Ours or clean; may be empty.
	Status() string
	// Busy tells whether a question runs that Stop can cancel: the screen then gets the Stop intent, under
	// another one too, and the root says that it was stopped.
	Busy() bool
}

// Backer is a screen that has something to close before it is left itself: an active search. Back
// returns false when there is nothing, and the root takes the screen off the stack.
type Backer interface {
	Back() (tea.Cmd, bool)
}

// Leaver is a screen that may have questions running whose answers are of no use once it is gone. Leave cancels
// them: the root calls it when the screen comes off the stack.
type Leaver interface {
	Leave()
}

// Hinter is a screen in which an action does not always do something, or not always the same. Hint gives a few words
// for the footer, none for those of the catalog; false where the action does nothing now.
type Hinter interface {
	Hint(id action.ID) (words string, does bool)
}

// Floating is a screen that stands over the one below it, in a box it draws itself. Box gives the
// box's size, borders included, for the room there is; Frame.W and H are then that size.
type Floating interface {
	Box(w, h int) (width, height int)
}

// Push asks the root to put a screen on top of the stack.
type Push struct{ Screen Screen }

// Pop asks the root to take the top screen off the stack; the last one quits.
type Pop struct{}

// Replace asks the root to put a screen in the place of the top one.
type Replace struct{ Screen Screen }

// Fail asks the root to show an error over everything: its sentence, and its hint if it is a
// data.Problem.
type Fail struct{ Err error }

// Copy asks the root to put text on the clipboard and to say so: What is "the id", "the story".
type Copy struct{ Text, What string }

// Whole tells the screens that the export, which they stood over while it was summed up, is whole: what it tells of
// itself has changed. Err is why it will not become so.
type Whole struct{ Err error }

// Reopen asks the root to open the export again, at the place where the user is.
type Reopen struct{}

// Stopped is what the root tells when Stop has cancelled a question.
const Stopped = "stopped; Ctrl+C again quits"

// Tell asks the root to show a short sentence of ours in the footer for a moment.
type Tell struct{ Text string }

// Send is a command that sends msg: return screen.Send(screen.Push{…}) from an Update.
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
