package tui

import (
	"os"
	"strings"
	"testing"

	"segpath/tui/fake"
	"segpath/tui/svg"
)

func TestPeek(t *testing.T) {
	dir := os.Getenv("PEEK")
	if dir == "" {
		t.Skip()
	}
	for _, c := range []struct {
		name string
		l    look
		keys string
		src  *fake.Source
	}{
		{"list80", look{w: 80, h: 24}, "", sample}, {"list120", dark120, "j j", sample}, {"list200", look{w: 200, h: 60}, "j j j", sample},
		{"light", look{w: 120, h: 40, light: true}, "j", sample}, {"plain", look{w: 120, h: 40, plain: true}, "j", sample},
		{"ascii", ascii80, "j", sample}, {"hostile", look{w: 200, h: 60}, "j j", fake.NewHostile(50)},
		{"help", dark120, "?", sample}, {"notices", dark120, "!", fake.NewHostile(50)}, {"sort", dark120, "s", sample}, {"path", dark120, "enter", sample}, {"raw", dark120, "enter j enter", sample},
		{"search", dark120, "/ 1 7 enter", sample}, {"typing", look{w: 80, h: 24}, "/ 9 9 9 9", sample}, {"path80", look{w: 80, h: 24}, "enter", sample},
	} {
		d := start(t, c.src, c.l)
		d.Press(strings.Fields(c.keys)...)
		p := svg.Dark
		if c.l.light {
			p = svg.Light
		}
		_ = os.WriteFile(dir+"/"+c.name+".svg", []byte(svg.Write(d.Buffer(), p, c.name)), 0o600)
		_ = os.WriteFile(dir+"/"+c.name+".txt", []byte(d.Screen()), 0o600)
	}
}
