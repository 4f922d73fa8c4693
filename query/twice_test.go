package query

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

// What comes twice among hashes is what a map finds, of any number and any likeness.
func TestHashesThatComeTwice(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var s hashSet
	for _, c := range []struct {
		count int
		mask  uint64 // of the bits that are used
	}{
		{0, ^uint64(0)}, {1, 0}, {3, 0}, {5000, ^uint64(0)}, {5000, 0xfff}, {5000, 0xfff << 52}, {300_000, 0xffffff}, {300_000, 0xff}, {70_000, 0xffff << 8},
	} {
		seen, want := map[uint64]bool{}, []uint64{}
		s.begin(c.count)
		for range c.count {
			h := r.Uint64() & c.mask
			s.add(h)
			if seen[h] {
				want = append(want, h)
			}
			seen[h] = true
		}
		got := s.twice(nil)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%d hashes of %x: %d come again, want %d", c.count, c.mask, len(got), len(want))
		}
	}
}

// Where there are more than are held at a time, nothing is missed.
func TestHashesInSeveralTurns(t *testing.T) {
	in := emptyInstance(t)
	err := in.with(context.Background(), func(c *conn) error {
		for _, rows := range []int64{1000, 3*maxHashes + 5} { // the number is what is foretold, not what comes
			got, err := c.hashesTwice("SELECT hash(i % 990) FROM range(1000) t(i)", rows)
			if err != nil {
				return err
			}
			if len(got) != 10 {
				t.Errorf("%d hashes come again, want 10", len(got))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
