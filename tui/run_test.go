package tui

import (
	"context"
	"errors"
	"io"
	"sync"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"segpath/data"
	"segpath/tui/fake"
)

// running starts Run over a pipe; keys are written to it.
func running(ctx context.Context, o Options) (keys io.WriteCloser, ended <-chan error) {
	in, keys := io.Pipe()
	o.Input, o.Output, o.Profile = in, io.Discard, colorprofile.TrueColor
	o.Environ = []string{"TERM=xterm-256color"}
	done := make(chan error, 1)
	go func() { done <- Run(ctx, o) }()
	return keys, done
}

// told says when it was asked for the first page.
type told struct {
	*fake.Source
	asked chan struct{}
	once  sync.Once
}

func (s *told) Interactions(ctx context.Context, q data.PageRequest) (data.Page, error) {
	s.once.Do(func() { close(s.asked) })
	return s.Source.Interactions(ctx, q)
}

func TestRunReturnsNilWhenTheUserQuits(t *testing.T) {
	src := &told{Source: fake.New(3), asked: make(chan struct{})}
	keys, ended := running(t.Context(), Options{Opener: opens(src)})
	<-src.asked
	if _, err := io.WriteString(keys, "q"); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Errorf("Run returned %v", err)
	}
}

func TestRunWaitsForACancelledOpener(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	started, finished := make(chan struct{}), false
	_, ended := running(ctx, Options{Opener: func(ctx context.Context, _ func(data.Progress)) (Source, error) {
		close(started)
		<-ctx.Done()
		finished = true
		return nil, ctx.Err()
	}})
	<-started
	cancel()
	err := <-ended
	var p *data.Problem
	if !errors.As(err, &p) || p.Code != data.Interrupted || !finished {
		t.Errorf("Run returned %v, the opener finished: %v", err, finished)
	}
}

func TestNoColorCountsWhateverItsValue(t *testing.T) {
	environ := []string{"TERM=xterm-256color", "COLORTERM=truecolor", "CLICOLOR_FORCE=1"}
	if p := profileOf(Options{Output: io.Discard, Environ: environ}); p <= colorprofile.ASCII {
		t.Fatalf("without NO_COLOR the profile is %v", p)
	}
	for _, value := range []string{"1", "true", "yes", "0"} {
		if p := profileOf(Options{Output: io.Discard, Environ: append(environ, "NO_COLOR="+value)}); p > colorprofile.ASCII {
			t.Errorf("with NO_COLOR=%s the profile is %v", value, p)
		}
	}
	if p := profileOf(Options{Output: io.Discard, Environ: append(environ, "NO_COLOR=")}); p <= colorprofile.ASCII {
		t.Errorf("with an empty NO_COLOR the profile is %v", p)
	}
	if p := profileOf(Options{Profile: colorprofile.ANSI, Environ: append(environ, "NO_COLOR=1")}); p != colorprofile.ANSI {
		t.Errorf("what the caller says is not taken: %v", p)
	}
}
