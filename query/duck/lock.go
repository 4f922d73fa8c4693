package duck

import (
	"context"
	"errors"
	"strings"

	"segpath/query/files"
)

// OpenLocked opens a database that is complete and locks it, with files of the export that stay in their place.
func OpenLocked(ctx context.Context, s Settings, inPlace []string) (*Instance, error) {
	in, err := Open(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := in.Lock(ctx, inPlace); err != nil {
		return nil, errors.Join(err, in.Close())
	}
	return in, nil
}

// Lock takes the instance's access to files, network and settings away, and reads back that it is gone. Files of
// the export that stay in their place can be read on, and no other.
func (in *Instance) Lock(ctx context.Context, inPlace []string) error {
	return in.With(ctx, func(c *Conn) error {
		if len(inPlace) > 0 {
			var list []string
			for _, path := range inPlace { // as it is, and as it is asked for
				list = append(list, files.SQLString(path), files.SQLString(files.EscapeGlob(path)))
			}
			if err := c.Exec("SET allowed_paths = [" + strings.Join(list, ", ") + "]"); err != nil {
				return err
			}
		}
		if err := c.Exec("SET enable_external_access = false"); err != nil {
			return err
		}
		if err := c.Exec("SET lock_configuration = true"); err != nil {
			return err
		}
		var external, locked bool
		err := c.Row("SELECT current_setting('enable_external_access'), current_setting('lock_configuration')",
			nil, &external, &locked)
		if err != nil {
			return err
		}
		if external || !locked {
			return errors.New("the database could not be locked against reading other files")
		}
		return nil
	})
}
