package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"segpath/tui/request"
)

// Model is the interface without a terminal and without a clock: what Run shows, for a driver that sends
// it messages and looks at its View. Nothing in it waits: what Run does after a pause is done at once or
// never. Of the options Input, Output and Environ are not used; without a Profile it is in full colour.
func Model(ctx context.Context, o Options) tea.Model {
	colour := o.Profile == colorprofile.Unknown || o.Profile > colorprofile.ASCII
	return newRoot(o, request.Runner{Context: ctx}, colour)
}
