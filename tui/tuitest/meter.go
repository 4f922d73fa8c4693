package tuitest

import (
	"fmt"
	"io"
	"slices"
	"testing"
	"time"
)

// Meter is a terminal of a size that only counts: it tells how long a key takes until bytes for it are
// written. It is for benchmarks.
type Meter struct {
	Keys  io.Reader // the program's input
	keys  *io.PipeWriter
	wrote chan int
}

// NewMeter returns a terminal of w x h cells; it is the program's output.
func NewMeter(w, h int) *Meter {
	in, keys := io.Pipe()
	m := &Meter{Keys: in, keys: keys, wrote: make(chan int, 1<<16)}
	go func() { _, _ = fmt.Fprintf(keys, "\x1b[48;%d;%d;0;0t", h, w) }() // how a terminal reports its size in band
	return m
}

// Write counts what the program writes.
func (m *Meter) Write(b []byte) (int, error) {
	m.wrote <- len(b)
	return len(b), nil
}

// Settle waits until nothing has been written for a while.
func (m *Meter) Settle() {
	for {
		select {
		case <-m.wrote:
		case <-time.After(time.Second):
			return
		}
	}
}

// Press types keys as a terminal sends them, and waits for nothing.
func (m *Meter) Press(tb testing.TB, keys string) {
	tb.Helper()
	if _, err := io.WriteString(m.keys, keys); err != nil {
		tb.Fatal(err)
	}
}

// Measure presses the keys in turn, one an iteration, and reports the median and the 99th percentile of
// the time until bytes are written, in milliseconds, and the bytes a key.
func (m *Meter) Measure(b *testing.B, keys ...string) {
	b.Helper()
	m.Settle()
	var times []time.Duration
	bytes := 0
	for i := 0; b.Loop(); i++ {
		begin := time.Now()
		m.Press(b, keys[i%len(keys)])
		select {
		case n := <-m.wrote:
			times, bytes = append(times, time.Since(begin)), bytes+n
		case <-time.After(5 * time.Second):
			b.Fatalf("the key %q wrote nothing", keys[i%len(keys)])
		}
		for quiet := false; !quiet; { // what else this key writes is not the next one's
			select {
			case n := <-m.wrote:
				bytes += n
			case <-time.After(20 * time.Millisecond):
				quiet = true
			}
		}
	}
	slices.Sort(times)
	ms := func(share float64) float64 {
		return float64(times[int(share*float64(len(times)-1))]) / float64(time.Millisecond)
	}
	b.ReportMetric(ms(0.5), "p50-ms")
	b.ReportMetric(ms(0.99), "p99-ms")
	b.ReportMetric(float64(bytes)/float64(len(times)), "bytes/key")
}
