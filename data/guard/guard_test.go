package guard_test

import (
	"strings"
	"testing"

	"segpath/data/guard"
)

func TestAPanicInAGoroutineIsToldToTheWatcher(t *testing.T) {
	told := make(chan guard.Fault, 1)
	defer guard.Watch(func(f guard.Fault) { told <- f })()
	guard.Go(func() { panic("a cell with \x1b[2J\nin it") })
	f := <-told
	if f.Text != `a cell with \x1b[2J\x0ain it` || !strings.Contains(f.Stack, "guard_test.go") || strings.Contains(f.Stack, `\x`) {
		t.Errorf("told %q at\n%s", f.Text, f.Stack)
	}
}

func TestWithoutAWatcherAPanicGoesOn(t *testing.T) {
	guard.Watch(func(guard.Fault) { t.Error("a watcher that stopped was told") })()
	defer func() {
		if p := recover(); p != "out" {
			t.Errorf("the panic is %v", p)
		}
	}()
	defer guard.Catch()
	panic("out")
}

func TestCatchDoesNothingWithoutAPanic(t *testing.T) {
	defer guard.Watch(func(f guard.Fault) { t.Errorf("told %q", f.Text) })()
	func() { defer guard.Catch() }()
}
