package sources

import (
	"segpath/tui/action"
	"segpath/tui/screen"
)

var _ screen.Hinter = (*Screen)(nil)

// Hint says what an action does with the marked line.
func (s *Screen) Hint(id action.ID) (words string, does bool) {
	if id != action.Open && id != action.OpenPath && id != action.CopyPlace {
		return "", true
	}
	e := s.pane().marked()
	if !s.known || e == nil {
		return "", false
	}
	at := e.place()
	switch id {
	case action.OpenPath:
		return "", at.InteractionID != ""
	case action.CopyPlace:
		return "", at.Source != ""
	}
	switch {
	case s.active == filesAt:
		return "its columns", true
	case s.active == noticesAt && len(e.places) > 1:
		return "", true
	case at.Source != "" && at.SourceRow > 0:
		return "its fields", true
	case at.InteractionID != "":
		return "its path", true
	}
	return "", false
}
