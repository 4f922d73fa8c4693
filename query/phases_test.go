package query

import (
	"context"
	"slices"
	"strings"
	"testing"

	"segpath/data"
)

// What is told of opening goes one way, from the first file's check to the end, packed files and several tables among it.
func TestProgressNeverGoesBack(t *testing.T) {
	rows := "interaction_id,event,started_at\n" + strings.Repeat("i1,status,2026-03-02T09:00:00Z\n", 20_000)
	dir := written(t, map[string]string{
		"segments-1.csv": rows, "segments-2.csv.gz": gzipped(t, rows), "segments-3.csv": rows + "\n" + rows, "users.csv": "user_id,name\nu1,Ana\n",
	})
	var told []data.Progress
	e, err := Open(context.Background(), Options{Exports: []string{dir}, TimeZone: "UTC", Progress: func(p data.Progress) { told = append(told, p) }})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	if !slices.IsSortedFunc(told, func(a, b data.Progress) int { return int(1e9 * (a.Share - b.Share)) }) {
		t.Error("the share goes back")
	}
	shares := map[string]float64{}
	var doing string
	var done int64
	for _, p := range told {
		if p.Share > 1 || p.Done > p.Total {
			t.Errorf("%+v", p)
		}
		if verb, _, _ := strings.Cut(p.Doing, " "); verb != doing {
			doing, shares[verb] = verb, p.Share
			if verb == "loading" {
				done = 0
			}
		}
		if p.Total > 0 && p.Done < done {
			t.Errorf("%+v: %d bytes were done before", p, done)
		}
		if p.Total > 0 {
			done = p.Done
		}
	}
	if !(shares["loading"] >= checking.to && shares["reading"] >= loading.to && shares["summing"] >= making.to && shares["opening"] == closing.from) {
		t.Errorf("%v", shares)
	}
}
