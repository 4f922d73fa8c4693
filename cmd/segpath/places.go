package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"segpath/data"
	"segpath/data/wholefile"
	"segpath/query/files"
	"segpath/tui"
	"segpath/tui/interactions"
	"segpath/tui/path"
)

const (
	placesName = "places.jsonl"
	maxPlaces  = 100
	oldestOf   = 14 * 24 * time.Hour // a place that was not gone to for so long is forgotten
	longestID  = 1000                // bytes; a longer id or filter is not kept
	maxBytes   = 1 << 20             // of the file
)

// stateFolder is where what segpath remembers stands.
func stateFolder() string { return filepath.Join(xdg.StateHome, "segpath") }

// keptPlace is a line of the file of places: where an export was left. It holds no name of a file.
type keptPlace struct {
	Export   string         `json:"export"` // see exportKey
	Left     time.Time      `json:"left"`
	ID       string         `json:"id,omitempty"`
	Step     int            `json:"step,omitempty"`
	View     string         `json:"view,omitempty"`
	Selected string         `json:"selected,omitempty"`
	Sort     data.SortField `json:"sort,omitempty"`
	Desc     bool           `json:"desc,omitempty"`
	Filter   string         `json:"filter,omitempty"`
}

// exportKey tells exports apart by the paths of their files, resolved and sorted.
func exportKey(found []files.File) string {
	h := sha256.New()
	for _, f := range found {
		_, _ = io.WriteString(h, f.Path+"\x00") // a hash takes everything
	}
	return hex.EncodeToString(h.Sum(nil))
}

// keep makes a line of a place; false where it is the start of the list, or too long to be kept.
func keep(export string, at tui.Place, now time.Time) (keptPlace, bool) {
	k := keptPlace{
		Export: export, Left: now.UTC().Truncate(time.Second), ID: at.ID, Step: at.At.Step, View: at.At.View,
		Selected: at.List.ID, Sort: at.List.Sort.Field, Desc: at.List.Sort.Desc, Filter: at.List.Filter,
	}
	return k, at != tui.Place{} && max(len(at.ID), len(at.List.ID), len(at.List.Filter)) <= longestID
}

func (k keptPlace) place() tui.Place {
	return tui.Place{
		List: interactions.Place{ID: k.Selected, Sort: data.Sort{Field: k.Sort, Desc: k.Desc}, Filter: k.Filter},
		ID:   k.ID, At: path.Place{Step: k.Step, View: k.View},
	}
}

// check looks for what no run of ours has written.
func (k keptPlace) check() error {
	if key, err := hex.DecodeString(k.Export); err != nil || len(key) != sha256.Size {
		return errors.New("it names no export")
	}
	switch {
	case k.Left.IsZero():
		return errors.New("it has no time")
	case k.Step < 0:
		return fmt.Errorf("there is no step %d", k.Step)
	case k.View != "" && !slices.Contains(path.Views, k.View):
		return fmt.Errorf("there is no pane %q", k.View)
	case k.Sort != "" && !slices.Contains(data.SortFields, k.Sort):
		return fmt.Errorf("there is no field %q to sort by", k.Sort)
	}
	return nil
}

// readPlaces reads the places that are not too old, the latest first. What is damaged is left out, and
// told by the error; no file is no place and no error.
func readPlaces(name string, now time.Time) ([]keptPlace, error) {
	f, err := files.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the places in %s cannot be read: %w", name, wholefile.Bare(err))
	}
	defer func() { _ = f.Close() }() // it was only read
	content, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil || len(content) > maxBytes {
		return nil, fmt.Errorf("the places in %s cannot be read: they are longer than %d bytes, or the disk fails", name, maxBytes)
	}
	var kept []keptPlace
	var fault error
	lines := bufio.NewScanner(bytes.NewReader(content))
	lines.Buffer(nil, maxBytes+1)
	for n := 1; lines.Scan(); n++ {
		var k keptPlace
		err := json.Unmarshal(lines.Bytes(), &k)
		if err != nil {
			err = errors.New("it is damaged")
		} else {
			err = k.check()
		}
		if err == nil {
			kept = append(kept, k)
		} else if fault == nil {
			fault = fmt.Errorf("%s:%d: this is not a place where an export was left: %w", name, n, err)
		}
	}
	return current(kept, now), fault
}

// current are the places that are kept on: one an export, not too old, not too many, the latest first.
func current(kept []keptPlace, now time.Time) []keptPlace {
	slices.SortStableFunc(kept, func(a, b keptPlace) int { return b.Left.Compare(a.Left) })
	seen := map[string]bool{}
	kept = slices.DeleteFunc(kept, func(k keptPlace) bool {
		out := seen[k.Export] || now.Sub(k.Left) > oldestOf
		seen[k.Export] = true
		return out
	})
	return kept[:min(len(kept), maxPlaces)]
}

// writePlace keeps where an export was left now, and forgets what is too old. The file is read anew: another
// segpath may have written it meanwhile.
func writePlace(name, export string, at tui.Place, now time.Time) error {
	others, _ := readPlaces(name, now) // what is damaged was told when this run began, and goes now
	had := len(others)
	others = slices.DeleteFunc(others, func(k keptPlace) bool { return k.Export == export })
	k, worth := keep(export, at, now)
	if worth {
		others = append(others, k)
	} else if len(others) == had {
		return nil // there is nothing to keep, and nothing to forget
	}
	var lines strings.Builder
	for _, k := range current(others, now) {
		line, err := json.Marshal(k)
		if err != nil {
			return err
		}
		lines.Write(line)
		lines.WriteByte('\n')
	}
	return replacePrivate(name, []byte(lines.String()))
}
