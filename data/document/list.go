package document

import (
	"iter"
	"strconv"
	"time"

	"segpath/data"
)

// List is interactions, read while they are written, so that an export of any size fits.
type List struct {
	Has   data.Has
	AsOf  time.Time // data_as_of: where the open ones end
	Total int64     // interactions that match, on this list or not
	Rows  iter.Seq2[*data.Row, error]
	Next  func() string // asked after the last row: the cursor of what follows; empty at the end
	Look
}

func (d List) object() object {
	return object{
		{"has", hasRecord(d.Has)}, {"total", d.Total}, {"interactions", d.recordSeq()}, {"next", d.Next},
	}
}

func (d List) records() records {
	return records{interactionRecord(new(data.Row)).names(), d.recordSeq()}
}

func (d List) recordSeq() recordSeq {
	return func(yield func(record, error) bool) {
		for row, err := range d.Rows {
			var r record
			if err == nil {
				r = interactionRecord(row)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

func (d List) blocks() []block {
	return []block{{heads: []head{
		{"created", false}, {"interaction", false}, {"type", false}, {"customer", false}, {"queue", false},
		{"handler", false}, {"status", false}, {"path", false}, {"rings", true}, {"hops", true},
		{"wait", true}, {"duration", true},
	}, rows: readRows(d.Rows, d.cells)}}
}

// readRows makes the cells of rows that are read while they are written.
func readRows[T any](rows iter.Seq2[*T, error], cells func(*T) []string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for row, err := range rows {
			var line []string
			if err == nil {
				line = cells(row)
			}
			if !yield(line, err) {
				return
			}
		}
	}
}

func (d List) cells(r *data.Row) []string {
	return []string{
		d.or(d.instant(r.CreatedAt)), r.ID, r.Type, r.Customer, r.Queue, r.User, r.Status, r.Path,
		d.number(r.RingCount), d.number(r.QueueHops), d.span(r.Wait), d.soFar(r.Duration(d.AsOf), r.Open),
	}
}

// Users is what each user did with the rings they got.
type Users struct {
	Has      data.Has
	Rows     []data.UserRow
	Filtered bool // a filter says of which interactions
	Look
}

func (d Users) object() object {
	return object{{"has", hasRecord(d.Has)}, {"users", eachRecord(d.Rows, userRecord)}}
}

func (d Users) records() records {
	return records{userRecord(new(data.UserRow)).names(), fixed(eachRecord(d.Rows, userRecord))}
}

func userRecord(u *data.UserRow) record {
	return record{
		{"user_id", u.UserID}, {"user", u.User}, {"team", u.Team}, {"rung", u.Rung}, {"accepted", u.Accepted},
		{"rejected", u.Rejected}, {"ignored", u.Ignored}, {"cleared", u.Cleared}, {"no_outcome", u.NoOutcome},
		{"ambiguous", u.Ambiguous}, {"accept_rate", u.AcceptRate}, {"answer_median_s", u.AnswerMedian},
		{"answer_p90_s", u.AnswerP90}, {"last_rung_at", u.LastRungAt},
	}
}

func (d Users) blocks() []block {
	if len(d.Rows) == 0 {
		if !d.Has.Rings.Can() && !d.Has.Responses.Can() {
			return []block{cannotSay("", "ring data", d.Has.Rings)}
		}
		return nobodyRung(d.Filtered)
	}
	names := map[string]int{}
	for n := range d.Rows {
		names[d.Rows[n].User]++
	}
	return []block{{heads: []head{
		{"user", false}, {"team", false}, {"rung", true}, {"accepted", true}, {"rejected", true}, {"ignored", true},
		{"cleared", true}, {"no outcome", true}, {"ambiguous", true}, {"accept rate", true},
		{"median to answer", true}, {"p90", true}, {"last rung", false},
	}, rows: fixedRows(d.Rows, func(u *data.UserRow) []string {
		name := u.User
		if names[name] > 1 && u.UserID != name {
			name += " (" + u.UserID + ")" // two users of one name stay two
		}
		return d.cells(name, u)
	})}}
}

func (d Users) cells(name string, u *data.UserRow) []string {
	return []string{
		d.or(name), u.Team, d.number(u.Rung), d.number(u.Accepted), d.number(u.Rejected), d.number(u.Ignored),
		d.number(u.Cleared), d.number(u.NoOutcome), d.number(u.Ambiguous), d.percent(u.AcceptRate),
		d.span(u.AnswerMedian), d.span(u.AnswerP90), d.or(d.instant(u.LastRungAt)),
	}
}

func count(n int64, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.FormatInt(n, 10) + " " + one + "s"
}
