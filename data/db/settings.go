package db

import (
	"context"
	"encoding/json"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type setting struct {
	Key   string `gorm:"primaryKey"`
	Value string
}

// Setting reads a setting of the shop into v, which keeps its value where
// nothing was set.
func (d *DB) Setting(ctx context.Context, key string, v any) error {
	return SettingIn(d.Read(ctx), key, v)
}

// SettingIn is Setting within a transaction or another session.
func SettingIn(g *gorm.DB, key string, v any) error {
	var s []setting
	if err := g.Session(&gorm.Session{NewDB: true}).Where("key = ?", key).Find(&s).Error; err != nil {
		return Translate(err)
	}
	if len(s) == 0 {
		return nil
	}
	return json.Unmarshal([]byte(s[0].Value), v)
}

// Set keeps a setting of the shop.
func (d *DB) Set(ctx context.Context, who, key string, v any) error {
	return d.Write(ctx, who, func(tx *Tx) error { return SetIn(tx, key, v) })
}

// SetIn is Set within a transaction.
func SetIn(tx *Tx, key string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return tx.Save(&setting{Key: key, Value: string(b)}).Error
}

// Draft is a form that somebody began and has not saved.
type Draft struct {
	Register string `gorm:"primaryKey"`
	RecordID int64  `gorm:"primaryKey;autoIncrement:false"` // 0: a new record
	Account  string `gorm:"primaryKey"`                     // in a file with accounts: whose it is; set by KeepDraft
	At       int64  // unix milliseconds
	Who      string
	Version  int64  // of the record when the form was opened
	Values   string // JSON
}

// KeepDraft keeps what was typed so far; a later one takes its place. In a file
// with accounts everybody has drafts of their own.
func (d *DB) KeepDraft(ctx context.Context, f Draft) error {
	return d.Write(ctx, f.Who, func(tx *Tx) error {
		f.At, f.Who, f.Account = tx.Now.UnixMilli(), tx.Who, d.name(ctx, "")
		f.Values = d.cover(inDrafts, f.Values)
		// Save would insert a second draft of a new record, whose id is 0.
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&f).Error
	})
}

// Drafts lists what was begun and not saved, newest first; in a file with
// accounts what whoever is at the desk began.
func (d *DB) Drafts(ctx context.Context) ([]Draft, error) {
	var fs []Draft
	q := d.Read(ctx).Order("at DESC")
	if a := d.Actor(); a != nil {
		q = q.Where("account = ? OR account = '' AND who = ?", a.Name(), a.Name())
	}
	err := q.Find(&fs).Error
	return d.readable(fs), Translate(err)
}

// DropDraft forgets a draft: it was saved, or is not wanted.
func (d *DB) DropDraft(ctx context.Context, register string, id int64) error {
	return d.Write(ctx, "", func(tx *Tx) error {
		q := tx.Where("register = ? AND record_id = ?", register, id)
		if a := d.Actor(); a != nil {
			q = q.Where("account = ? OR account = '' AND who = ?", a.Name(), a.Name())
		}
		return q.Delete(&Draft{}).Error
	})
}
