package survey

import "kezhi/data/db"

func indexCampaign(*db.Tx, *Campaign) error { return nil }

func indexAnswer(*db.Tx, *Answer) error { return nil }
