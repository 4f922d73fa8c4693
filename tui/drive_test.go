package tui

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"segpath/data"
	"segpath/tui/fake"
	"segpath/tui/tuitest"
)

// look is a terminal as a test sees it.
type look struct {
	w, h                int
	light, plain, ascii bool
}

var (
	dark120 = look{w: 120, h: 40}
	ascii80 = look{w: 80, h: 24, ascii: true, plain: true}
)

// start drives the whole interface over a source, without a clock.
func start(tb testing.TB, src Source, l look, change ...func(*Options)) *tuitest.Driver {
	tb.Helper()
	return startWith(tb, func(context.Context, func(data.Progress)) (Source, error) { return src, nil }, l, change...)
}

func startWith(tb testing.TB, opener Opener, l look, change ...func(*Options)) *tuitest.Driver {
	tb.Helper()
	dark := !l.light
	o := Options{Opener: opener, Name: "november", ASCII: l.ascii, Dark: &dark}
	for _, f := range change {
		f(&o)
	}
	if l.plain {
		o.Profile = colorprofile.ASCII
	}
	return tuitest.Drive(tb, Model(tb.Context(), o), l.w, l.h)
}

var _ tea.Model = (*root)(nil)

var sample = fake.New(2500)
