package text

// Pastes tells whether a text is what it looks like wherever it is pasted: nothing in it acts on a terminal, is
// invisible or is broken, as Clean judges it. Newlines, tabs and no-break spaces may be in it.
func Pastes(s string) bool {
	w := newWalker(s)
	w.tail = len(s)
	for w.next() {
		if w.as != byteEscape && w.as != runeEscape {
			continue
		}
		switch w.s[w.from:w.to] {
		case "\n", "\t", "·": // a middle dot is escaped only because it stands for a space
		default:
			return false
		}
	}
	return true
}
