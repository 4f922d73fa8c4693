package data

import (
	"encoding/json"
	"strconv"
	"time"
)

// Opt is a value that may be absent. Absent is never zero: it prints as null, not as 0.
type Opt[T comparable] struct {
	value T
	ok    bool
}

// Some is a value that is there.
func Some[T comparable](v T) Opt[T] { return Opt[T]{value: v, ok: true} }

// None is the absent value.
func None[T comparable]() Opt[T] { return Opt[T]{} }

// Get returns the value, and whether there is one.
func (o Opt[T]) Get() (T, bool) { return o.value, o.ok }

// Ok tells whether there is a value.
func (o Opt[T]) Ok() bool { return o.ok }

// Or returns the value, or other where there is none.
func (o Opt[T]) Or(other T) T {
	if o.ok {
		return o.value
	}
	return other
}

// MarshalJSON writes the value, or null.
func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if !o.ok {
		return []byte("null"), nil
	}
	return json.Marshal(o.value)
}

// Span is a length of time in whole microseconds, the resolution of an instant. Unlike
// time.Duration it holds the distance between any two instants, the year 9999 included.
type Span int64

// Second is one second.
const Second Span = 1_000_000

// MaxSpan is the longest length that is read or written in a filter: a thousand years, so that sums of lengths fit.
const MaxSpan = 1000 * 366 * 86400 * Second

// Between is the span from one instant to a later one; negative when to is the earlier.
func Between(from, to time.Time) Span { return Span(to.UnixMicro() - from.UnixMicro()) }

// Seconds is the span in seconds.
func (s Span) Seconds() float64 { return float64(s) / float64(Second) }

// MarshalJSON writes seconds as an exact decimal number without trailing zeros: 15, 0.25.
func (s Span) MarshalJSON() ([]byte, error) { return s.AppendSeconds(nil), nil }

// AppendSeconds appends the seconds as MarshalJSON writes them.
func (s Span) AppendSeconds(b []byte) []byte {
	u := uint64(s)
	if s < 0 {
		b = append(b, '-')
		u = -u
	}
	b = strconv.AppendUint(b, u/uint64(Second), 10)
	frac := u % uint64(Second)
	if frac == 0 {
		return b
	}
	b = append(b, '.')
	for unit := uint64(Second) / 10; frac > 0; unit /= 10 {
		b = append(b, byte('0'+frac/unit))
		frac %= unit
	}
	return b
}

// addSpan is the instant a span after another.
func addSpan(t time.Time, s Span) time.Time { return time.UnixMicro(t.UnixMicro() + int64(s)).UTC() }
