package svg

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"pgregory.net/rapid"
)

func drawn(styled string, w, h int) uv.ScreenBuffer {
	b := uv.NewScreenBuffer(w, h)
	uv.NewStyledString(styled).Draw(b, b.Bounds())
	return b
}

func TestEveryScreenIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		out := Write(drawn(rapid.StringMatching(`[ -~\n李👍é<>&"']{0,200}`).Draw(t, "text"), 40, 6), Dark, rapid.StringMatching(`[ -~]{0,20}`).Draw(t, "title"))
		d := xml.NewDecoder(strings.NewReader(out))
		for {
			_, err := d.Token()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatalf("%v in:\n%s", err, out)
			}
		}
	})
}

func TestStylesAreKept(t *testing.T) {
	out := Write(drawn("\x1b[1;38;2;255;0;0mred\x1b[m \x1b[48;2;0;0;255mblue\x1b[m \x1b[7mback\x1b[m \x1b[2mfaint\x1b[m \x1b[4munder\x1b[m", 40, 1), Dark, "styles")
	for _, want := range []string{
		`fill="#ff0000" font-weight="bold">red<`, `fill="#0000ff"/>`, `fill="#161821">back<`, `opacity="0.6">faint<`, `text-decoration="underline">under<`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the picture lacks %s:\n%s", want, out)
		}
	}
}

func TestCellsStandOnTheGrid(t *testing.T) {
	out := Write(drawn("李 b", 10, 1), Light, "grid")
	if !strings.Contains(out, `<text x="12" y="25" textLength="16.8"`) {
		t.Errorf("a wide character does not take two cells:\n%s", out)
	}
	if !strings.Contains(out, `x="28.8"`) {
		t.Errorf("what follows a wide character is not in its cell:\n%s", out)
	}
}

func TestTheTitleIsEscaped(t *testing.T) {
	if out := Write(drawn("x", 1, 1), Dark, `a < b & "c"`); !strings.Contains(out, "<title>a &lt; b &amp; &#34;c&#34;</title>") {
		t.Errorf("the title is not escaped:\n%s", out)
	}
}
