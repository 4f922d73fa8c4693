package sample

import (
	"testing"

	"segpath/data"
)

// Directory is the lookups of the centre, without the rows that the oddities leave out.
func (s *Simulation) Directory() data.Directory {
	d := data.Directory{Queues: map[string]data.Queue{}, Users: map[string]data.User{}, Accounts: map[string]data.Account{}}
	for i, q := range s.world.queues {
		if !s.world.missQ[i] {
			d.Queues[q.ID] = q
		}
	}
	for i, u := range s.world.users {
		if !s.world.missU[i] {
			d.Users[u.ID] = u
		}
	}
	for _, a := range accountRows {
		d.Accounts[a.ID] = a
	}
	return d
}

func TestDirectory(t *testing.T) {
	d := func(o Options) data.Directory { return New(o).Directory() }
	all := d(Options{Seed: 1, Users: 20, Queues: 14})
	names := map[string]int{}
	for _, u := range all.Users {
		names[u.Name]++
	}
	if len(all.Users) != 20 || len(all.Queues) != 14 || len(all.Accounts) != 3 || names["Ana Silva"] != 2 {
		t.Errorf("%d users (%v), %d queues, %d accounts", len(all.Users), names, len(all.Queues), len(all.Accounts))
	}
	some := d(Options{Seed: 1, Users: 200, Oddities: Oddities{MissingLookups: 0.5}})
	if n := len(some.Users); n < 60 || n > 140 {
		t.Errorf("%d of 200 users in the lookup", n)
	}
}
