package files

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"segpath/data"
)

// gzipped and zstded compress text.
func gzipped(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := io.WriteString(w, text)
	must(t, err)
	must(t, w.Close())
	return b.Bytes()
}

func zstded(t *testing.T, text string) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	must(t, err)
	return w.EncodeAll([]byte(text), nil)
}

// unpackFile finds the one file of a name and unpacks it below the working directory.
func unpackFile(t *testing.T, name string, limit int64) (string, error) {
	t.Helper()
	found, err := Find([]string{name})
	if err != nil {
		return "", err
	}
	path, _, err := Unpack(t.Context(), found[0], "out", limit, nil)
	if err != nil {
		left, listing := os.ReadDir("out")
		must(t, listing)
		if len(left) > 0 {
			t.Errorf("%s stays behind", left[0].Name())
		}
		return "", err
	}
	content, err := os.ReadFile(path)
	must(t, err)
	info, err := os.Stat(path)
	must(t, err)
	folder, err := os.Stat("out")
	must(t, err)
	if info.Mode().Perm() != 0o600 || folder.Mode().Perm() != 0o700 {
		t.Errorf("%v in %v", info.Mode(), folder.Mode())
	}
	return string(content), nil
}

// TestUnpacked: the bytes decide, not the name; archives glued together are one text.
func TestUnpacked(t *testing.T) {
	tree(t)
	long := "a,b\n" + strings.Repeat("1,some text\n", 50_000)
	for name, content := range map[string][]byte{
		"a.csv": gzipped(t, long), "b.csv.gz": zstded(t, long), "c.zst": zstded(t, long),
		"d.gz": append(gzipped(t, long[:100]), gzipped(t, long[100:])...),
		"e.gz": append(zstded(t, long[:100]), zstded(t, long[100:])...),
	} {
		must(t, os.WriteFile(name, content, 0o600))
		if got, err := unpackFile(t, name, 1<<30); err != nil || got != long {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
}

// TestBytesBehindAnArchive: zeros are padding, and other bytes that begin no archive take nothing from what stands before.
func TestBytesBehindAnArchive(t *testing.T) {
	tree(t)
	text := "a,b\n" + strings.Repeat("1,some text\n", 50_000)
	half, zeros := len(text)/2, make([]byte, 3*pourSize)
	gz, zst := gzipped(t, text), zstded(t, text)
	two := slices.Concat(gzipped(t, text[:half]), zeros, gzipped(t, text[half:]))
	for name, c := range map[string]struct {
		content []byte
		rest    bool
		fails   string
	}{
		"zeros.gz":      {slices.Concat(gz, zeros), false, ""},
		"between.gz":    {two, false, ""},
		"junk.gz":       {slices.Concat(gz, []byte("junkjunk")), true, ""},
		"byte.gz":       {slices.Concat(gz, []byte("j")), true, ""},
		"zerosjunk.gz":  {slices.Concat(two, zeros, []byte("\x1fjunk"), zeros), true, ""},
		"cut.gz":        {slices.Concat(gz, gz[:len(gz)/2]), false, "cut off: "},
		"begun.gz":      {slices.Concat(gz, gz[:1]), false, "cut off: "},
		"broken.gz":     {slices.Concat(gz, []byte("\x1f\x8bjunkjunkjunk")), false, "damaged: "},
		"junk.zst":      {slices.Concat(zst, []byte("junkjunk")), true, ""},
		"cutsecond.zst": {slices.Concat(zst, zst[:len(zst)/2]), false, "cut off: "},
	} {
		must(t, os.WriteFile(name, c.content, 0o600))
		found, err := Find([]string{name})
		must(t, err)
		path, rest, err := Unpack(t.Context(), found[0], "out", 1<<30, nil)
		if c.fails != "" {
			if err == nil || !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || rest != c.rest {
			t.Errorf("%s: bytes behind it %t, %v", name, rest, err)
			continue
		}
		if content, err := os.ReadFile(path); err != nil || string(content) != text {
			t.Errorf("%s: %d bytes, %v", name, len(content), err)
		}
	}
}

func TestWhatCannotBeUnpacked(t *testing.T) {
	tree(t)
	text := "a,b\n" + strings.Repeat("1,some text\n", 200_000)
	gz, zst := gzipped(t, text), zstded(t, text)
	broken := bytes.Clone(gz)
	broken[len(broken)-6] ^= 1 // the checksum
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"cut.gz":     {gz[:len(gz)/2], "cut.gz is compressed with gzip and cut off: "},
		"cut.zst":    {zst[:len(zst)/2], "cut.zst is compressed with zstd and cut off: "},
		"broken.gz":  {broken, "broken.gz is compressed with gzip and damaged: 2400004 bytes with 200001 whole lines could be read of it"},
		"head.gz":    {gz[:5], "nothing of it could be read"},
		"json.gz":    {gzipped(t, "{\"a\": 1}"), "json.gz, once unpacked, is JSON"},
		"p.parquet":  {gzipped(t, "PAR1\x00\x00\x00\x01"), "p.parquet is a Parquet file inside an archive"},
		"twice.gz":   {gzipped(t, string(gz)), "twice.gz, once unpacked, is compressed with gzip"},
		"empty.gz":   {gzipped(t, ""), "empty.gz, once unpacked, is empty"},
		"window.zst": {[]byte("\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00"), "window.zst is compressed with zstd"},
	} {
		must(t, os.WriteFile(name, c.content, 0o600))
		_, err := unpackFile(t, name, 1<<30)
		var told *data.Problem
		if !errors.As(err, &told) || !strings.Contains(told.Text, c.want) || told.Hint == "" {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	must(t, os.WriteFile("whole.gz", gz, 0o600))
	if _, err := unpackFile(t, "whole.gz", 1<<20); err == nil || !strings.Contains(err.Error(), "whole.gz, unpacked, is larger than 1 MB") {
		t.Error(err)
	}
}

// TestABombIsToldByItsRatio uses a file of a wrong size: a true bomb takes too long to write.
func TestABombIsToldByItsRatio(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 1 GB")
	}
	tree(t)
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b)
	must(t, err)
	line := bytes.Repeat([]byte("a,b\n"), 1<<18)
	for range 1<<10 + 1 {
		_, err := w.Write(line)
		must(t, err)
	}
	must(t, w.Close())
	must(t, os.WriteFile("bomb.csv.zst", b.Bytes(), 0o600))
	if _, err := unpackFile(t, "bomb.csv.zst", 1<<40); err == nil || !strings.Contains(err.Error(), "bomb.csv.zst unpacks to more than 1 GB") {
		t.Error(err)
	}
}

func TestUnpackingEndsWithItsContext(t *testing.T) {
	tree(t)
	must(t, os.WriteFile("a.gz", gzipped(t, "a,b\n1,2\n"), 0o600))
	found, err := Find([]string{"a.gz"})
	must(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Unpack(ctx, found[0], "out", 1<<30, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestSpooled(t *testing.T) {
	tree(t)
	spool := func(in io.Reader, limit int64) (File, error) { return Spool(t.Context(), in, "run", limit, nil) }
	f, err := spool(strings.NewReader(text), 100)
	must(t, err)
	content, err := os.ReadFile(f.Path)
	must(t, err)
	info, err := os.Stat(f.Path)
	must(t, err)
	if string(content) != text || f.Shown != "standard input" || f.Kind != CSV || info.Mode().Perm() != 0o600 || !filepath.IsAbs(f.Path) {
		t.Errorf("%+v", f)
	}
	if f, err := spool(bytes.NewReader(gzipped(t, text)), 100); err != nil || f.Kind != CSV || f.Packed != Gzip {
		t.Errorf("%+v %v", f, err)
	}
	for in, want := range map[string]string{
		"":                       "standard input is empty",
		"{\"a\": 1}":             "standard input is JSON",
		strings.Repeat("a", 101): "standard input is larger than 100 bytes",
	} {
		if _, err := spool(strings.NewReader(in), 100); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if _, err := spool(io.MultiReader(strings.NewReader("a"), failing{}), 100); err == nil || err.Error() != "standard input cannot be opened: broken" {
		t.Error(err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("broken") }

// TestSpoolingEndsWithItsContextWhileNothingComes: a pipe that never speaks does not hold the program.
func TestSpoolingEndsWithItsContextWhileNothingComes(t *testing.T) {
	tree(t)
	silent, w := io.Pipe()
	defer func() { _ = w.Close() }()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { _, err := Spool(ctx, silent, "run", 100, nil); ended <- err }()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
