// Package files finds the files of an export and says what they are, by their first bytes and never
// by their names, before anything opens them for reading. It promises that only regular files are
// opened, and that a file's name is data: a literal name wins over a glob.
package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"segpath/data"
)

// File is one file of an export.
type File struct {
	Path  string // absolute, links resolved
	Shown string // as the user knows it: what they typed, joined with the path inside that folder
	Size  int64  // bytes; 0 of a file that is not opened
	Kind  Kind   // CSV, Parquet or Empty; of a compressed file, what is in it

	Packed   Kind  // how it is compressed: Gzip or Zstd; 0 if it is not
	Refusal  error // why it cannot be read, of a file in a folder whose name promises no rows; Kind says what it is
	Unopened bool  // and that is all that is known of it: its name was enough

	info fs.FileInfo // when it was found: what Changed compares with
}

// Endings are those of the names that a folder is searched for; files named outright may have any name.
var Endings = []string{".csv", ".tsv", ".txt", ".log", ".parquet", ".gz", ".zst"}

// unread are endings of tables that are looked at too: such files are mostly of kinds that are not read, which is
// reported, and now and then text all the same.
var unread = []string{".xlsx", ".xls", ".ods", ".jsonl", ".ndjson", ".zip", ".7z", ".bz2", ".xz"}

// unopened are names of what may hold an export and is not read, and more often is something else that lies beside
// one: it is told, and nothing of it is looked at.
var unopened = map[string]Kind{".json": JSON, ".xml": XML}

// rotation is what stands behind the name of a log that was put aside: queue_log.1, calls.csv-20260301.
var rotation = regexp.MustCompile(`([.-][0-9]+)+$`)

// Find returns the files that args name, sorted by Path (a file's position among them orders steps), each once. An
// arg is a file, a folder (searched with its sub-folders for known endings, and for the names of logs, which
// need none; hidden names left out) or a glob, if no file is literally named so. A number behind an ending or a
// log's name counts for nothing, as of logs that were put aside.
//
// What cannot be opened ends in a data.Problem: missing, unreadable, not a regular file, a folder
// without a usable file, or a kind that this version does not read. An empty file in a folder is
// returned as Empty (it has no rows to lose); an empty file named outright is a Problem. A file in a folder
// that is of a kind that is not read, and whose name promises no other, is returned with its Refusal.
func Find(args []string, logs ...string) ([]File, error) {
	s := &search{folders: map[string]bool{}, logs: logs}
	for _, arg := range args {
		if err := s.arg(arg); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(s.found, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return once(s.found), nil
}

// search is one call of Find.
type search struct {
	found   []File
	folders map[string]bool // resolved: each is visited once, so that links cannot go round
	ignored int             // files in folders whose name is not one of ours
	logs    []string        // how files without an ending may be named
}

func (s *search) arg(arg string) error {
	_, err := os.Lstat(arg)
	switch {
	case arg == "":
		return data.Problemf(data.Failed, "give the name of a file or a folder", "an empty name names no file")
	case err == nil:
		return s.named(arg)
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, "*?["):
		return s.glob(arg)
	}
	return cannotOpen(arg, err)
}

// named takes a file or a folder that the user named, outright or by a glob.
func (s *search) named(shown string) error {
	info, err := os.Stat(shown)
	if err != nil {
		return cannotOpen(shown, err)
	}
	if !info.IsDir() {
		return s.file(shown, shown, info, true)
	}
	before, ignored := s.usable(), s.ignored
	again, err := s.folder(shown)
	if err != nil || again || s.usable() > before {
		return err
	}
	return emptyFolder(shown, s.ignored-ignored)
}

// usable counts the files found that have rows to read.
func (s *search) usable() (n int) {
	for _, f := range s.found {
		if f.Kind == CSV || f.Kind == Parquet {
			n++
		}
	}
	return n
}

// folder adds what is in a folder and below; again tells that it had been visited before.
func (s *search) folder(shown string) (again bool, err error) {
	resolved, err := resolve(shown)
	if err != nil {
		return false, cannotOpen(shown, err)
	}
	if s.folders[resolved] {
		return true, nil
	}
	s.folders[resolved] = true
	entries, err := os.ReadDir(shown) // sorted by name
	if err != nil {
		return false, cannotOpen(shown, err)
	}
	for _, e := range entries {
		if err := s.member(filepath.Join(shown, e.Name()), e); err != nil {
			return false, err
		}
	}
	return false, nil
}

// member adds one entry of a folder.
func (s *search) member(shown string, e fs.DirEntry) error {
	if strings.HasPrefix(e.Name(), ".") {
		return nil
	}
	ours := s.ours(e.Name())
	info, err := os.Stat(shown)
	switch {
	case err == nil && info.IsDir():
		_, err := s.folder(shown)
		return err
	case !ours:
		s.ignored++
		if err == nil && info.Mode().IsRegular() {
			s.passOver(shown, info)
		}
		return nil
	case err != nil:
		return cannotOpen(shown, err)
	}
	return s.file(shown, shown, info, false)
}

// passOver notes a file in a folder that may be taken for a part of an export and is none.
func (s *search) passOver(shown string, info fs.FileInfo) {
	kind := unopened[strings.ToLower(filepath.Ext(shown))]
	if path, err := resolve(shown); kind != 0 && err == nil {
		s.found = append(s.found, File{Path: path, Shown: shown, Kind: kind, Refusal: kind.refusal(shown, 0), Unopened: true, info: info})
	}
}

// ours tells whether a file in a folder is looked at, by its name.
func (s *search) ours(name string) bool {
	name = strings.ToLower(name)
	whole := rotation.ReplaceAllString(name, "")
	return slices.ContainsFunc([]string{filepath.Ext(name), filepath.Ext(whole)}, func(ending string) bool {
		return slices.Contains(Endings, ending) || slices.Contains(unread, ending)
	}) || slices.Contains(s.logs, whole)
}

// file adds the file at a path after looking at its first bytes; outright tells that the user named it.
func (s *search) file(at, shown string, info fs.FileInfo, outright bool) error {
	if !info.Mode().IsRegular() {
		return notRegular(shown, info.Mode())
	}
	path, err := resolve(at)
	if err != nil {
		return cannotOpen(shown, err)
	}
	kind, packed, err := kindOf(path, shown)
	if err != nil {
		return cannotOpen(shown, err)
	}
	found := File{Path: path, Shown: shown, Size: info.Size(), Kind: kind, Packed: packed, info: info}
	if refusal := kind.refusal(shown, packed); refusal != nil && kind != Empty {
		if outright || PromisesRows(shown) || !kind.foreign() {
			return refusal
		}
		found.Refusal = refusal
		s.ignored++
	} else if refusal != nil && outright {
		return refusal
	}
	s.found = append(s.found, found)
	return nil
}

// PromisesRows tells whether a file's name says that it is a part of an export: to leave it out of a
// folder would lose its rows. A .txt or .log may be anybody's.
func PromisesRows(name string) bool {
	name = strings.ToLower(name)
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".zst")
	return slices.Contains([]string{".csv", ".tsv", ".parquet"}, filepath.Ext(name))
}

func resolve(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

// once drops files that were reached before, by another arg, a link or a second hard link.
func once(sorted []File) []File {
	type look struct{ size, changed int64 } // the same for one file under two names
	alike := map[look][]fs.FileInfo{}
	return slices.DeleteFunc(sorted, func(f File) bool {
		key := look{f.info.Size(), f.info.ModTime().UnixNano()}
		for _, seen := range alike[key] {
			if os.SameFile(seen, f.info) {
				return true
			}
		}
		alike[key] = append(alike[key], f.info)
		return false
	})
}
