package data

import (
	"testing"

	"pgregory.net/rapid"
)

func TestTheNearestNameIsWhatWasMeant(t *testing.T) {
	names := []string{"tz", "display_tz", "date_format", "memory", "keep"}
	for word, want := range map[string]string{
		"tz": "tz", "zt": "", "dispaly_tz": "display_tz", "date_fromat": "date_format", "memroy": "memory", "kepp": "keep",
		"keeps": "keep", "colour": "", "": "", "displaytz": "display_tz",
	} {
		if got, ok := Nearest(word, names); got != want || ok != (want != "") {
			t.Errorf("%q is nearest to %q, not to %q", word, got, want)
		}
	}
}

func TestEditsAreCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.StringMatching(`[ab]{0,6}`).Draw(t, "a"), rapid.StringMatching(`[ab]{0,6}`).Draw(t, "b")
		d := editsBetween(a, b)
		if (d == 0) != (a == b) || d != editsBetween(b, a) || d > max(len(a), len(b)) || d < max(len(a), len(b))-min(len(a), len(b)) {
			t.Fatalf("%q and %q are %d apart", a, b, d)
		}
		if e := editsBetween(a+"c", b); e < d-1 || e > d+1 {
			t.Fatalf("a letter more changes %d to %d", d, e)
		}
	})
}
