package main

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"segpath/query"
	"segpath/query/tablefile"
	"segpath/sample"
	"segpath/tui"
	"segpath/tui/tuitest"
)

// From a key to the first bytes written for it, at 200x60, over an export of 100,000 interactions that the
// engine has loaded: moves on the list, and on a path.
func BenchmarkKeyToWrite(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "export")
	sim := sample.New(sample.Options{Interactions: 100_000})
	if err := tablefile.Write(b.Context(), dir, sample.Segpath(sim, sample.WriterOptions{}), tablefile.Options{As: tablefile.Parquet}); err != nil {
		b.Fatal(err)
	}
	h := &held{begin: func(ctx context.Context, o query.Options) (openSource, error) { return query.Open(ctx, o) }, options: query.Options{Exports: []string{dir}, TimeZone: "UTC"}}
	b.Cleanup(func() { _ = h.Close() })
	if _, err := h.opener(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name, before string
		keys         []string
	}{{"list", "", []string{"j", "k"}}, {"list by pages", "", []string{"\x06", "\x02"}}, {"path", "\r", []string{"j", "k"}}} {
		b.Run(c.name, func(b *testing.B) {
			m := tuitest.NewMeter(200, 60)
			ctx, cancel := context.WithCancel(b.Context())
			ended := make(chan error, 1)
			go func() {
				ended <- tui.Run(ctx, tui.Options{
					Opener: h.opener, Input: m.Keys, Output: m, Profile: colorprofile.TrueColor, Environ: []string{"TERM=xterm-256color"},
				})
			}()
			m.Settle()
			m.Press(b, c.before)
			m.Measure(b, c.keys...)
			cancel()
			if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
				b.Error(err)
			}
		})
	}
}
