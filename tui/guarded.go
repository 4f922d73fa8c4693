package tui

import (
	"io"
	"os"
	"reflect"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/data/guard"
)

// guarded is the interface with every panic caught, told to the guard's watcher, and nothing more done:
// the program is about to end. The library would print a panic too, but before the terminal is restored
// or into the lines of another, and with whatever bytes of a file it holds.
type guarded struct {
	m      *root
	broken bool
}

// Init runs the interface's.
func (g *guarded) Init() (cmd tea.Cmd) {
	defer guard.Catch()
	return caught(g.m.Init())
}

// Update runs the interface's, unless it is broken.
func (g *guarded) Update(msg tea.Msg) (model tea.Model, cmd tea.Cmd) {
	if g.broken {
		return g, nil
	}
	model, g.broken = g, true
	defer guard.Catch()
	_, cmd = g.m.Update(msg)
	g.broken = false
	return g, caught(cmd)
}

// View runs the interface's; one that is broken shows nothing.
func (g *guarded) View() (v tea.View) {
	v.AltScreen = true
	if g.broken {
		return v
	}
	g.broken = true
	defer guard.Catch()
	shown := g.m.View()
	g.broken = false
	return shown
}

// caught is a command, and all that it leads to at once, with its panics caught.
func caught(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer guard.Catch()
		msg = cmd()
		// A batch and a sequence, whose type is not exported, are lists of commands.
		if list := reflect.ValueOf(msg); list.Kind() == reflect.Slice && list.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range list.Len() {
				inner, _ := list.Index(i).Interface().(tea.Cmd)
				list.Index(i).Set(reflect.ValueOf(caught(inner)))
			}
		}
		return msg
	}
}

// failure prints where a fault happened, now that the terminal is restored, and returns the sentence.
func failure(o Options, f guard.Fault) error {
	errs := o.Errors
	if errs == nil {
		errs = os.Stderr
	}
	_, _ = io.WriteString(errs, f.Stack+"\n") // where nobody reads it, there is nobody to tell
	return data.Problemf(data.Failed, faultHint, "the interface failed: %s", f.Text)
}

const faultHint = "This is a fault in segpath: please report it with the lines above. The export is unchanged; start segpath again to go on."
