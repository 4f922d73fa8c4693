package data

// Filter selects interactions, as a text in the filter language says. The zero Filter selects all of them.
type Filter struct {
	Text string // as it was written
}

// All tells whether the filter selects every interaction.
func (f Filter) All() bool { return f.Text == "" }
