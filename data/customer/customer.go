// Package customer keeps the customer files (客户档案): who a customer is, whom
// one meets there, what was learned of the business, and what lies in the file.
package customer

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/internal/door"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/vault"
)

// Kinds of customer: an organisation (单位) has a unified social credit code
// and contacts, a person (个人) an identity number and a birthday.
const (
	Organisation = "organisation"
	Person       = "person"
)

// Customer is a customer file. It is opened at the first contact and never
// thrown away: a file that ends goes to the recycle bin and keeps its number.
type Customer struct {
	register.Meta
	Kind                string
	Name                string // 名称 or 姓名
	ShortName           string // 简称
	Code                string // 统一社会信用代码, GB 32100
	Identity            string `gorm:"-"` // 身份证号, GB 11643; sensitive
	LegalRepresentative string // 法定代表人
	Capital             int64  // 注册资本, 分
	Email               string
	Website             string
	Scope               string // 经营范围
	Condition           string // 经营状况
	Source              string // 来源
	Owner               string // 客户经理
	FirstContact        string // 首问责任人: the first person the customer spoke to
	FirstContactOn      string
	Birthday            string
	DoNotDisturb        bool // 勿扰: is not called or written to

	Intent   string // 合作意向
	Scale    string // 规模
	Nature   string // 性质
	Region   string // 地区: province, or continent and country
	Industry string
	Grade    string   // 等级
	Tags     []string `gorm:"serializer:json"`

	Products         string // 购买产品
	Frequency        string
	Volume           string
	PriceSensitivity string
	Payment          string // 付款方式
	NeedPlan         string // 需求计划
	Investment       string // 投资规模
	Competitors      string
	Remark           string

	Custom   map[string]string `gorm:"serializer:json"` // the shop's own fields
	Licences []Licence         `gorm:"serializer:json"` // 证照

	EndedOn       string // 终止: the day on which the relation ended; see shop.End
	EndReason     string
	EndSettlement string // how accounts were settled (结算)

	Phones    []Phone   `gorm:"-"`
	Addresses []Address `gorm:"-"`
	Contacts  []Contact `gorm:"-"`
	Notes     []Note    `gorm:"-"`

	// What the file keeps of the identity number, see sealed.go.
	IdentityKept string `gorm:"column:identity"`
	IdentityMark string

	// What the register keeps for tables and the desk.
	NameKey        string // sorts by pinyin
	Phone          string // the first number
	Contact        string // the first contact's name
	LastVisitOn    string `gorm:"->"`
	OpenComplaints int64  `gorm:"->"`
	ReviewOn       string `gorm:"->"` // 下次评价
	CheckedOn      string // 年检日期: the last yearly review
	BarredUntil    string `gorm:"->"` // on the blacklist until; may be past
	LicenceUntil   string // the first of the licences to end, "" for none
	StoredUntil    string `gorm:"->"` // 仅存储 until, see data/privacy; "" for not
	StoredWhy      string `gorm:"->"`
	ErasedOn       string `gorm:"->"` // 依法删除: nothing of the person is left
}

// How a customer's business stands (经营状况), from well to the end of it.
const (
	Normal    = "normal"
	Reduced   = "reduced"
	Suspended = "suspended"
	Insolvent = "insolvent"
	Closed    = "closed"
)

// Licence is a paper that allows a customer its business (证照), with the day on
// which it ends.
type Licence struct {
	Name   string
	Number string
	Until  string
}

// Phone is a telephone number of the customer.
type Phone struct {
	register.Row
	Use    string // mobile, office, home, fax
	Number string
	Digits string // the number's digits alone
}

// TableName is GORM's name for the table.
func (Phone) TableName() string { return "customer_phones" }

// Address is a place of the customer.
type Address struct {
	register.Row
	Use      string // registered, office, delivery, billing, home
	Region   string
	Address  string
	Postcode string
}

// TableName is GORM's name for the table.
func (Address) TableName() string { return "customer_addresses" }

// Contact is a person at an organisation, or close to a person (联系人).
type Contact struct {
	register.Row
	Name        string
	Post        string // 职务
	Phone       string
	Email       string
	Birthday    string
	Preferences string // 喜好
	Concerns    string // 关注点
	BuyingRole  string // decides, influences, uses, guards
	Influence   string // high, medium, low
	Attitude    string // supports, neutral, opposes
	Knows       string // 关键人物关系: who knows whom
	IsFirst     bool   // 首要联系人
	IsEmergency bool   // 紧急联络人
}

// TableName is GORM's name for the table.
func (Contact) TableName() string { return "customer_contacts" }

// Note is a dated piece of news of the customer's business (业务信息), with
// the channel it came by and who reported it.
type Note struct {
	register.Row
	Topic    string
	On       string
	Text     string
	Channel  string
	Reporter string
}

// TableName is GORM's name for the table.
func (Note) TableName() string { return "customer_notes" }

// Store is the register of customer files.
type Store struct {
	*register.Table[Customer]
	Changes *Changes // 变更登记
	// Tones are the colours of the grades, by key, as the regulation names them.
	Tones map[string]string
}

// Open gives the register of an open file, with the grades of the regulation in
// force and the shop's own fields. A regulation that cannot be read has no
// grades; whoever opens the shop says so.
func Open(d *db.DB, own ...OwnField) *Store {
	var grades []policy.Grade
	if p, err := policy.Current(d.Read(door.Within(context.Background()))); err == nil {
		grades = p.Grading.Grades
	}
	tones := map[string]string{}
	for _, x := range grades {
		tones[x.Key] = x.Tone
	}
	vault.Of(d) // read now: a save that looks for the keys holds the connection that this asks for
	changes := openChanges(d)
	return &Store{Tones: tones, Changes: changes, Table: &register.Table[Customer]{
		DB: d, Name: "customer", SQL: "customers",
		Owners: []string{"owner"},
		Set:    fields(grades, own),
		Meta:   func(c *Customer) *register.Meta { return &c.Meta },
		New:    blank(d),
		Number: register.Plain("KH"),
		Parts: []register.Part[Customer]{
			register.Rows(func(c *Customer) *[]Phone { return &c.Phones }),
			register.Rows(func(c *Customer) *[]Address { return &c.Addresses }),
			register.Rows(func(c *Customer) *[]Contact { return &c.Contacts }),
			register.Rows(func(c *Customer) *[]Note { return &c.Notes }),
		},
		Rules:  rules,
		Bars:   locked,
		Sealed: []string{"identity"},
		Loaded: openIdentities(d),
		Settle: func(tx *db.Tx, c, old *Customer) error {
			if err := keepIdentity(d, c, old); err != nil {
				return err
			}
			return settle(tx, c, old)
		},
		Saved: func(tx *db.Tx, c, old *Customer) error {
			if err := sealNew(tx, d, c); err != nil {
				return err
			}
			if err := saved(tx, c, old); err != nil {
				return err
			}
			return changes.notice(tx, c, old)
		},
	}}
}

func blank(d *db.DB) func() *Customer {
	return func() *Customer {
		return &Customer{
			Kind: Organisation, FirstContactOn: d.Now().Local().Format(time.DateOnly),
			Phones: []Phone{{Use: "mobile"}}, // a line to type into; it goes again when it stays empty
		}
	}
}

func settle(_ *db.Tx, c, _ *Customer) error {
	if c.Tags == nil {
		c.Tags = []string{}
	}
	if c.Custom == nil {
		c.Custom = map[string]string{}
	}
	if c.Licences == nil {
		c.Licences = []Licence{}
	}
	c.LicenceUntil = ""
	for _, l := range c.Licences {
		if l.Until != "" && (c.LicenceUntil == "" || l.Until < c.LicenceUntil) {
			c.LicenceUntil = l.Until
		}
	}
	c.NameKey = sortKey(c.Name)
	c.Phone, c.Contact = "", ""
	for i := range c.Phones {
		c.Phones[i].Digits = digits(c.Phones[i].Number)
	}
	if len(c.Phones) > 0 {
		c.Phone = c.Phones[0].Number
	}
	for _, p := range c.Contacts {
		if c.Contact == "" || p.IsFirst {
			c.Contact = p.Name
		}
		if c.Phone == "" {
			c.Phone = p.Phone
		}
	}
	return nil
}

func saved(tx *db.Tx, c, old *Customer) error {
	if old != nil && (old.DeletedAt != 0) != (c.DeletedAt != 0) {
		if err := moved(tx, c, old); err != nil {
			return err
		}
	}
	if old == nil || strings.Join(old.Tags, "\x00") != strings.Join(c.Tags, "\x00") {
		if old != nil {
			if err := tx.Do("DELETE FROM customer_tags WHERE record_id = ?", c.ID); err != nil {
				return err
			}
		}
		for _, t := range c.Tags {
			if err := tx.Do("INSERT OR IGNORE INTO customer_tags (tag, record_id) VALUES (?, ?)", t, c.ID); err != nil {
				return err
			}
		}
	}
	return index(tx, c, old)
}

// moved looks at the quotas when a file goes to the recycle bin or comes back.
func moved(tx *db.Tx, c, old *Customer) error {
	p, err := policy.Current(tx.DB)
	if err != nil {
		return err
	}
	e, err := quota(tx.DB, p, spot(old), spot(c), true)
	if e != nil {
		e.Code = data.Refused // there is no form to show it at
	}
	return or(err, e)
}

// Visited notes a customer's visits in the file anew: the last day, which shows
// in tables and at the desk, the last day on site, and how many visits in a row
// came to nothing. One whose result was not entered says neither this nor that.
func Visited(tx *db.Tx, id int64) error {
	return tx.Do(`UPDATE customers AS c SET
		last_visit_on = coalesce((SELECT max(on_day) FROM visits WHERE customer_id = c.id AND deleted_at = 0), ''),
		last_on_site_on = coalesce((SELECT max(on_day) FROM visits WHERE customer_id = c.id AND deleted_at = 0 AND way = 'on_site'), ''),
		ineffective = (SELECT count(*) FROM visits WHERE customer_id = c.id AND deleted_at = 0 AND result = 'ineffective' AND at > coalesce(
			(SELECT max(at) FROM visits WHERE customer_id = c.id AND deleted_at = 0 AND result NOT IN ('', 'ineffective')), -1))
		WHERE c.id = ?`, id)
}

// Complained counts the customer's open complaints anew.
func Complained(tx *db.Tx, id int64) error {
	return tx.Do(`UPDATE customers SET open_complaints = (SELECT count(*) FROM complaints WHERE customer_id = ? AND deleted_at = 0 AND state NOT IN ('archived', 'withdrawn')) WHERE id = ?`, id, id)
}

// Ref is what other registers show of a customer.
type Ref struct {
	ID           int64
	Number       string
	Name         string
	Kind         string
	Grade        string
	Phone        string
	Contact      string
	DoNotDisturb bool
	DeletedAt    int64
	StoredUntil  string // 仅存储 until, "" for not
}

const refColumns = "id, number, name, kind, grade, phone, contact, do_not_disturb, deleted_at, stored_until"

// Refs reads the references of these ids.
func Refs(g *gorm.DB, ids []int64) (map[int64]Ref, error) {
	by := map[int64]Ref{}
	if len(ids) == 0 {
		return by, nil
	}
	rs, err := db.Select[Ref](g, "(SELECT "+refColumns+" FROM customers WHERE id IN ("+db.List(ids)+"))", "")
	if err != nil {
		return nil, err
	}
	for _, r := range rs {
		by[r.ID] = r
	}
	return by, nil
}

// Resolve finds a customer by number within a transaction; ok is false where
// there is none.
func Resolve(g *gorm.DB, number string) (r Ref, ok bool, err error) {
	rs, err := db.Select[Ref](g, "(SELECT "+refColumns+" FROM customers WHERE number = ?)", "", number)
	if err != nil || len(rs) == 0 {
		return Ref{}, false, err
	}
	return rs[0], true, nil
}

// OwnField is a field that a shop made for itself (自定义字段).
type OwnField struct {
	Key      string   `json:"key"` // "own_1"
	Label    string   `json:"label"`
	Kind     string   `json:"kind"` // text, multiline, date, choice
	Options  []string `json:"options,omitempty"`
	Required bool     `json:"required,omitempty"`
}

// OwnFields reads the shop's own fields from the settings' JSON.
func OwnFields(raw []byte) ([]OwnField, error) {
	var fs []OwnField
	return fs, json.Unmarshal(raw, &fs)
}
