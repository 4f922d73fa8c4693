package filter

import (
	"slices"
	"testing"

	"segpath/data"
)

// A field with a fixed choice says itself what its value may be, whatever its name.
func TestFieldsSayTheirWords(t *testing.T) {
	for _, f := range slices.Concat(data.FilterFields, data.RingFields) {
		if (f.Kind == data.ChoiceField) != (len(f.Words) > 0) {
			t.Errorf("%s (%s) has the words %v", f.Name, f.About, f.Words)
		}
	}
	for text, ok := range map[string]bool{"is:open": true, "is:rung": false, "ring(is:rung)": true, "ring(is:open)": false, "event:ring": true, "event:r": true} {
		if _, err := Parse(text, context()); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
}
