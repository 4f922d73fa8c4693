package data

import "testing"

func TestAdvice(t *testing.T) {
	for hint, want := range map[string]string{
		"": "", "check the name": "Check the name.", "Done already.": "Done already.", "`segpath list` shows them": "`segpath list` shows them.",
		"öffne es": "Öffne es.", "really?": "Really?",
	} {
		if got := (&Problem{Hint: hint}).Advice(); got != want {
			t.Errorf("%q: %q, want %q", hint, got, want)
		}
	}
}
