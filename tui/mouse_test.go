package tui

import (
	"image/color"
	"testing"

	tea "charm.land/bubbletea/v2"
)

var lightBackground = tea.BackgroundColorMsg{Color: color.White}

func click(x, y int) tea.Msg { return tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft} }

func wheel(b tea.MouseButton) tea.Msg { return tea.MouseWheelMsg{X: 10, Y: 10, Button: b} }

func TestAClickSelectsAndASecondOneOpens(t *testing.T) {
	d := start(t, sample, dark120)
	d.Send(click(30, 8))
	want(t, d, "5 of 2,500")
	d.Send(click(30, 8))
	want(t, d, "Steps")
}

func TestAClickOnATitleSortsAndASecondOneReverses(t *testing.T) {
	d := start(t, sample, dark120)
	d.Send(click(19, 3))
	want(t, d, "sorted by id, A to Z")
	d.Send(click(19, 3))
	want(t, d, "sorted by id, Z to A")
}

func TestTheWheelScrollsAndTheSelectionStaysInSight(t *testing.T) {
	d := start(t, sample, dark120)
	for range 5 {
		d.Send(wheel(tea.MouseWheelDown))
	}
	want(t, d, "16 of 2,500")
	for range 9 {
		d.Send(wheel(tea.MouseWheelUp))
	}
	want(t, d, "16 of 2,500", "1543002499.100")
}

func TestAClickBesideABoxClosesIt(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("s")
	want(t, d, "Sort by")
	d.Send(click(2, 30))
	lack(t, d, "Sort by")
}

func TestAClickInTheChooserSorts(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("s")
	x, y, _, _ := model(d).place(model(d).top())
	d.Send(click(x+3, y+12))
	want(t, d, "sorted by wait, longest first")
}
