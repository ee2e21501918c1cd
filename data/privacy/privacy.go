// Package privacy keeps what the law on personal data (个人信息保护法, PIPL) asks
// of a shop: the notices (告知书) that people were shown, what they consented to
// and took back, what they ask of the shop (请求登记), what happened to their
// data (个人信息安全事件), how long it is kept, and that it is erased for good.
//
// What data is used for, on which lawful basis, and how long it is kept are
// figures of the regulation: policy.Privacy.
package privacy

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

// Key is the name under which rights to it are given.
const Key = "privacy"

// Actions on the trail.
const (
	Given     register.Action = "consent_given"
	Withdrawn register.Action = "consent_withdrawn"
	Copied    register.Action = "copied"
	Erased                    = register.Erased
	Locked    register.Action = "stored_only"
	Unlocked  register.Action = "stored_lifted"
	Happened  register.Action = "incident"
)

// Store is what an open file keeps of it.
type Store struct {
	DB        *db.DB
	Requests  *register.Table[Request]
	Incidents *register.Table[Incident]
}

// Open gives the registers of an open file.
func Open(d *db.DB) *Store {
	s := &Store{DB: d}
	s.Requests = &register.Table[Request]{
		DB: d, Name: "request", SQL: "privacy_requests",
		Owners: []string{"handler"}, Customer: "customer_id",
		Set:    requestFields(),
		Meta:   func(r *Request) *register.Meta { return &r.Meta },
		New:    func() *Request { return &Request{OnDay: today(d.Now()), State: Opened} },
		Number: register.Yearly("GQ", 4),
		Rules:  requestRules, Settle: settleRequest,
		Loaded: loadedRequests,
	}
	s.Incidents = &register.Table[Incident]{
		DB: d, Name: "incident", SQL: "privacy_incidents",
		Set:    incidentFields(),
		Meta:   func(x *Incident) *register.Meta { return &x.Meta },
		New:    func() *Incident { return &Incident{FoundAt: d.Now().UnixMilli(), State: Opened} },
		Number: register.Yearly("SJ", 3),
		Rules:  incidentRules, Settle: settleIncident, Saved: savedIncident,
	}
	return s
}

// States of a request and an incident.
const (
	Opened = "open"
	Done   = "done"
)

// today is the local day of a moment.
func today(now time.Time) string { return now.Local().Format(field.DateLayout) }

// unexpected is an error of the program at a field.
func unexpected(key string, err error) *data.Error {
	e := data.Wrong(key, "error.unexpected", "Cause", err.Error())
	e.Err = err
	return e
}

// one finds a customer by number. Code data.NotFound.
func one(g *gorm.DB, number string) (customer.Ref, error) {
	r, ok, err := customer.Resolve(g, number)
	if err == nil && !ok {
		err = data.Fault(data.NotFound, "error.not_found", "Number", number)
	}
	return r, db.Translate(err)
}

// byID finds a customer.
func byID(g *gorm.DB, id int64) (customer.Ref, error) {
	rs, err := customer.Refs(g, []int64{id})
	if r, ok := rs[id]; ok || err != nil {
		return r, db.Translate(err)
	}
	return customer.Ref{}, data.Fault(data.NotFound, "error.not_found", "Number", fmt.Sprint(id))
}

// Read gives a handle for queries.
func (s *Store) read(ctx context.Context) *gorm.DB {
	return s.DB.Read(ctx).Session(&gorm.Session{NewDB: true})
}
