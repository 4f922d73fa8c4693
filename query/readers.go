package query

import (
	"fmt"
	"strings"

	"segpath/query/csvfile"
	"segpath/query/files"
)

// readCSV reads a file whose dialect and columns are known: nothing is sniffed.
func readCSV(scan *csvfile.Scan, columns []rawColumn) string {
	var list []string
	for _, c := range columns {
		list = append(list, files.SQLString(c.name)+": 'VARCHAR'")
	}
	line := `\n`
	if scan.ReadLineEnd == "\r\n" {
		line = `\r\n`
	}
	// Read in parallel, DuckDB 1.5.5 takes lines inside quotes for records.
	return fmt.Sprintf("read_csv(%s, auto_detect = false, header = true, delim = %s, quote = '\"', escape = '\"', "+
		"new_line = '%s', nullstr = '', compression = 'none', hive_partitioning = false, parallel = %t, max_line_size = %d, columns = {%s})",
		files.SQLString(files.EscapeGlob(scan.ReadPath)), files.SQLString(string(scan.ReadDelimiter)), line, !scan.MultiLine,
		max(scan.LongestRecord+1, 2<<20), strings.Join(list, ", "))
}

// readParquet reads a file with the names and types that its columns have in the table.
func readParquet(i *input, columns []rawColumn) string {
	names, list := make([]string, len(columns)), make([]string, len(columns))
	for n, col := range columns {
		names[n] = quoteName(col.name)
		list[n] = names[n]
		if i.parquet.asText[n] {
			list[n] = "CAST(" + names[n] + " AS VARCHAR) AS " + names[n]
		}
	}
	return fmt.Sprintf("(SELECT %s FROM %s p(%s))", strings.Join(list, ", "), i.parquetSQL(), strings.Join(names, ", "))
}
