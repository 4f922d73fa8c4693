// Package tui is the terminal interface. Run shows it over whatever an Opener opens; it knows no
// database, and every screen's tests use an export in memory.
package tui

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"segpath/data"
	"segpath/data/guard"
	"segpath/data/redact"
	"segpath/tui/path"
	"segpath/tui/request"
)

// Options is how the interface starts. Only Opener is needed.
type Options struct {
	Opener  Opener
	Name    string               // what is being opened, as the user called it
	ASCII   bool                 // only ASCII in borders and marks
	Profile colorprofile.Profile // colours of the terminal; Unknown: found out, NO_COLOR obeyed
	Dark    *bool                // the background; nil: the terminal is asked, dark until it answers
	Search  string               // opens the list with this search; a single hit opens its path
	Filter  string               // opens the list with this filter
	ID      string               // opens the path of this interaction
	Input   io.Reader            // nil: the terminal
	At      path.Place           // where the path of ID opens
	Command string               // the command line that opens this export, quoted; links go on from it
	Zone    string               // the name of the zone that times are shown in; empty: the export's own
	Sources []string             // the export's files, which no export of ours is written over
	Output  io.Writer            // nil: standard output
	Errors  io.Writer            // where the lines of a fault go, once the terminal is restored; nil: standard error
	Environ []string             // nil: the process's
	Session Session              // what earlier runs left, and later ones take over

	// Redactor reads the key of the pseudonyms, and makes it on first use; nil: nothing can be redacted.
	Redactor func() (*redact.Redactor, error)
	Redact   bool // an export of a path opens with its people taken out
	Queues   bool // the redactor gives queues pseudonyms too

	program []tea.ProgramOption // of the tests
}

// Run shows the interface until the user leaves it; what the Opener opened is its caller's to close. An
// Opener that still runs is cancelled and waited for, for two seconds. Run returns nil then, the reason as a
// *data.Problem when the export was not opened, and one with data.Interrupted when opening it was
// stopped or a signal ended the program. The terminal is restored in every case.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	if o.Environ == nil {
		o.Environ = os.Environ()
	}
	profile := profileOf(o)
	var opening opening
	defer opening.end()
	defer cancel()
	o.Opener = opening.watch(o.Opener)
	m := newRoot(o, request.NewRunner(ctx), profile > colorprofile.ASCII)
	p := tea.NewProgram(&guarded{m: m}, programOptions(ctx, o, profile)...)
	ended := watch(ctx, p)
	err := show(p)
	name, fault := ended()
	if fault != nil {
		return failure(o, *fault)
	}
	if err == nil {
		m.leave()
	}
	if name != "" {
		return data.Problemf(data.Interrupted, "", "ended by the signal %s", name)
	}
	return result(m, err)
}

// show runs the program to its end.
//
//nolint:contextcheck // the program has the context as an option; its library takes none here
func show(p *tea.Program) error {
	_, err := p.Run()
	return err
}

func result(m *root, err error) error {
	switch {
	case errors.Is(err, tea.ErrInterrupted):
		return data.Problemf(data.Interrupted, "", "interrupted")
	case errors.Is(err, tea.ErrProgramPanic):
		return data.Problemf(data.Failed, faultHint, "the interface failed: %w", err)
	case errors.Is(err, context.Canceled):
		return data.Problemf(data.Interrupted, "", "interrupted: %w", err)
	case err != nil:
		return data.Problemf(data.Failed, "Try a sub-command with --text, which needs no terminal.", "the terminal could not be used: %w", err)
	}
	return m.result
}

// framesASecond is how often the renderer looks for a new screen, also while nothing happens: at 60 a key
// shows after 10 ms and an idle program takes 0.6 % of a core; at 120 after 6 ms, for 1.0 %.
const framesASecond = 60

func programOptions(ctx context.Context, o Options, profile colorprofile.Profile) []tea.ProgramOption {
	options := []tea.ProgramOption{
		tea.WithContext(ctx), tea.WithColorProfile(profile), tea.WithFPS(framesASecond), tea.WithEnvironment(o.Environ),
		tea.WithoutSignalHandler(),
	}
	if o.Input != nil {
		options = append(options, tea.WithInput(o.Input))
	}
	if o.Output != nil {
		options = append(options, tea.WithOutput(o.Output))
	}
	return append(options, o.program...)
}

// profileOf is the colours to use: what the caller says, else what the terminal can; none where
// NO_COLOR is set, whatever its value.
//
//nolint:contextcheck // the library asks tmux for its colours without one
func profileOf(o Options) colorprofile.Profile {
	if o.Profile != colorprofile.Unknown {
		return o.Profile
	}
	output := o.Output
	if output == nil {
		output = os.Stdout
	}
	profile := colorprofile.Detect(output, o.Environ)
	if isSet("NO_COLOR", o.Environ) {
		profile = min(profile, colorprofile.ASCII)
	}
	return profile
}

func isSet(name string, environ []string) bool {
	for _, entry := range environ {
		if len(entry) > len(name)+1 && entry[:len(name)] == name && entry[len(name)] == '=' {
			return true
		}
	}
	return false
}

// watch ends the program on a signal and on a fault, so that it restores the terminal first. The function
// it returns stops watching and gives the name of the signal, and the fault, if any came.
func watch(ctx context.Context, p *tea.Program) func() (signalled string, fault *guard.Fault) {
	signals, faults := make(chan os.Signal, 1), make(chan guard.Fault, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	stop := guard.Watch(func(f guard.Fault) {
		select {
		case faults <- f:
		default: // the first one counts: others follow from it
		}
	})
	done, gone := make(chan struct{}), make(chan struct{})
	var name string
	var first *guard.Fault
	guard.Go(func() {
		defer close(gone)
		select {
		case s := <-signals:
			name = s.String()
		case f := <-faults:
			first = &f
		case <-done:
			return
		case <-ctx.Done():
			return
		}
		p.Quit()
	})
	return func() (string, *guard.Fault) {
		signal.Stop(signals)
		close(done)
		<-gone
		stop()
		select {
		case f := <-faults:
			return name, &f
		default:
			return name, first
		}
	}
}
