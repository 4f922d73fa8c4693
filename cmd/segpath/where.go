package main

import (
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"segpath/data/document"
	"segpath/query"
)

func (p *program) whereCommand() *cobra.Command {
	var out output
	c := &cobra.Command{
		Use:   "where",
		Short: "print which files and folders segpath uses",
		Long: `Print the files and folders that segpath uses on this machine besides the exports, whether they are there,
and how large they are. All but the settings and your own formats may be removed while segpath is not
running; without redact.key the same pseudonyms are never made again.`,
		Example: "  segpath where\n  segpath where --json",
		Args:    exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			as, err := out.encoding(c)
			if err != nil {
				return err
			}
			return p.print(c.Context(), document.Where{Kept: p.kept()}, as)
		},
	}
	out.flags(c)
	return c
}

// kept lists what segpath uses, and looks at what is there of it.
func (p *program) kept() []document.Kept {
	all := []document.Kept{
		{Name: "config", Path: p.configFile, About: "settings, in TOML"},
		{Name: "formats", Path: formatsFolder(), About: "formats of your own, a folder each", Folder: true},
		{Name: "places", Path: filepath.Join(stateFolder(), placesName), About: "where each export was left"},
		{Name: "redact-key", Path: filepath.Join(stateFolder(), keyName), About: "key of the pseudonyms"},
		{Name: "cache", Path: query.CacheFolder(), About: "what was read of exports, for the next time; segpath cache lists it", Folder: true},
		{Name: "runs", Path: query.RunFolder(), About: "a private folder for every segpath that runs, removed at its end", Folder: true},
	}
	if aside := query.RunFolderAside(); aside != "" {
		all = append(all, document.Kept{Name: "runs-aside", Path: aside, About: "where such folders are made when they cannot be there", Folder: true})
	}
	for i := range all {
		look(&all[i])
	}
	return all
}

// look finds out whether a file or folder is there, and its size. What may not be looked into has none.
func look(k *document.Kept) {
	info, err := os.Stat(k.Path)
	if err != nil {
		return
	}
	k.There = true
	if !k.Folder {
		k.Bytes = info.Size()
		return
	}
	_ = filepath.WalkDir(k.Path, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil // gone or closed meanwhile: the rest still counts
		}
		if info, err := e.Info(); err == nil {
			k.Bytes += info.Size()
		}
		return nil
	})
}
