package query

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"segpath/data"
)

// damages are ways to spoil a file.
var damages = map[string]func(r *rand.Rand, whole []byte) []byte{
	"cut off": func(r *rand.Rand, whole []byte) []byte { return whole[:r.IntN(len(whole))] },
	"a bit":   func(r *rand.Rand, whole []byte) []byte { whole[r.IntN(len(whole))] ^= 1 << r.IntN(8); return whole },
	"many bits": func(r *rand.Rand, whole []byte) []byte {
		return sown(r, whole, func() byte { return byte(r.IntN(256)) })
	},
	"quotes": func(r *rand.Rand, whole []byte) []byte { return sown(r, whole, func() byte { return '"' }) },
	"line ends": func(r *rand.Rand, whole []byte) []byte {
		return sown(r, whole, func() byte { return "\r\n\x00"[r.IntN(3)] })
	},
	"a gap": func(r *rand.Rand, whole []byte) []byte {
		a, b := span(r, whole)
		return append(whole[:a:a], whole[b:]...)
	},
	"a piece again": func(r *rand.Rand, whole []byte) []byte {
		a, b := span(r, whole)
		return append(append(bytes.Clone(whole[:b]), whole[a:b]...), whole[b:]...)
	},
	"NULs": func(r *rand.Rand, whole []byte) []byte { a, b := span(r, whole); clear(whole[a:b]); return whole },
}

// sown writes bytes over one in thirty of a file.
func sown(r *rand.Rand, whole []byte, one func() byte) []byte {
	for range 1 + len(whole)/30 {
		whole[r.IntN(len(whole))] = one()
	}
	return whole
}

// span is a piece of a file.
func span(r *rand.Rand, whole []byte) (from, to int) {
	from = r.IntN(len(whole))
	return from, from + r.IntN(len(whole)-from)
}

// wholeFiles is a small good file of each kind that is opened.
func wholeFiles(t *testing.T) map[string][]byte {
	t.Helper()
	text := "Segments of March\n\n" + anaAndBen + "n,2026-11-02T10:00:00Z,,ring,\"Ann, \"\"the\"\"\nother\",Ü\n\nTotal,2\n"
	var wide []byte
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		wide = append(wide, byte(unit), byte(unit>>8))
	}
	dir := parquet(t, t.TempDir(), "x.parquet", "SELECT unnest(['a', 'a', 'b']) AS interaction_id, unnest([1, 2, 3]) AS segment_id, "+
		"TIMESTAMPTZ '2026-01-01 10:00:00Z' AS started_at, unnest(['ring', 'accept', 'create']) AS event, {'n': 1} AS more")
	columns, err := os.ReadFile(filepath.Join(dir, "x.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		"csv": []byte(text), "CRLF": []byte(strings.ReplaceAll(text, "\n", "\r\n")), "UTF-16": wide, "gzip": []byte(gzipped(t, text)),
		"zstd": []byte(zstded(t, text)), "parquet": columns,
	}
}

// TestMalformedFiles spoils a good file of each kind at many places: each opens with every row accounted
// for, or ends in a sentence.
func TestMalformedFiles(t *testing.T) {
	rounds := 3
	if testing.Short() {
		rounds = 1
	}
	for kind, whole := range wholeFiles(t) {
		t.Run(kind, func(t *testing.T) {
			if !opensOrTells(t, kind, whole) {
				t.Fatalf("the whole %s does not open", kind)
			}
			for damage, spoil := range damages {
				for round := range rounds {
					r := rand.New(rand.NewPCG(uint64(round), uint64(len(kind)+len(damage))))
					opensOrTells(t, kind+", "+damage, spoil(r, bytes.Clone(whole)))
				}
			}
		})
	}
}

// opensOrTells opens a file of some content, and checks what must hold of it.
func opensOrTells(t *testing.T, what string, content []byte) (opens bool) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "segments.csv")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	e, err := Open(context.Background(), Options{Exports: []string{path}, TimeZone: "UTC", Threads: 1})
	if err != nil {
		var p *data.Problem
		if !errors.As(err, &p) || p.Text == "" || p.Code == data.Interrupted {
			t.Errorf("%s: %T %v is no sentence; the file is %q", what, err, err, content)
		}
		return false
	}
	r, err := e.Check(context.Background())
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
	for _, f := range r.Files {
		sum := f.Used + f.Rejected + f.Duplicates
		for _, n := range f.Context {
			sum += n
		}
		if sum != f.Rows {
			t.Errorf("%s does not add up: %+v; the file is %q", what, f, content)
		}
	}
	if err := e.Close(); err != nil {
		t.Errorf("%s: %v", what, err)
	}
	return true
}
