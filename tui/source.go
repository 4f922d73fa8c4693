package tui

import "segpath/tui/source"

// Source is what the screens ask of an open export; Opener opens it. They stand in a leaf package so
// that screens need not import this one.
type (
	Source = source.Source
	Opener = source.Opener
)
