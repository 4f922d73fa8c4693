package filter

import (
	"strings"
	"unicode"

	"segpath/data"
)

// Named tells whether a term of users, queues or accounts means one with this id and name: part of the name, case
// aside, or the whole id.
func Named(t *data.Term, id, name string) bool { return id != "" && (Says(t, name) || id == t.Value) }

// Says holds a value against a text: part of it, case aside, or the whole.
func Says(t *data.Term, text string) bool {
	if t.Op == data.Exactly {
		return text == t.Value
	}
	return Within(strings.ToLower(text), t.Value)
}

// Within tells whether a text in lower case has part in it, case aside.
func Within(lower, part string) bool {
	part = strings.ToLower(part)
	if sharp, more := Sharp(part); more {
		lower, part = strings.ReplaceAll(lower, "ß", "ss"), sharp
	}
	return strings.Contains(lower, part)
}

// Sharp writes each ß as ss, which is what Unicode folds it to; more tells whether there is an ss then: where there is
// none, a text need not be looked through for its own.
func Sharp(part string) (sharp string, more bool) {
	sharp = strings.NewReplacer("ß", "ss", "ẞ", "ss").Replace(part)
	return sharp, strings.Contains(strings.ToLower(sharp), "ss")
}

// PhoneDigits are the digits of a text that may be a phone number: five or more, and what parts them.
func PhoneDigits(s string) (string, bool) {
	var digits strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsDigit(r) && r < 128:
			digits.WriteRune(r)
		case !strings.ContainsRune(" -+().", r):
			return "", false
		}
	}
	return digits.String(), digits.Len() >= 5
}
