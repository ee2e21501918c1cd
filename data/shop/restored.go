package shop

import (
	"context"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/internal/door"
	"kezhi/data/privacy"
	"kezhi/data/vault"
)

// Restored erases in a file that came back from a backup at from whom the shop had
// erased since (恢复后再次依法删除); see privacy.Store.EraseAgain. live is the shop
// whose file lies beside, nil where there is none: what its documents need stays. say
// words the reason that goes on record.
func Restored(ctx context.Context, file, who string, live *Shop, say data.Speaker, folders ...string) (again, left []privacy.Gone, err error) {
	s, err := Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = s.Close() }()
	ctx = door.Within(ctx)
	before, err := hashes(ctx, s.DB)
	if err != nil {
		return nil, nil, err
	}
	o := s.order()
	o.Documents = nil // another file may need the same
	if live != nil {
		o.Vault = vault.Of(live.DB)
	}
	again, left, err = s.Privacy.EraseAgain(ctx, who, o, func(x privacy.Gone) string {
		return say.T("privacy.why.again", "Certificate", x.Certificate, "Day", x.Day)
	}, folders...)
	if err != nil || len(again) == 0 {
		return again, left, err
	}
	after, err := hashes(ctx, s.DB)
	if err != nil {
		return again, left, err
	}
	var gone []string
	for h := range before {
		if !after[h] {
			gone = append(gone, h)
		}
	}
	documents := s.Documents
	if live != nil {
		documents = live.Documents
	}
	_, err = documents.Discard(ctx, gone)
	return again, left, err
}

// hashes are the contents that a file's documents have.
func hashes(ctx context.Context, d *db.DB) (map[string]bool, error) {
	var hs []string
	if err := d.Read(ctx).Raw("SELECT DISTINCT hash FROM documents").Scan(&hs).Error; err != nil {
		return nil, db.Translate(err)
	}
	out := map[string]bool{}
	for _, h := range hs {
		out[h] = true
	}
	return out, nil
}
