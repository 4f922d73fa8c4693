package files

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/zstd"

	"segpath/data"
)

// The bounds of unpacking.
const (
	// MaxRatio is how many times its size a file may unpack to: tables pack to a tenth or so; a file
	// that unpacks to more is made to fill a disk.
	MaxRatio = 250
	// AlwaysUnpacked is how many bytes may come out of any file.
	AlwaysUnpacked = 1 << 30

	maxWindow = 128 << 20 // bytes of what went before that zstd may refer to: as its own tool has it
)

// Unpack writes what is in a compressed file into dir, which is made private if it is not there, and
// returns where; rest tells that other bytes stand behind the end of the archive, which are left out. Memory does not grow with the file. At most limit bytes are written, and no more than
// the bounds above; progress hears how many bytes of the file are read. A file that is cut off, damaged
// or larger ends in a data.Problem, with what could be read of it; the end of ctx in ctx's error.
func Unpack(ctx context.Context, f File, dir string, limit int64, progress func(int64)) (path string, rest bool, err error) {
	in, err := Open(f.Path)
	if err != nil {
		return "", false, cannotOpen(f.Shown, err)
	}
	defer func() { _ = in.Close() }() // only read
	told := &heard{in: in, progress: progress}
	out, err := unpacking(bufio.NewReaderSize(told, pourSize), f.Packed)
	if err != nil {
		return "", false, cannotUnpack(f, 0, 0, err)
	}
	defer out.close()
	bomb := max(AlwaysUnpacked, MaxRatio*f.Size)
	p, err := pour(ctx, out, dir, min(limit, bomb))
	switch {
	case err == nil:
		return p.path, out.rest(), nil
	case errors.Is(err, errTooLarge) && bomb < limit:
		return "", false, data.Problemf(data.Failed, "if it is right all the same, unpack it first and open what is in it",
			"%s unpacks to more than %s, %d times its size or more: that is no export", f.Shown, inBytes(bomb), bomb/max(f.Size, 1))
	case errors.Is(err, errTooLarge):
		return "", false, noRoom(f.Shown+", unpacked,", limit)
	case p.writing || ctx.Err() != nil:
		return "", false, err
	}
	return "", false, cannotUnpack(f, p.bytes, p.lines, err)
}

// kindInside is the kind of what a compressed file holds.
func kindInside(f *os.File, packed Kind, shown string) (Kind, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	in, err := unpacking(bufio.NewReader(f), packed)
	if err != nil {
		return 0, cannotUnpack(File{Shown: shown, Packed: packed}, 0, 0, err)
	}
	defer in.close()
	head, err := headOf(in)
	if err != nil && len(head) == 0 {
		return 0, cannotUnpack(File{Shown: shown, Packed: packed}, 0, 0, err)
	}
	return kindOfBytes(head), nil // what is damaged further on is told where it is read
}

// unpacked gives what is in an archive.
type unpacked struct {
	io.Reader
	rest  func() bool // whether other bytes stood behind its end
	close func()
}

// unpacking begins to read an archive. Its readers need little memory, whatever the archive says.
//
//nolint:contextcheck // its readers take none: whoever reads looks at the context between reads
func unpacking(in *bufio.Reader, packed Kind) (unpacked, error) {
	if packed == Gzip {
		m, err := newMembers(in)
		return unpacked{m, func() bool { return m.rest }, func() {}}, err
	}
	r, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return unpacked{}, err
	}
	f := &frames{in: r}
	return unpacked{f, func() bool { return f.rest }, r.Close}, nil
}

// cannotUnpack is the sentence of an archive that cannot be read to its end.
func cannotUnpack(f File, bytes, lines int64, err error) error {
	had := "nothing of it could be read"
	if bytes > 0 {
		had = fmt.Sprintf("%d bytes with %d whole lines could be read of it", bytes, lines)
	}
	tool := refusals[f.Packed][0]
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return data.Problemf(data.Failed, "copy or export it again", "%s %s and cut off: %s", f.Shown, tool, had)
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return data.Problemf(data.Failed, "unpack it first: zstd -d --long=31 FILE",
			"%s %s with a window of more than %s", f.Shown, tool, inBytes(maxWindow))
	}
	return &data.Problem{
		Code: data.Failed, Text: fmt.Sprintf("%s %s and damaged: %s (%s)", f.Shown, tool, had, err),
		Hint: "copy or export it again", Cause: err,
	}
}

// heard tells how many bytes were read.
type heard struct {
	in       io.Reader
	n        int64
	progress func(int64)
}

func (h *heard) Read(p []byte) (int, error) {
	n, err := h.in.Read(p)
	h.n += int64(n)
	if h.progress != nil {
		h.progress(h.n)
	}
	return n, err
}

// inBytes is a size in a unit that people read.
func inBytes(n int64) string {
	for _, unit := range []struct {
		size int64
		name string
	}{{1 << 30, "GB"}, {1 << 20, "MB"}, {1 << 10, "kB"}} {
		if n >= unit.size {
			return fmt.Sprintf("%d %s", n/unit.size, unit.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}
