package demo

import (
	"context"

	"kezhi/data/field"
	"kezhi/data/privacy"
	"kezhi/data/register"
)

// personal puts some consents on record, one of them taken back, and a request
// that waits for its answer.
func (m *maker) personal(ctx context.Context) error {
	day := func(ago int) string { return m.shop.DB.Now().AddDate(0, 0, -ago).Local().Format(field.DateLayout) }
	var ids []int64
	err := m.shop.DB.Read(ctx).Table("customers").Where("kind = 'person' AND deleted_at = 0").Order("id").Limit(6).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return err
	}
	for i, id := range ids {
		for _, purpose := range []string{"follow_up", "marketing"} {
			if err := m.shop.Privacy.Give(ctx, m.desk[0], privacy.Consent{CustomerID: id, Purpose: purpose, Way: "signed", OnDay: day(90 - 10*i)}); err != nil {
				return err
			}
		}
	}
	last := ids[len(ids)-1]
	if err := m.shop.Privacy.Withdraw(ctx, m.desk[0], privacy.Consent{CustomerID: last, Purpose: "marketing", Way: "phone", OnDay: day(3)}); err != nil {
		return err
	}
	cs, err := m.shop.Customers.Load(ctx, last)
	if err != nil || len(cs) == 0 {
		return err
	}
	v := m.shop.Privacy.Requests.Blank()
	v["on"], v["kind"], v["way"], v["customer"], v["name"], v["phone"] = day(3), privacy.CopyOf, "phone", cs[0].Number, cs[0].Name, cs[0].Phone
	v["checked"], v["handler"] = "call_back", m.desk[0]
	_, err = m.shop.Privacy.Requests.Put(ctx, m.desk[0], register.Record{Values: v})
	return err
}
