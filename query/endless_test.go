package query

import (
	"strings"
	"testing"

	"segpath/data"
)

// Rings of no known length are told, whether they have an outcome whose instant is missing or none.
func TestEndlessRingsAreTold(t *testing.T) {
	e := openFlex(t, flexRows("a", `
0 Queue; Queue=Billing; Queue Time=30
2 Rejected Conversation; Queue=Billing; Agent=Ana
30 Conversation; Queue=Billing; Agent=Ben; Talk Time=10`))
	told := noticesOf(e, data.NoEnd)
	if len(told) != 1 || told[0].Count != 1 || !strings.Contains(told[0].Text, "1 step of ringing without an end, and without an outcome that says when") {
		t.Errorf("%+v", told)
	}
	if r := pathOf(t, e, "a").Rings()[0]; r.Outcome != data.Reject || r.Seconds.Ok() {
		t.Errorf("%+v", r)
	}
}
