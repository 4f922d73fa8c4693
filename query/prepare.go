package query

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"segpath/data"
	"segpath/data/format"
	"segpath/query/files"
	"segpath/query/machine"
)

// find finds the files of the export. Standard input is read to its end first: it can be read only once,
// and its path would stand before all others'.
func (b *builder) find(ctx context.Context) ([]files.File, error) {
	others := slices.DeleteFunc(slices.Clone(b.o.Exports), func(arg string) bool { return arg == files.Stdin })
	found, err := files.Find(others, format.LogNames(b.o.Formats)...)
	switch n := len(b.o.Exports) - len(others); {
	case err != nil || n == 0:
		return found, err
	case n > 1:
		return nil, data.Problemf(data.Usage, "name it once", "%s can be read only once", files.StdinShown)
	case b.o.Stdin == nil:
		return nil, data.Problemf(data.Usage, "pipe an export to it, or name a file", "%s holds no export here", files.StdinShown)
	}
	limit, err := b.spare()
	if err != nil {
		return nil, err
	}
	reading := func(done int64) { b.say("reading "+files.StdinShown, done, 0, 0) }
	reading(0) // it may be long before the first byte comes
	piped, err := files.Spool(ctx, b.o.Stdin, b.run.join("stdin"), limit, reading)
	if err != nil {
		return nil, named(err, files.StdinShown)
	}
	return append([]files.File{piped}, found...), nil
}

// unpackFile writes what is in a compressed file to the run folder, where it is read.
func (b *builder) unpackFile(ctx context.Context, i *input, progress func(int64)) error {
	limit, err := b.spare()
	if err != nil {
		return err
	}
	var rest bool
	i.unpacked, rest, err = files.Unpack(ctx, i.File, b.run.join(fmt.Sprintf("unpacked-%d", i.at)), limit, progress)
	if err != nil {
		return named(err, i.Shown)
	}
	if rest {
		b.notice(data.Notice{
			Kind: data.BytesBehind, Count: 1, Source: i.Shown,
			Text: fmt.Sprintf("Behind the end of what is compressed in %s stand other bytes, which are left out: what stands before them is whole.", i.Shown),
		})
	}
	return nil
}

// spare is how many bytes may be written before anything is loaded: half of the room there is, since the
// database needs as much again.
func (b *builder) spare() (int64, error) {
	free, err := machine.Room(b.run.path)
	if err != nil {
		return 0, fmt.Errorf("look for room in %s: %w", filepath.Dir(b.run.path), err)
	}
	return free / 2, nil
}

// readPath is where the file's records are read from: itself, or what was unpacked of it.
func (i *input) readPath() string {
	if i.unpacked != "" {
		return i.unpacked
	}
	return i.Path
}
