package sample

import "segpath/data"

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
