package tui

import (
	"slices"
	"testing"

	"segpath/tui/action"
	"segpath/tui/export"
	"segpath/tui/help"
	"segpath/tui/interactions"
	"segpath/tui/message"
	"segpath/tui/open"
	"segpath/tui/palette"
	"segpath/tui/path"
	"segpath/tui/raw"
	"segpath/tui/sources"
)

// A screen handles exactly the actions that the catalog has for its contexts.
func TestScreensAndCatalogAgree(t *testing.T) {
	handled := map[action.Context][]action.ID{}
	for id := range globalHandlers {
		handled[action.Global] = append(handled[action.Global], id)
	}
	for _, of := range []func() map[action.Context][]action.ID{
		interactions.Handled, open.Handled, help.Handled, raw.Handled, message.Handled, sources.Handled, path.Handled, export.Handled, palette.Handled,
	} {
		for c, ids := range of() {
			handled[c] = append(handled[c], ids...)
		}
	}
	for _, c := range action.Contexts {
		var catalog []action.ID
		for _, a := range action.In(c) {
			catalog = append(catalog, a.ID)
			if !slices.Contains(handled[c], a.ID) {
				t.Errorf("%s: nothing handles %q", c, a.ID)
			}
		}
		for _, id := range handled[c] {
			if !slices.Contains(catalog, id) {
				t.Errorf("%s: %q is handled and not in the catalog", c, id)
			}
		}
	}
}
