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
	if _, err = m.shop.Privacy.Requests.Put(ctx, m.desk[0], register.Record{Values: v}); err != nil {
		return err
	}
	return m.mislaid(ctx, day(20))
}

// mislaid is a small incident that came to nothing: a list was left lying.
func (m *maker) mislaid(ctx context.Context, day string) error {
	v := m.shop.Privacy.Incidents.Blank()
	v["found_at"] = day + " 18:20"
	v["kind"], v["reporter"], v["responsible"] = "suspected", m.desk[0], m.desk[0]
	v["what"], v["whose"], v["people"], v["data"] = "打印好的电话回访名单一页遗忘在前台复印机上，约二十分钟后由店员收回。", "当日回访客户", int64(12), []string{"name", "phone"}
	v["measures"] = "名单当场收回销毁；复印机旁张贴提示；回访名单改为按需打印。"
	v["told"], v["closed_on"], v["untold"] = "no", day, "名单未离开店内，已收回销毁，未造成危害。"
	_, err := m.shop.Privacy.Incidents.Put(ctx, m.desk[0], register.Record{Values: v})
	return err
}
