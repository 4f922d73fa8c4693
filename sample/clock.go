package sample

import (
	"math/bits"
	"sort"
	"time"
)

// slotLength is the step of the load curve, in milliseconds.
const slotLength = 15 * 60 * 1000

// lastSlot is the first quarter of an hour after the data end on the last day (15:30): in the middle of
// the working day, so that some interactions are still open.
const lastSlot = 62

// hourLoad is how many contacts come in each hour of a working day, relative to each other.
var hourLoad = [24]int{2, 1, 1, 1, 1, 3, 12, 40, 95, 130, 138, 120, 84, 98, 118, 112, 96, 70, 42, 28, 18, 11, 7, 4}

// dayLoad is the load of a day of the week, Sunday first, in per cent.
var dayLoad = [7]int{8, 116, 106, 100, 99, 93, 24}

// clock gives the n-th interaction its instant: the inverse of the summed load curve, so creation rises
// with the index and any index can be asked for alone.
type clock struct {
	start, end int64    // unix milliseconds; nothing is known after end
	sums       []uint64 // load before each slot, and the total
	count      uint64   // interactions
}

func newClock(start time.Time, days int, interactions int64) clock {
	slots := (days-1)*96 + lastSlot
	c := clock{start: start.UnixMilli(), count: uint64(interactions), sums: make([]uint64, slots+1)}
	c.end = c.start + int64(slots)*slotLength
	for s := range slots {
		day := (int(start.Weekday()) + s/96) % 7
		c.sums[s+1] = c.sums[s] + uint64(hourLoad[s%96/4]*dayLoad[day])
	}
	return c
}

// created is the instant of an index in unix milliseconds; jitter (20 bits) places it within its share.
func (c *clock) created(index uint64, jitter uint64) int64 {
	total := c.sums[len(c.sums)-1] << 20
	hi, lo := bits.Mul64(index<<20|jitter, total)
	at, _ := bits.Div64(hi, lo, c.count<<20)
	load, part := at>>20, at&(1<<20-1)
	slot := sort.Search(len(c.sums), func(i int) bool { return c.sums[i] > load }) - 1
	width := c.sums[slot+1] - c.sums[slot]
	within := ((load-c.sums[slot])<<20 | part) * slotLength / (width << 20)
	return c.start + int64(slot)*slotLength + int64(within)
}
