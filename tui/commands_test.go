package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"segpath/tui/action"
	"segpath/tui/fake"
	"segpath/tui/palette"
)

// letters presses a text letter by letter.
func letters(s string) []string {
	var keys []string
	for _, r := range s {
		if r == ' ' {
			keys = append(keys, "space")
			continue
		}
		keys = append(keys, string(r))
	}
	return keys
}

func TestTheCommandsAreThoseOfTheScreenAndTheGlobalOnes(t *testing.T) {
	for _, keys := range [][]string{{}, {"enter"}, {"enter", "enter"}, {"s"}, {"?"}} {
		d := start(t, sample, dark120)
		d.Press(keys...)
		m := model(d)
		context := m.top().Context()
		listed := map[action.ID]bool{}
		for _, e := range m.commands() {
			if e.ID != "" && listed[e.ID] {
				t.Errorf("%s: %q is listed twice", context, e.ID)
			}
			listed[e.ID] = true
		}
		for _, a := range append(action.In(context), action.In(action.Global)...) {
			if !listed[a.ID] && a.ID != action.Do {
				t.Errorf("%s: %q is not listed", context, a.ID)
			}
		}
	}
}

// Every command does the same as its key.
func TestACommandDoesWhatItsKeyDoes(t *testing.T) {
	for _, prelude := range [][]string{{"j", "j"}, {"enter", "j", "j", "j"}} {
		for _, a := range action.In(model(pressed(sample, prelude...)(t, dark120)).top().Context()) {
			byKey, byName := start(t, sample, dark120), start(t, sample, dark120)
			byKey.Press(prelude...)
			byName.Press(prelude...)
			byKey.Press(strings.Fields(a.Keys()[0])...)
			byName.Send(palette.Chosen{Entry: palette.Entry{Context: a.Context, ID: a.ID}})
			if byKey.Styled() != byName.Styled() {
				t.Errorf("%s, %s: by its key\n%s\nby its name\n%s", a.Context, a.ID, byKey.Screen(), byName.Screen())
			}
		}
	}
}

func TestACommandIsFoundByAFewLettersAndDone(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("enter", ":")
	want(t, d, "Commands", "next ring", "Go to the next ring.", "] r")
	d.Press(letters("nri")...)
	lack(t, d, "zoom in")
	d.Press("enter")
	lack(t, d, "Commands")
	want(t, d, "step 3 of")
}

func TestTheCommandWhoseKeyIsTypedComesFirst(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("enter", ":", "q", "enter")
	want(t, d, "sorted by created")
	d.Press(":", "q", "enter")
	if !d.Quit {
		t.Error(":q does not quit")
	}
}

func TestACommandIsFoundByItsSentence(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("enter", ":")
	d.Press(letters("markdown")...)
	want(t, d, "export", "1 of ")
	d.Press("enter")
	want(t, d, "Export this path")
}

func TestTheCommandsGoToPanesAndScreens(t *testing.T) {
	d := start(t, sample, look{w: 80, h: 24})
	d.Press("enter", ":")
	d.Press(letters("queues pane")...)
	d.Press("enter")
	want(t, d, "[3 Queues")
	d.Press("enter", ":") // over the raw fields: the path and the list are below
	d.Press(letters("interactions of")...)
	d.Press("enter")
	want(t, d, "sorted by created")
}

func TestEscAndAClickBesideLeaveTheCommands(t *testing.T) {
	d := start(t, sample, dark120)
	before := d.Screen()
	d.Press(":", "z", "esc")
	if d.Screen() != before {
		t.Errorf("after esc:\n%s", d.Screen())
	}
	d.Press(":")
	d.Send(click(1, 38))
	lack(t, d, "Commands")
}

func TestAClickInTheCommandsDoesIt(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("enter", ":")
	d.Press(letters("raw fields")...)
	x, y, _, _ := model(d).place(model(d).top())
	d.Send(click(x+5, y+3))
	want(t, d, "Raw fields", "record")
}

func TestNoCommandFoundSaysSoAndEnterDoesNothing(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press(":")
	d.Press(letters("xyzzy")...)
	want(t, d, "No command has these letters", "0 of")
	d.Press("enter")
	want(t, d, "No command has these letters")
	d.Press("ctrl+u")
	want(t, d, "Open the path of the selected interaction.")
}

func TestWhatIsPastedIntoTheCommandsIsMadeSafe(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press(":")
	d.Send(tea.PasteMsg{Content: "\x1b[2J\u202eabc\nnext"})
	if s := d.M.View().Content; strings.Contains(s, "\x1b[2J") || strings.Contains(s, "\u202e") {
		t.Errorf("the paste acts on the terminal: %q", s)
	}
}

func TestTheCommandsNameAHostileExportSafely(t *testing.T) {
	d := start(t, fake.NewHostile(5), dark120)
	d.Press("enter", ":")
	d.Press(letters("interactions of")...)
	want(t, d, `Interactions of nov\x1b[31mem`)
}

func TestHelpIsSearched(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("enter", "?", "/")
	d.Press(letters("status next")...)
	want(t, d, "Go to the next status change.", "] s")
	lack(t, d, "zoom", "Turn the mouse off", "Everywhere")
	d.Press("enter")
	want(t, d, "search status next", "esc clears it")
	d.Press("j", "esc")
	want(t, d, "Go to the next ring.")
	lack(t, d, "esc clears it")
	d.Press("esc")
	lack(t, d, "Keys")
}

func TestHelpThatFindsNothingSaysSo(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("?", "/", "x", "y", "z")
	want(t, d, "No key of this screen does that.")
	d.Press("esc")
	want(t, d, "Open the path of the selected interaction.")
}
