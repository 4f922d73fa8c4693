package query

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"segpath/data"
)

// A kept database that is cut off is known by its size, told once, and read anew. Where nobody knows the size, it is known
// at the latest by the question that meets the end, which says so in a sentence, and the next open reads anew.
func TestACutOffDatabaseIsReadAgain(t *testing.T) {
	dir, cache := nastyExport(t), filepath.Join(t.TempDir(), "exports")
	var warned []string
	o := Options{Exports: []string{dir}, Cache: cache, Warn: func(s string) { warned = append(warned, s) }}
	first, _ := keeping(t, o)
	name := onlyDatabase(t, cache)
	all := allQuestions(t, first)
	want := answersOf(t, first, all)
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	cut := func(size int) {
		if err := errors.Join(os.Remove(name), os.WriteFile(name, good[:size], 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	cut(len(good) - 1<<12)
	again, log := keeping(t, o)
	if strings.Contains(log, fromCache) || len(warned) != 1 || !strings.Contains(warned[0], "damaged") {
		t.Errorf("warned of %q: %s", warned, log)
	}
	sameAnswers(t, first, again)
	if _, log := keeping(t, o); !strings.Contains(log, fromCache) || len(warned) != 1 {
		t.Errorf("it was not kept anew: %s", log)
	}

	told := 0
	for size := len(good) - 1<<12; size > 0 && told < 3; size -= 1 << 16 {
		cut(size)
		if err := os.Remove(strings.TrimSuffix(name, databaseEnding) + sayingEnding); err != nil {
			t.Fatal(err)
		}
		e, log := keeping(t, o)
		for n, q := range all {
			got, err := q.ask(context.Background(), e)
			var p *data.Problem
			switch {
			case err == nil && reflect.DeepEqual(got, want[n]):
				continue
			case err == nil || !errors.As(err, &p) || p.Code != data.Failed || !strings.Contains(p.Text, "damaged"):
				t.Fatalf("%s, cut off at %d: %v", q.name, size, err)
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
		t.Error("no question meets the end")
	}
}
