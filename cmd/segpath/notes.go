package main

import (
	"slices"
	"sync"
)

// notes are what is said when the command has ended: while it runs, the screen is not ours to write to.
type notes struct {
	mu  sync.Mutex
	all []string
}

// later notes a sentence for the end, once however often it comes.
func (p *program) later(sentence string) {
	n := &p.noted
	n.mu.Lock()
	defer n.mu.Unlock()
	if !slices.Contains(n.all, sentence) {
		n.all = append(n.all, sentence)
	}
}

// tell says them.
func (n *notes) tell(p *program) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, sentence := range n.all {
		p.note("%s", sentence)
	}
}
