package check

// indexed are the registers that can be searched, by their tables.
var indexed = []struct{ register, table string }{
	{"customer", "customers"},
	{"visit", "visits"},
	{"complaint", "complaints"},
	{"survey", "surveys"},
	{"answer", "answers"},
	{"receivable", "receivables"},
	{"review", "reviews"},
	{"blacklist", "blacklist"},
	{"reception", "receptions"},
}

// index compares the search index with the records: each one that is not in
// the recycle bin is found, and nothing else.
func (c *checker) index() error {
	for _, r := range indexed {
		var missing, all, docs []string
		code := "coalesce((SELECT code FROM search_registers WHERE name = ?), 15)"
		g := c.shop.DB.Read(c.ctx)
		err := g.Raw("SELECT number FROM "+r.table+" WHERE deleted_at = 0 AND id << 4 | "+code+" NOT IN (SELECT doc FROM search_docs) ORDER BY id LIMIT ?",
			r.register, few).Scan(&missing).Error
		if err == nil {
			err = g.Raw("SELECT number FROM "+r.table+" WHERE deleted_at = 0 AND id << 4 | "+code+" NOT IN (SELECT id FROM search_text_docsize) ORDER BY id LIMIT ?",
				r.register, few).Scan(&docs).Error
		}
		if err == nil {
			err = g.Raw("SELECT doc >> 4 FROM search_docs WHERE doc & 15 = "+code+" AND doc >> 4 NOT IN (SELECT id FROM "+r.table+" WHERE deleted_at = 0) LIMIT ?",
				r.register, few).Scan(&all).Error
		}
		if err != nil {
			return err
		}
		for _, n := range missing {
			c.find(Index, n, "check.index_missing")
		}
		for _, n := range docs {
			if len(missing) == 0 {
				c.find(Index, n, "check.index_missing")
			}
		}
		for _, id := range all {
			c.find(Index, "", "check.index_extra", "Register", r.register, "Record", id)
		}
	}
	return nil
}
