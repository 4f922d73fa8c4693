package sample

import (
	"time"

	"segpath/data"
)

// flexFields are the columns of Conversations.
func flexFields(opt *FlexOptions) []field[*flexRow] {
	type row = *flexRow
	lengthField := func(name string, get func(row) data.Opt[int64]) field[row] {
		return field[row]{name, data.IntegerColumn, func(r row) any { return optional(get(r)) }}
	}
	return []field[row]{
		textField("Segment", func(r row) string { return r.id }),
		textField("External ID", func(r row) string { return r.external }),
		textField("Conversation", func(r row) string { return r.conversation }),
		textField("Kind", func(r row) string { return r.kind + r.running }),
		textField("Date", opt.date), textField("Time", opt.time),
		{"Time in Seconds", data.IntegerColumn, func(r row) any { return opt.seconds(r.start) }},
		textField("Agent", func(r row) string { return r.agent }),
		textField("Queue", func(r row) string { return r.queue }),
		textField("Communication Channel", func(r row) string { return r.channel }),
		textField("Direction", func(r row) string { return r.direction }),
		lengthField("Queue Time", func(r row) data.Opt[int64] { return r.queued }),
		lengthField("Talk Time", func(r row) data.Opt[int64] { return r.talk }),
		lengthField("Hold Time", func(r row) data.Opt[int64] { return r.hold }),
		lengthField("Wrap Up Time", func(r row) data.Opt[int64] { return r.wrap }),
		lengthField("Activity Time", func(r row) data.Opt[int64] { return r.activity }),
		textField("Activity", func(r row) string { return r.doing }),
		textField("Abandoned", func(r row) string { return yesNo(r.abandoned) }),
		textField("Abandoned Phase", func(r row) string { return r.phase }),
		textField("Conversation Attribute 1", func(r row) string { return r.attribute }),
		lengthField("Segment Order", func(r row) data.Opt[int64] { return r.order }),
		textField("Hang Up By", func(r row) string { return r.hangUp }),
		textField("Outcome", func(r row) string { return r.outcome }),
		textField("External Contact", func(r row) string { return r.contact }),
		textField("Customer", func(r row) string { return r.customer }),
		textField("IVR Path", func(r row) string { return r.ivr }),
		textField("Workflow", func(r row) string { return r.workflow }),
		textField("Handling Team", func(r row) string { return r.team }),
		textField("Virtual", func(r row) string { return yesNo(r.kind != flexConversation) }),
	}
}

func yesNo(yes bool) string {
	if yes {
		return "Yes"
	}
	return "No"
}

// date is the day on which a row begins.
func (o *FlexOptions) date(r *flexRow) string {
	layout := map[Dates]string{USDates: "01/02/2006", EUDates: "02.01.2006"}[o.Dates]
	if layout == "" {
		layout = time.DateOnly
	}
	return r.start.In(o.zone()).Format(layout)
}

// time is the minute in which a row begins.
func (o *FlexOptions) time(r *flexRow) string {
	if o.Dates == USDates {
		return r.start.In(o.zone()).Format("03:04 PM")
	}
	return r.start.In(o.zone()).Format("15:04")
}

// seconds is Time in Seconds of an instant.
func (o *FlexOptions) seconds(at time.Time) any {
	hour, minute, second := at.In(o.zone()).Clock()
	ofDay := int64(hour*3600 + minute*60 + second)
	switch o.Clock {
	case SecondOfMinute:
		return int64(second)
	case SecondsSince1970:
		return at.Unix()
	case Milliseconds:
		return ofDay * 1000
	}
	return ofDay
}
