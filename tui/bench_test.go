package tui

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"segpath/tui/fake"
	"segpath/tui/tuitest"
)

var hundredThousand = fake.New(100_000)

// From a key to the bytes for the terminal: Update, View, and the renderer's work, at 200x60 over
// 100,000 interactions.
func BenchmarkKeyToBytes(b *testing.B) {
	for name, keys := range map[string][]string{"move": {"j", "k"}, "page": {"pgdown", "pgup"}, "scroll": {"pgdown", "pgdown", "pgdown", "pgup", "pgup", "pgup"}} {
		b.Run(name, func(b *testing.B) {
			d := start(b, hundredThousand, look{w: 200, h: 60})
			var out bytes.Buffer
			r := uv.NewTerminalRenderer(&out, []string{"TERM=xterm-256color", "COLORTERM=truecolor"})
			buffer := uv.NewScreenBuffer(d.W, d.H)
			written := 0
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				d.M.Update(tuitest.Key(b, keys[i%len(keys)]))
				buffer.Clear()
				uv.NewStyledString(d.M.View().Content).Draw(buffer, buffer.Bounds())
				r.Render(buffer.RenderBuffer)
				_ = r.Flush()
				written += out.Len()
				out.Reset()
			}
			b.ReportMetric(float64(written)/float64(b.N), "bytes/key")
		})
	}
}

func BenchmarkView(b *testing.B) {
	d := start(b, fake.New(10_000), look{w: 200, h: 60})
	b.ReportAllocs()
	for b.Loop() {
		_ = d.M.View()
	}
}

// From a key to the first bytes written for it, by the program as it runs, at 200x60 over 100,000
// interactions: moves on the list, and on a path.
func BenchmarkKeyToWrite(b *testing.B) {
	for _, c := range []struct {
		name, before string
		keys         []string
	}{{"list", "", []string{"j", "k"}}, {"list by pages", "", []string{"\x06", "\x02"}}, {"path", "\r", []string{"j", "k"}}} {
		b.Run(c.name, func(b *testing.B) {
			m := tuitest.NewMeter(200, 60)
			ctx, cancel := context.WithCancel(b.Context())
			ended := make(chan error, 1)
			go func() {
				ended <- Run(ctx, Options{
					Opener: opens(hundredThousand), Input: m.Keys, Output: m, Profile: colorprofile.TrueColor, Environ: []string{"TERM=xterm-256color"},
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
