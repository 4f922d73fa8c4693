package query

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"os"
	"time"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"segpath/data/format"
	"segpath/query/files"
)

// cacheVersion is the version of the tables and of the document beside them: it is part of the key.
const cacheVersion = 7

// clockTick is the resolution of the times of files. A change within a tick of the last one leaves no trace.
const clockTick = 10 * time.Millisecond

// cacheKey names everything that the built database depends on: the files as they are and as they were named,
// the options that change what is read, the formats, this program and its database.
func (b *builder) cacheKey(found []files.File) (string, error) {
	h := sha256.New()
	add(h, cacheVersion, mapping.LibraryVersion(), program())
	add(h, b.o.Format, b.o.TimeZone, b.o.ConfigZone, b.o.DateFormat, viewersZone().String())
	for _, arg := range b.o.Exports {
		add(h, "arg", arg)
	}
	formats := b.o.Formats
	if formats == nil {
		formats = format.All()
	}
	for _, f := range formats {
		add(h, "format", f.Name, f.Folder, f.Sum)
	}
	for _, f := range found {
		if f.Unopened { // whatever it holds is not read
			add(h, "unopened", f.Shown)
			continue
		}
		stamp, err := files.Stamp(f)
		if err != nil {
			return "", err
		}
		add(h, "file", f.Path, f.Shown, stamp)
	}
	return hex.EncodeToString(h.Sum(nil)[:20]), nil
}

// add writes values so that no two lists of them are written alike.
func add(h hash.Hash, values ...any) {
	for _, v := range values {
		text := fmt.Sprint(v)
		_, _ = fmt.Fprintf(h, "%d:%s", len(text), text) // a hash takes everything
	}
}

// program tells this program from another one, which may read an export otherwise.
func program() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
}
