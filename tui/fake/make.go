package fake

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"segpath/data"
)

type names struct{ users, queues, customers []string }

var ordinary = names{
	users:     []string{"Ana Silva", "Ben Okoro", "Cy Larsen", "Dana Weiss", "Eli Novak", "Fay Moreau", "Gus Lind"},
	queues:    []string{"Billing", "Support", "Sales", "Returns"},
	customers: []string{"+49 30 5550101", "+49 89 5550147", "+44 20 5550199", "maria.k@example.org", "+1 212 5550123", "j.tan@example.com"},
}

var awkward = names{
	users: []string{"李小龍 (客服)", "👩‍👩‍👧 Ana", "محمد علي", "e\u0301lan z\u0338\u0338\u0338", "Ben\x1b[2J\x07", "bad\xffbyte", "Fay\u202eyaF", "tab\there"},
	queues: []string{"Billing\nDesk", "サポート窓口のとても長い名前です", "שירות לקוחות", "x\u200by",
		"A name that is far longer than any column will ever be able to show without cutting it somewhere"},
	customers: []string{"+49 30 5550101 ", "\u00a0+49 89", "顧客👍🏽", "\\x1b", "\x1b]52;c;AAAA\x07", ""},
}

func (s *Source) names() names {
	if s.hostile {
		return awkward
	}
	return ordinary
}

// maker makes one interaction's segments in order.
type maker struct {
	*rand.Rand
	in       data.Interaction
	at       time.Time
	names    names
	queue    string
	status   string
	record   int64
	segments []data.Segment
}

// make returns interaction i. Its segments follow each other as in a real centre: queue, rings with
// every outcome, talk with holds, a hop now and then, an end.
func (s *Source) make(i int) (data.Interaction, []data.Segment) {
	m := &maker{Rand: rand.New(rand.NewPCG(7, uint64(i))), names: s.names(), at: start.Add(time.Duration(i) * 20 * time.Second)}
	m.in = data.Interaction{
		ID: fmt.Sprintf("1543%06d.%d", i, 100+i%7), ExternalIDs: []string{"T-" + strconv.Itoa(40000+i)},
		Type: []string{"voice", "voice", "voice", "chat", "email"}[m.IntN(5)], Direction: "inbound",
		CreatedAt: m.at, Customer: m.names.customers[m.IntN(len(m.names.customers))], ContactPoint: "+49 30 5550000",
	}
	m.record = int64(i) * rowsEach
	m.add(data.Create, 0, "", "new")
	m.enter(m.pickQueue())
	answered := m.rings()
	if answered && m.IntN(5) == 0 {
		m.add(data.Transfer, 0, m.in.UserID, "")
		m.enter(m.pickQueue())
		answered = m.rings()
	}
	m.end(answered, i%41 == 40)
	return m.in, m.segments
}

func (m *maker) pickQueue() string { return fmt.Sprintf("q%d", m.IntN(len(m.names.queues))+1) }

func (m *maker) pickUser() string { return fmt.Sprintf("u%d", m.IntN(len(m.names.users))+1) }

func (m *maker) enter(queue string) {
	m.queue, m.in.QueueID = queue, queue
	m.add(data.QueueEntry, 3+m.IntN(40), "", "queued")
	m.at = m.segments[len(m.segments)-1].EndedAt
}

// rings offers the interaction until a user takes it, or gives up after a few.
func (m *maker) rings() bool {
	for range 1 + m.IntN(4) {
		user := m.pickUser()
		m.add(data.RingOffer, 3+m.IntN(22), user, "ringing")
		m.at = m.segments[len(m.segments)-1].EndedAt
		switch m.IntN(6) {
		case 0:
			m.add(data.Reject, 0, user, "queued")
		case 1:
			m.add(data.Ignore, 0, user, "queued")
		case 2:
			m.add(data.Clear, 0, user, "queued")
		case 3:
			// the export does not tell how this one ended
		default:
			m.talk(user)
			return true
		}
		m.at = m.at.Add(time.Duration(m.IntN(9)) * time.Second)
	}
	return false
}

func (m *maker) talk(user string) {
	m.in.UserID = user
	length := 40 + m.IntN(600)
	m.add(data.Accept, length, user, "active")
	if m.IntN(3) == 0 {
		begin := m.at
		m.at = begin.Add(time.Duration(length/3) * time.Second)
		m.add(data.Hold, length/5, user, "hold")
		m.at = begin
	}
	m.at = m.at.Add(time.Duration(length) * time.Second)
}

func (m *maker) end(answered, open bool) {
	switch {
	case open:
		m.in.Status = m.status
		return
	case answered:
		m.add(data.WrapUp, 5+m.IntN(30), m.in.UserID, "wrapup")
		m.at = m.segments[len(m.segments)-1].EndedAt
		m.add(data.Complete, 0, "", "completed")
		m.in.Outcome, m.in.EndedBy = []string{"solved", "callback promised", "no answer needed"}[m.IntN(3)], "customer"
	default:
		m.add(data.Abandon, 0, "", "abandoned")
		m.in.Outcome, m.in.EndedBy = "abandoned", "customer"
	}
	m.in.CompletedAt, m.in.Status = m.at, m.status
}

// add appends a step that lasts some seconds; 0 is a step without length.
func (m *maker) add(e data.Event, seconds int, user, status string) {
	m.record++
	segment := data.Segment{
		InteractionID: m.in.ID, SegmentID: fmt.Sprintf("s%d", m.record), Seq: data.Some(int64(len(m.segments) + 1)),
		StartedAt: m.at, EndedAt: m.at.Add(time.Duration(seconds) * time.Second), Event: e, EventRaw: e.String(),
		QueueID: m.queue, UserID: user, StatusFrom: m.status, StatusTo: status, Type: m.in.Type,
		Source: segmentsFile, SourceRow: m.record, Part: 1,
	}
	if seconds == 0 && e != data.Create {
		segment.EndedAt = time.Time{}
	}
	if status == "" {
		segment.StatusFrom = ""
	} else {
		m.status = status
	}
	m.segments = append(m.segments, segment)
}
