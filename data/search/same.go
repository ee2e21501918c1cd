package search

import (
	"context"

	"kezhi/data/db"
)

// Alike gives the records of a register that have this very text among their
// Alike, newest first, at most limit.
func Alike(ctx context.Context, d *db.DB, register, key string, limit int) ([]int64, error) {
	return same(ctx, d, register, keyAlike, fold(key), limit)
}

// SamePhone gives the records that have a phone of these digits.
func SamePhone(ctx context.Context, d *db.DB, register, number string, limit int) ([]int64, error) {
	return same(ctx, d, register, keyPhone, phone(number), limit)
}

// SameName gives the records that have this very name, but for spaces, case
// and width.
func SameName(ctx context.Context, d *db.DB, register, name string, limit int) ([]int64, error) {
	return same(ctx, d, register, keyName, fold(name), limit)
}

// SameSound gives the records one of whose names is read like this one.
func SameSound(ctx context.Context, d *db.DB, register, name string, limit int) ([]int64, error) {
	return same(ctx, d, register, keyPinyin, Pinyin(name), limit)
}

func same(ctx context.Context, d *db.DB, register string, kind byte, text string, limit int) ([]int64, error) {
	if err := ctx.Err(); err != nil || text == "" {
		return nil, err
	}
	rows, err := d.Pool().QueryContext(context.WithoutCancel(ctx),
		`SELECT doc FROM search_keys WHERE key = (SELECT char(97 + code) FROM search_registers WHERE name = ?) || ? ORDER BY doc DESC LIMIT ?`,
		register, string(rune(kind))+cut(text, maxKey), limit)
	if err != nil {
		return nil, db.Translate(err)
	}
	defer rows.Close()
	var ids []int64
	for rows.Next() {
		var d int64
		if err := rows.Scan(&d); err != nil {
			return nil, db.Translate(err)
		}
		ids = append(ids, d>>codeBits)
	}
	return ids, db.Translate(rows.Err())
}
