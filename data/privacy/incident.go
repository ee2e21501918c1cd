package privacy

import (
	"kezhi/data"
	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

// Incident is something that happened to personal data (个人信息安全事件): it
// leaked, was altered or got lost, or may have. PIPL Art. 57: measures are taken
// at once, the authority is told, and so are the people, unless the measures keep
// them from harm.
type Incident struct {
	register.Meta
	FoundAt     int64 // unix milliseconds
	OnDay       string
	Kind        string
	Reporter    string
	Responsible string
	Happened    string // when it happened, as far as is known
	What        string
	Whose       string
	People      int64
	Data        []string `gorm:"serializer:json"` // kinds of data
	Cause       string
	Harm        string
	Measures    string
	Authority   string // which
	AuthorityOn string
	Told        string // yes, no
	ToldOn      string
	ToldHow     string
	Untold      string // why the people are not told
	Lessons     string
	ClosedOn    string
	State       string
}

// TableName is GORM's name for the table.
func (Incident) TableName() string { return "privacy_incidents" }

func incidentFields() *field.Set[Incident] {
	type r = Incident
	return field.NewSet("incident",
		field.OfTime("found_at", func(x *r) *int64 { return &x.FoundAt }).In("incident.section.what").Require().Show(132, "found_at"),
		field.OfChoice("kind", func(x *r) *string { return &x.Kind }, "leak", "tampering", "loss", "misuse", "suspected").Require().Show(90, "kind").Pill(),
		field.OfPerson("reporter", func(x *r) *string { return &x.Reporter }).Require().Hidden(90, "reporter"),
		field.OfPerson("responsible", func(x *r) *string { return &x.Responsible }).Require().Show(90, "responsible"),
		field.Of("happened", func(x *r) *string { return &x.Happened }).Limit(100),
		field.OfMultiline("what", func(x *r) *string { return &x.What }).Limit(4000).Require().Tall(3).Show(220, "what").Flex(),
		field.Of("whose", func(x *r) *string { return &x.Whose }).Limit(200).Require().Hidden(150, "whose"),
		field.OfInteger("people", func(x *r) *int64 { return &x.People }, 0, 100_000_000).Show(80, "people").Right(),
		field.OfChoices("data", func(x *r) *[]string { return &x.Data }, "name", "phone", "address", "identity", "birthday", "credit", "dealings", "other"),
		field.OfMultiline("cause", func(x *r) *string { return &x.Cause }).Limit(2000).Tall(2),
		field.OfMultiline("harm", func(x *r) *string { return &x.Harm }).Limit(2000).Tall(2),
		field.OfMultiline("measures", func(x *r) *string { return &x.Measures }).In("incident.section.measures").Limit(4000).Tall(3),
		field.Of("authority", func(x *r) *string { return &x.Authority }).Limit(120).Offer("incident.authority.cyberspace", "incident.authority.police", "incident.authority.market"),
		field.OfDate("authority_on", func(x *r) *string { return &x.AuthorityOn }).Hidden(96, "authority_on"),
		field.OfChoice("told", func(x *r) *string { return &x.Told }, "yes", "no"),
		field.OfDate("told_on", func(x *r) *string { return &x.ToldOn }).If("told", "yes").Hidden(96, "told_on"),
		field.Of("told_how", func(x *r) *string { return &x.ToldHow }).Limit(200).If("told", "yes").Offer("incident.told.phone", "incident.told.message", "incident.told.letter", "incident.told.notice"),
		field.OfMultiline("untold", func(x *r) *string { return &x.Untold }).Limit(1000).Tall(2).If("told", "no"),
		field.OfMultiline("lessons", func(x *r) *string { return &x.Lessons }).In("incident.section.end").Limit(2000).Tall(2),
		field.OfDate("closed_on", func(x *r) *string { return &x.ClosedOn }).Show(96, "closed_on"),
		field.OfChoice("state", func(x *r) *string { return &x.State }, Opened, Done).Locked().Show(80, "state").Pill(),
		field.OfTime("updated_at", func(x *r) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}

func incidentRules(tx *db.Tx, x, _ *Incident) data.Errors {
	var wrong data.Errors
	say := func(f, key string, args ...any) { wrong = append(wrong, data.Wrong(f, key, args...)) }
	now := today(tx.Now)
	if x.FoundAt > tx.Now.UnixMilli() {
		say("found_at", "error.future")
	}
	for f, day := range map[string]string{"authority_on": x.AuthorityOn, "told_on": x.ToldOn, "closed_on": x.ClosedOn} {
		if day > now {
			say(f, "error.future")
		}
	}
	if x.AuthorityOn != "" && x.Authority == "" {
		say("authority", "error.required")
	}
	if x.ClosedOn == "" {
		return wrong
	}
	if x.Measures == "" {
		say("measures", "incident.error.measures")
	}
	switch {
	case x.Told == "":
		say("told", "incident.error.told")
	case x.Told == "yes" && x.ToldOn == "":
		say("told_on", "error.required")
	case x.Told == "no" && x.Untold == "":
		say("untold", "incident.error.untold")
	}
	if x.AuthorityOn == "" && x.Kind != "suspected" {
		say("authority_on", "incident.error.authority")
	}
	return wrong
}

func settleIncident(_ *db.Tx, x, _ *Incident) error {
	x.OnDay = field.ShowTime(x.FoundAt)[:len(field.DateLayout)]
	if x.Data == nil {
		x.Data = []string{}
	}
	x.State = Opened
	if x.ClosedOn != "" {
		x.State = Done
	}
	return nil
}

// savedIncident has a new incident stand out in the record of operations.
func savedIncident(tx *db.Tx, x, old *Incident) error {
	if old != nil {
		return nil
	}
	return audit.SayIn(tx, audit.Entry{
		Action: Happened, Register: "incident", RecordID: x.ID, Number: x.Number,
		Fields: []field.Change{{Key: "kind", After: x.Kind}},
	})
}
