package data

// Digest is what an open export keeps of a path, so that it answers for millions without reading them again. Each
// part is worked out once, however many others need it.
type Digest struct {
	Summary Summary
	Rings   []Ring
	Stays   []Stay
	Shape   string // Path.Shape where that is more than the letters of the summary; else empty
	Changes []Change
	Noticed map[NoticeKind][]*Step // the steps that one kind of notice is about; nil without any
}

// NewDigest sums a path up.
func NewDigest(p *Path) Digest {
	spells, ends := p.Spells(), p.Endings()
	d := Digest{Rings: p.ladder(spells), Stays: p.Stays()}
	d.Shape = p.marks(d.Rings, d.Stays)
	d.Summary = p.summarise(&d, spells, ends)
	var misfits []int
	d.Changes, misfits = p.walkStatuses(ends)
	d.Noticed = p.noticedSteps(d.Rings, ends, misfits)
	return d
}
