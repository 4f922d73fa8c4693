package sample

import (
	"fmt"
	"strings"
	"time"

	"segpath/data"
)

// koreWorld names users and queues as the report does: queues by name, users by name and email.
type koreWorld struct {
	users  map[string]data.User
	queues map[string]string
}

func newKoreWorld(sim *Simulation) koreWorld {
	w := koreWorld{users: map[string]data.User{}, queues: map[string]string{}}
	for _, u := range sim.world.users {
		w.users[u.ID] = u
	}
	for _, q := range sim.world.queues {
		w.queues[q.ID] = q.Name
	}
	return w
}

// emails are the emails of users, parted by bars.
func (w koreWorld) emails(users []string) string {
	list := make([]string, len(users))
	for i, id := range users {
		list[i] = w.users[id].Email
	}
	return strings.Join(list, "|")
}

// customName is a first name and an initial: "Jane D."
func customName(name string) string {
	first, rest, parted := strings.Cut(name, " ")
	if !parted {
		return name
	}
	return first + " " + string([]rune(rest)[:1]) + "."
}

// koreFields are the columns of the report, in its order.
func koreFields(sim *Simulation, opt *KoreOptions) []field[*koreRow] {
	type row = *koreRow
	w, instant := newKoreWorld(sim), opt.instant()
	timeField := func(name string, get func(row) time.Time) field[row] {
		return field[row]{name, data.TextColumn, func(r row) any { return instant(get(r)) }}
	}
	of := func(name string) field[row] { return textField(name, func(r row) string { return r.cell(w, name) }) }
	return []field[row]{
		of("Session ID"), of("Direction"), of("Channel"), of("Customer"), of("Support"), of("Queue Name"),
		timeField("Queue Entry Time", func(r row) time.Time { return r.queue.StartedAt }),
		timeField("Queue Exit Time", func(r row) time.Time { return r.queue.EndedAt }),
		of("Queue Wait Time"), of("Agent Name"), of("Agent Custom Name"), of("Agent Email"), of("Segment ID"),
		timeField("Segment Start Time", func(r row) time.Time { return r.agent.StartedAt }),
		timeField("Segment End Time", func(r row) time.Time { return r.agent.EndedAt }),
		of("Talk Time"), of("Hold/Mute Time"), of("Snooze Time"), of("First Response Time"), of("Consultants"),
		of("Joined Users"), of("Conversation Skills"), of("Transferred In By"), of("Transferred In Status"), of("Status"),
		of("Reason"), of("Disconnecting Event"), of("Disposition"), of("Messages Sent"), of("Email Subject"), of("Session Tags"),
		of("User Tags"),
	}
}

// cell is the text of a column; empty where the row has none.
func (r *koreRow) cell(w koreWorld, column string) string {
	user := w.users[r.agent.UserID]
	if r.agent.Event == data.Bot {
		user = data.User{Name: koreAgent}
	}
	switch column {
	case "Session ID":
		return r.session
	case "Direction":
		return r.direction
	case "Channel":
		return r.channel()
	case "Customer":
		return r.customer
	case "Support":
		return r.support
	case "Queue Name":
		return w.queues[r.queue.QueueID]
	case "Queue Wait Time":
		return koreLength(&r.queue)
	case "Agent Name":
		return user.Name
	case "Agent Email":
		return user.Email
	case "Consultants":
		return w.emails(r.consultants)
	case "Joined Users":
		return w.emails(r.joined)
	case "Transferred In By":
		if u, ok := w.users[r.by]; ok {
			return u.Email
		}
		return r.by
	case "Transferred In Status":
		return r.why
	case "Status":
		return r.status
	case "Reason":
		if name, ok := w.queues[r.reason]; ok {
			return name
		}
		return r.reason
	case "Disconnecting Event":
		return r.hangup
	case "Email Subject":
		return r.subject
	case "Session Tags":
		return r.tags
	case "User Tags":
		if strings.HasPrefix(r.skills, "german") {
			return "german-speaking"
		}
		return ""
	}
	return r.agentCell(user, column)
}

// agentCell is the text of a column that only the rows of agents fill.
func (r *koreRow) agentCell(user data.User, column string) string {
	if r.agent.Event != data.Accept {
		return ""
	}
	length, ended := r.agent.Duration().Get()
	switch column {
	case "Segment ID":
		return "seg-" + r.agent.SegmentID
	case "Agent Custom Name":
		return customName(user.Name)
	case "Talk Time":
		return koreLength(&r.agent)
	case "Conversation Skills":
		return r.skills
	case "Disposition":
		return r.disposition
	}
	if !ended {
		return ""
	}
	switch column {
	case "Hold/Mute Time":
		return clockLength(r.held)
	case "Snooze Time":
		return clockLength(r.snoozed)
	case "First Response Time":
		return clockLength(length / 40)
	case "Messages Sent":
		if r.agent.Type != voice {
			return fmt.Sprint(1 + length/(45*data.Second))
		}
	}
	return ""
}

// channel is the name of the channel of the row's agent, else of its queue.
func (r *koreRow) channel() string {
	kind := r.agent.Type
	if kind == "" {
		kind = r.queue.Type
	}
	return strings.ToUpper(kind[:1]) + kind[1:]
}

// koreLength is the stated length of a finished step.
func koreLength(s *data.Segment) string {
	if s.EndedAt.IsZero() || s.Event == 0 {
		return ""
	}
	return clockLength(koreSpan(s.StartedAt, s.EndedAt))
}

// clockLength writes HH:mm:ss, with as many hours as there are.
func clockLength(length data.Span) string {
	s := int64(length / data.Second)
	return fmt.Sprintf("%02d:%02d:%02d", s/3600, s/60%60, s%60)
}
