package data

import "testing"

func TestZonesAreThoseOfTheDatabase(t *testing.T) {
	for name, known := range map[string]bool{"Europe/Berlin": true, "UTC": true, "Local": false, "": false, "Europe/Nowhere": false, "../etc/passwd": false} {
		if at, err := ZoneNamed(name); (err == nil) != known || known && at.String() != name {
			t.Errorf("%q: %v, %v", name, at, err)
		}
	}
}
