package data

// Digest is what an open export keeps of a path, so that it answers for millions without reading them again: each
// part is found once, however many others rest on it.
type Digest struct {
	Summary Summary
	Rings   []Ring
	Stays   []Stay
	Shape   string                 // as Path.Shape
	Noticed map[NoticeKind][]*Step // the steps that one kind of notice is about; nil without any
}

// Marked is the shape where it is more than the letters; else empty.
func (d *Digest) Marked() string {
	if d.Shape == d.Summary.Path {
		return ""
	}
	return d.Shape
}

// NewDigest sums a path up.
func NewDigest(p *Path) Digest {
	spells, ends := p.Spells(), p.Endings()
	d := Digest{Rings: p.ladder(spells), Stays: p.Stays()}
	d.Summary = p.summarise(&d, spells, ends)
	d.Shape = p.shape(d.Rings, d.Stays)
	d.Noticed = p.noticedSteps(p.lookForNotices(d.Rings, ends))
	return d
}
