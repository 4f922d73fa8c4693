package sample

import (
	"iter"
	"math/bits"

	"segpath/data"
)

// shuffleBlock is how many rows are mixed at a time.
const shuffleBlock = 50_000

// interactionRows are the rows of interactions in the order that the options ask for.
func (s *Simulation) interactionRows(opt WriterOptions) iter.Seq[*data.Interaction] {
	rows := func(yield func(*data.Interaction) bool) {
		s.inOrder(opt.Shuffle, func(it *data.Interaction, _ []data.Segment) bool { return yield(it) })
	}
	return mixed(rows, opt.Shuffle)
}

// segmentRows are the rows of segments in the order that the options ask for.
func (s *Simulation) segmentRows(opt WriterOptions) iter.Seq[*data.Segment] {
	rows := func(yield func(*data.Segment) bool) {
		s.inOrder(opt.Shuffle, func(_ *data.Interaction, segments []data.Segment) bool {
			for i := range segments {
				if !yield(&segments[i]) {
					return false
				}
			}
			return true
		})
	}
	return mixed(rows, opt.Shuffle)
}

// inOrder visits every interaction: by index, or for a seed in another order that needs no memory.
func (s *Simulation) inOrder(seed uint64, visit func(*data.Interaction, []data.Segment) bool) {
	if seed == 0 {
		s.each(0, s.opt.Interactions, visit)
		return
	}
	going := true
	for i := int64(0); i < s.opt.Interactions && going; i++ {
		at := permuted(uint64(i), uint64(s.opt.Interactions), seed)
		s.each(int64(at), int64(at)+1, func(it *data.Interaction, segments []data.Segment) bool {
			going = visit(it, segments)
			return going
		})
	}
}

// permuted is the place of i in an order of 0 … n-1: a reversible mix over the next power of two,
// walked on until it falls below n.
func permuted(i, n, seed uint64) uint64 {
	width := max(bits.Len64(n-1), 2)
	mask := uint64(1)<<width - 1
	for {
		i = (i ^ seed) & mask
		for round := range uint64(3) {
			i = i * (mix64(seed+round) | 1) & mask
			i ^= i >> (width/2 + 1)
		}
		if i < n {
			return i
		}
	}
}

// mixed passes the rows on in blocks, each in a random order; for seed 0 as they come.
func mixed[R any](rows iter.Seq[*R], seed uint64) iter.Seq[*R] {
	if seed == 0 {
		return rows
	}
	return func(yield func(*R) bool) {
		var r random
		r.seed(seed, streamShuffle, 0)
		block := make([]R, 0, 1024)
		for row := range rows {
			block = append(block, *row)
			if len(block) == shuffleBlock {
				if !release(block, &r, yield) {
					return
				}
				block = block[:0]
			}
		}
		release(block, &r, yield)
	}
}

func release[R any](block []R, r *random, yield func(*R) bool) bool {
	for i := len(block) - 1; i > 0; i-- {
		j := r.below(i + 1)
		block[i], block[j] = block[j], block[i]
	}
	for i := range block {
		if !yield(&block[i]) {
			return false
		}
	}
	return true
}
