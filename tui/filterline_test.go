package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"segpath/data"
	"segpath/tui/fake"
)

// filterLines is how much of a screen the filter line and what opens under it take.
const filterLines = 14

// The filter line in every state, in three sizes and in each look; with its colours where it has some.
func TestFilterLine(t *testing.T) {
	src := fake.New(300)
	src.Has.Lacks = map[data.ExportColumn]string{data.StatusColumn: "a conversation has no status here; rows of Agent Status are about the agent"}
	for _, state := range []struct {
		name, typed string
		keys        []string
	}{
		{"empty", "", nil},
		{"completing", "rings>=2 a", []string{"tab", "tab"}},
		{"completing a name", "last_queue:", []string{"tab", "tab"}},
		{"fault", "rings>=2 quee:billing", nil},
		{"lacking", "rings>=2 status:open", nil},
		{"chips", "rings>=2 ring(user:ana outcome:reject) -is:open wait>=20s", []string{"enter"}},
		{"marked chip", "rings>=2 ring(user:ana outcome:reject) -is:open wait>=20s", []string{"enter", "shift+tab"}},
		{"no match", "rings>=900", []string{"enter"}},
	} {
		for _, size := range []look{{w: 80, h: 24}, {w: 120, h: 40}, {w: 200, h: 60}} {
			for name, l := range map[string]look{
				"dark": size, "light": {w: size.w, h: size.h, light: true}, "plain": {w: size.w, h: size.h, plain: true},
				"ascii": {w: size.w, h: size.h, plain: true, ascii: true},
			} {
				t.Run(fmt.Sprintf("%s %s %dx%d", state.name, name, l.w, l.h), func(t *testing.T) {
					d := start(t, src, l)
					if state.typed != "" {
						d.Press("/")
						d.Send(tea.PasteMsg{Content: state.typed})
					}
					d.Press(state.keys...)
					drawn := d.Screen()
					if !l.plain {
						drawn = d.Styled()
					}
					lines := strings.SplitAfter(drawn, "\n")
					golden.RequireEqual(t, []byte(strings.Join(lines[:filterLines], "")))
				})
			}
		}
	}
}
