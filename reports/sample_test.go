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
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
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

var _ = fmt.Sprint
