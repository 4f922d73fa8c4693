package query

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"segpath/data"
)

// However users are taken together, no ring is lost: by team and by interval there are as many as by user.
func TestUserGroupsHoldEveryRing(t *testing.T) {
	ctx := context.Background()
	nastyExports(t, 4, func(seed uint64, e *Engine, paths []*data.Path) {
		want := map[int64]int64{}
		byTeam := map[string]int64{}
		for _, p := range paths {
			for _, r := range p.Rings() {
				if r.Step > 0 {
					byTeam[map[string]string{"Ana": "North", "Ben": "South", "Cy": "North"}[r.UserID]]++
					if !r.RungAt.IsZero() {
						want[r.RungAt.UTC().Truncate(15*time.Minute).Unix()]++
					}
				}
			}
		}
		rows, err := e.UserGroups(ctx, data.Filter{}, data.UserGroup{Interval: 15 * 60 * data.Second})
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range rows {
			if !g.From.IsZero() && g.Rung.Or(0) != want[g.From.Unix()] {
				t.Errorf("seed %d, %s: %v rings, want %d", seed, g.From, g.Rung, want[g.From.Unix()])
			}
			delete(want, g.From.Unix())
		}
		if len(want) > 0 {
			t.Errorf("seed %d: intervals %v are missing", seed, want)
		}
		teams, err := e.UserGroups(ctx, data.Filter{}, data.UserGroup{Team: true})
		if err != nil || len(byTeam) < 2 {
			t.Fatalf("seed %d: teams %v, %v", seed, byTeam, err)
		}
		for _, g := range teams {
			if g.Rung.Or(0) != byTeam[g.Team] {
				t.Errorf("seed %d, team %q: %v rings, want %d", seed, g.Team, g.Rung, byTeam[g.Team])
			}
			delete(byTeam, g.Team)
		}
		if len(byTeam) > 0 {
			t.Errorf("seed %d: teams %v are missing", seed, byTeam)
		}
	})
}

// Days and what parts them are those of the clock that is shown, also where it is put forward or back.
func TestUserGroupsByTheClockThatIsShown(t *testing.T) {
	segments := header
	want := map[string]int64{}
	start := time.Date(2026, 3, 27, 0, 0, 0, 0, time.UTC)
	for n := range 220 * 24 * 2 { // every half an hour, over both changes of the year
		at := start.Add(time.Duration(n)*30*time.Minute + 7*time.Second)
		segments += fmt.Sprintf("i%d,1,%s,ring,Ana\n", n, at.Format(time.RFC3339))
	}
	dir := write(t, t.TempDir(), "segments.csv", segments)
	for _, name := range []string{"UTC", "Europe/Berlin", "Asia/Kolkata", "America/Santiago"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		e, err := Open(context.Background(), Options{Exports: []string{dir}, TimeZone: "UTC", DisplayZone: name})
		if err != nil {
			t.Fatal(err)
		}
		for by, key := range map[data.UserGroup]func(time.Time) string{
			{Day: true}:                    func(at time.Time) string { return at.Format("2006-01-02") },
			{Interval: 3600 * data.Second}: func(at time.Time) string { return at.Format("2006-01-02 15 -07:00") },
		} {
			clear(want)
			for n := range 220 * 24 * 2 {
				want[key(start.Add(time.Duration(n)*30*time.Minute+7*time.Second).In(zone))]++
			}
			rows, err := e.UserGroups(context.Background(), data.Filter{}, by)
			if err != nil || len(rows) < len(want) {
				t.Fatalf("%s %+v: %d groups, want %d (%v)", name, by, len(rows), len(want), err)
			}
			var last time.Time
			got := map[string]int64{}
			for _, g := range rows {
				if local := g.From.In(zone); by.Day && key(local.Add(-time.Second)) == key(local) || !by.Day && local.Minute() != 0 || !g.From.After(last) {
					t.Errorf("%s %+v: a group begins at %s, after %s", name, by, local, last)
				}
				got[key(g.From.In(zone))] += g.Rung.Or(0)
				last = g.From
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s %+v: naive - groups +\n%s", name, by, diff)
			}
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
