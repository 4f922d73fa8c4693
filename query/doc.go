// Package query is where DuckDB is used: it opens an export, makes the canonical tables of it, and answers
// questions about them. Each question is one method of [Engine], in one file. Beside it stand files, which finds an
// export's files, csvfile, which reads CSV, duck, which runs DuckDB, and tablefile, which writes CSV and Parquet.
// A path that is asked for, and the summary of every interaction, are made by package data.
//
// # Opening
//
// Opening has three phases. First our own statements alone read exactly the checked files into raw
// tables. Then the instance is locked: no network, no setting and no file can be reached any more, except
// the Parquet files of the export that stay in place. Only then are the canonical tables made. Each SQL
// file of a format makes one table: it must, by itself, prepare as exactly one SELECT. So the SQL of a
// user's format can neither write, nor read another file, nor reach the network. The result is closed
// and opened again read-only and locked, so that no question can change anything. The export itself
// is never written.
//
// # In place
//
// A Parquet export of the canonical tables is not copied if its format has no SQL, its interactions and
// its segments are both there, each in files of the same columns, and the ids, events and instants of
// the segments have their own types. Its raw tables, its interactions and its segments are then views of
// the files, the only ones in allowed_paths; only what is summed up is written beside. Every question is
// asked of the same names whatever stands behind them. Once such a file has changed, every question ends
// with an error. Segments of which rows are left out, as duplicates are, and those in which the rows of an
// interaction lie far apart are copied all the same.
//
// # Live
//
// [OpenLive] does not wait for such files to be summed up: [Live] answers the first pages, in the order
// of creation, and paths by id from an instance of its own, with the help of the bounds in the footers
// of the files. Whatever cannot be answered exactly yet waits until everything is summed up, so that an
// answer is the same before and after.
//
// # Rows
//
// Nothing is lost without a word. For each file: rows = used + context + rejected + duplicate.
//
//   - Used rows stand behind at least one step, interaction or lookup.
//   - Context rows were read and are no part of a path, such as agent states, preambles and totals; each
//     is counted under the name of its reason.
//   - Rejected rows cannot be read as a record, have no id, or hold a character of code 0: they are listed
//     with file, record, column and reason.
//   - A duplicate is equal to another row in all columns, and has a row id or stands in another file.
//     Other equal rows are both kept, with a notice.
//
// Rows with the same id and other content: segments are all kept, except those that tell of a step which
// still goes on, where another row tells its end or stands in a later file. Interactions and lookups become one
// row, of the latest value of each column by file and row: a row that only fills another's columns is used,
// one with a value that is replaced is context, "superseded". A cell that cannot be converted is null and
// a notice; its row stays used, and its raw fields keep the text.
//
// Records are numbered from 1, whatever they are: a blank line is one, a quoted newline begins none. Under
// a plain header the data begin at 2. Rows of Parquet are numbered from 1.
//
// # CSV
//
// DuckDB's own sniffing and tolerance lose rows silently: one ragged row makes its sniffer see
// a single column, and an unclosed quote turns the rest of a file into one reject. So package csvfile
// finds the dialect, the encoding and the columns, and says of each record what becomes of it. DuckDB is
// told all that, and reads every column as text.
//
//   - Without a byte order mark a file is UTF-8 if at least 99 % of its records that have a byte ≥ 0x80 are
//     valid UTF-8, or all but one; an invalid record is then rejected. Otherwise it is Windows-1252, with a
//     notice.
//   - A quote that is not closed on its line, where closing it later would swallow a line which is a good
//     record by itself, rejects its own line alone: reading goes on at the next.
//   - DuckDB gives no numbers to the rows of a CSV file. With R the records that are not accepted, the
//     k-th accepted one is the smallest n with n − |{r ∈ R, r ≤ n}| = k.
//
// Text is text: a file name is escaped as a glob, so that "a[1].csv" never opens "a1.csv", and ids stay as
// they are written: "007" and "1543618399.120" are not numbers. Malformed input ends in a sentence, or opens
// with what is good of it.
//
// # Cache
//
// What was built is kept under a key of everything that it depends on: paths, sizes, times and inodes of
// the files, options, zones, formats, this program and DuckDB's version. It is a database file that is never
// written again, in a private folder. It is removed when it was not used for [CacheAge], and those used
// longest ago when all together exceed [CacheBytes]. A changed source is another key. Without a cache the same file is made in the run folder,
// which is private too, is removed at the end, and is swept at the next start if a crash left it.
//
// # Lanes, cancelling and accidents
//
// An engine has one instance, with one pinned connection for each lane, set up before the lock since
// settings are refused after it: one lane for what the screen shows next, one for counts, one for long
// work. Questions of one lane wait for each other. One that is no longer needed is ended by its context.
// The driver takes 500 ms to notice that; so we remember the native connections and interrupt them every
// 5 ms until the query returns, within 31 ms for nearly every statement and 164 ms for compressed files.
// After an error that is INTERNAL or FATAL the instance is opened again and the question asked once more;
// a question that ends two instances is answered with a sentence.
//
// # What was measured
//
// With DuckDB 1.5.5 on two cores, ten million interactions of a hundred million segments:
//
//   - A page by OFFSET takes 1.0 to 1.7 s and 2 GB. A row comparison, (created_at, id) < (?, ?), is not
//     pushed down into the scan; the split form, created_at <= t AND (created_at < t OR id < ?), is. With
//     a lower bound from the footers too, a page at any depth takes 27 to 41 ms.
//   - database/sql holds a whole result in memory, outside memory_limit: what may be long is streamed.
//   - The import of 10 million rows of CSV (1.4 GB) takes at most 1.6 GB of memory.
//   - approx_quantile is slower than the exact median (4.9 against 3.9 s).
//   - Two processes that share one temp_directory break each other: each instance has its own.
package query
