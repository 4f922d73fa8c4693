// Package text makes any text of a file safe to show, and keeps it honest: what is shown tells every
// value from every other.
//
// A file may hold escape sequences, direction overrides, invisible characters, bytes that are no
// UTF-8. None of them may act on a terminal, a log line, a ticket or a title, and none may hide.
// Clean turns each into an escape that can be seen; the tests read every one back, which proves that nothing
// is lost and that two values are shown alike only if they are alike.
//
//	\x1b       a control character below U+0020, DEL, or a byte that is no UTF-8 (80 to ff)
//	\u{202e}   any other character that controls, formats, is blank, private or not assigned
//	\\x        a backslash of the text's own, where it stands before an x, a u or an escape
//	·          a trailing space, and a no-break space before the text's end
//	\u{b7}     a middle dot of the text's own
package text
