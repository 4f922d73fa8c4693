package redact

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"segpath/data"
)

// plainWords are outcomes, reasons and parties that name nobody. A text that is one of them, but for
// case and what stands between its letters, goes out as it is written here; any other is free text.
var plainWords = []string{
	"abandoned", "accepted", "agent", "answered", "busy", "callback", "cancelled", "closed", "completed", "connected",
	"customer", "disconnected", "external", "failed", "missed", "no answer", "rejected", "resolved", "system", "timeout",
	"transfer", "transferred", "user", "voicemail",
}

// plainWord is our own spelling of a text that is a word of ours; empty for free text.
func plainWord(text string) string {
	letters := lettersOf(text)
	if letters == "" {
		return ""
	}
	for _, word := range plainWords {
		if lettersOf(word) == letters {
			return word
		}
	}
	for _, cause := range data.Causes {
		if lettersOf(string(cause)) == letters {
			return strings.ReplaceAll(string(cause), "_", " ")
		}
	}
	return ""
}

// lettersOf is a short text's letters and digits in lower case.
func lettersOf(text string) string {
	const longest = 40 // of a word of ours, with room to spare
	if len(text) > longest {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// knownCause is a cause of the model; anything else is not one.
func knownCause(c data.Cause) data.Cause {
	if slices.Contains(data.Causes, c) {
		return c
	}
	return ""
}

// totals keeps of the facts the stated totals that talk and hold are made of, as plain numbers: they are
// lengths like any other, and without them the summary would change.
func totals(facts map[string]string) map[string]string {
	var kept map[string]string
	for _, name := range []string{data.TalkTotal, data.HoldTotal} {
		seconds, err := strconv.ParseFloat(facts[name], 64)
		if err != nil || !(seconds >= 0 && seconds < 1e11) {
			continue
		}
		if kept == nil {
			kept = map[string]string{}
		}
		kept[name] = strconv.FormatFloat(seconds, 'f', -1, 64)
	}
	return kept
}
