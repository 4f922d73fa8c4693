package format

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"segpath/data"
)

// fault is what is wrong with a manifest, and the path of the key that it is wrong with:
// "tables.0.columns.2.type", counted from 0. Checks make it of paths below what they check.
type fault struct {
	path string
	text string
}

// Error is the sentence, without the place.
func (f *fault) Error() string { return f.text }

// wrong makes a fault.
func wrong(path, text string, args ...any) error { return &fault{path, fmt.Sprintf(text, args...)} }

// under moves a fault below a path, and sets words before its sentence.
func under(path, before string, err error) error {
	var f *fault
	if err == nil || !errors.As(err, &f) {
		return err
	}
	return &fault{strings.Trim(path+"."+f.path, "."), before + f.text}
}

// located is a fault of a check as a sentence with the manifest's line.
func located(name string, text []byte, err error) error {
	var f *fault
	if !errors.As(err, &f) {
		return data.Problemf(data.Failed, "", "%s: %w", name, err)
	}
	return data.Problemf(data.Failed, "correct the manifest; `segpath formats segpath` shows a format in full", "%s:%d: %s", name, lineOf(text, f.path), f.text)
}

// lineOf is the line of a manifest that a key stands in, or else what is around it; 1 where nothing is.
func lineOf(text []byte, path string) int {
	lines := linesOf(text)
	for path != "" {
		if line, ok := lines[path]; ok {
			return line
		}
		path = path[:max(strings.LastIndexByte(path, '.'), 0)]
	}
	return 1
}

// lineIndex finds the lines of keys in text that is good TOML. Keys are in lower case, as the decoder
// takes them in any.
type lineIndex struct {
	parser unstable.Parser
	lines  map[string]int
	last   map[string]int    // array of tables → position of its last one
	values map[[2]int]string // line and column of a plain value → its path
	keys   []placedKey       // in their order
}

// placedKey is a key's path, and the line and column where it stands.
type placedKey struct {
	path string
	at   [2]int
}

func linesOf(text []byte) map[string]int { return indexOf(text).lines }

func indexOf(text []byte) *lineIndex {
	x := &lineIndex{lines: map[string]int{}, last: map[string]int{}, values: map[[2]int]string{}}
	x.parser.Reset(text)
	table := ""
	for x.parser.NextExpression() {
		switch e := x.parser.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = x.table(e)
		case unstable.KeyValue:
			x.keyValue(table, e)
		}
	}
	return x
}

// keyOf is the path, without positions, of the innermost key whose value stands at a line and column; nil where
// there is none.
func keyOf(text []byte, line, column int) []string {
	x, at := indexOf(text), [2]int{line, column}
	path, plain := x.values[at]
	for n := 0; !plain && n < len(x.keys) && slices.Compare(x.keys[n].at[:], at[:]) <= 0; n++ {
		path = x.keys[n].path
	}
	return unnumbered(path)
}

// unnumbered are the keys of a path, without the positions in lists.
func unnumbered(path string) []string {
	return slices.DeleteFunc(strings.Split(path, "."), func(s string) bool { return strings.Trim(s, "0123456789") == "" })
}

// table notes a table's header and returns its path: of an array the last, or with ArrayTable the next.
func (x *lineIndex) table(e *unstable.Node) (path string) {
	line := 0
	keys := e.Key()
	for keys.Next() {
		path = strings.TrimPrefix(path+"."+strings.ToLower(string(keys.Node().Data)), ".")
		line = x.parser.Shape(keys.Node().Raw).Start.Line
		_, known := x.last[path]
		switch {
		case keys.IsLast() && e.Kind == unstable.ArrayTable && known:
			x.last[path]++
		case keys.IsLast() && e.Kind == unstable.ArrayTable:
			x.last[path] = 0
		case !known:
			continue
		}
		path = fmt.Sprintf("%s.%d", path, x.last[path])
	}
	x.note(path, line)
	return path
}

func (x *lineIndex) keyValue(table string, e *unstable.Node) {
	path, at := table, unstable.Position{}
	keys := e.Key()
	for keys.Next() {
		path = strings.TrimPrefix(path+"."+strings.ToLower(string(keys.Node().Data)), ".")
		at = x.parser.Shape(keys.Node().Raw).Start
	}
	x.note(path, at.Line)
	x.keys = append(x.keys, placedKey{path, [2]int{at.Line, at.Column}})
	x.value(path, e.Value())
}

func (x *lineIndex) value(path string, v *unstable.Node) {
	children := v.Children()
	if v.Raw.Length > 0 {
		start := x.parser.Shape(v.Raw).Start
		x.values[[2]int{start.Line, start.Column}] = path
	}
	switch v.Kind {
	case unstable.InlineTable:
		for children.Next() {
			x.keyValue(path, children.Node())
		}
	case unstable.Array:
		for n := 0; children.Next(); n++ {
			one := fmt.Sprintf("%s.%d", path, n)
			if raw := children.Node().Raw; raw.Length > 0 {
				x.note(one, x.parser.Shape(raw).Start.Line)
			}
			x.value(one, children.Node())
		}
	}
}

func (x *lineIndex) note(path string, line int) {
	if _, there := x.lines[path]; !there {
		x.lines[path] = line
	}
}

// undecoded is a decoder's error as a sentence: the line, the key, and what is known or taken there.
func undecoded(name string, text []byte, err error) error {
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) && len(unknown.Errors) > 0 {
		line, _ := unknown.Errors[0].Position()
		key, known := wholeKey(text, line, unknown.Errors[0].Key()), []string(nil)
		if at := typeAt(key[:len(key)-1]); at != nil {
			known = keysOf(at)
		}
		hint := "the keys there are " + strings.Join(known, ", ")
		if near, ok := data.Nearest(strings.ToLower(key[len(key)-1]), known); ok {
			hint = fmt.Sprintf("did you mean %s?", near)
		}
		return data.Problemf(data.Failed, hint, "%s:%d: there is no key %q in a manifest", name, line, strings.Join(key, "."))
	}
	var bad *toml.DecodeError
	if !errors.As(err, &bad) {
		return data.Problemf(data.Failed, "", "%s: this is not TOML: %w", name, err)
	}
	line, column := bad.Position()
	reason := strings.TrimPrefix(bad.Error(), "toml: ")
	inner := keyOf(text, line, column)                                                                  // the decoder's own key ends before an inline table
	if at := typeAt(inner); at != nil && len(inner) > 0 && strings.HasPrefix(reason, "cannot decode") { // Go's words, not the user's
		key := strings.Join(inner, ".")
		return data.Problemf(data.Failed, fmt.Sprintf("the key %s takes %s", key, taken(at)), "%s:%d: %s: the value is of another kind", name, line, key)
	}
	return data.Problemf(data.Failed, "", "%s:%d:%d: this is not TOML: %s", name, line, column, reason)
}

// wholeKey is the path, without positions, of a key that the decoder found on a line: it leaves out the lists
// that a table stands in.
func wholeKey(text []byte, line int, key []string) []string {
	last := "." + strings.ToLower(key[len(key)-1])
	for path, at := range linesOf(text) {
		if at != line || !strings.HasSuffix("."+path, last) {
			continue
		}
		return unnumbered(path)
	}
	return key
}

// typeAt is the type of a manifest's key; nil where there is none.
func typeAt(key []string) reflect.Type {
	t := reflect.TypeFor[Format]()
	for _, name := range key {
		t = element(t)
		switch t.Kind() {
		case reflect.Map:
			t = t.Elem()
		case reflect.Struct:
			found := false
			for n := range t.NumField() {
				if f := t.Field(n); strings.EqualFold(f.Tag.Get("toml"), name) {
					t, found = f.Type, true
					break
				}
			}
			if !found {
				return nil
			}
		default:
			return nil
		}
	}
	return t
}

// element is a list's or a pointer's type of element.
func element(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// keysOf are the keys that a table of a manifest may have; none of one with free keys.
func keysOf(t reflect.Type) (keys []string) {
	t = element(t)
	if t.Kind() != reflect.Struct {
		return nil
	}
	for n := range t.NumField() {
		if key := t.Field(n).Tag.Get("toml"); key != "" && key != "-" {
			keys = append(keys, key)
		}
	}
	return keys
}

// taken tells which values a key takes.
func taken(t reflect.Type) string {
	switch {
	case t.Kind() == reflect.Slice && element(t).Kind() == reflect.String:
		return `a list of texts, as in ["one", "two"]`
	case t.Kind() == reflect.Slice:
		return "tables: their keys are " + strings.Join(keysOf(t), ", ")
	case t.Kind() == reflect.Map:
		return "a table, a key a line"
	case t.Kind() == reflect.Struct:
		return "a table with the keys " + strings.Join(keysOf(t), ", ")
	case t.Kind() == reflect.Bool:
		return "true or false"
	}
	return "a text in quotes"
}
