module tools

go 1.26.0

tool (
	github.com/jingyugao/rowserrcheck
	github.com/kisielk/errcheck
	github.com/kkHAIKE/contextcheck/cmd/contextcheck
	github.com/ryanrolds/sqlclosecheck
	github.com/sonatard/noctx/cmd/noctx
	honnef.co/go/tools/cmd/staticcheck
)

require (
	github.com/BurntSushi/toml v1.4.1-0.20240526193622-a339e1f7089c // indirect
	github.com/gostaticanalysis/analysisutil v0.7.1 // indirect
	github.com/gostaticanalysis/comment v1.5.0 // indirect
	github.com/jingyugao/rowserrcheck v1.1.1 // indirect
	github.com/kisielk/errcheck v1.30.0 // indirect
	github.com/kkHAIKE/contextcheck v1.1.6 // indirect
	github.com/ryanrolds/sqlclosecheck v0.6.0 // indirect
	github.com/sonatard/noctx v0.5.1 // indirect
	golang.org/x/exp/typeparams v0.0.0-20231108232855-2478ac86f678 // indirect
	golang.org/x/mod v0.41.0 // indirect
	golang.org/x/sync v0.23.0 // indirect
	golang.org/x/tools v0.51.0 // indirect
	honnef.co/go/tools v0.8.2 // indirect
)
