package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"segpath/data"
	"segpath/data/filter"
	"segpath/data/text"
	"segpath/data/wholefile"
)

// The exit codes, as the help lists them.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitNotFound    = 3
	exitUnmet       = 4
	exitUnexpected  = 5
	exitInterrupted = 130
)

// program is one run: its streams and its environment. Data go to out, talk goes to err.
type program struct {
	in       io.Reader
	out, err io.Writer
	environ  []string
	env      map[string]string
	quiet    bool // no notes and no progress

	configFile string         // that was read, or would have been
	config     *configuration // never nil once a command runs
	warnings   []error        // told already; the screens show them too
	noted      notes          // said once the command has ended
	own        *ownFormats    // of the configuration folder; nil until somebody asks
	logFile    string
	logTo      io.Closer    // nil without a log
	log        *slog.Logger // never nil
}

// run runs the command line and returns the exit code. It is main, made so that tests can call it.
func run(args, env []string, in io.Reader, out, errs io.Writer) int {
	p := &program{in: in, out: out, err: errs, environ: env, env: map[string]string{}, log: slog.New(slog.DiscardHandler)}
	for _, e := range env {
		name, value, _ := strings.Cut(e, "=")
		p.env[name] = value
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	// A reader that has gone away is an error of the write, so that what is open is closed.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)

	root := p.command(args)
	help := &firstError{w: out}
	root.SetOut(help)
	err := root.ExecuteContext(ctx)
	if err == nil && help.err != nil {
		err = fmt.Errorf("the help cannot be printed: %w", wholefile.Bare(help.err))
	}
	if err != nil && ctx.Err() != nil {
		err = &data.Problem{Code: data.Interrupted, Text: "interrupted", Cause: err}
	}
	p.noted.tell(p)
	code := p.report(err)
	p.closeLog(err, code)
	return code
}

// firstError is a writer that remembers why it could not write: help is printed by who does not tell.
type firstError struct {
	w   io.Writer
	err error
}

// Write writes b.
func (f *firstError) Write(b []byte) (int, error) {
	n, err := f.w.Write(b)
	if f.err == nil {
		f.err = err
	}
	return n, err
}

// report prints an error as a sentence and a hint, and returns the exit code it stands for.
func (p *program) report(err error) int {
	if err == nil || errors.Is(err, syscall.EPIPE) {
		return exitDone // whoever reads us, head or less, has seen enough
	}
	var problem *data.Problem
	if !errors.As(err, &problem) {
		problem = &data.Problem{Code: data.Failed}
	}
	p.say(err.Error())
	p.point(err)
	if advice := problem.Advice(); advice != "" {
		p.talk("  " + text.Clean(advice) + "\n")
	}
	return exitCode(problem.Code)
}

// maxPointed is how many cells of a filter are shown about an error in it.
const maxPointed = 100

// point shows where in a filter an error is.
func (p *program) point(err error) {
	var fault *filter.Fault
	if !errors.As(err, &fault) {
		return
	}
	if line, marks := fault.Marks(maxPointed); line != "" {
		p.talk("  " + line + "\n  " + marks + "\n")
	}
}

func exitCode(c data.Code) int {
	switch c {
	case data.Usage:
		return exitUsage
	case data.NotFound:
		return exitNotFound
	case data.Unmet:
		return exitUnmet
	case data.Unexpected:
		return exitUnexpected
	case data.Interrupted:
		return exitInterrupted
	}
	return exitFailed
}

// say prints a sentence for the user. It may hold text of a file: this is where it is made safe.
func (p *program) say(sentence string) {
	p.talk("segpath: " + text.Clean(sentence) + "\n")
}

// talk writes what is ours or clean to stderr.
func (p *program) talk(s string) {
	_, _ = io.WriteString(p.err, s) // where stderr is gone there is nobody left to tell
}

// note says something beside the answer, unless --quiet.
func (p *program) note(format string, args ...any) {
	if !p.quiet {
		p.say(fmt.Sprintf(format, args...))
	}
}
