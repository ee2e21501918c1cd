package visit

import "kezhi/data/db"

func index(*db.Tx, *Visit) error { return nil }
