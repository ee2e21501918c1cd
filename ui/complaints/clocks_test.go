package complaints_test

import (
	"context"
	"testing"
	"time"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/ui/complaints"
)

func TestACaseShowsBothClocksAndCanBePaused(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.show(id, nil)
	d.Must("承诺 11-24 周二", "还有 6 天", "规定 12-03 周四", "还有 15 天", "一般，15 天")
	d.Push("暂停计时")
	d.Must("规定期限顺延")
	d.fill("reason", "请客户补发照片", "until", "2026-11-20")
	d.save("保存")
	d.Must("11-18 起暂停，请客户 11-20 前答复：请客户补发照片")
	d.now = d.now.AddDate(0, 0, 2)
	d.Push("恢复计时")
	d.fill("note", "照片已收到")
	d.save("保存")
	if v := d.values(id); v.Text("rule_due") != "2026-12-05" || v.Text("paused_on") != "" {
		t.Errorf("due %s, paused %s", v.Text("rule_due"), v.Text("paused_on"))
	}
	d.state(id, "assessment", "1")
}

func TestTheArchiveStepTellsWhichPapersAreMissing(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.until(id, complaint.Archive)
	d.show(id, nil)
	d.Must("缺：受理登记表、调查记录、处理意见、审批记录、答复函、客户反馈表、纠正预防记录")
}

func TestTheLedgerAndTheFiguresOfTheYear(t *testing.T) {
	d := open(t)
	id := d.receive()
	d.now = time.Date(2026, 11, 27, 9, 0, 0, 0, time.Local)
	d.Show(complaints.List(d, "complaint-ledger"))
	d.Settle()
	d.Must("受理 1 件，逾期 1 件", "TS-2026-000001", "3 天")
	d.Show(complaints.List(d, "complaint-figures"))
	d.Settle()
	d.Must("按规定期限答复", "等待时间", "1 件", "按承诺答复")
	s, err := d.Shop().Complaints.Statistics(context.Background(), "2026-01-01", "2026-12-31")
	if err != nil || s.Promise != (complaint.Rate{Part: 0, Of: 1}) || s.InTime.Of != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	d.take(id, complaint.Pledge, field.Values{"who": "周岚", "promised_on": "2026-12-01", "agreed_by": "冉红", "way": "phone", "reason": "等检测"})
	d.show(id, nil)
	d.Must("承诺 12-01 周二", "改约")
}
