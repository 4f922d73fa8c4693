package query_test

import (
	"testing"

	"segpath/data"
)

func progress(t *testing.T, last *float64, doing *string) func(data.Progress) {
	return func(p data.Progress) {
		if p.Doing != *doing {
			now := cpu()
			t.Logf("  %5.2f %s", now-*last, *doing)
			*last, *doing = now, p.Doing
		}
	}
}
