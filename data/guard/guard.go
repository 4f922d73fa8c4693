// Package guard starts every goroutine of the program, so that a panic in one is told to whoever shows
// screens, instead of ending the program with the terminal left as the screens need it.
package guard

import (
	"fmt"
	"runtime/debug"
	"strings"
	"sync/atomic"

	"segpath/data/text"
)

// Fault is a panic: what was said and where it happened. Both texts are clean; the stack has lines.
type Fault struct{ Text, Stack string }

var watcher atomic.Pointer[func(Fault)]

// Watch has every fault told to a function from now on, on the goroutine of the fault, until stop is
// called. There is one watcher: the terminal is one too.
func Watch(told func(Fault)) (stop func()) {
	mine := &told
	watcher.Store(mine)
	return func() { watcher.CompareAndSwap(mine, nil) }
}

// Go runs f on a goroutine of its own. A panic in it is told to the watcher; without one it goes on, and
// ends the program as any other does.
func Go(f func()) {
	go func() {
		defer Catch()
		f()
	}()
}

// Catch is deferred by what must not panic while screens are shown. It does with a panic what Go does.
func Catch() {
	p := recover()
	if p == nil {
		return
	}
	told := watcher.Load()
	if told == nil {
		panic(p)
	}
	stack := strings.ReplaceAll(string(debug.Stack()), "\t", "    ")
	(*told)(Fault{text.Clean(fmt.Sprint(p)), text.CleanMultiline(stack)})
}
