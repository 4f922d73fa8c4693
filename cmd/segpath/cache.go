package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
	"segpath/data/wholefile"
	"segpath/query"
)

func (p *program) cacheCommand() *cobra.Command {
	var out output
	c := &cobra.Command{
		Use:   "cache",
		Short: "list what is kept of exports, or clear it",
		Long: fmt.Sprintf(`List what segpath keeps of the exports that were read, so that they open at once the next time: how they
were named, how many bytes each takes, and when it was last used. Only you can read it. What was not used for
%d days is removed, and beyond %d GB what was used longest ago. An export that has changed since is read again.`,
			query.CacheAge/(24*time.Hour), query.CacheBytes>>30),
		Example: "  segpath cache\n  segpath cache clear",
		Args:    exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			as, err := out.encoding(c)
			if err != nil {
				return err
			}
			all, err := query.ListCache(query.CacheFolder())
			if err != nil {
				return unlisted(err)
			}
			d := document.Cache{}
			for _, k := range all {
				d.Kept = append(d.Kept, document.CachedExport{Exports: k.Exports, Bytes: k.Bytes, Used: k.Used})
			}
			return p.print(c.Context(), d, as)
		},
	}
	out.flags(c)
	c.AddCommand(p.cacheClearCommand())
	return c
}

func (p *program) cacheClearCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "clear",
		Short:   "remove all that is kept of exports",
		Long:    "Remove all that segpath keeps of exports. The exports themselves are not touched.",
		Example: "  segpath cache clear",
		Args:    exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			gone, err := query.ClearCache(c.Context(), query.CacheFolder())
			if err != nil {
				return unlisted(err)
			}
			var bytes int64
			for _, k := range gone {
				bytes += k.Bytes
			}
			p.note("cleared: %d exports, %d bytes", len(gone), bytes)
			return nil
		},
	}
}

// unlisted is a cache that cannot be looked into or cleared.
func unlisted(err error) error {
	return data.Problemf(data.Failed, "the folder is "+query.CacheFolder()+"; check the rights there", "the cache cannot be reached: %w", wholefile.Bare(err))
}
