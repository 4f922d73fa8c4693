package data

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Where the changes of status of one instant can all follow one another, they do, whatever the kinds would say.
func TestOrderWalksAllChangesOfOneInstant(t *testing.T) {
	checkOrder(t, []orderCase{
		{"an accept waits for what leads back to its ring", `
			09:59:00 ring user=ana from=Open to=Pending
			10:00:00 accept user=ana from=Pending to=Connected
			10:00:00 hold user=ana from=Connected to=Hold
			10:00:00 status from=Hold to=Connected #back
			10:00:00 status from=Pending to=Open #open
			10:00:00 ring user=ana from=Open to=Pending`,
			"ring:ana open= ring:ana= accept:ana= hold:ana= back="},
		{"of two ways round the one of the lowest key is first", `
			09:59:00 create to=A
			10:00:00 hold from=A to=B #AB
			10:00:00 status from=B to=A #BA
			10:00:00 queue from=A to=C #AC
			10:00:00 status from=C to=A #CA`,
			"create AC= CA= AB= BA="},
		{"a row that changes nothing stands where its status runs", `
			09:59:00 create to=A
			10:00:00 queue from=A to=B #AB
			10:00:00 status from=A #A
			10:00:00 status from=B #B`,
			"create A= AB= B="},
		{"a path's first row states nothing before it", `
			10:00:00 status from=Open to=Pending #rung
			10:00:00 status from=Pending to=Open #back
			10:00:00 queue from=New to=Open #queue
			10:00:00 status to=New #first`,
			"first= queue= rung= back="},
		{"what led to the first has no row", `
			09:59:00 ring user=ana from=Open to=Pending
			10:00:00 accept user=ben from=Pending to=Connected
			10:00:00 ring user=ben from=Open to=Pending`,
			"ring:ana ring:ben= accept:ben="},
		{"of two alike the one that lasts is the last", `
			09:59:00 create to=Open
			10:00:00 10:00:20 ring user=ben from=Open to=Pending
			10:00:00 10:00:00 status from=Pending to=Open #back
			10:00:00 10:00:00 ring user=ana from=Open to=Pending`,
			"create ring:ana= back= ring:ben="},
		{"no way leads to all: the first that fits", `
			09:59:00 create to=A
			10:00:00 queue from=A to=B #AB
			10:00:00 status from=A to=C #AC
			10:00:00 status from=C to=D #CD`,
			"create AB= AC= CD="},
	})
}

// Any walk along statuses within one instant, written in any order, comes back as a walk: no row states another
// status than the one before it.
func TestOrderFindsAnyWalk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := rapid.IntRange(2, maxWalked).Draw(t, "length")
		kinds := []Event{StatusChange, QueueEntry, Hold, WrapUp, Bot, Other, Transfer}
		at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
		segments := []Segment{{StartedAt: at.Add(-time.Second), Event: Create, StatusTo: "0"}}
		status := "0"
		for n := range length {
			to := fmt.Sprint(rapid.IntRange(0, 5).Draw(t, "to"))
			s := Segment{StartedAt: at, Event: rapid.SampledFrom(kinds).Draw(t, "event"), StatusFrom: status, StatusTo: to, SourceRow: int64(n) + 2}
			segments, status = append(segments, s), to
		}
		mixed := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))
		mixed.Shuffle(length, func(i, j int) {
			segments[i+1].SourceRow, segments[j+1].SourceRow = segments[j+1].SourceRow, segments[i+1].SourceRow
		})
		running := ""
		for i, s := range NewPath(Interaction{}, segments, Has{}, at).Steps {
			if i > 0 && s.StatusFrom != running {
				t.Fatalf("step %d states %s after %s", i+1, s.StatusFrom, running)
			}
			running = s.StatusTo
		}
		if running != status {
			t.Fatalf("the walk ends at %s, and it ended at %s", running, status)
		}
	})
}
