package sample_test

import (
	"errors"
	"strings"
	"testing"

	"segpath/data"
	"segpath/data/filter"
)

// lackables are the columns of an interaction that an export may lack, with a filter and a sort that ask for each.
var lackables = []struct {
	column data.ExportColumn
	of     func(*data.Row) string
	filter string
	sort   data.SortField
}{
	{data.ExternalIDsColumn, func(r *data.Row) string { return strings.Join(r.ExternalIDs, "") }, "", ""},
	{data.TypeColumn, func(r *data.Row) string { return r.Type }, "type:x", data.SortType},
	{data.DirectionColumn, func(r *data.Row) string { return r.Direction }, "is:outbound", ""},
	{data.CreatedAtColumn, func(r *data.Row) string { return instantText(r.CreatedAt.IsZero()) }, "after:2020-01-01", ""},
	{data.CompletedAtColumn, func(r *data.Row) string { return instantText(r.CompletedAt.IsZero()) }, "duration>1s", data.SortDuration},
	{data.StatusColumn, func(r *data.Row) string { return r.Status }, "status:x", data.SortStatus},
	{data.OutcomeColumn, func(r *data.Row) string { return r.Outcome }, "outcome:x", ""},
	{data.EndedByColumn, func(r *data.Row) string { return r.EndedBy }, "-ended_by:x", ""},
	{data.CustomerColumn, func(r *data.Row) string { return r.Customer }, "customer:x", data.SortCustomer},
	{data.ContactPointColumn, func(r *data.Row) string { return r.ContactPoint }, "contact_point:=x", ""},
	{data.QueueColumn, func(r *data.Row) string { return r.QueueID }, "last_queue:x", data.SortQueue},
	{data.UserColumn, func(r *data.Row) string { return r.UserID }, "handler:x", data.SortHandler},
	{data.AccountColumn, func(r *data.Row) string { return r.AccountID }, "account:x", ""},
}

func instantText(none bool) string {
	if none {
		return ""
	}
	return "an instant"
}

// compareLacks holds what an export is told to lack against what stands on the list: no value, a reason, and no
// filter or sort by it; and nothing that was dropped from the files is told to be there when it is not.
func compareLacks(t *testing.T, e *reread, dropped ...data.ExportColumn) {
	t.Helper()
	has := e.Export().Has
	for _, l := range lackables {
		can, filled := has.Column(l.column), false
		for _, row := range e.rows {
			filled = filled || l.of(&row) != ""
		}
		if filled && !can.Can() || !can.Can() && can.Why == "" {
			t.Errorf("%s is lacking (%q), and filled: %t", l.column, can.Why, filled)
		}
		if l.filter != "" {
			_, err := filter.Parse(l.filter, filter.In(e.Export()))
			refuses(t, "filtered by "+l.filter, can, err)
		}
		if l.sort != "" {
			_, err := e.Interactions(t.Context(), data.PageRequest{Sort: data.Sort{Field: l.sort}, Limit: 1})
			refuses(t, "sorted by "+string(l.sort), can, err)
		}
	}
	for _, column := range dropped {
		if has.Column(column).Can() {
			t.Errorf("%s was dropped, and is not told to be lacking", column)
		}
	}
}

// refuses holds that what cannot be said is refused with the reason, and nothing else is.
func refuses(t *testing.T, what string, can data.Capability, err error) {
	t.Helper()
	var p *data.Problem
	refused := errors.As(err, &p) && p.Code == data.CannotSay && strings.Contains(err.Error(), can.Why)
	if can.Can() && err != nil || !can.Can() && !refused {
		t.Errorf("%s, which the export has: %t (%s): %v", what, can.Can(), can.Why, err)
	}
}
