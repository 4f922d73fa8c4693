// Package csvfile reads CSV so that nothing is lost: one pass finds how a file is written and says of
// every record whether it is accepted, blank or rejected, and why. DuckDB then reads either the file
// itself, if it is clean, or a normalised copy of the accepted records; so its own sniffing and
// tolerance, which lose rows without a word, never decide anything (see "CSV" in the package comment of query).
package csvfile

import (
	"context"
	"errors"
	"syscall"

	"segpath/data"
	"segpath/query/files"
)

// Options of Inspect.
type Options struct {
	Dir      string                   // private folder for a normalised copy; made, 0700, if it is needed and not there
	Known    func(names []string) int // how many names of a header a format knows, 0 if it is none; nil: the first line is the header
	Layouts  []Layout                 // of tables without a header
	Shown    string                   // how the user knows the file, for sentences; else its path
	Progress func(done int64)         // bytes read so far; a file that is read again goes on counting beyond its size
}

// Inspect reads a CSV file once, and once more where DuckDB needs a normalised copy of it or it
// proves to be in Windows-1252. The file itself is never written. It fails with a data.Problem where
// there is no header to go by, or the file cannot be read; with the system's error where there is no room for
// the copy, since that is not the file's fault; and with ctx's error within milliseconds of its end.
func Inspect(ctx context.Context, path string, opts Options) (*Scan, error) {
	if opts.Shown == "" {
		opts.Shown = path
	}
	i := &inspection{ctx: ctx, path: path, opts: opts}
	scan, err := i.scan()
	if err != nil {
		return nil, i.sentence(err)
	}
	return scan, nil
}

// inspection is one call of Inspect.
type inspection struct {
	ctx     context.Context // it lives as long as one call
	path    string
	opts    Options
	before  int64       // bytes read by passes that are over
	prepare func(*pass) // tests: changes how a pass reads, never what it finds
}

func (i *inspection) scan() (*Scan, error) {
	encoding := utf8Text
	first, err := i.pass(encoding, nil)
	if err != nil {
		return nil, err
	}
	if !first.src.bom && isWindows1252(first) {
		encoding = windows1252
		if first, err = i.pass(encoding, nil); err != nil {
			return nil, err
		}
	}
	first.finish(i.path)
	if !first.needsCopy() {
		return first.scan, nil
	}
	return i.copied(first, encoding)
}

// isWindows1252 holds if more than one record, and more than one in a hundred of those with a byte
// ≥ 0x80, is not valid UTF-8. A header that is not decides where no other record
// speaks for UTF-8.
func isWindows1252(p *pass) bool {
	if p.badHeader && p.high == p.invalid {
		return true
	}
	return p.invalid > 1 && 100*(p.high-p.invalid) < 99*p.high
}

// copied reads the file again and writes the accepted records in the dialect that is hard to misread.
func (i *inspection) copied(first *pass, encoding string) (scan *Scan, err error) {
	out, err := newCopy(i.opts.Dir)
	if err != nil {
		return nil, err
	}
	second, err := i.pass(encoding, out)
	if err == nil && !first.agrees(second) {
		err = data.Problemf(data.Failed, "open it again when it is complete", "%s changed while it was being read", i.opts.Shown)
	}
	if err := out.close(err); err != nil {
		return nil, err
	}
	scan = first.scan
	scan.ReadPath, scan.Copied = out.file.Name(), true
	scan.ReadDelimiter, scan.ReadLineEnd, scan.LongestRecord = ',', "\n", out.longest
	return scan, nil
}

// pass reads the whole file once.
func (i *inspection) pass(encoding string, out *copyWriter) (*pass, error) {
	file, err := files.Open(i.path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // only read
	src, err := newSource(i.ctx, file, encoding, i.progress)
	if err != nil {
		return nil, err
	}
	p := &pass{src: src, scan: &Scan{Encoding: src.encoding, BOM: src.bom}, copy: out, newline: -1, known: i.opts.Known, layouts: i.opts.Layouts}
	if err := p.start(i.opts.Shown); err != nil {
		return nil, err
	}
	if i.prepare != nil {
		i.prepare(p)
	}
	if err := p.run(); err != nil {
		return nil, err
	}
	p.scan.Size = src.raw
	i.before += src.raw
	return p, nil
}

func (i *inspection) progress(done int64) {
	if i.opts.Progress != nil {
		i.opts.Progress(i.before + done)
	}
}

// sentence makes an error one for people; the end of ctx, and of the room on the disk, stay as they are.
func (i *inspection) sentence(err error) error {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return err
	}
	return files.Refused(i.opts.Shown, "read", err)
}
