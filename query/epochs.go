package query

import (
	"fmt"
	"strings"

	"segpath/data"
)

// epochUnit is a unit in which instants are counted since 1970.
type epochUnit struct {
	name     string
	first    int64   // the number of epochFirst in it
	last     int64   // and of epochLast
	perMicro float64 // microseconds of one
}

// epochFirst and epochLast, in seconds, bound the instants that a number is taken for: the years 1990 to 2099. What they
// are in one unit is nothing in another, so that each number tells its unit by itself; and a digit too many or too few, a
// zero for none, or a date written as one number is none of them.
const (
	epochFirst = 631_152_000
	epochLast  = 4_102_444_799
)

var epochUnits = []epochUnit{
	{"seconds", epochFirst, epochLast, 1e6},
	{"milliseconds", epochFirst * 1e3, epochLast*1e3 + 999, 1e3},
	{"microseconds", epochFirst * 1e6, epochLast*1e6 + 999_999, 1},
	{"nanoseconds", epochFirst * 1e9, epochLast*1e9 + 999_999_999, 1e-3},
}

// holds is the SQL that tells whether x, a double, is an instant in the unit.
func (u epochUnit) holds(x string) string {
	return fmt.Sprintf("(%[1]s >= %[2]d AND %[1]s < %[3]d)", x, u.first, u.last+1)
}

// epochCounts is how many cells of a column are instants in each of epochUnits.
type epochCounts [4]int64

// sqlOf is the SQL of the counts, of x as a double; into takes them.
func (n *epochCounts) sqlOf(x string) string {
	list := make([]string, len(n))
	for i, u := range epochUnits {
		list[i] = "count(*) FILTER (" + u.holds(x) + ")"
	}
	return strings.Join(list, ", ")
}

func (n *epochCounts) into() []any {
	list := make([]any, len(n))
	for i := range n {
		list[i] = &n[i]
	}
	return list
}

// all is how many cells are instants in any unit; most those of the commonest.
func (n *epochCounts) all() (all, most int64) {
	for _, k := range n {
		all, most = all+k, max(most, k)
	}
	return all, most
}

// sql reads an epoch time, x: each cell by itself, in the units that the column has. A double tells microseconds apart,
// but of nanoseconds it is too short for the digits.
func (n *epochCounts) sql(x string) string {
	number := "TRY_CAST(" + x + " AS DOUBLE)"
	q := "CASE"
	for i, u := range epochUnits {
		switch {
		case n[i] == 0:
		case u.perMicro < 1:
			q += " WHEN " + u.holds(number) + " THEN make_timestamp(TRY_CAST(" + x + " AS BIGINT) // 1000)"
		default:
			q += fmt.Sprintf(" WHEN %s THEN make_timestamp(TRY_CAST(round(%s * %g) AS BIGINT))", u.holds(number), number, u.perMicro)
		}
	}
	return q + " END"
}

// mixedUnits tells of a column of epoch times in more than one unit: all are read, but a program seldom writes so.
func (b *builder) mixedUnits(key readingKey) {
	r := b.readings[key]
	all, most := r.epochs.all()
	if all == most || r.unread {
		return
	}
	var list []string
	for i, u := range epochUnits {
		if n := r.epochs[i]; n > 0 {
			list = append(list, fmt.Sprintf("%d in %s", n, u.name))
		}
	}
	b.notice(data.Notice{
		Kind: data.UndecidedDate, Count: all - most, Source: key.table.parts[0].input.Shown,
		Text: fmt.Sprintf("%s in %s counts time since 1970 in several units: %s. Each value is read in the unit that its size tells.",
			headerOf(key), key.table.table.Name, strings.Join(list, ", ")),
	})
}
