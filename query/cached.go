package query

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"
)

// CacheFolder is where exports that were read are kept.
func CacheFolder() string { return filepath.Join(xdg.CacheHome, "segpath", "exports") }

// Cached is one export in the cache.
type Cached struct {
	Exports []string // as they were named; nil where that is not known any more
	Bytes   int64
	Used    time.Time // last

	key string
}

// ListCache lists what a cache folder holds, the last used first. A folder that is not there holds nothing.
func ListCache(dir string) ([]Cached, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []Cached
	for _, e := range entries {
		key, ours := strings.CutSuffix(e.Name(), databaseEnding)
		info, err := e.Info()
		if !ours || err != nil || !info.Mode().IsRegular() {
			continue // removed meanwhile, or nothing of ours
		}
		all = append(all, cachedOf(dir, key, info))
	}
	slices.SortStableFunc(all, func(a, b Cached) int { return b.Used.Compare(a.Used) })
	return all, nil
}

func cachedOf(dir, key string, database fs.FileInfo) Cached {
	c := Cached{Bytes: database.Size(), Used: database.ModTime(), key: key}
	name := filepath.Join(dir, key+sayingEnding)
	if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() {
		c.Used = info.ModTime()
		c.Exports = readSaying(name).Exports
	}
	return c
}

// ClearCache removes all that a cache folder holds, and tells what that was. A segpath that has some of it open
// keeps it until it ends. It waits for others that write there until ctx ends.
func ClearCache(ctx context.Context, dir string) ([]Cached, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	gate, err := passGate(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer closeQuietly(gate)
	all, err := ListCache(dir)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		err = errors.Join(err, c.remove(dir))
	}
	sweepSayings(dir)
	return all, err
}

func (c *Cached) remove(dir string) error {
	err := os.Remove(filepath.Join(dir, c.key+databaseEnding))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	_ = os.Remove(filepath.Join(dir, c.key+sayingEnding)) // without a database it is swept
	return nil
}

// evict removes what was unused for too long, and then the longest unused, until the rest fits in limit bytes.
// What is in use now stays, unless it is too large by itself. What cannot be removed is tried again another time.
func evict(ctx context.Context, dir string, limit int64, using string) {
	gate, err := passGate(ctx, dir)
	if err != nil {
		return
	}
	defer closeQuietly(gate)
	all, err := ListCache(dir)
	if err != nil {
		return
	}
	at := slices.IndexFunc(all, func(c Cached) bool { return c.key == using })
	if at > 0 { // used in this very moment
		all = slices.Insert(slices.Delete(slices.Clone(all), at, at+1), 0, all[at])
	}
	var total int64
	for _, c := range all {
		if time.Since(c.Used) > CacheAge || total+c.Bytes > limit {
			_ = c.remove(dir)
			continue
		}
		total += c.Bytes
	}
	sweepSayings(dir)
}

// sweepSayings removes the descriptions of databases that are gone. The gate is held.
func sweepSayings(dir string) {
	entries, _ := os.ReadDir(dir) // what cannot be read is not swept
	for _, e := range entries {
		key, ours := strings.CutSuffix(e.Name(), sayingEnding)
		if !ours {
			continue
		}
		name, database := filepath.Join(dir, e.Name()), filepath.Join(dir, key+databaseEnding)
		if _, err := os.Lstat(database); errors.Is(err, fs.ErrNotExist) {
			_ = os.Remove(name)
		}
	}
}
