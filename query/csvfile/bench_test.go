package csvfile

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// benchFile writes about 32 MB of segments; quoted puts quotes around every text.
func benchFile(b *testing.B, format string) (path string, size int64) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "segments.csv")
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	out := bufio.NewWriter(file)
	out.WriteString("segment_id,interaction_id,seq,started_at,ended_at,event,status_from,status_to,queue_id,user_id,reason\n")
	for i := range 230_000 {
		out.WriteString(fmt.Sprintf(format, i, i/10, i%10, i%60, i%60, i%97, i%211))
	}
	if err := out.Flush(); err != nil {
		b.Fatal(err)
	}
	info, err := file.Stat()
	if err != nil || file.Close() != nil {
		b.Fatal(err)
	}
	return path, info.Size()
}

const (
	plainRow  = "%d,4f0c2a1e-%08d-77aa,%d,2026-03-02T09:15:%02d.120Z,2026-03-02T09:16:%02d.000Z,ring,Open,Pending,queue-%d,user-%d,no answer\n"
	quotedRow = `"%d","4f0c2a1e-%08d-77aa","%d","2026-03-02T09:15:%02d.120Z","2026-03-02T09:16:%02d.000Z","ring","Open","Pending","queue-%d","user-%d","no ""answer"""` + "\n"
	dirtyRow  = "%d;4f0c2a1e-%08d-77aa;%d;2026-03-02T09:15:%02d.120Z;2026-03-02T09:16:%02d.000Z;ring;\"Open\r\nÜ\";Pending;queue-%d;user-%d;5\" disk\r\n"
)

func BenchmarkInspect(b *testing.B) {
	for name, row := range map[string]string{"plain": plainRow, "quoted": quotedRow, "copied": dirtyRow} {
		b.Run(name, func(b *testing.B) {
			path, size := benchFile(b, row)
			b.SetBytes(size)
			for b.Loop() {
				scan, err := Inspect(b.Context(), path, Options{Dir: b.TempDir()})
				if err != nil || scan.RejectedCount > 0 && name != "copied" {
					b.Fatal(scan, err)
				}
			}
		})
	}
}

// BenchmarkStandardLibrary is what Inspect is measured against.
func BenchmarkStandardLibrary(b *testing.B) {
	for name, row := range map[string]string{"plain": plainRow, "quoted": quotedRow} {
		b.Run(name, func(b *testing.B) {
			path, size := benchFile(b, row)
			b.SetBytes(size)
			for b.Loop() {
				file, err := os.Open(path)
				if err != nil {
					b.Fatal(err)
				}
				r := csv.NewReader(bufio.NewReaderSize(file, windowSize))
				r.ReuseRecord = true
				for err == nil {
					_, err = r.Read()
				}
				if err != io.EOF || file.Close() != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
