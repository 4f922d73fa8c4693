package sample

import (
	"math/bits"
	"math/rand/v2"
)

// random draws whole numbers only: floating point may be fused differently on another processor, and
// the same seed has to give the same bytes everywhere.
type random struct{ pcg rand.PCG }

// seed starts the stream of one index; neighbours are spread apart by two rounds of a 64-bit mixer.
func (r *random) seed(seed, stream, index uint64) {
	a := mix64(seed ^ mix64(index))
	r.pcg.Seed(a, mix64(a+stream*0x9e3779b97f4a7c15+1))
}

// mix64 is the finaliser of SplitMix64.
func mix64(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// below is a number from 0 to n-1.
func (r *random) below(n int) int {
	hi, _ := bits.Mul64(r.pcg.Uint64(), uint64(n))
	return int(hi)
}

// between is a number from lo to hi, both included.
func (r *random) between(lo, hi int64) int64 {
	if hi <= lo {
		return lo
	}
	return lo + int64(r.below(int(hi-lo+1)))
}

// skewed is a number from lo to hi that is mostly small: waits and talks have a long tail.
func (r *random) skewed(lo, hi int64) int64 {
	if hi <= lo {
		return lo
	}
	u := r.pcg.Uint64() >> 48
	return lo + int64(uint64(hi-lo)*(u*u*u>>32)>>16)
}

// chance is true permille times in a thousand.
func (r *random) chance(permille int) bool { return r.below(1000) < permille }

// share is true for that share of draws; 0 draws nothing, so that a share of 0 changes no other draw.
func (r *random) share(s share) bool { return s > 0 && r.pcg.Uint64()>>32 < uint64(s) }

// share is a part of one in units of 2^-32.
type share uint64

func shareOf(f float64) share {
	switch {
	case !(f > 0):
		return 0
	case f >= 1:
		return 1 << 32
	}
	return share(f * (1 << 32))
}

// pick is the index of a weight, drawn in proportion to it.
func (r *random) pick(cumulative []int) int {
	at := r.below(cumulative[len(cumulative)-1])
	for i, c := range cumulative {
		if at < c {
			return i
		}
	}
	return len(cumulative) - 1
}
