package hostile

import "unicode"

// maxMarks is how many marks a character may carry: an emoji's selector and skin tone come on top of what
// a language needs.
const maxMarks = 5

// wrong says what is wrong with a character between two others; empty where nothing is.
func wrong(before, r, after rune) string {
	switch {
	case r < ' ' || r == 0x7f:
		return "a control character"
	case r >= 0x80 && r < 0xa0:
		return "a C1 control character"
	case r == '\u200d':
		if isPicture(before) && isPicture(after) {
			return ""
		}
		return "a joiner of nothing"
	case r == '\u200c':
		if unicode.Is(unicode.Arabic, before) && unicode.Is(unicode.Arabic, after) {
			return ""
		}
		return "a non-joiner of nothing"
	case r == '\ufe0f' || r == '\ufe0e':
		if isPicture(before) {
			return ""
		}
		return "a selector of nothing"
	case unicode.Is(unicode.Bidi_Control, r):
		return "a bidi control"
	case r >= 0xe0000 && r <= 0xe0fff:
		return "a tag character"
	case unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r), unicode.Is(unicode.Variation_Selector, r), r == 0x2800, r == 0xfffc:
		return "a character that shows nothing"
	case !unicode.IsPrint(r):
		return "a character that formats, is private or not assigned"
	}
	return ""
}

func isMark(r rune) bool { return unicode.Is(unicode.M, r) }

// isPicture is generous: a symbol or what modifies one. What may stand beside a joiner is the tested
// code's to know; this finds joiners between letters, spaces and ends.
func isPicture(r rune) bool {
	return r > 0xa8 && (unicode.Is(unicode.S, r) || unicode.Is(unicode.P, r)) || r == '\ufe0f' || r == '\ufe0e'
}
