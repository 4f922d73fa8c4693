package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// A panic in a goroutine that nobody guards ends the program with the terminal left raw: every goroutine
// is started by data/guard.
func TestHouseGoroutines(t *testing.T) {
	guards := 0
	err := filepath.WalkDir(houseRoot, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.Contains(name, "/tui/tuitest/") {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if statement, bare := n.(*ast.GoStmt); bare {
				if strings.Contains(name, "/data/guard/") {
					guards++
				} else {
					t.Errorf("%s: a goroutine that guard.Go does not start", set.Position(statement.Pos()))
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if guards != 1 {
		t.Errorf("data/guard starts goroutines in %d places", guards)
	}
}
