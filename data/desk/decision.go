package desk

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/policy"
	"kezhi/data/right"
)

// Why somebody receives a visitor.
const (
	Turn   = "turn"   // 轮接: next in line
	Return = "return" // 回访: whoever received the customer before
	Named  = "named"  // 指定: asked for by name at the first arrival
	AtDesk = "desk"   // nobody is in line: whoever sits at the desk
	ByHand = "hand"   // entered by a person
)

// Arrival is somebody who comes, as far as they are known.
type Arrival struct {
	Day        string
	Phone      string
	CustomerID *int64
	Named      string
	Household  []Kin
	AtDesk     string // who sits at the desk
	Before     int64  // the arrival itself once it is registered; 0: not yet
}

// Registration is an earlier reception that is valid on the day of an arrival.
type Registration struct {
	ID         int64
	Number     string
	Name       string
	Receiver   string
	Former     string
	ChangeBy   string
	At         int64
	OnDay      string
	ValidUntil string
	PhoneKey   string
	Kin        string // the relation by which it is the same customer; "": the same person
}

// Decision is who receives a visitor, and why.
type Decision struct {
	Receiver string
	Helper   string // who receives in their place, for free
	Basis    string
	Turn     bool          // takes the receiver's turn
	From     *Registration // that a returning customer has
	Ignored  string        // who was asked for by name, too late
}

// Why is the reason in words: "轮到 贺敏", "回访客户，上次由 林小满 接待".
func (d Decision) Why(s data.Speaker) string {
	var parts []string
	say := func(key string, args ...any) { parts = append(parts, s.T(key, args...)) }
	switch {
	case d.Basis == Return && d.From.Kin != "":
		say("reception.why.kin", "Relation", s.T("reception.household.relation."+d.From.Kin), "Name", d.From.Name, "Who", d.Receiver, "Day", d.From.OnDay, "Until", d.From.ValidUntil)
	case d.Basis == Return:
		say("reception.why.return", "Who", d.Receiver, "Day", d.From.OnDay, "Until", d.From.ValidUntil)
	default:
		say("reception.why."+d.Basis, "Who", d.Receiver)
	}
	if d.Helper != "" {
		say("reception.why.helper", "Who", d.Receiver, "Helper", d.Helper)
	}
	if d.Ignored != "" {
		say("reception.why.ignored", "Who", d.Ignored)
	}
	return strings.Join(parts, s.T("reception.why.comma"))
}

// Whose says who receives an arrival, without registering it.
func (s *Store) Whose(ctx context.Context, a Arrival) (Decision, error) {
	if err := s.Receptions.Permit(ctx, right.See); err != nil {
		return Decision{}, err
	}
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return Decision{}, err
	}
	d, err := decide(g, p, a)
	return d, db.Translate(err)
}

// decide applies the rules of the front desk in their order: a valid
// registration, then a name asked for at the first arrival, then the line.
func decide(g *gorm.DB, p *policy.Preset, a Arrival) (Decision, error) {
	held, err := registrations(g, p, a)
	if err != nil {
		return Decision{}, err
	}
	line, err := lineOn(g, a.Day)
	if err != nil {
		return Decision{}, err
	}
	if !p.Desk.Rotation {
		line = nil
	}
	d := Decision{Receiver: a.AtDesk, Basis: AtDesk}
	switch next := line.next(); {
	case len(held) > 0:
		d = Decision{Receiver: Holder(held), Basis: Return, From: &held[0]}
		if a.Named != "" && a.Named != d.Receiver {
			d.Ignored = a.Named
		}
	case a.Named != "":
		d = Decision{Receiver: a.Named, Basis: Named}
	case next != "":
		return Decision{Receiver: next, Basis: Turn, Turn: true}, nil
	}
	if d.Basis != AtDesk && len(line) > 0 && !line.has(d.Receiver) {
		d.Helper = line.last()
	}
	return d, nil
}

// Holder is whose customer it is where several have registered them: of the
// earliest registration, unless the customer asked for another receiver since.
func Holder(rs []Registration) string {
	if len(rs) == 0 {
		return ""
	}
	who := rs[0].Receiver
	for _, r := range rs[1:] {
		if r.Former == who && r.ChangeBy != "" {
			who = r.Receiver
		}
	}
	return who
}

// Deleted ones are passed over by +deleted_at: an index that begins with that
// column would be preferred to that of the phone.
const registrationColumns = `SELECT r.id, r.number, r.name, r.receiver, r.former, r.change_by, r.at, r.on_day, r.valid_until, r.phone_key, %s AS kin
	FROM receptions r %s +r.deleted_at = 0 AND r.receiver <> '' AND r.valid_until >= @day AND +r.on_day <= @day AND (@before = 0 OR r.id < @before)`

// registrations are the valid ones of the customer on the day, the earliest
// first: of the phone, of the customer's file, and of those in the household
// whom the regulation counts as one customer with them.
func registrations(g *gorm.DB, p *policy.Preset, a Arrival) ([]Registration, error) {
	args := map[string]any{"day": a.Day, "before": a.Before, "phone": PhoneKey(a.Phone), "customer": a.CustomerID, "counts": append([]string{""}, p.Desk.Household...)}
	sql := func(kin, from string) string {
		return strings.Replace(strings.Replace(registrationColumns, "%s", kin, 1), "%s", from, 1)
	}
	var parts []string
	if args["phone"] != "" {
		parts = append(parts, sql("''", "WHERE r.phone_key = @phone AND r.phone_key <> '' AND"),
			sql("h.relation", "JOIN reception_household h ON h.record_id = r.id WHERE h.phone_key = @phone AND h.phone_key <> '' AND h.relation IN @counts AND"))
	}
	if a.CustomerID != nil {
		parts = append(parts, sql("''", "WHERE r.customer_id = @customer AND"))
	}
	var near []string
	for _, k := range a.Household {
		if key := PhoneKey(k.Phone); key != "" && slices.Contains(p.Desk.Household, k.Relation) {
			near = append(near, key)
		}
	}
	if len(near) > 0 {
		args["near"] = near
		parts = append(parts, sql("'other'", "WHERE r.phone_key IN @near AND"))
	}
	if parts == nil {
		return nil, nil
	}
	var rs []Registration
	err := g.Session(&gorm.Session{NewDB: true}).Raw("SELECT * FROM ("+strings.Join(parts, " UNION ALL ")+") ORDER BY at, id, kin", args).Scan(&rs).Error
	rs = slices.CompactFunc(rs, func(x, y Registration) bool { return x.ID == y.ID })
	for i := range rs {
		for _, k := range a.Household {
			if key := PhoneKey(k.Phone); key != "" && key == rs[i].PhoneKey {
				rs[i].Kin = k.Relation
			}
		}
	}
	return rs, err
}
