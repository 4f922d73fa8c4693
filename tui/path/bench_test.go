package path_test

import (
	"fmt"
	"testing"

	"segpath/tui/action"
)

// A key on a path of n steps: the move, and the screen drawn anew at 200x60.
func BenchmarkKey(b *testing.B) {
	for _, n := range []int{16, 5000} {
		for name, keys := range map[string][]action.ID{
			"step": {action.Down, action.Up}, "page": {action.PageDown, action.PageUp}, "end": {action.Last, action.First},
		} {
			b.Run(fmt.Sprintf("%s of %d steps", name, n), func(b *testing.B) {
				_, h := show(b, answering{chain: many(n)}, dark, 200, 59)
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					h.s.Update(action.Intent{ID: keys[i%len(keys)]})
					_ = h.s.View()
				}
			})
		}
	}
}
