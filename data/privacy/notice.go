package privacy

import (
	"context"
	"encoding/json"
	"strings"

	"gorm.io/gorm"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/field"
)

// Notice is what people are told before their data is used (告知书), PIPL Art.
// 17. One that was shown is never changed: a new text is a new edition, and a
// consent names the edition that was shown.
type Notice struct {
	Edition int64
	At      int64 // unix milliseconds; 0 for the one that comes with the program
	Who     string
	Text    map[assets.Lang]string
}

type noticeRow struct {
	Edition int64 `gorm:"primaryKey;autoIncrement:false"`
	At      int64
	Who     string
	Body    string
}

// TableName is GORM's name for the table.
func (noticeRow) TableName() string { return "privacy_notices" }

// shipped is the text that a shop begins with.
func shipped() Notice {
	n := Notice{Edition: 1, Text: map[assets.Lang]string{}}
	for _, l := range assets.Langs {
		n.Text[l] = l.T("privacy.notice.text")
	}
	return n
}

// Notices are all editions, the present one first.
func (s *Store) Notices(ctx context.Context) ([]Notice, error) { return notices(s.read(ctx)) }

func notices(g *gorm.DB) ([]Notice, error) {
	var rs []noticeRow
	if err := g.Session(&gorm.Session{NewDB: true}).Order("edition DESC").Find(&rs).Error; err != nil {
		return nil, db.Translate(err)
	}
	if len(rs) == 0 {
		return []Notice{shipped()}, nil
	}
	out := make([]Notice, len(rs))
	for i, r := range rs {
		out[i] = Notice{Edition: r.Edition, At: r.At, Who: r.Who}
		if err := json.Unmarshal([]byte(r.Body), &out[i].Text); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// mostNotice is the most characters of a notice.
const mostNotice = 6000

// SetNotice puts a new text into use as the next edition. A language that is
// left empty keeps the text it had. Field errors: the languages.
func (s *Store) SetNotice(ctx context.Context, who string, text map[assets.Lang]string) (Notice, error) {
	if err := account.Check(s.DB, account.EditAll, Key); err != nil {
		return Notice{}, err
	}
	var out Notice
	err := s.DB.Write(ctx, who, func(tx *db.Tx) error {
		all, err := notices(tx.DB)
		if err != nil {
			return err
		}
		now := all[0]
		out = Notice{Edition: now.Edition + 1, At: tx.Now.UnixMilli(), Who: tx.Who, Text: map[assets.Lang]string{}}
		same := true
		for _, l := range assets.Langs {
			t := strings.TrimSpace(text[l])
			if t == "" {
				t = now.Text[l]
			}
			if len([]rune(t)) > mostNotice {
				return data.Wrong(string(l), "error.too_long", "Max", mostNotice)
			}
			out.Text[l], same = t, same && t == now.Text[l]
		}
		if same {
			out = now
			return nil
		}
		if now.At == 0 { // keep what was shown so far
			if err := keepNotice(tx, now); err != nil {
				return err
			}
		}
		if err := keepNotice(tx, out); err != nil {
			return err
		}
		return audit.SayIn(tx, audit.Entry{Action: "notice_changed", Register: Key, Fields: []field.Change{{Key: "notice", Before: now.Edition, After: out.Edition}}})
	})
	return out, err
}

func keepNotice(tx *db.Tx, n Notice) error {
	b, err := json.Marshal(n.Text)
	if err != nil {
		return err
	}
	return tx.Do("INSERT INTO privacy_notices (edition, at, who, body) VALUES (?, ?, ?, ?)", n.Edition, n.At, n.Who, string(b))
}
