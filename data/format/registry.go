package format

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"segpath/data"
)

//go:embed */*
var folders embed.FS

// All returns the built-in formats, sorted by name.
func All() []*Format { return builtIn() }

// Get returns the built-in format of a name; the error lists those there are.
func Get(name string) (*Format, error) { return Named(builtIn(), name) }

// Named returns the format of a name among some; the error lists those there are.
func Named(formats []*Format, name string) (*Format, error) {
	var names []string
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return nil, data.Problemf(data.Usage, "The formats are: "+strings.Join(names, ", ")+".", "there is no format %q", name)
}

// Beside returns the user's own formats and, behind them, the built-in ones whose names they leave free:
// where two fit an export equally well, the user's own is taken.
func Beside(own []*Format) []*Format {
	all := slices.Clone(own)
	for _, f := range builtIn() {
		if !slices.ContainsFunc(own, func(o *Format) bool { return o.Name == f.Name }) {
			all = append(all, f)
		}
	}
	return all
}

var builtIn = sync.OnceValue(func() []*Format {
	entries, err := fs.ReadDir(folders, ".")
	if err != nil {
		panic(err) // the program was built without its formats
	}
	var all []*Format
	for _, e := range entries {
		f, err := Load(folders, e.Name())
		if err != nil {
			panic(err) // a test loads every built-in manifest
		}
		all = append(all, f)
	}
	return all
})

// What a format's folder may hold: more is no format.
const (
	maxText    = 1 << 20 // bytes of a manifest or an SQL file
	maxFiles   = 1000    // entries of a folder
	maxTables  = 100
	maxColumns = 1000 // of a table
)

// manifestName is the file that makes a folder a format.
const manifestName = "manifest.toml"

// Load reads the format in a folder. Errors name the manifest's line.
func Load(fsys fs.FS, folder string) (*Format, error) {
	inside, err := fs.Sub(fsys, folder)
	if err != nil {
		return nil, err
	}
	f, _, err := load(inside, folder)
	return f, err
}

// LoadOwn reads a user's own format, in a folder that people know as shown. Nothing outside of fsys is
// opened. Without SQL its tables are the canonical ones, and columns that it does not name are empty.
func LoadOwn(fsys fs.FS, shown string) (*Format, error) {
	f, text, err := load(fsys, shown)
	if err != nil {
		return nil, err
	}
	if err := f.checkOwn(); err != nil {
		return nil, located(filepath.Join(shown, manifestName), text, err)
	}
	f.Folder = shown
	return f, nil
}

// load reads a format, and returns the text of its manifest too.
func load(fsys fs.FS, shown string) (f *Format, text []byte, err error) {
	name := filepath.Join(shown, manifestName)
	text, err = readText(fsys, manifestName)
	if err != nil {
		return nil, nil, data.Problemf(data.Failed, "a format is a folder with a manifest.toml", "cannot read the format %s: %w", shown, err)
	}
	f = &Format{}
	if err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(f); err != nil {
		return nil, nil, undecoded(name, text, err)
	}
	if err := f.check(); err != nil {
		return nil, nil, located(name, text, err)
	}
	f.settleCan()
	if err := f.readSelects(fsys, shown); err != nil {
		return nil, nil, data.Problemf(data.Failed, "correct or remove the file", "cannot read the format %s: %w", shown, err)
	}
	f.Sum = f.sum(text)
	return f, text, nil
}

// sum is the SHA-256 of a manifest and of the format's SQL.
func (f *Format) sum(manifest []byte) [sha256.Size]byte {
	h := sha256.New()
	part := func(s string) { _, _ = fmt.Fprintf(h, "%d:%s", len(s), s) } // a hash takes everything
	part(string(manifest))
	for _, key := range slices.Sorted(maps.Keys(f.selects)) {
		part(key)
		part(f.selects[key].Text)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// readText reads a file of a format, which is short, without the byte order mark that some editors set before it.
func readText(fsys fs.FS, name string) (text []byte, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	text, err = io.ReadAll(io.LimitReader(f, maxText+1))
	if err == nil && len(text) > maxText {
		err = fmt.Errorf("%s is longer than %d bytes", name, maxText)
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), err
}

// entries lists a folder, which is small.
func entries(fsys fs.FS) (names []string, err error) {
	f, err := fsys.Open(".")
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	folder, ok := f.(fs.ReadDirFile)
	if !ok {
		return nil, fmt.Errorf("this is no folder")
	}
	list, err := folder.ReadDir(maxFiles + 1)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if len(list) > maxFiles {
		return nil, fmt.Errorf("it holds more than %d files", maxFiles)
	}
	for _, e := range list {
		names = append(names, e.Name())
	}
	slices.Sort(names)
	return names, nil
}

// Folders lists what may be formats in a folder of formats: every folder, and every link.
func Folders(fsys fs.FS) ([]string, error) {
	names, err := entries(fsys)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(names, func(name string) bool {
		info, err := fs.Stat(fsys, name)
		return strings.HasPrefix(name, ".") || err == nil && !info.IsDir()
	}), nil
}
