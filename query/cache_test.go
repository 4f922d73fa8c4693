package query

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"segpath/data"
)

// keeping opens an export with a cache, and tells what was logged of it.
func keeping(t *testing.T, o Options) (*Engine, string) {
	t.Helper()
	var log bytes.Buffer
	o.Log, o.Threads = slog.New(slog.NewTextHandler(&log, nil)), 2
	if o.Warn == nil {
		o.Warn = func(s string) { t.Errorf("warned: %s", s) }
	}
	e, err := Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e, log.String()
}

const fromCache = "opened from the cache"

// sameAnswers compares all that two engines say.
func sameAnswers(t *testing.T, a, b *Engine) {
	t.Helper()
	ctx := context.Background()
	if !reflect.DeepEqual(a.report, b.report) {
		t.Errorf("the reports differ:\n%+v\n%+v", a.report, b.report)
	}
	if !reflect.DeepEqual(a.export, b.export) || !reflect.DeepEqual(a.dir, b.dir) || !reflect.DeepEqual(a.sources, b.sources) {
		t.Errorf("the exports differ:\n%+v\n%+v", a.export, b.export)
	}
	q := data.PageRequest{Sort: data.NewestFirst, Limit: 1000}
	pages := [2]data.Page{}
	users := [2][]data.UserRow{}
	for n, e := range []*Engine{a, b} {
		var err error
		if pages[n], err = e.Interactions(ctx, q); err != nil {
			t.Fatal(err)
		}
		if users[n], err = e.Users(ctx, data.Filter{}); err != nil && e.report.Has.Rings.Can() {
			t.Fatal(err)
		}
	}
	if !reflect.DeepEqual(pages[0], pages[1]) || !reflect.DeepEqual(users[0], users[1]) {
		t.Error("the lists or the users differ")
	}
	for _, row := range pages[0].Rows[:min(len(pages[0].Rows), 20)] {
		one, err := a.Chain(ctx, row.ID)
		if err != nil {
			t.Fatal(err)
		}
		other, err := b.Chain(ctx, row.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(one.Steps(), other.Steps()) || !reflect.DeepEqual(one.Legs, other.Legs) {
			t.Errorf("the paths of %s differ", row.ID)
		}
	}
	for _, f := range a.report.Files {
		for record := int64(0); record <= f.Rows+3; record++ {
			one, err := a.Raw(ctx, f.File, record)
			other, err2 := b.Raw(ctx, f.File, record)
			if !reflect.DeepEqual(one, other) || (err == nil) != (err2 == nil) {
				t.Fatalf("record %d of %s: %v %v, %v %v", record, f.File, one, err, other, err2)
			}
			if record > 60 {
				break
			}
		}
	}
}

func TestTheCacheAnswersAsTheExportDoes(t *testing.T) {
	samples, err := filepath.Glob("../sample/exports/*")
	if err != nil || len(samples) == 0 {
		t.Fatal(err)
	}
	damaged := write(t, t.TempDir(), "segments.csv", anaAndBen+"a,b\n\n\"x\xff\",2026-11-02T09:00:00Z,,\xff\xfe,,\n,2026-11-02T09:00:00Z,,ring,,\n1,99,,sung,,\n"+anaAndBen[strings.Index(anaAndBen, "\n")+1:])
	write(t, damaged, "empty.csv", "")
	for _, export := range append(samples, damaged) {
		t.Run(filepath.Base(export), func(t *testing.T) {
			cache := filepath.Join(t.TempDir(), "exports")
			none, _ := keeping(t, Options{Exports: []string{export}})
			first, log := keeping(t, Options{Exports: []string{export}, Cache: cache})
			if strings.Contains(log, fromCache) {
				t.Error("it was there before it was kept")
			}
			second, log := keeping(t, Options{Exports: []string{export}, Cache: cache})
			if !strings.Contains(log, fromCache) {
				t.Errorf("it was read again: %s", log)
			}
			sameAnswers(t, none, first)
			sameAnswers(t, none, second)
		})
	}
}

func TestWhatMakesAnotherKey(t *testing.T) {
	dir, cache := write(t, t.TempDir(), "segments.csv", anaAndBen), filepath.Join(t.TempDir(), "exports")
	o := Options{Exports: []string{dir}, Cache: cache}
	keeping(t, o)
	for name, change := range map[string]func(*Options){
		"the display zone": func(o *Options) { o.DisplayZone = "Asia/Tokyo" },
		"the name":         func(o *Options) { o.Name = "mine" },
	} {
		other := o
		change(&other)
		e, log := keeping(t, other)
		if !strings.Contains(log, fromCache) {
			t.Errorf("%s needs another key: %s", name, log)
		}
		if other.Name != "" && e.Export().Name != other.Name || other.DisplayZone != "" && e.Export().TimeZone.String() != other.DisplayZone {
			t.Errorf("%s is not shown: %+v", name, e.Export())
		}
	}
	for name, change := range map[string]func(*Options){
		"the zone":        func(o *Options) { o.TimeZone = "Asia/Tokyo" },
		"the other zone":  func(o *Options) { o.ConfigZone = "Asia/Tokyo" },
		"the date format": func(o *Options) { o.DateFormat = "dmy" },
		"the format":      func(o *Options) { o.Format = "segpath" },
		"a changed file": func(*Options) {
			write(t, dir, "segments.csv", anaAndBen+"2,2026-11-02T09:00:00Z,,create,,\n")
		},
		"a file more": func(*Options) { write(t, dir, "users.csv", "user_id,name\n1,Ana\n") },
	} {
		other := o
		change(&other)
		if _, log := keeping(t, other); strings.Contains(log, fromCache) {
			t.Errorf("%s has the same key", name)
		}
	}
}

func TestADamagedCacheIsReadAgain(t *testing.T) {
	dir, cache := write(t, t.TempDir(), "segments.csv", anaAndBen), filepath.Join(t.TempDir(), "exports")
	o := Options{Exports: []string{dir}, Cache: cache}
	first, _ := keeping(t, o)
	name := onlyDatabase(t, cache)
	warned := 0
	o.Warn = func(s string) {
		if warned++; !strings.Contains(s, "damaged") {
			t.Errorf("warned: %s", s)
		}
	}
	for n, content := range []string{"", "no database", strings.Repeat("\x00", 1<<16)} {
		if err := os.Remove(name); err != nil { // another file: the first engine has this one open
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		again, log := keeping(t, o)
		if !strings.Contains(log, "damaged") || strings.Contains(log, fromCache) {
			t.Errorf("%.10q: %s", content, log)
		}
		sameAnswers(t, first, again)
		if _, log := keeping(t, o); !strings.Contains(log, fromCache) || warned != n+1 {
			t.Errorf("it was not kept anew: %s", log)
		}
	}
}

// A block that is damaged is told when a question meets it, and the next open reads the export again.
func TestADamagedBlockIsTold(t *testing.T) {
	dir, cache := nastyExport(t), filepath.Join(t.TempDir(), "exports")
	o := Options{Exports: []string{dir}, Cache: cache, Warn: func(string) {}} // opening may meet it too
	first, _ := keeping(t, o)
	name := onlyDatabase(t, cache)
	all := allQuestions(t, first)
	want := answersOf(t, first, all)
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for at := 1 << 14; at < len(good) && told < 2; at += 1 << 16 {
		bad := bytes.Clone(good)
		for n := at; n < min(at+64, len(bad)); n++ {
			bad[n] ^= byte(n-at) + 1 // not the same in all words: DuckDB's checksum does not see one change of two equal words
		}
		_ = os.Remove(name) // it may be gone
		if err := os.WriteFile(name, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		e, log := keeping(t, o)
		for n, q := range all {
			got, err := q.ask(context.Background(), e)
			var p *data.Problem
			switch {
			case err == nil && reflect.DeepEqual(got, want[n]):
				continue
			case err == nil || !errors.As(err, &p) || p.Code != data.Failed || !strings.Contains(p.Text, "damaged") || p.Hint == "":
				t.Fatalf("%s, damaged at %d: %v", q.name, at, err)
			case !strings.Contains(log, fromCache):
				t.Fatalf("%s of a database that was built now: %v", q.name, err)
			}
			told++
			if _, err := os.Stat(name); !errors.Is(err, os.ErrNotExist) {
				t.Fatalf("it is still kept: %v", err)
			}
			again, _ := keeping(t, o)
			sameAnswers(t, first, again)
			break
		}
	}
	if told == 0 {
		t.Error("no question meets what is damaged")
	}
}

func onlyDatabase(t *testing.T, cache string) string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(cache, "*"+databaseEnding))
	if err != nil || len(all) != 1 {
		t.Fatalf("%v %v", all, err)
	}
	return all[0]
}

func TestWhatIsKeptIsPrivateAndNeverWrittenAgain(t *testing.T) {
	dir, cache := write(t, t.TempDir(), "segments.csv", anaAndBen), filepath.Join(t.TempDir(), "exports")
	o := Options{Exports: []string{dir}, Cache: cache}
	keeping(t, o)
	name := onlyDatabase(t, cache)
	before, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	keeping(t, o)
	after, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the database was written: %v", err)
	}
	if again, err := os.Stat(name); err != nil || !again.ModTime().Equal(info.ModTime()) {
		t.Errorf("the database's time is another: %v", err)
	}
	entries, err := os.ReadDir(cache)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", e.Name(), info.Mode(), err)
		}
	}
	if info, err := os.Stat(cache); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder: %v %v", info.Mode(), err)
	}
}

func TestWhatIsUnusedGoes(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	for key, age := range map[string]time.Duration{"a": 0, "b": time.Hour, "c": 2 * time.Hour, "old": CacheAge + time.Hour} {
		write(t, dir, key+databaseEnding, "0123456789")
		write(t, dir, key+sayingEnding, `{"exports":["`+key+`"]}`)
		if err := os.Chtimes(filepath.Join(dir, key+sayingEnding), now, now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, dir, "orphan"+sayingEnding, "{}")
	held := func() (keys []string) {
		all, err := ListCache(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all {
			keys = append(keys, c.Exports...)
		}
		return keys
	}
	evict(t.Context(), dir, 1000, "a")
	if got := held(); !reflect.DeepEqual(got, []string{"a", "b", "c"}) {
		t.Errorf("unused for too long: %q", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "orphan"+sayingEnding)); err == nil {
		t.Error("what is said of no database stays")
	}
	evict(t.Context(), dir, 25, "c")
	if got := held(); !reflect.DeepEqual(got, []string{"a", "c"}) {
		t.Errorf("over the limit: %q", got)
	}
	if gone, err := ClearCache(t.Context(), dir); err != nil || len(gone) != 2 || len(held()) != 0 {
		t.Errorf("%v %v", gone, err)
	}
}

func TestACacheThatCannotBeWritten(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", anaAndBen)
	var warned []string
	cache := filepath.Join(write(t, t.TempDir(), "file", ""), "file", "exports")
	e, _ := keeping(t, Options{Exports: []string{dir}, Cache: cache, Warn: func(s string) { warned = append(warned, s) }})
	if len(warned) != 1 || e.Export().InteractionCount != 1 {
		t.Errorf("warned %q", warned)
	}
}

func TestTwoOpenOneExportAtOnce(t *testing.T) {
	dir, cache := write(t, t.TempDir(), "segments.csv", anaAndBen), filepath.Join(t.TempDir(), "exports")
	engines := make([]*Engine, 4)
	var all sync.WaitGroup
	for n := range engines {
		all.Go(func() {
			e, err := Open(context.Background(), Options{Exports: []string{dir}, Cache: cache, Threads: 1})
			if err != nil {
				t.Error(err)
				return
			}
			engines[n] = e
		})
	}
	all.Wait()
	onlyDatabase(t, cache)
	for _, e := range engines {
		if e != nil {
			sameAnswers(t, engines[0], e)
		}
	}
	for _, e := range engines {
		if e != nil {
			if err := e.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}
