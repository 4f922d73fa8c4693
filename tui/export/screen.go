// Package export is the box that writes a path to a file: as Markdown, text, CSV, JSON or a picture,
// with its people or without.
package export

import (
	"context"
	"errors"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/data/document"
	"segpath/data/redact"
	"segpath/data/text"
	"segpath/tui/action"
	"segpath/tui/field"
	"segpath/tui/request"
	"segpath/tui/screen"
)

// Options is what can be exported, and how.
type Options struct {
	Chain    *data.Chain
	Redactor func() (*redact.Redactor, error) // reads the key of the pseudonyms; nil: there is none to ask
	Redact   bool                             // it opens with the people taken out
	Queues   bool                             // the redactor gives queues pseudonyms too
	Sources  []string                         // the files of the open export, which are never written to
}

// format is one way to write a path.
type format struct {
	name, ending string
	as           document.Encoding
}

var formats = []format{
	{"Markdown", ".md", document.Markdown}, {"text", ".txt", document.Text}, {"CSV", ".csv", document.CSV},
	{"JSON", ".json", document.JSON}, {"SVG", ".svg", document.SVG},
}

// Screen is the export over a path.
type Screen struct {
	o     Options
	frame screen.Frame

	format int
	redact bool
	name   field.Field
	lane   request.Lane[string] // gives the name of what was written
	asking bool                 // a file of that name is there
	failed error
}

// New returns the export of a path.
func New(o Options, env screen.Env) *Screen {
	s := &Screen{o: o, frame: screen.Frame{Env: env}, name: field.New(maxLetters), redact: o.Redact}
	s.rename(s.proposal())
	return s
}

// maxLetters is as long as a path may be on the systems we know.
const maxLetters = 4096

// proposal is the name of a file that nobody has named yet. A redacted one does not tell the id.
func (s *Screen) proposal() string {
	name := safeName(s.o.Chain.Asked)
	if s.redact {
		name = "redacted"
	}
	return "path-" + name + formats[s.format].ending
}

func (s *Screen) rename(name string) {
	s.name.Set(name)
}

// Init has nothing to ask.
func (s *Screen) Init() tea.Cmd { return nil }

var handlers = map[action.ID]func(*Screen) tea.Cmd{
	action.Accept:         func(s *Screen) tea.Cmd { return s.write(false) },
	action.NextFormat:     func(s *Screen) tea.Cmd { return s.choose(1) },
	action.PreviousFormat: func(s *Screen) tea.Cmd { return s.choose(len(formats) - 1) },
	action.Redact:         (*Screen).switchRedact,
	action.Replace:        func(s *Screen) tea.Cmd { return s.write(true) },
	action.Back:           (*Screen).back,
}

// Handled lists the actions this package handles, for the catalog's test.
func Handled() map[action.Context][]action.ID {
	return map[action.Context][]action.ID{
		action.ExportFile:  {action.Accept, action.NextFormat, action.PreviousFormat, action.Redact, action.Back},
		action.ReplaceFile: {action.Replace, action.Back},
	}
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Frame:
		s.frame = msg
		return s, nil
	case action.Intent:
		if msg.ID == action.Stop {
			s.lane.Cancel()
			return s, nil
		}
		if handle := handlers[msg.ID]; handle != nil && !s.lane.Busy() {
			return s, handle(s)
		}
		return s, nil
	case tea.KeyPressMsg, tea.PasteMsg:
		s.edit(msg)
		return s, nil
	}
	return s, s.answered(msg)
}

// edit hands a key or a paste to the field.
func (s *Screen) edit(msg tea.Msg) {
	if s.asking || s.lane.Busy() {
		return
	}
	if s.name.Edit(msg) {
		s.failed = nil
	}
}

// choose takes the format that many places further, and its ending with it.
func (s *Screen) choose(by int) tea.Cmd {
	return s.change(func() { s.format = (s.format + by) % len(formats) })
}

func (s *Screen) switchRedact() tea.Cmd {
	return s.change(func() { s.redact = !s.redact })
}

// change changes what is written. A name of ours follows; of one that was typed only the ending does.
func (s *Screen) change(what func()) tea.Cmd {
	ours, ending := s.name.Text() == s.proposal(), formats[s.format].ending
	what()
	s.failed = nil
	if stem, ok := strings.CutSuffix(s.name.Text(), ending); ours {
		s.rename(s.proposal())
	} else if ok {
		s.rename(stem + formats[s.format].ending)
	}
	return nil
}

// back goes from the question to the name, and from the name to the path.
func (s *Screen) back() tea.Cmd {
	if s.asking {
		s.asking = false
		return nil
	}
	return screen.Send(screen.Pop{})
}

// write writes the file, off the screen's goroutine.
func (s *Screen) write(replace bool) tea.Cmd {
	s.asking, s.failed = false, nil
	path := document.Path{Chain: s.o.Chain, Look: document.Look{Zone: s.frame.Env.Zone, ASCII: s.frame.Env.ASCII}}
	to := target{name: s.name.Text(), replace: replace, sources: s.o.Sources}
	as, redacted, redactor := formats[s.format].as, s.redact, s.o.Redactor
	return s.lane.Ask(s.frame.Env.Run, func(ctx context.Context) (string, error) {
		var d document.Document = path
		if redacted && redactor == nil {
			return "", data.Problemf(data.Failed, "", "there is no key for pseudonyms here")
		}
		if redacted {
			r, err := redactor()
			if err != nil {
				return "", err
			}
			d = path.Redacted(r)
		}
		return to.name, to.write(ctx, func(w io.Writer) error { return document.Write(w, d, as) })
	})
}

// answered takes what came of the writing.
func (s *Screen) answered(msg tea.Msg) tea.Cmd {
	answer, cmd := s.lane.Update(s.frame.Env.Run, msg)
	switch {
	case answer == nil:
		return cmd
	case errors.Is(answer.Err, errExists):
		s.asking = true
	case answer.Err != nil:
		s.failed = answer.Err
	default:
		told := screen.Tell{Text: "written to " + text.Clean(answer.Value)}
		return tea.Sequence(screen.Send(screen.Pop{}), screen.Send(told))
	}
	return cmd
}

// Title names the export.
func (s *Screen) Title() string { return "Export" }

// Context is the question while it is asked, else the name's.
func (s *Screen) Context() action.Context {
	if s.asking {
		return action.ReplaceFile
	}
	return action.ExportFile
}

// Status has nothing to say.
func (s *Screen) Status() string { return "" }

// Busy tells whether the file is being written.
func (s *Screen) Busy() bool { return s.lane.Busy() }
