package main

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/format"
	"segpath/query"
	"segpath/query/files"
	"segpath/tui"
	"segpath/tui/path"
)

// screenFlags say how the terminal interface looks.
type screenFlags struct {
	noColor, fresh bool
	theme          string
}

func (s *screenFlags) flags(c *cobra.Command) {
	c.Flags().BoolVar(&s.noColor, "no-color", false, "draw without colours, as when the variable NO_COLOR is set to anything")
	c.Flags().BoolVar(&s.fresh, "fresh", false, "begin at the newest interaction, not where this export was left")
	c.Flags().StringVar(&s.theme, "theme", "auto", "colours for a `background`: dark, light or auto")
}

func (s *screenFlags) check(c *cobra.Command) error {
	if err := checkBackground(s.theme); err != nil {
		return usage(c, "--theme: %s", err)
	}
	return nil
}

// dark is the background that was asked for; nil asks the terminal.
func (s *screenFlags) dark() *bool {
	if s.theme == "auto" {
		return nil
	}
	dark := s.theme == "dark"
	return &dark
}

// screens runs the terminal interface. What can be known to fail before it draws, fails as plain text.
func (p *program) screens(
	ctx context.Context, c *cobra.Command, export *exportFlags, look *screenFlags, at *placeFlags, only *filterFlags, who *redaction,
	exports []string, search string,
) (err error) {
	if p.env["TERM"] == "dumb" {
		return data.Problemf(data.Failed, "segpath list and segpath path ID print plain text",
			"this terminal (TERM=dumb) cannot show screens")
	}
	opt, err := p.options(ctx, c, export, exports)
	if err != nil {
		return err
	}
	if opt.Stdin, err = p.stdin(c, exports); err != nil {
		return err
	}
	found, err := files.Find(slices.DeleteFunc(slices.Clone(exports), func(arg string) bool { return arg == files.Stdin }), format.LogNames(opt.Formats)...)
	if err != nil {
		return err
	}
	if _, err := who.redactor(p.config); err != nil { // a key that was named is there, or nothing begins
		return err
	}
	held := &held{begin: p.beginLive, options: opt}
	if opt.Stdin == nil { // what is piped in is another export every time
		held.session = p.session(ctx, found, look.fresh)
	}
	defer closing(held, &err)
	o := tui.Options{
		Opener: held.opener, Name: opt.Name, ASCII: export.ascii, Dark: look.dark(), Search: search, Filter: only.filter,
		Output: p.out, Errors: p.err, Environ: p.environ, At: path.Place{Step: at.step, View: at.view},
		Command: openingCommand(export, exports), Zone: export.displayZone, Session: held.session.options(p),
	}
	for _, f := range found {
		o.Sources = append(o.Sources, f.Path)
	}
	if o.Name == "" {
		o.Name = strings.Join(files.Shown(exports), ", ")
	}
	if look.noColor {
		o.Profile = colorprofile.ASCII
	}
	who.screens(&o, p.config)
	if search != "" || at.id != "" {
		if o.ID, err = p.findFirst(ctx, c, export, at, held, exports, search); err != nil {
			return err
		}
		if o.ID != "" {
			o.Search = "" // the only hit is opened; behind it stands the whole list
		}
	}
	// Signals are the interface's own while it runs: it restores the terminal first.
	return tui.Run(context.WithoutCancel(ctx), o)
}

// findFirst searches before the first screen, because nothing found is an exit code, not a screen.
func (p *program) findFirst(
	ctx context.Context, c *cobra.Command, export *exportFlags, at *placeFlags, held *held, exports []string, search string,
) (id string, err error) {
	engine, err := p.open(ctx, c, export, exports)
	if err != nil {
		return "", err
	}
	held.open = engine
	if at.id != "" {
		return at.find(ctx, c, engine)
	}
	return find(ctx, c, engine, search)
}

// openSource is an export that is open.
type openSource interface {
	tui.Source
	Close() error
}

func (p *program) beginLive(ctx context.Context, opt query.Options) (openSource, error) {
	return p.openLive(ctx, opt)
}

// held is the export behind the screens: opened by them, or before them, and closed after them.
type held struct {
	begin   func(context.Context, query.Options) (openSource, error)
	options query.Options
	session *session
	mu      sync.Mutex
	open    openSource
	shown   bool // the screens have it
}

// opener is the screens' Opener. What they have already is closed, and opened again.
func (h *held) opener(ctx context.Context, report func(data.Progress)) (tui.Source, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open != nil && !h.shown {
		h.shown = true
		return h.open, nil
	}
	if before := h.open; before != nil {
		h.open = nil
		if err := before.Close(); err != nil {
			return nil, err
		}
	}
	opt := h.options
	opt.Progress = report
	open, err := h.begin(ctx, opt)
	if err != nil {
		return nil, err
	}
	h.open, h.shown = open, true
	h.session.check(ctx, open)
	return open, nil
}

// Close closes the engine if one was opened.
func (h *held) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open == nil {
		return nil
	}
	return h.open.Close()
}
