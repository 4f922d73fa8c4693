package query

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"segpath/data"
	"segpath/query/files"
)

// turnedStep is a step of a path that goes on while the clocks are turned.
type turnedStep struct {
	id         string
	seq        int
	start, end time.Time
}

// turnedPaths are paths with a step every few minutes over every change of the zone's clocks in 2026. They
// begin before the hour in question: without a row before it nothing tells its two passes apart.
func turnedPaths(r *rand.Rand, zone *time.Location) []turnedStep {
	var all []turnedStep
	last := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := 0; ; {
		_, turn := last.In(zone).ZoneBounds()
		if turn.Year() != 2026 {
			return all
		}
		for range 5 {
			at := turn.Add(-time.Duration(61+r.IntN(60)) * time.Minute)
			for seq := 1; at.Before(turn.Add(3 * time.Hour)); seq++ {
				end := at.Add(time.Duration(r.IntN(19*60)) * time.Second)
				all = append(all, turnedStep{fmt.Sprintf("i%d", n), seq, at.UTC(), end.UTC()})
				at = at.Add(time.Duration(60+r.IntN(18*60)) * time.Second)
			}
			n++
		}
		last = turn
	}
}

// turnedFile is how steps are written: the wall clocks of a zone, without an offset.
func turnedFile(zone *time.Location, layout string, seq bool, steps []turnedStep) string {
	var text strings.Builder
	text.WriteString("interaction_id,event,started_at,ended_at,number,seq\n")
	for n, s := range steps {
		fmt.Fprintf(&text, "%s,status,%s,%s,%d,", s.id, s.start.In(zone).Format(layout), s.end.In(zone).Format(layout), n)
		if seq {
			fmt.Fprint(&text, s.seq)
		}
		text.WriteByte('\n')
	}
	return text.String()
}

// A path that was written as wall clocks comes back whole over both changes of the clocks, from CSV, in two
// ways to write dates, and from Parquet, with seq in any order of the rows, without in the order of the file.
func TestPathsComeBackOverTheTurnOfTheClocks(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2026))
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		steps := turnedPaths(r, zone)
		want := map[string][]string{}
		for _, s := range steps {
			want[s.id] = append(want[s.id], stamp(s.start)+" "+stamp(s.end))
		}
		for _, seq := range []bool{true, false} {
			shuffled := slices.Clone(steps)
			r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			if !seq { // the rows of a path keep their order, among those of others
				slices.SortStableFunc(shuffled, func(a, b turnedStep) int { return cmp.Compare(a.seq, b.seq) })
			}
			for _, as := range []string{"csv", "us.csv", "parquet"} {
				layout := "2006-01-02 15:04:05"
				if as == "us.csv" {
					layout = "1/2/06 3:04:05 PM"
				}
				dir := t.TempDir()
				file := filepath.Join(dir, "segments.csv")
				if err := os.WriteFile(file, []byte(turnedFile(zone, layout, seq, shuffled)), 0o600); err != nil {
					t.Fatal(err)
				}
				if as == "parquet" {
					dir = parquet(t, t.TempDir(), "segments.parquet", "SELECT * FROM read_csv("+files.SQLString(file)+") ORDER BY number")
				}
				e, err := Open(t.Context(), Options{Exports: []string{dir}, TimeZone: name})
				if err != nil {
					t.Fatal(err)
				}
				for id, truth := range want {
					var got []string
					for _, s := range pathOf(t, e, id).Steps {
						got = append(got, stamp(s.StartedAt)+" "+stamp(s.EndedAt))
					}
					if !slices.Equal(got, truth) {
						t.Errorf("%s, %s, seq %v, %s: read\n%s\nwant\n%s", name, as, seq, id, strings.Join(got, "\n"), strings.Join(truth, "\n"))
					}
				}
				if told := noticesOf(e, data.RepeatedHour); len(told) == 0 || told[0].Count == 0 {
					t.Errorf("%s, %s: nothing is told", name, as)
				}
				if err := e.Close(); err != nil {
					t.Error(err)
				}
			}
		}
	}
}
