// Package query is the DuckDB room: it opens an export, makes the canonical tables of it, and answers
// questions about them. Each question is one method of Engine, in one file. Beside it stand files, which finds an
// export's files, csvfile, which reads CSV, duck, which runs DuckDB, and tablefile, which writes CSV and Parquet.
//
// Opening has three phases. First our own statements alone read exactly the checked files into raw
// tables. Then the instance is locked: no file, no network, no setting can be reached any more. Only
// then are the canonical tables made. The result is closed and opened again read-only, so that no
// question can change anything.
package query
