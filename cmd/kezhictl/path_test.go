package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const hotpot = `{"kind":"organisation","name":"重庆渝鲲火锅有限公司","tags":["餐饮"],"phones":[{"use":"mobile","number":"138 1234 5678"}],
"contacts":[{"name":"向建国","post":"总经理","is_first":true},{"name":"王𬭎","post":"采购"}],"addresses":[{"use":"office","address":"江北区望江路 66 号"}]}`

func TestACustomerIsAddedListedShownFoundPrintedAndChecked(t *testing.T) {
	db := fresh(t)
	if out := must(t, hotpot, "add", "customer", "--db", db, "--json", "-", "--who", "林小满"); out != "KH-000001\n" {
		t.Fatalf("add: %q", out)
	}
	if out := must(t, "", "list", "customers", "--db", db); !strings.HasPrefix(out, "KH-000001\t重庆渝鲲火锅有限公司\t") || strings.Count(out, "\n") != 1 {
		t.Errorf("list: %q", out)
	}
	m := object(t, must(t, "", "show", "--db", db, "KH-000001", "--json"))
	meta, _ := m["_meta"].(map[string]any)
	if m["number"] != "KH-000001" || m["name"] != "重庆渝鲲火锅有限公司" || meta["version"] != 1.0 || meta["created_by"] != "林小满" {
		t.Errorf("show: %v", m)
	}
	for _, q := range []string{"渝鲲", "yukun", "cqyk", "5678", "向建国", "王𬭎", "望江路 66", "餐饮", "kh-000001"} {
		f := strings.Split(must(t, "", "search", "--db", db, q), "\t")
		if len(f) != 3 || f[0] != "KH-000001" || f[1] != "重庆渝鲲火锅有限公司" || strings.TrimSpace(f[2]) == "" {
			t.Errorf("search %s: %q", q, f)
		}
	}
	pdf := filepath.Join(t.TempDir(), "卡.pdf")
	must(t, "", "pdf", "--db", db, "--form", "customer-card", "--id", "KH-000001", "--out", pdf)
	if b, err := os.ReadFile(pdf); err != nil || !strings.HasPrefix(string(b), "%PDF-") {
		t.Errorf("pdf: %v", err)
	}
	must(t, "", "check", "--db", db)
}

func TestWhatShowPrintsAddTakes(t *testing.T) {
	db := fresh(t)
	must(t, hotpot, "add", "customer", "--db", db, "--json", "-")
	shown := must(t, "", "show", "--db", db, "KH-000001", "--json")
	if out := must(t, shown, "add", "customer", "--db", db, "--json", "-"); out != "KH-000002\n" {
		t.Fatalf("add: %q", out)
	}
	a, b := object(t, shown), object(t, must(t, "", "show", "--db", db, "KH-000002", "--json"))
	for _, k := range []string{"number", "_meta", "updated_at"} {
		delete(a, k)
		delete(b, k)
	}
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	if string(x) != string(y) {
		t.Errorf("%s\n%s", x, y)
	}
}

func TestAComplaintGoesItsWay(t *testing.T) {
	db := fresh(t)
	must(t, hotpot, "add", "customer", "--db", db, "--json", "-")
	number := strings.TrimSpace(must(t, `{"customer":"KH-000001","complainant":"王𬭎","phone":"13512342041","receiver":"林小满",
		"what":"约定 18:00 送达，19:52 才到","accused":["杜军"],"received_at":"2026-01-05 09:12"}`, "add", "complaint", "--db", db, "--json", "-"))
	if !strings.HasPrefix(number, "TS-") {
		t.Fatal(number)
	}
	step := func(kind, values string) answer {
		return call(t, values, "step", number, kind, "--db", db, "--json", "-", "--who", "贺敏")
	}
	if a := step("reply", `{"text":"好"}`); a.code != misled || !strings.Contains(a.errs, "kezhictl:") {
		t.Errorf("a reply out of order: %+v", a)
	}
	if a := step("assessment", `{"at":"2026-01-05 09:30","severity":"ordinary","ours":"yes","route":"department","department":"配送部"}`); a.out != number+"\tassignment\n" {
		t.Fatalf("assessment: %+v", a)
	}
	if a := step("assignment", `{"at":"2026-01-05 10:00","handler":"杜军"}`); a.code != misled || !strings.HasPrefix(a.errs, "handler: ") {
		t.Errorf("the accused was let handle it: %+v", a)
	}
	if a := step("assignment", `{"at":"2026-01-05 10:00","handler":"周岚"}`); a.out != number+"\tinvestigation\n" {
		t.Fatalf("assignment: %+v", a)
	}
	m := object(t, must(t, "", "show", "--db", db, number, "--json"))
	if steps, _ := m["_steps"].([]any); m["state"] != "investigation" || m["handler"] != "周岚" || len(steps) != 2 {
		t.Errorf("show: %v", m)
	}
	c := object(t, must(t, "", "show", "--db", db, "KH-000001", "--json"))
	if c["open_complaints"] != 1.0 {
		t.Errorf("open complaints: %v", c["open_complaints"])
	}
	for _, form := range []string{"complaint-statement", "complaint-receipt", "complaint-record"} {
		must(t, "", "pdf", "--db", db, "--form", form, "--id", number, "--out", filepath.Join(t.TempDir(), form+".pdf"))
	}
	must(t, "", "check", "--db", db)
}

func TestASurveyIsAskedAndAnswered(t *testing.T) {
	db := fresh(t)
	must(t, hotpot, "add", "customer", "--db", db, "--json", "-")
	q := `{"name":"满意度","state":"published","questions":[{"type":"score","text":"总体","required":true},{"type":"choices","text":"改进","options":["价格","时间"]},{"type":"text","text":"意见"}]}`
	if out := must(t, q, "add", "questionnaire", "--db", db, "--json", "-"); out != "WJ-0001\n" {
		t.Fatal(out)
	}
	campaign := strings.TrimSpace(must(t, `{"name":"上半年","questionnaire":"WJ-0001","sent":3}`, "add", "campaign", "--db", db, "--json", "-"))
	if out := must(t, "", "fields", "answer", "--db", db, "--survey", campaign); !strings.Contains(out, "\nq_1\t总体\tchoice\t必填\n") {
		t.Errorf("fields: %s", out)
	}
	one := fmt.Sprintf(`{"survey":%q,"customer":"KH-000001","q_1":5,"q_2":["价格"],"q_3":"很好"}`, campaign)
	number := strings.TrimSpace(must(t, one, "add", "answers", "--db", db, "--json", "-"))
	if number != campaign+"-0001" {
		t.Fatal(number)
	}
	if a := call(t, one, "add", "answers", "--db", db, "--json", "-"); a.code != misled || !strings.HasPrefix(a.errs, "customer: ") {
		t.Errorf("answered twice: %+v", a)
	}
	if a := call(t, fmt.Sprintf(`{"survey":%q,"q_1":9}`, campaign), "add", "answers", "--db", db, "--json", "-"); a.code != misled || !strings.HasPrefix(a.errs, "q_1: ") {
		t.Errorf("a score of 9: %+v", a)
	}
	m := object(t, must(t, "", "show", "--db", db, number, "--json"))
	if m["q_1"] != "5" || m["q_3"] != "很好" || len(m["q_2"].([]any)) != 1 {
		t.Errorf("show: %v", m)
	}
	dir := t.TempDir()
	must(t, "", "pdf", "--db", db, "--form", "questionnaire", "--id", number, "--out", filepath.Join(dir, "a.pdf"))
	must(t, "", "pdf", "--db", db, "--form", "survey-summary", "--id", campaign, "--out", filepath.Join(dir, "b.pdf"))
	must(t, "", "check", "--db", db)
}

// ofDeeds are the forms that only an erasure, or a yearly list that was made,
// has something for.
var ofDeeds = []string{"erasure-certificate", "retention-list"}

func TestSampleDataListsAndPrintsEveryForm(t *testing.T) {
	db := fresh(t)
	if out := must(t, "", "demo", "--db", db, "--customers", "60", "--seed", "1"); !strings.Contains(out, "60") {
		t.Errorf("demo: %q", out)
	}
	for _, r := range registers(t) {
		var all []map[string]any
		if err := json.Unmarshal([]byte(must(t, "", "list", r, "--db", db, "--json")), &all); err != nil || len(all) == 0 {
			t.Errorf("%s: %d, %v", r, len(all), err)
			continue
		}
		n := strings.Count(must(t, "", "list", r, "--db", db), "\n")
		if n != len(all) {
			t.Errorf("%s: %d lines, %d objects", r, n, len(all))
		}
		number, _ := all[0]["number"].(string)
		if m := object(t, must(t, "", "show", "--db", db, number, "--json")); m["number"] != number {
			t.Errorf("show %s: %v", number, m)
		}
		must(t, "", "show", "--db", db, number)
	}
	dir := t.TempDir()
	forms := strings.Split(strings.TrimSpace(must(t, "", "forms")), "\n")
	if len(forms) < 7 {
		t.Errorf("forms: %v", forms)
	}
	for _, f := range forms {
		key, title, _ := strings.Cut(f, "\t")
		if title == "" {
			t.Errorf("%s has no title", key)
		}
		for _, way := range []string{"--all", "--blank"} {
			out := filepath.Join(dir, key+way+".pdf")
			a := call(t, "", "pdf", "--db", db, "--form", key, way, "--out", out)
			if a.code != fine && way == "--all" && !slices.Contains(ofDeeds, key) {
				t.Errorf("%s %s: %+v", key, way, a)
			}
		}
	}
	must(t, "", "check", "--db", db)
}

func TestManyAreListedWithTheirRowsToBeAddedElsewhere(t *testing.T) {
	a, b := fresh(t), fresh(t)
	must(t, "", "demo", "--db", a, "--customers", "40", "--seed", "2")
	all := must(t, "", "list", "customer", "--db", a, "--json", "--whole")
	if n := strings.Count(must(t, all, "add", "customer", "--db", b, "--json", "-"), "\n"); n != 40 {
		t.Errorf("%d were added", n)
	}
	must(t, "", "check", "--db", b)
}
