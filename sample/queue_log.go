package sample

import (
	"container/heap"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"segpath/data"
)

// QueueLogOptions say how Asterisk's queue log is written, and what it leaves out. The zero value is the log
// itself, without a header, its times cut to the second.
type QueueLogOptions struct {
	Shape       QueueLogShape
	Shuffle     uint64   // of a table, as in WriterOptions
	DropColumns []string // of a table, as "queuename"
	Headers     Headers  // of a table: as documented, or Capitals
	Zone        string   // of a table, in which its times stand; empty = UTC
	Epochs      bool     // of a table: seconds since 1970 instead of text
	IDs         bool     // of a table: with the column id, which numbers the rows as they came
}

// QueueLogShape is how the log is kept.
type QueueLogShape int

// The log as a file, and the realtime table with one column of data or five.
const (
	QueueLogFile QueueLogShape = iota
	QueueLogData
	QueueLogFive
)

// queueLogTable is the name of the log.
const queueLogTable = "queue_log"

// QueueLog yields a simulation as Asterisk's queue log, every interaction as a call. What happens outside a
// queue has no line, and a call that was in none is not in it.
func QueueLog(sim *Simulation, opt QueueLogOptions) []data.Table {
	fields := slices.DeleteFunc(queueLogFields(&opt), func(f field[*queueLogRow]) bool { return opt.drops(f.name) })
	for i := range fields {
		if opt.Headers == Capitals {
			fields[i].name = strings.ToUpper(fields[i].name)
		}
	}
	rows := sim.queueLogRows()
	if opt.Shape != QueueLogFile {
		rows = mixed(rows, opt.Shuffle)
	}
	table := newTable(&WriterOptions{}, queueLogTable, fields, rows)
	if opt.Shape == QueueLogFile {
		table.Log = '|'
	}
	return []data.Table{table}
}

func (o *QueueLogOptions) drops(column string) bool {
	return o.Shape != QueueLogFile && slices.Contains(o.DropColumns, column)
}

// queueLogFields are the columns, in the order of the log.
func queueLogFields(opt *QueueLogOptions) []field[*queueLogRow] {
	type row = *queueLogRow
	fields := []field[row]{
		{"time", data.TextColumn, opt.clock()},
		textField("callid", func(r row) string { return r.call }), textField("queuename", func(r row) string { return r.queue }),
		textField("agent", func(r row) string { return r.agent }), textField("event", func(r row) string { return r.event }),
	}
	if opt.Shape == QueueLogData {
		fields = append(fields, textField("data", func(r row) string { return strings.TrimRight(strings.Join(r.data[:], "|"), "|") }))
	} else {
		for i := range (queueLogRow{}).data {
			fields = append(fields, textField(fmt.Sprintf("data%d", i+1), func(r row) string { return r.data[i] }))
		}
	}
	if opt.IDs && opt.Shape != QueueLogFile {
		fields = append(fields, field[row]{"id", data.IntegerColumn, func(r row) any { return r.number }})
	}
	return fields
}

// clock writes an instant: seconds since 1970, to the second in the log, to the microsecond in a table.
func (o *QueueLogOptions) clock() func(*queueLogRow) any {
	zone, err := time.LoadLocation(o.Zone)
	if err != nil {
		zone = time.UTC
	}
	return func(r *queueLogRow) any {
		switch {
		case o.Shape == QueueLogFile:
			return fmt.Sprint(r.at.Unix())
		case o.Epochs:
			return fmt.Sprintf("%d.%06d", r.at.Unix(), r.at.Nanosecond()/1000)
		}
		return r.at.In(zone).Format("2006-01-02 15:04:05.000000")
	}
}

// queueLogRows are the lines of all calls as they came, after those that Asterisk writes when it starts.
func (s *Simulation) queueLogRows() iter.Seq[*queueLogRow] {
	return func(yield func(*queueLogRow) bool) {
		var number int64
		send := func(r *queueLogRow) bool {
			number++
			r.number = number
			return yield(r)
		}
		for _, r := range s.queueLogStart() {
			if !send(&r) {
				return
			}
		}
		waiting := &queueLogHeap{}
		for c := range s.Interactions() {
			it := &c.Interaction
			for it.PreviousID == "" && waiting.Len() > 0 && (*waiting)[0].at.Before(it.CreatedAt) {
				if r := heap.Pop(waiting).(queueLogRow); !send(&r) {
					return
				}
			}
			for _, r := range s.queueLogPath(it, c.Segments) {
				heap.Push(waiting, r)
			}
		}
		for waiting.Len() > 0 {
			if r := heap.Pop(waiting).(queueLogRow); !send(&r) {
				return
			}
		}
	}
}

// queueLogHeap holds the lines of calls that others may still come before, the earliest on top.
type queueLogHeap []queueLogRow

func (h queueLogHeap) Len() int      { return len(h) }
func (h queueLogHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h queueLogHeap) Less(i, j int) bool {
	if h[i].at.Equal(h[j].at) && h[i].call == h[j].call {
		return h[i].nth < h[j].nth
	}
	return h[i].at.Before(h[j].at)
}

// Push adds a line.
func (h *queueLogHeap) Push(x any) { *h = append(*h, x.(queueLogRow)) }

// Pop takes the last one off.
func (h *queueLogHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
