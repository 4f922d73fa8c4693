package query

import (
	"fmt"

	"segpath/data/format"
)

// number is the SQL of a cell as numbers are written here.
func (c rawColumn) number() string {
	x := "r." + quoteName(c.name)
	if c.comma {
		return "replace(" + x + ", ',', '.')"
	}
	return x
}

// The numbers that tell what a comma in one of their column is. Digits in threes behind it may be thousands.
const (
	commaNumber    = `'\s*[+\-]?\d+,\d+\s*'`
	thousandNumber = `'\s*[+\-]?[1-9]\d{0,2},\d{3}\s*'`
	otherNumber    = `'\s*[+\-]?(\d+(,\d+){2,}|[\d,]*\.[\d,.]*)\s*'` // several commas, or a point: it is for thousands, or nothing is sure
)

// hasDecimalComma tells whether the numbers of a column of texts have a decimal comma: some comma stands before more or
// fewer than three digits, or behind what no thousands begin with, and no number has a point or several commas.
func (t *rawTable) hasDecimalComma(c *conn, raw rawColumn, col format.Column) (bool, error) {
	if col.Type != format.Seconds && col.Type != format.Number || raw.kind != "VARCHAR" {
		return false, nil
	}
	x := "r." + quoteName(raw.name)
	from := " FROM " + t.sql() + " r"
	var any, sure bool
	if err := c.Row("SELECT coalesce(bool_or(contains("+x+", ',')), false)"+from, nil, &any); err != nil || !any {
		return false, err
	}
	err := c.Row(fmt.Sprintf("SELECT coalesce(bool_or(regexp_full_match(%[1]s, %[2]s) AND NOT regexp_full_match(%[1]s, %[3]s)) AND NOT bool_or(regexp_full_match(%[1]s, %[4]s)), false)",
		x, commaNumber, thousandNumber, otherNumber)+from, nil, &sure)
	return sure, err
}
