package tui

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"segpath/data"
	"segpath/tui/fake"
	"segpath/tui/screen"
	"segpath/tui/tuitest"
)

func want(t *testing.T, d *tuitest.Driver, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(d.Screen(), text) {
			t.Fatalf("the screen lacks %q:\n%s", text, d.Screen())
		}
	}
}

func lack(t *testing.T, d *tuitest.Driver, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(d.Screen(), text) {
			t.Fatalf("the screen has %q:\n%s", text, d.Screen())
		}
	}
}

func model(d *tuitest.Driver) *root { return d.M.(*root) }

func TestEscGoesBackAndQQuits(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("j", "enter", "enter")
	want(t, d, "Raw fields")
	d.Press("esc")
	lack(t, d, "Raw fields")
	d.Press("esc")
	want(t, d, "sorted by created", "2 of 2,500")
	d.Press("esc")
	if d.Quit {
		t.Fatal("esc on the first screen quits")
	}
	d.Press("q")
	if !d.Quit {
		t.Error("q on the first screen does not quit")
	}
}

func TestQGoesBackFromThePath(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("enter", "q")
	if want(t, d, "sorted by created"); d.Quit {
		t.Error("q on the path quits")
	}
}

func TestAnIDOpensItsPathOverTheList(t *testing.T) {
	d := start(t, sample, dark120, func(o *Options) { o.ID = "1543000017.103" })
	want(t, d, "Steps", "1543000017.103")
	d.Press("esc")
	want(t, d, "sorted by created")
}

func TestAnUnknownIDSaysSo(t *testing.T) {
	d := start(t, sample, dark120, func(o *Options) { o.ID = "nobody" })
	want(t, d, "no interaction", "nobody")
}

func TestASearchWithOneHitOpensItsPath(t *testing.T) {
	d := start(t, sample, dark120, func(o *Options) { o.Search = "T-40017" })
	want(t, d, "Steps", "1543000017.103")
	d.Press("esc")
	want(t, d, "search T-40017", "1 of 2,500 match")
	d.Press("esc")
	want(t, d, "sorted by created")
	if got := model(d).top().Status(); got != "2,483 of 2,500" {
		t.Errorf("after the search was cleared the position is %q: the interaction is lost from sight", got)
	}
}

func TestASearchWithSeveralHitsListsThem(t *testing.T) {
	d := start(t, sample, dark120, func(o *Options) { o.Search = "T-4001" })
	want(t, d, "search T-4001", "10 of 2,500 match")
}

func TestAFailureIsToldAndTriedAgain(t *testing.T) {
	tries := 0
	opener := func(context.Context, func(data.Progress)) (Source, error) {
		if tries++; tries < 2 {
			return nil, data.Problemf(data.Failed, "Look at the disk.", "the file could not be read")
		}
		return sample, nil
	}
	d := startWith(t, opener, dark120)
	want(t, d, "could not be opened", "the file could not be read", "Look at the disk.", "try again")
	d.Press("r")
	want(t, d, "sorted by created")
}

func TestLeavingAFailureReturnsIt(t *testing.T) {
	failure := data.Problemf(data.Failed, "", "the file could not be read")
	d := startWith(t, func(context.Context, func(data.Progress)) (Source, error) { return nil, failure }, dark120)
	d.Press("q")
	if got := model(d).result; !d.Quit || !errors.Is(got, failure) {
		t.Errorf("quit %v with %v", d.Quit, got)
	}
}

func TestCtrlCQuitsWhenNothingRuns(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("ctrl+c")
	if !d.Quit || model(d).result != nil {
		t.Errorf("quit %v with %v", d.Quit, model(d).result)
	}
}

func TestCopyingSaysSoAndRefusesControls(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("y")
	want(t, d, "copied the id")
	d.Press("j")
	lack(t, d, "copied the id")
	for text, copied := range map[string]bool{
		"plain": true, "two\nlines\tand a tab": true, "李小龍 👍🏽": true, "C:\\users": true, "a · b ": true,
		"\x1b[2J": false, "a\rb": false, "\u202eabc": false, "bad\xff": false,
	} {
		d.Send(screen.Copy{Text: text, What: "the value"})
		if got := strings.Contains(d.Screen(), "copied the value"); got != copied {
			t.Errorf("copying %q: copied %v, want %v", text, got, copied)
		}
	}
}

func TestTheClockIsSwitchedToUTC(t *testing.T) {
	d := start(t, sample, dark120)
	want(t, d, "21:53:00", "Europe/Berlin")
	d.Press("U")
	want(t, d, "20:53:00", "UTC")
	d.Press("U")
	want(t, d, "21:53:00", "Europe/Berlin")
}

func TestTheMouseIsTurnedOff(t *testing.T) {
	d := start(t, sample, dark120)
	if d.M.View().MouseMode == tea.MouseModeNone {
		t.Error("the mouse is off at first")
	}
	d.Press("M")
	if d.M.View().MouseMode != tea.MouseModeNone {
		t.Error("M does not turn the mouse off")
	}
}

func TestTheTerminalsTitleIsClean(t *testing.T) {
	d := start(t, fake.NewHostile(3), dark120)
	title := d.M.View().WindowTitle
	if strings.ContainsAny(title, "\x1b\u202e\a") || !strings.Contains(title, `nov\x1b[31member\u{202e}`) {
		t.Errorf("the title is %q", title)
	}
}

func TestALightTerminalGetsTheLightTheme(t *testing.T) {
	d := start(t, sample, dark120, func(o *Options) { o.Dark = nil })
	dark := d.Styled()
	d.Send(lightBackground)
	if got := d.Styled(); got == dark || model(d).env.Theme.Name != "light" {
		t.Errorf("the theme is %s", model(d).env.Theme.Name)
	}
}

func TestWidthsFollowTheTerminal(t *testing.T) {
	d := start(t, fake.NewHostile(20), dark120)
	d.Send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeNotRecognized})
	if model(d).env.Cell.Method != ansi.WcWidth {
		t.Error("graphemes are measured though the terminal does not know them")
	}
	d.Send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	if model(d).env.Cell.Method != ansi.GraphemeWidth {
		t.Error("graphemes are not measured though the terminal knows them")
	}
	for i, line := range strings.Split(d.M.View().Content, "\n") {
		if w := ansi.GraphemeWidth.StringWidth(line); w != 120 {
			t.Errorf("line %d is %d cells wide", i, w)
		}
	}
}

func TestAFailureOfAScreenStandsInABox(t *testing.T) {
	d := start(t, sample, dark120)
	d.Send(screen.Fail{Err: data.Problemf(data.Failed, "Try less.", "that was too much")})
	want(t, d, "That did not work", "that was too much", "Try less.")
	d.Press("esc")
	lack(t, d, "too much")
}

func TestThePrefixShowsWhatCanFollow(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("enter", "]")
	want(t, d, "r ring", "h queue hop")
	d.Press("x")
	want(t, d, "raw fields")
}
