package query

import (
	"context"
	"testing"

	"segpath/data"
)

// Where queue rows outlast the accept or the abandon, the table of queues, the list and the path tell one wait.
func TestQueueRowsThatOutlastTheWait(t *testing.T) {
	e := open(t, write(t, t.TempDir(), "segments.csv", `interaction_id,started_at,ended_at,event,queue,user
a,2026-03-02T09:00:00Z,2026-03-02T09:05:00Z,queue,billing,
a,2026-03-02T09:00:02Z,2026-03-02T09:00:10Z,ring,billing,ana
a,2026-03-02T09:00:10Z,2026-03-02T09:05:00Z,accept,billing,ana
a,2026-03-02T09:05:00Z,,complete,,
b,2026-03-02T09:00:00Z,2026-03-02T09:05:00Z,queue,billing,
b,2026-03-02T09:00:03Z,,abandon,,
`))
	ctx := context.Background()
	queues, err := e.Queues(ctx, data.Filter{}, data.ServiceLevel{Within: 20 * data.Second, Short: data.ShortAbandon})
	if err != nil || len(queues) != 1 {
		t.Fatalf("%v, %v", queues, err)
	}
	q := queues[0]
	if q.WaitMedian.Or(0) != 6500*data.Second/1000 || q.Answered.Or(-1) != 1 || q.ShortAbandoned.Or(-1) != 1 || q.Abandoned.Or(-1) != 0 || q.ServiceLevel.Or(-1) != 1 {
		t.Errorf("the queue is %+v", q)
	}
	page, err := e.Interactions(ctx, data.PageRequest{Sort: data.NewestFirst, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range page.Rows {
		c, err := e.Chain(ctx, row.ID)
		if err != nil {
			t.Fatal(err)
		}
		if stays := c.Stays(); len(stays) != 1 || stays[0].Seconds != row.Wait {
			t.Errorf("%s waits %v in the list, and stays %+v", row.ID, row.Wait, stays)
		}
	}
}
