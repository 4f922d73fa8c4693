package document

import (
	"strconv"
	"time"

	"segpath/data"
)

// ringList tells every ring in words, however short its bar is.
func (p *picture) ringList() {
	rings := p.Chain.Rings()
	if len(rings) == 0 {
		return
	}
	p.y += 2 * lineHeight
	p.text(margin, p.y, "name", "Rings")
	steps := p.Chain.Steps()
	instants := p.clockFor(ringInstants(rings))
	for n := range rings {
		r := &rings[n]
		p.y += lineHeight
		p.body.WriteString(`<rect class="bar ` + p.ringBar(r, steps).class + `" x="` + number(margin) + `" y="` + number(p.y-11) +
			`" width="12" height="12" rx="2"/>` + "\n")
		p.whole(margin+20, p.ringLine(r, instants))
	}
}

// ringLine is a ring of the list: "1  09:00:02  Ana  ignored 20s, then nobody for 1m 48s, timeout".
func (p *picture) ringLine(r *data.Ring, clock clock) string {
	after := ""
	if dead, ok := r.DeadAirAfter.Get(); ok && dead > 0 {
		after = "then nobody for " + data.FormatSpan(dead)
	}
	who := p.or(p.Chain.Directory.UserLabel(r.UserID))
	if r.QueueID != "" {
		who += " (" + p.Chain.Directory.QueueName(r.QueueID) + ")"
	}
	return strconv.Itoa(r.Order) + gap + p.or(clock.at(r.RungAt)) + gap + who + gap + join(p.ringWords(r), after, ringRemarks(r, p.Chain.RingHint(*r)))
}

func ringInstants(rings []data.Ring) []time.Time {
	all := make([]time.Time, 0, len(rings))
	for n := range rings {
		all = append(all, rings[n].RungAt)
	}
	return all
}
