package document_test

import (
	"segpath/data"
	"segpath/data/document"
)

func rings(list ...data.RingRow) document.Rings {
	return document.Rings{Has: all, Total: int64(len(list)), Next: func() string { return "" }, Rows: func(yield func(*data.RingRow, error) bool) {
		for n := range list {
			if !yield(&list[n], nil) {
				return
			}
		}
	}}
}

func queues() document.Document {
	return document.Queues{Has: all, Level: data.ServiceLevel{Within: 20 * data.Second, Short: data.ShortAbandon}, Rows: []data.QueueRow{
		{QueueID: "q1", Queue: "Billing", Stays: 3, Interactions: 2, Answered: data.Some[int64](1), Abandoned: data.Some[int64](0), Waiting: 1, WaitMedian: data.Some(5 * data.Second / 2), ServiceLevel: data.Some(0.5)},
	}}
}

func statuses() document.Document { return statusTable() }

// changes are the changes of status alone.
func changes() document.Document {
	d := statusTable()
	d.Changes = true
	return d
}

func statusTable() document.Statuses {
	return document.Statuses{Has: all, Table: data.StatusTable{
		Statuses:    []data.StatusRow{{Status: "Open", Entered: 2, Interactions: 1, Seconds: data.Some(3 * data.Second)}},
		Transitions: []data.Transition{{To: "Open", Count: 1}, {From: "Hold", To: "Open", Count: 1, Median: data.Some(data.Second)}},
	}}
}

func variants() document.Document {
	return document.Variants{Has: all, Table: data.VariantTable{Variants: 2, Interactions: 4, Rows: []data.VariantRow{
		{Path: "cqrA", Count: 3, Share: 0.75, Cumulative: 0.75, Example: "007"}, {Count: 1, Share: 0.25, Cumulative: 1, Example: "9"},
	}}}
}

// days are users taken together by day.
func days() document.Document {
	return document.UserGroups{Has: all, By: "1d", Rows: []data.GroupRow{
		{From: at(0), Users: 2, UserRow: data.UserRow{Rung: data.Some[int64](3), Accepted: data.Some[int64](2), LastRungAt: at(2)}},
		{Users: 1, UserRow: data.UserRow{Rejected: data.Some[int64](1)}},
	}}
}
