package reports_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"kezhi/assets"
	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/survey"
	"kezhi/reports"
	"kezhi/reports/sheet"
)

var now = time.Date(2026, 11, 22, 9, 30, 0, 0, time.Local)

// mustOpen opens a shop on a new file.
func mustOpen(tb testing.TB) *shop.Shop {
	tb.Helper()
	s, err := shop.Open(filepath.Join(tb.TempDir(), "kezhi.db"))
	if err != nil {
		tb.Fatal(err)
	}
	s.DB.Now = func() time.Time { return now }
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	must(tb, s.SetIdentity(context.Background(), "林小满", shop.Identity{
		Name: "望江客户服务中心", Phone: "023-6788 1234", Address: "重庆市江北区观音桥步行街 18 号",
	}))
	return s
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// put saves a record of these values over the register's blank ones.
func put(tb testing.TB, r register.Register, v field.Values) register.Record {
	tb.Helper()
	all := r.Blank()
	for k, x := range v {
		all[k] = x
	}
	rec, err := r.Put(context.Background(), "林小满", register.Record{Values: all})
	if err != nil {
		tb.Fatalf("%s: %v", r.Key(), err)
	}
	return rec
}

// write prints a job and gives the PDF and its warnings.
func write(tb testing.TB, j reports.Job) ([]byte, []sheet.Warning) {
	tb.Helper()
	var b bytes.Buffer
	ws, err := j.Write(context.Background(), &b, nil)
	if err != nil {
		tb.Fatalf("%s %v: %v", j.Form, j.IDs, err)
	}
	return b.Bytes(), ws
}

// file keeps a PDF where the tools can read it.
func file(tb testing.TB, b []byte) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "form.pdf")
	must(tb, os.WriteFile(path, b, 0o600))
	return path
}

func tool(tb testing.TB, name string, args ...string) string {
	tb.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		tb.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// read checks a PDF and gives back its text without white space.
func read(tb testing.TB, b []byte) string {
	tb.Helper()
	path := file(tb, b)
	tool(tb, "qpdf", "--check", path)
	return squeeze(tool(tb, "pdftotext", "-raw", path, "-"))
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func job(s *shop.Shop, form string, ids ...int64) reports.Job {
	return reports.Job{Shop: s, Lang: assets.ZhHans, Who: "林小满", Now: now, Form: form, IDs: ids}
}

func organisation() field.Values {
	return field.Values{
		"kind": "organisation", "name": "重庆渝鲲火锅有限公司", "short_name": "渝鲲火锅", "grade": "vip",
		"code": "91350100M000100Y43", "legal_representative": "王𬭎", "capital": "5000000", "email": "xiang@yukun.example.com", "website": "www.yukun.example.com",
		"source": "老客户介绍", "owner": "林小满", "first_contact": "贺敏", "first_contact_on": "2024-03-18",
		"scope":  "餐饮服务；食品销售；城市配送运输服务（不含危险货物）；普通货物仓储服务。",
		"phones": []field.Values{{"use": "office", "number": "023-6788 0412"}, {"use": "mobile", "number": "138 1234 5678"}},
		"addresses": []field.Values{
			{"use": "registered", "region": "重庆江北", "address": "观音桥步行街 88 号 3 楼", "postcode": "400020"},
			{"use": "delivery", "region": "重庆渝北", "address": "龙溪街道红锦大道 57 号负一层冷库"},
		},
		"contacts": []field.Values{
			{"name": "向建国", "post": "总经理", "phone": "13812345678", "email": "xiang@yukun.example.com", "birthday": "1975-06-02", "buying_role": "decides", "influence": "high", "attitude": "supports", "is_first": "true", "preferences": "普洱茶", "concerns": "食材新鲜、准时"},
			{"name": "冉红", "post": "采购主管", "phone": "13512342041", "buying_role": "influences", "influence": "medium", "attitude": "neutral", "knows": "与向建国为大学同学"},
			{"name": "李𫖯", "post": "店长", "phone": "13700001111", "is_emergency": "true", "buying_role": "uses"},
		},
		"intent": "preferred", "scale": "medium", "nature": "end_user", "region": "重庆", "industry": "餐饮", "tags": []string{"冷链", "月结", "连锁"},
		"products": "冻品毛肚、鲜切牛肉、底料", "frequency": "每日", "volume": "约 320 kg/日", "price_sensitivity": "medium", "payment": "月结",
		"need_plan": "2026 年 12 月新店开业，用量约增三成", "investment": "新店 260 万元", "competitors": "渝味源供应链",
		"notes": []field.Values{
			{"on": "2026-09-12", "topic": "need", "text": "拟在渝北开第三家店，冷库自建。", "channel": "走访", "reporter": "林小满"},
			{"on": "2026-10-21", "topic": "price", "text": "竞争对手毛肚报价低 3 元/kg，但不含配送。", "channel": "客户采购", "reporter": "贺敏"},
		},
		"remark": "送货走后门，联系店长。",
	}
}

func visited(customer string) field.Values {
	return field.Values{
		"customer": customer, "way": "on_site", "at": "2026-10-21 14:30", "place": "江北观音桥店", "visitor": "林小满", "companions": []string{"贺敏"},
		"department": "客服部", "hours": "1.5", "purpose": "季度回访", "result": "intent",
		"people":   []field.Values{{"name": "向建国", "post": "总经理"}, {"name": "冉红", "post": "采购", "phone": "13512342041"}},
		"talk":     "新店12月开业，日均用量约增三成；希望改为每日两送。对现有产品质量满意，认可售后响应速度。",
		"needs":    "冷链配送；结算由月结改为半月结。",
		"opinions": "送货延误时应提前电话告知。", "competition": "渝味源报价低 3 元/kg。", "market": "毛肚进口价格上行。", "products": "质量稳定，包装可再牢固。",
		"earlier": "上次承诺的样品已于 9 月 3 日送达。", "earlier_satisfaction": "satisfied", "our_news": "告知冷链车队 11 月扩容。", "plans": "明年拟开两家新店。",
		"promises":  []field.Values{{"what": "新合同报价", "owner": "林小满", "due": "2026-10-25", "done_on": "2026-10-24"}, {"what": "冷链方案", "owner": "贺敏", "due": "2026-11-01"}},
		"next_step": "带报价再访", "next_by": "林小满", "next_on": "2026-11-22",
		"reviewer": "周岚", "reviewed_on": "2026-10-23", "review": "同意，冷链方案请物流部会签。",
	}
}

func complained(customer string) field.Values {
	return field.Values{
		"received_at": "2026-11-18 09:12", "way": "phone", "receiver": "林小满", "customer": customer,
		"complainant": "冉红", "phone": "13512342041", "contact": "ranhong@yukun.example.com",
		"product": "冻品毛肚", "service": "11-17 配送", "contract": "PS-20261117-08", "report": "BG-2026-118", "report_received_on": "2026-11-12",
		"what":   "11月17日约定18:00送达，实际19:52送到，期间无人电话告知，影响晚市营业。",
		"demand": "书面道歉，减免当次配送费。", "responses": []string{"apology", "refund"}, "evidence": "配送单照片1张；门店监控截图2张", "originals": "true",
		"category": "配送时效", "severity": "ordinary", "promised_on": "2026-11-24", "promise": "三个工作日内书面答复", "department": "客服部",
		"accused_department": "物流部", "accused": []string{"赵启明"}, "involved": []string{"钱多多"}, "remark": "客户情绪尚稳定。",
	}
}

// step takes a step of a complaint over what the program proposes.
func step(tb testing.TB, s *shop.Shop, id int64, kind complaint.Kind, at string, v field.Values) {
	tb.Helper()
	ctx := context.Background()
	r, err := s.Complaints.Get(ctx, id)
	must(tb, err)
	all, err := s.Complaints.BlankStep(ctx, id, kind, v.Text("who"))
	must(tb, err)
	for k, x := range v {
		all[k] = x
	}
	all["at"] = at
	if _, err := s.Complaints.PutStep(ctx, "林小满", id, r.Version, kind, all); err != nil {
		tb.Fatalf("%s: %v", kind, err)
	}
}

// handled leads a complaint through a round that left the customer
// unsatisfied and into the next.
func handled(tb testing.TB, s *shop.Shop, id int64) {
	step(tb, s, id, complaint.Assessment, "2026-11-18 10:00", field.Values{"who": "周岚", "severity": "ordinary", "ours": "yes", "complexity": "usual", "impact": "medium", "route": "department", "department": "客服部", "opinion": "属配送环节，转客服部牵头。"})
	step(tb, s, id, complaint.Assignment, "2026-11-18 10:30", field.Values{"who": "周岚", "handler": "贺敏", "department": "客服部", "group": []string{"孙立"}, "due": "2026-11-24", "note": "两日内查清经过。"})
	step(tb, s, id, complaint.Investigation, "2026-11-19 15:20", field.Values{"who": "贺敏", "with": []string{"孙立"}, "facts": "车辆 17:10 出库，途中抛锚，司机未按规定电话告知客户。", "checked": "出库单、行车记录、监控截图。", "cause": "无备用车辆预案；司机未培训告知流程。", "founded": "yes"})
	step(tb, s, id, complaint.Proposal, "2026-11-19 17:00", field.Values{"who": "贺敏", "measures": "书面道歉并减免当次配送费。", "responses": []string{"apology", "refund"}, "compensation": "180", "agreed": "客户电话同意"})
	step(tb, s, id, complaint.Approval, "2026-11-19 18:05", field.Values{"who": "周岚", "decision": "approved", "opinion": "同意。"})
	step(tb, s, id, complaint.Reply, "2026-11-20 09:30", field.Values{"who": "林小满", "way": "letter", "text": "尊敬的冉女士：经查，配送延误属实，谨致歉意，并减免当次配送费 180 元。", "routes": "可向市场监督管理部门 12315 反映"})
	step(tb, s, id, complaint.Opinion, "2026-11-20 16:00", field.Values{"who": "林小满", "satisfied": "no", "way": "phone", "text": "未说明今后如何避免。"})
	step(tb, s, id, complaint.Investigation, "2026-11-21 10:00", field.Values{"who": "孙立", "facts": "补充核查备用车辆与告知制度。", "founded": "yes"})
}

// surveyed makes a campaign with n answers and gives the campaign's record and
// the first answer's.
func surveyed(tb testing.TB, s *shop.Shop, n int) (campaign, answer register.Record) {
	tb.Helper()
	must(tb, s.Surveys.Seed(context.Background(), "林小满", assets.ZhHans))
	campaign = put(tb, s.Surveys.Campaigns, field.Values{
		"name": "2026 年下半年客户满意度调查", "questionnaire": "WJ-0001", "way": "paper", "from": "2026-09-01", "to": "2026-09-30", "responsible": "周岚",
		"purpose": "了解客户对产品、价格、服务与投诉处理的评价。", "population": "120", "sent": "40", "target": "80", "note": "回收期间有两份破损，未计入。",
	})
	id := campaign.ID
	e, err := s.Surveys.Asked(context.Background(), id)
	must(tb, err)
	for i := range n {
		v := field.Values{"survey": campaign.Number, "date": "2026-09-15", "respondent": fmt.Sprintf("客户%d", i+1), "serial": fmt.Sprintf("%04d", i+1), "taken_by": "林小满", "phone": "13512342041", "note": "字迹清楚"}
		for j := range e.Questions {
			q := &e.Questions[j]
			switch q.Type {
			case survey.Score:
				_, most, _ := q.Points()
				v[q.FieldKey()] = fmt.Sprint(max(1, most-int64((i+j)%4)))
			case survey.Promote:
				v[q.FieldKey()] = fmt.Sprint(10 - (i*3+j)%7)
			case survey.One:
				c := q.Choices()
				v[q.FieldKey()] = c[(i+j)%len(c)]
			case survey.Many:
				c := q.Choices()
				v[q.FieldKey()] = []string{c[i%len(c)], c[(i+1)%len(c)]}
			case survey.YesNo:
				v[q.FieldKey()] = []string{"yes", "no", "yes"}[i%3]
			case survey.Number:
				v[q.FieldKey()] = fmt.Sprint(i + 1)
			case survey.Text:
				if i%3 == 0 {
					v[q.FieldKey()] = []string{"送货能再早一点就更好。", "希望增加周末客服；\n另外包装不够牢固。", "很满意，继续保持。"}[i/3%3]
				}
			}
			if q.Other != "" {
				got := fmt.Sprint(v[q.FieldKey()])
				if strings.Contains(got, q.Other) {
					v[q.FieldKey()+"_other"] = "朋友圈"
				}
			}
		}
		r := put(tb, s.Surveys.Answers, v)
		if i == 0 {
			answer = r
		}
	}
	return campaign, answer
}
