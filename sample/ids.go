package sample

import (
	"strconv"

	"segpath/data"
)

// idDigits are the digits of an interaction id: no letter that can be taken for a digit.
const idDigits = "0123456789abcdefghjkmnpqrstvwxyz"

// interactionID is the index scattered over 40 bits, in eight digits of 32. The steps are reversible,
// so no two indices share an id; some ids are all digits or look like a number with an exponent.
func interactionID(seed, index uint64) string {
	const mask = 1<<40 - 1
	x := (index ^ mix64(seed)) & mask
	x = x * 0x5851f42d4d & mask
	x ^= x >> 19
	x = x * 0x6b2fb644ed & mask
	x ^= x >> 21
	var b [8]byte
	for i := range b {
		b[i] = idDigits[x>>(35-5*i)&31]
	}
	return string(b[:])
}

// segmentID is the interaction's id and the number of the step: "7kq2m9xd-03".
func segmentID(buf []byte, id string, seq int) ([]byte, string) {
	buf = append(append(buf[:0], id...), '-')
	if seq < 10 {
		buf = append(buf, '0')
	}
	buf = strconv.AppendInt(buf, int64(seq), 10)
	return buf, string(buf)
}

// numberSegments gives a finished path its sequence and ids.
func (b *builder) numberSegments(id string, segments []data.Segment) {
	for i := range segments {
		s := &segments[i]
		s.InteractionID = id
		s.Seq = data.Some(int64(i + 1))
		b.text, s.SegmentID = segmentID(b.text, id, i+1)
	}
}
