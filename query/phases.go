package query

// phase is a part of opening an export, and where it stands on the one scale of all: shares from 0 to 1, about as long as
// each lasted of a million interactions in CSV.
type phase struct{ from, to float64 }

var (
	checking  = phase{0, 0.05}
	loading   = phase{0.05, 0.35}
	typing    = phase{0.35, 0.45}
	making    = phase{0.45, 0.5}
	summingUp = phase{0.5, 0.97}
	closing   = phase{0.97, 1}
)

// part is the n-th of equal parts of a phase, from 0.
func (p phase) part(n, of int) phase {
	each := (p.to - p.from) / float64(max(of, 1))
	return phase{p.from + float64(n)*each, p.from + float64(n+1)*each}
}

// at is the share of all when done of total is done of the phase; its beginning where no total is known.
func (p phase) at(done, total int64) float64 {
	if total <= 0 {
		return p.from
	}
	return p.from + (p.to-p.from)*float64(min(done, total))/float64(total)
}
