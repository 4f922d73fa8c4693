package sample

import (
	"fmt"
	"strings"

	"segpath/data"
)

// The communication types of the simulated centres.
const (
	voice = "voice"
	chat  = "chat"
	email = "email"
	task  = "task"
)

// queueKind is what a queue is like.
type queueKind struct {
	name    string
	account int    // index of the account it belongs to
	load    int    // share of the contacts, relative to the other queues
	types   string // the types it takes
	ringAll bool   // rings several users at once; otherwise the longest idle, one after another
	ring    int64  // how long a user is rung, in seconds
}

var queueKinds = []queueKind{
	{"Billing", 0, 22, "voice chat email", false, 18},
	{"Technical Support", 0, 24, "voice chat", false, 20},
	{"Orders & Returns", 1, 18, "voice chat email", false, 15},
	{"New Contracts", 0, 10, "voice chat", true, 20},
	{"Cancellations", 0, 6, "voice", false, 18},
	{"VIP Desk", 1, 3, "voice chat", true, 25},
	{"Claims", 2, 9, "voice email task", false, 20},
	{"Kundenservice Köln", 2, 7, "voice chat", false, 20},
	{"Back Office", 1, 8, "email task", false, 45},
	{"Complaints", 0, 4, "voice email", false, 20},
	{"Atención al cliente", 2, 5, "voice chat", true, 18},
	{"Outages", 0, 5, "voice", false, 12},
	{"Night Desk", 1, 2, "voice", true, 30},
	{"Письма", 2, 2, "email", false, 60},
}

var accountRows = []data.Account{
	{ID: "ACC-1", Name: "Larkfield Telecom", TimeZone: "Europe/London"},
	{ID: "ACC-2", Name: "Pebble & Pine", TimeZone: "Europe/London"},
	{ID: "ACC-3", Name: "Rheintal Versicherung", TimeZone: "Europe/Berlin"},
}

var contactPoints = []string{"+44 20 7946 0100", "+44 20 7946 0180", "+44 1632 960200"}

// world is everything that stands still: accounts, queues, users, and who serves what.
type world struct {
	queues []data.Queue
	users  []data.User
	served [][]int          // users by queue
	loads  map[string][]int // summed loads of the queues that take a type
	takes  map[string][]int // and which queues these are
	types  []string         // the types that any queue takes
	missQ  []bool           // not in the lookups
	missU  []bool

	typeSums []int // summed shares of types
}

func newWorld(opt Options) world {
	w := world{loads: map[string][]int{}, takes: map[string][]int{}}
	var r random
	r.seed(opt.Seed, streamWorld, 0)
	for i, k := range queueKinds[:opt.Queues] {
		w.addQueue(i, k)
	}
	w.sumTypes()
	for i := range opt.Users {
		w.addUser(i, i%opt.Queues)
	}
	w.serve(opt.Queues, &r)
	w.hide(shareOf(opt.Oddities.MissingLookups), &r)
	return w
}

func (w *world) addQueue(i int, k queueKind) {
	w.queues = append(w.queues, data.Queue{
		ID: fmt.Sprintf("Q-%02d", i+1), Name: k.name, Weight: data.Some(float64(k.load)), Active: data.Some(true),
	})
	for _, t := range []string{voice, chat, email, task} {
		if !strings.Contains(k.types, t) {
			continue
		}
		sum := k.load
		if n := len(w.loads[t]); n > 0 {
			sum += w.loads[t][n-1]
		}
		w.loads[t] = append(w.loads[t], sum)
		w.takes[t] = append(w.takes[t], i)
	}
}

// addUser names the i-th user. The twelfth has the name of the first: two people, one name.
func (w *world) addUser(i, home int) {
	u := data.User{ID: fmt.Sprintf("U-%d", 1001+i), Title: "Agent", Team: queueKinds[home].name}
	switch {
	case i == 11:
		u.Name = userNames[0]
	case i < len(userNames):
		u.Name = userNames[i]
	default:
		u.Name = pairedName(i - len(userNames))
	}
	if i%9 == 5 {
		u.Title = "Team lead"
	}
	u.Email = fmt.Sprintf("agent%d@example.com", 1001+i)
	w.users = append(w.users, u)
}

// serve puts the users of a team on its queue and, for every second queue, those of a neighbour too.
func (w *world) serve(queues int, r *random) {
	w.served = make([][]int, queues)
	for i := range w.users {
		home := i % queues
		w.served[home] = append(w.served[home], i)
		other := (home + 1 + r.below(max(queues-1, 1))) % queues
		if other != home {
			w.served[other] = append(w.served[other], i)
		}
	}
	for q := range w.served {
		for len(w.served[q]) < 2 {
			w.served[q] = append(w.served[q], r.below(len(w.users)))
		}
	}
}

// hide leaves queues and users out of the lookups.
func (w *world) hide(s share, r *random) {
	w.missQ, w.missU = make([]bool, len(w.queues)), make([]bool, len(w.users))
	for i := range w.missQ {
		w.missQ[i] = r.share(s)
	}
	for i := range w.missU {
		w.missU[i] = r.share(s)
	}
}

// sumTypes lists the types that the queues take, with their summed loads.
func (w *world) sumTypes() {
	sum := 0
	for _, t := range []string{voice, chat, email, task} {
		if len(w.takes[t]) > 0 {
			sum += typeLoads[t]
			w.types, w.typeSums = append(w.types, t), append(w.typeSums, sum)
		}
	}
}

// queueFor draws a queue that takes the type, by load.
func (w *world) queueFor(kind string, r *random) int { return w.takes[kind][r.pick(w.loads[kind])] }
