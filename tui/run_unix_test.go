//go:build unix

package tui

import (
	"context"
	"errors"
	"syscall"
	"testing"

	"segpath/data"
)

func TestASignalEndsTheProgramAsInterrupted(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM} {
		started := make(chan struct{})
		_, ended := running(t.Context(), Options{Opener: func(ctx context.Context, _ func(data.Progress)) (Source, error) {
			close(started)
			<-ctx.Done()
			return nil, ctx.Err()
		}})
		<-started
		if err := syscall.Kill(syscall.Getpid(), signal); err != nil {
			t.Fatal(err)
		}
		var p *data.Problem
		if err := <-ended; !errors.As(err, &p) || p.Code != data.Interrupted {
			t.Errorf("after %v Run returned %v", signal, err)
		}
	}
}
