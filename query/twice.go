package query

import (
	"fmt"
	"math/bits"
	"runtime/debug"
)

// maxHashes is how many hashes are held at a time, 128 MB: with more rows they are read in several turns.
const maxHashes = 16 << 20

// hashesTwice finds the hashes of a SELECT of one column of them that come more than once, all or more than maxSought;
// rows is how many hashes there are.
// Grouping by them takes DuckDB 1.5.5 three times as long (8.5 million), and at 85 million it spills.
func (c *conn) hashesTwice(hashes string, rows int64) ([]uint64, error) {
	turns := 1 + rows/maxHashes
	var twice []uint64
	s := hashSet{}
	for turn := range turns {
		s.begin(int(rows / turns))
		q := "FROM (" + hashes + ") t(h)"
		if turns > 1 {
			q += fmt.Sprintf(" WHERE h %% %d = %d", turns, turn)
		}
		err := c.stream(q, func(k *chunk) error {
			h := k.column(0)
			for row := range k.rows {
				s.add(uint64(h.int64(row)))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if twice = s.twice(twice); len(twice) > maxSought { // they are too many to seek by
			break
		}
	}
	if s = (hashSet{}); turns > 1 {
		debug.FreeOSMemory()
	}
	return twice, nil
}

// hashSet finds what comes twice among hashes. They are parted by their last byte first: each part is then looked
// through within the processor's cache.
type hashSet struct {
	parts [256][]uint64
	slots []uint64
}

// begin empties the set for so many hashes.
func (s *hashSet) begin(count int) {
	for n := range s.parts {
		if s.parts[n] == nil {
			s.parts[n] = make([]uint64, 0, count/len(s.parts)*17/16+16)
		}
		s.parts[n] = s.parts[n][:0]
	}
}

func (s *hashSet) add(h uint64) {
	part := &s.parts[h&255]
	*part = append(*part, h)
}

// twice adds the hashes that were added more than once to a list.
func (s *hashSet) twice(list []uint64) []uint64 {
	for n := range s.parts {
		list = s.twiceIn(s.parts[n], list)
	}
	return list
}

func (s *hashSet) twiceIn(part, list []uint64) []uint64 {
	size := 1 << bits.Len(uint(2*len(part)))
	if len(s.slots) < size {
		s.slots = make([]uint64, size)
	}
	slots, mask := s.slots[:size], uint64(size-1)
	clear(slots)
	zero := false // an empty slot is zero
	for _, h := range part {
		if h == 0 {
			if zero {
				list = append(list, h)
			}
			zero = true
			continue
		}
		at := h >> 8 & mask
		for slots[at] != 0 && slots[at] != h {
			at = (at + 1) & mask
		}
		if slots[at] == h {
			list = append(list, h)
		}
		slots[at] = h
	}
	return list
}
