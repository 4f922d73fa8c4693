package data

// deriveInteraction fills in an interaction that has no row of its own (see "Interactions without a
// row" in the package comment), from its path. What the path does not say stays empty.
func (p *Path) deriveInteraction() {
	in := &p.Interaction
	for i := len(p.Steps) - 1; i >= 0; i-- {
		s := &p.Steps[i]
		if in.Status == "" {
			in.Status = s.StatusTo
		}
		if in.UserID == "" && s.Event == Accept {
			in.UserID = s.UserID
		}
	}
	if stays := p.Stays(); len(stays) > 0 {
		in.QueueID = stays[len(stays)-1].QueueID
	}
	if len(p.Steps) == 0 {
		return
	}
	in.Type = p.Steps[0].Type
	in.CreatedAt = p.Steps[0].At
	for i := range p.Steps {
		if s := &p.Steps[i]; s.Event == Create && !s.StartedAt.IsZero() {
			in.CreatedAt = s.StartedAt
			break
		}
	}
	if i, ok := p.closing(); ok {
		in.CompletedAt = p.Steps[i].StartedAt
	}
}
