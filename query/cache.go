package query

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"segpath/data/format"
	"segpath/data/wholefile"
	"segpath/query/duck"
	"segpath/query/files"
)

// The limits of the cache: what was used longest ago is removed first.
const (
	CacheBytes = 20 << 30            // of all databases together
	CacheAge   = 14 * 24 * time.Hour // unused
)

// The two files of a kept export: its database, and a description. The modification time of the description is
// that of the last use, since a database is never written again.
const (
	databaseEnding = ".db"
	sayingEnding   = ".json"
)

// cache is the place of one export in the cache; nil where it has none.
type cache struct {
	b     *builder
	found []files.File
	dir   string
	key   string
}

// saying is what stands beside a database: for people what it is of, and how large it was made.
type saying struct {
	Exports []string `json:"exports"`
	Bytes   int64    `json:"bytes,omitempty"` // 0: not known
}

// openCache finds the place of an export in the cache. There is none if nothing is to be kept, nor for standard
// input and the sample.
func (b *builder) openCache(ctx context.Context, found []files.File) (*cache, error) {
	if b.o.Cache == "" || b.o.Embedded != nil || slices.Contains(b.o.Exports, files.Stdin) {
		return nil, nil
	}
	if err := settle(ctx, found); err != nil {
		return nil, err
	}
	key, err := b.cacheKey(found)
	if err != nil {
		return nil, err
	}
	dir := b.o.Cache
	if err = os.MkdirAll(dir, 0o700); err == nil {
		err = os.Chmod(dir, 0o700)
	}
	if err == nil && strings.ContainsAny(dir, "?#%") {
		err = fmt.Errorf("its path %s has one of ? # %%", dir) // the driver would read settings in it
	}
	if err != nil {
		b.uncached(ctx, err)
		return nil, nil
	}
	return &cache{b: b, found: found, dir: dir, key: key}, nil
}

// settle waits until any later change of the files would get another time than their last one.
func settle(ctx context.Context, found []files.File) error {
	var last time.Time
	for _, f := range found {
		if info, err := os.Stat(f.Path); err == nil && info.ModTime().After(last) {
			last = info.ModTime()
		}
	}
	left := clockTick - time.Since(last)
	if left <= 0 || left > clockTick {
		return nil
	}
	select {
	case <-ctx.Done():
		return duck.Interrupted(ctx)
	case <-time.After(left):
		return nil
	}
}

// uncached tells that the export is opened as with --no-cache.
func (b *builder) uncached(ctx context.Context, err error) {
	b.o.Log.WarnContext(ctx, "not kept", "error", err)
	b.o.Warn(fmt.Sprintf("the cache cannot be written (%s): this export is read again the next time; with --no-cache this is not tried", wholefile.Bare(err)))
}

func (c *cache) file(ending string) string { return filepath.Join(c.dir, c.key+ending) }

// again opens the export from the cache; nil where it is not there, or is damaged and therefore removed.
func (b *builder) again(ctx context.Context) *Engine {
	if b.cache == nil {
		return nil
	}
	path := b.cache.file(databaseEnding)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	// Under a name of its own: DuckDB gives one instance to a file that this program has open already.
	built := b.run.join("build.db")
	if err := os.Link(path, built); err != nil {
		return nil
	}
	var e *Engine
	err := b.cache.whole(built)
	if err == nil {
		e, err = b.reopen(ctx, built)
	}
	if err == nil {
		b.cache.touch()
		b.o.Log.InfoContext(ctx, "opened from the cache", "file", path)
		evict(ctx, b.cache.dir, CacheBytes, b.cache.key)
		return e
	}
	if b.in != nil {
		err = errors.Join(err, b.in.Close())
		b.in = nil
	}
	_ = os.Remove(built) // a first open makes it anew, or fails and says so
	if ctx.Err() == nil {
		b.o.Log.WarnContext(ctx, "the cache is damaged: removed and read again", "file", path, "error", err)
		b.o.Warn("what was kept of this export was damaged: it is removed, and the export is read anew")
		b.cache.drop()
	}
	return nil
}

// whole checks that a database is as large as it was made.
func (c *cache) whole(database string) error {
	info, err := os.Stat(database)
	if err != nil {
		return err
	}
	if s := readSaying(c.file(sayingEnding)); s.Bytes > 0 && s.Bytes != info.Size() {
		return fmt.Errorf("it has %d bytes, and was made with %d", info.Size(), s.Bytes)
	}
	return nil
}

// readSaying reads what is said of a database; nothing where that cannot be read.
func readSaying(name string) (s saying) {
	content, err := os.ReadFile(name)
	if err != nil || json.Unmarshal(content, &s) != nil {
		return saying{}
	}
	return s
}

func (b *builder) reopen(ctx context.Context, path string) (*Engine, error) {
	b.say("opening", 0, 0, 0)
	var err error
	if b.in, err = openInstance(ctx, b.settings(path, true)); err != nil {
		return nil, err
	}
	var k *kept
	err = b.in.with(ctx, func(c *conn) (err error) {
		k, err = readKept(c)
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := b.in.Lock(ctx, k.inPlace()); err != nil {
		return nil, err
	}
	formats := b.o.Formats
	if formats == nil {
		formats = format.All()
	}
	if b.format, err = format.Named(formats, k.Report.Format); err != nil {
		return nil, err
	}
	return b.engine(ctx, k)
}

// touch notes that the export was used now.
func (c *cache) touch() {
	now := time.Now()
	if os.Chtimes(c.file(sayingEnding), now, now) != nil {
		_ = c.say(c.file(databaseEnding)) // where it is gone, it is said anew; where that fails, the database's own time counts
	}
}

// say writes what the export is called, and how large its database is.
func (c *cache) say(database string) error {
	info, err := os.Stat(database)
	if err != nil {
		return err
	}
	content, err := json.Marshal(saying{c.b.o.Exports, info.Size()})
	if err != nil {
		return err
	}
	return os.WriteFile(c.file(sayingEnding), content, 0o600)
}

// keep gives a built and closed database its name in the cache, never in the place of another: it stays in its
// run folder too, and is one file under two names. DuckDB has written it to the disk by then.
func (c *cache) keep(ctx context.Context, built string) {
	if c == nil {
		return
	}
	if key, err := c.b.cacheKey(c.found); err != nil || key != c.key {
		c.b.o.Log.InfoContext(ctx, "not kept: the export changed meanwhile")
		return
	}
	if err := c.publish(ctx, built); err != nil {
		if ctx.Err() == nil {
			c.b.uncached(ctx, err)
		}
		return
	}
	evict(ctx, c.dir, CacheBytes, c.key)
}

func (c *cache) publish(ctx context.Context, built string) error {
	gate, err := passGate(ctx, c.dir)
	if err != nil {
		return err
	}
	defer closeQuietly(gate)
	if err := os.Chmod(built, 0o600); err != nil {
		return err
	}
	if _, err := os.Lstat(c.file(databaseEnding)); err == nil {
		return nil // another segpath was faster: what it built says the same
	}
	err = c.say(built)
	if err == nil {
		err = os.Link(built, c.file(databaseEnding))
	}
	if err != nil {
		sweepSayings(c.dir)
	}
	return err
}

// drop removes the export from the cache.
func (c *cache) drop() {
	if c == nil {
		return
	}
	_ = os.Remove(c.file(databaseEnding))
	_ = os.Remove(c.file(sayingEnding))
}
