package path_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/path"
	"segpath/tui/screen"
	"segpath/tui/source"
)

// unranked is a source that cannot tell where waits and rings stand.
type unranked struct{ answering }

func (unranked) QueueTimes(context.Context, []data.QueueLength) (data.QueueTimes, error) {
	return nil, errors.New("no answer")
}

// The path is there before it is known where its waits and rings stand; when that comes, or fails, only
// its places are filled, and nothing else moves.
func TestRanksComeLaterAndMoveNothing(t *testing.T) {
	env := plain.env()
	told := answering{chain: ordinary()}
	for name, src := range map[string]source.Source{"comes": told, "fails": unranked{told}} {
		t.Run(name, func(t *testing.T) {
			s := path.New(src, env, path.Options{ID: "1543618399.120"})
			s.Update(screen.Frame{W: 200, H: 59, Env: env})
			_, rank := s.Update(s.Init()()) // without a clock a question is one command
			before := ansi.Strip(lines(s))
			if strings.Contains(before, ">69%") || !strings.Contains(before, "Ana Silva Billing 10:00:22  25s      ∅ ignore") {
				t.Fatalf("before the answer:\n%s", before)
			}
			s.Update(action.Intent{ID: action.Down})
			s.Update(action.Intent{ID: action.Up})
			if ansi.Strip(lines(s)) != before || !s.Busy() {
				t.Errorf("a move to and fro changed the screen, or nothing runs")
			}
			s.Update(rank())
			after := ansi.Strip(lines(s))
			for _, share := range []string{">45%", ">11%", ">28%", ">21%", ">69%", ">67%"} {
				if strings.Contains(after, share) != (name == "comes") {
					t.Errorf("%s stands there: %v", share, name != "comes")
				}
				after = strings.ReplaceAll(after, share, "    ")
			}
			if after != before || s.Busy() {
				t.Errorf("something moved:\n%s", after)
			}
		})
	}
}

// What goes on, and what stands in no known queue, has no place among others; nor has the shortest.
func TestRanksOfNothing(t *testing.T) {
	for name, c := range map[string]*data.Chain{"still rings": awkward(), "cannot say": mute(), "one step": many(1)} {
		d, _ := show(t, answering{chain: c}, plain, 200, 59)
		for _, line := range strings.Split(d.Screen(), "\n") {
			if strings.Contains(line, "so far") && strings.Contains(line, ">") {
				t.Errorf("%s: %s", name, line)
			}
		}
	}
	for share, want := range map[float64]string{0: "", 0.004: "", 0.01: ">1%", 0.9999: ">99%"} {
		d, _ := show(t, answering{chain: ordinary(), share: data.Some(share)}, plain, 200, 59)
		if got := strings.Contains(d.Screen(), "25s "+pad(want)+" ∅"); !got {
			t.Errorf("a share of %v is not %q:\n%s", share, want, d.Screen())
		}
	}
}

func pad(s string) string { return strings.Repeat(" ", 4-len(s)) + s }
