package text

import "unicode"

const (
	noBreakSpace = '\u00a0'
	middleDot    = '\u00b7'
	zwnj         = '\u200c'
	zwj          = '\u200d'
)

// IsBlank tells whether a character that counts as printable shows as nothing, or as a space: the
// default ignorables of Unicode, the variation selectors, and two blank symbols.
func IsBlank(r rune) bool {
	return r == '\u2800' || r == '\ufffc' || // braille blank; object replacement
		r >= 0x1d173 && r <= 0x1d17a || r == 0x1d159 || // musical controls; null note head
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) ||
		unicode.Is(unicode.Variation_Selector, r)
}

// isEmojiSelector: text or emoji presentation of the pictograph before it.
func isEmojiSelector(r rune) bool { return r == '\ufe0e' || r == '\ufe0f' }

func isSkinTone(r rune) bool { return r >= 0x1f3fb && r <= 0x1f3ff }

// isPictograph is Unicode's Extended_Pictographic (UTS #51), which the standard library lacks.
func isPictograph(r rune) bool { return r >= 0xa9 && unicode.Is(pictographs, r) }

// joinsForward: an Arabic letter that joins the letter after it, so that a ZWNJ between the two is
// seen (Joining_Type D, C). After a letter that does not join a ZWNJ changes nothing that one sees.
func joinsForward(r rune) bool {
	return joinsBackward(r) && !unicode.Is(joinsBackwardOnly, r)
}

// joinsBackward: an Arabic letter that joins the letter before it (Joining_Type D, R, C).
func joinsBackward(r rune) bool {
	inBlock := r >= 0x620 && r <= 0x6ff || r >= 0x750 && r <= 0x77f
	return inBlock && unicode.IsLetter(r) && !unicode.Is(joinsNothing, r)
}
