package files

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"slices"

	"segpath/data"
	"segpath/data/guard"
)

// Stdin is the argument that stands for standard input, and StdinShown what it is called.
const (
	Stdin      = "-"
	StdinShown = "standard input"
)

// Shown are arguments as people read them.
func Shown(args []string) []string {
	shown := slices.Clone(args)
	for n, arg := range shown {
		if arg == Stdin {
			shown[n] = StdinShown
		}
	}
	return shown
}

const pourSize = 256 << 10

// Spool writes what in gives to its end into dir, which is made private if it is not there, and returns
// it as a file that is shown as standard input. At most limit bytes are taken; more, nothing at all and a
// kind that is not read end in a data.Problem. The end of ctx ends it even while nothing comes.
func Spool(ctx context.Context, in io.Reader, dir string, limit int64, progress func(int64)) (File, error) {
	r := newPatient(ctx, in)
	defer r.end()
	p, err := pour(ctx, &heard{in: r, progress: progress}, dir, limit)
	switch {
	case errors.Is(err, errTooLarge):
		return File{}, noRoom(StdinShown, limit)
	case err != nil && (p.writing || ctx.Err() != nil):
		return File{}, err
	case err != nil:
		return File{}, cannotOpen(StdinShown, err)
	}
	info, err := os.Stat(p.path)
	if err != nil {
		return File{}, err
	}
	var s search
	if err := s.file(p.path, StdinShown, info, true); err != nil {
		return File{}, err
	}
	return s.found[0], nil
}

// poured is a file that was written from a reader.
type poured struct {
	path         string
	bytes, lines int64
	writing      bool // an error was of the writing, not of the reading
}

var errTooLarge = errors.New("larger than the limit")

// pour writes what in gives to a new file in dir, 0600, and removes it after an error: errTooLarge for
// more than limit bytes.
func pour(ctx context.Context, in io.Reader, dir string, limit int64) (p poured, err error) {
	p.writing = true
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return p, err
	}
	out, err := os.CreateTemp(dir, "file-*")
	if err != nil {
		return p, err
	}
	p.path = out.Name()
	defer func() {
		if closing := out.Close(); err == nil {
			err = closing
		}
		if err != nil {
			_ = os.Remove(p.path) // the first error is the one to tell
		}
	}()
	buf := make([]byte, pourSize)
	for {
		if err := ctx.Err(); err != nil {
			return p, err
		}
		n, reading := in.Read(buf)
		if p.bytes+int64(n) > limit {
			return p, errTooLarge
		}
		if _, err := out.Write(buf[:n]); err != nil {
			return p, err
		}
		p.bytes += int64(n)
		p.lines += int64(bytes.Count(buf[:n], []byte("\n")))
		if errors.Is(reading, io.EOF) {
			return p, nil
		}
		if reading != nil {
			p.writing = false
			return p, reading
		}
	}
}

// noRoom is the sentence of what does not fit where it must be written.
func noRoom(what string, limit int64) error {
	return data.Problemf(data.Failed, "free some space where segpath keeps its run folder, or open a part of it",
		"%s is larger than %s, half of the room on the disk", what, inBytes(limit))
}

// patient reads from a stream that may not give anything for ever: the end of ctx ends a read, which
// then goes on in vain.
type patient struct {
	ctx context.Context // it lives as long as one Spool
	ask chan []byte
	got chan chunk
}

type chunk struct {
	bytes []byte
	err   error
}

func newPatient(ctx context.Context, in io.Reader) *patient {
	p := &patient{ctx: ctx, ask: make(chan []byte, 1), got: make(chan chunk, 1)}
	guard.Go(func() {
		for buf := range p.ask {
			n, err := in.Read(buf)
			p.got <- chunk{buf[:n], err}
		}
	})
	return p
}

// end lets the goroutine go when its last read is over.
func (p *patient) end() { close(p.ask) }

// Read reads as the stream does.
func (p *patient) Read(b []byte) (int, error) {
	p.ask <- make([]byte, len(b)) // a read that was given up may still write to an older one
	select {
	case <-p.ctx.Done():
		return 0, p.ctx.Err()
	case c := <-p.got:
		return copy(b, c.bytes), c.err
	}
}
