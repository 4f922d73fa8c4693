package tuitest

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

var named = map[string]rune{
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "enter": tea.KeyEnter,
	"esc": tea.KeyEscape, "tab": tea.KeyTab, "backspace": tea.KeyBackspace, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
	"f1": tea.KeyF1, "home": tea.KeyHome, "end": tea.KeyEnd, "space": tea.KeySpace, "delete": tea.KeyDelete,
}

// Key parses a key by the name that tea.KeyPressMsg.String() gives it.
func Key(tb testing.TB, s string) tea.KeyPressMsg {
	tb.Helper()
	var k tea.Key
	for {
		if r, ok := strings.CutPrefix(s, "ctrl+"); ok {
			k.Mod, s = k.Mod|tea.ModCtrl, r
		} else if r, ok := strings.CutPrefix(s, "alt+"); ok {
			k.Mod, s = k.Mod|tea.ModAlt, r
		} else if r, ok := strings.CutPrefix(s, "shift+"); ok {
			k.Mod, s = k.Mod|tea.ModShift, r
		} else {
			break
		}
	}
	if c, ok := named[s]; ok {
		k.Code = c
		if c == tea.KeySpace && k.Mod == 0 {
			k.Text = " "
		}
	} else if r := []rune(s); len(r) == 1 {
		k.Code = r[0]
		if k.Mod&^tea.ModShift == 0 {
			k.Text = s
		}
	} else {
		tb.Fatalf("tuitest: no key %q", s)
	}
	return tea.KeyPressMsg(k)
}
