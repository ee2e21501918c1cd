package reports_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/survey"
	"kezhi/reports"
	"kezhi/reports/sheet"
)

// within tells how much of want stands in text in its order; what a page break
// puts between does not matter.
func within(text, want string) (missing string) {
	rs := []rune(want)
	i := 0
	for _, r := range text {
		if i < len(rs) && r == rs[i] {
			i++
		}
	}
	return string(rs[i:])
}

// printed fails where a text is not on the paper, character by character.
func printed(t *testing.T, paper string, all ...string) {
	t.Helper()
	for _, s := range all {
		if miss := within(paper, seen(s)); miss != "" {
			t.Errorf("lost from %.20q on: %.30q (%d characters)", s, miss, utf8.RuneCountInString(miss))
		}
	}
}

// seen is a text without what no reader of a paper sees: white space,
// characters without width, and what Unicode says is no character.
func seen(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) ||
			unicode.Is(unicode.Noncharacter_Code_Point, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, norm.NFC.String(s))
}

// paper is the text of a job's PDF as seen.
func paper(t *testing.T, j reports.Job) (string, []sheet.Warning) {
	t.Helper()
	b, ws := write(t, j)
	return seen(read(t, b)), ws
}

func TestRareCharactersComeBack(t *testing.T) {
	s := mustOpen(t)
	v := organisation()
	v["name"] = "𠮷野家王𬭎李𫖯㛃𬺈龘𰻞"
	v["remark"] = "𨭎𬬻 é ñ ß — ‘’“” … ㎡ ℃ ½ ① Ⅷ ㊣ \u0301x \u200b \u00ad"
	c := put(t, s.Customers, v)
	text, _ := paper(t, job(s, "customer-card", c.ID))
	printed(t, text, v["name"].(string), v["remark"].(string))
}

func TestAnEmojiIsAVisibleMarkWithAWarning(t *testing.T) {
	s := mustOpen(t)
	v := organisation()
	v["remark"] = "谢谢😀👍🏽！"
	c := put(t, s.Customers, v)
	text, ws := paper(t, job(s, "customer-card", c.ID))
	printed(t, text, "谢谢😀👍🏽！")
	if len(ws) == 0 || ws[0].Rune != '😀' || !strings.Contains(ws[0].Message(assets.ZhHans), "U+1F600") {
		t.Errorf("warnings: %v", ws)
	}
}

func TestLongTextsAndTablesGoOverPages(t *testing.T) {
	s := mustOpen(t)
	v := organisation()
	v["remark"] = long(20000)
	v["scope"] = strings.Repeat("Donaudampfschifffahrtsgesellschaftskapitän", 90)
	var notes, contacts []field.Values
	for i := range 200 {
		notes = append(notes, field.Values{"on": "2026-01-02", "topic": "need", "text": fmt.Sprintf("第%d条：%s", i, long(40)), "channel": "走访", "reporter": "林小满"})
	}
	for i := range 100 {
		contacts = append(contacts, field.Values{"name": fmt.Sprintf("联系人%d", i), "post": "采购", "phone": fmt.Sprintf("138%08d", i)})
	}
	v["notes"], v["contacts"] = notes, contacts
	c := put(t, s.Customers, v)
	rec, err := s.Customers.Get(context.Background(), c.ID)
	must(t, err)
	text, _ := paper(t, job(s, "customer-card", c.ID))
	printed(t, text, texts(s.Customers.Fields(), rec.Values)...)
	if n := strings.Count(text, "业务动态"); n < 3 {
		t.Errorf("the table's head stands %d times", n)
	}

	w := visited(c.Number)
	for _, k := range []string{"talk", "needs", "opinions", "competition", "market", "products", "earlier", "our_news", "plans", "review"} {
		w[k] = long(11000)
	}
	var promises, people []field.Values
	for i := range 50 {
		promises = append(promises, field.Values{"what": fmt.Sprintf("承诺%d %s", i, long(100)), "owner": "贺敏", "due": "2026-12-01"})
		people = append(people, field.Values{"name": fmt.Sprintf("人%d", i), "post": "经理", "phone": "12345"})
	}
	w["promises"], w["people"] = promises, people
	x := put(t, s.Visits, w)
	rec, err = s.Visits.Get(context.Background(), x.ID)
	must(t, err)
	text, _ = paper(t, job(s, "visit-summary", x.ID))
	printed(t, text, texts(s.Visits.Fields(), rec.Values)...)
}

// long is n characters of which neighbours differ.
func long(n int) string {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	var b strings.Builder
	for i := range n {
		switch {
		case i%50 == 49:
			b.WriteString("。")
		case i%997 == 996:
			b.WriteByte('\n')
		default:
			b.WriteRune(rune(0x4E00 + r.IntN(0x5000)))
		}
	}
	return b.String()
}

func TestEmptyRecordsArePaper(t *testing.T) {
	s := mustOpen(t)
	c := put(t, s.Customers, field.Values{"name": "空"})
	v := put(t, s.Visits, field.Values{"customer": c.Number, "visitor": "林小满"})
	k := put(t, s.Complaints, field.Values{"complainant": "某", "what": "无", "receiver": "林小满"})
	must(t, s.Surveys.Seed(context.Background(), "x", assets.ZhHans))
	d := put(t, s.Surveys.Campaigns, field.Values{"name": "无人答", "questionnaire": "WJ-0001"})
	for form, id := range map[string]int64{"customer-card": c.ID, "visit-summary": v.ID, "complaint-statement": k.ID, "complaint-receipt": k.ID, "complaint-record": k.ID, "survey-summary": d.ID, "questionnaire": d.ID} {
		b, ws := write(t, job(s, form, id))
		if text := read(t, b); len(ws) > 0 || text == "" {
			t.Errorf("%s: %v", form, ws)
		}
	}
}

func TestTheShopsOwnFieldsAreOnTheCard(t *testing.T) {
	s := mustOpen(t)
	must(t, s.SetOwnFields(context.Background(), "x", []customer.OwnField{
		{Label: "会员卡号", Kind: "text"}, {Label: "过敏{{.X}}食物", Kind: "multiline"}, {Label: "座位", Kind: "choice", Options: []string{"靠窗", "包间"}},
	}))
	v := organisation()
	v["own_1"], v["own_2"], v["own_3"] = "VIP-00912", "花生\n虾", "包间"
	c := put(t, s.Customers, v)
	text, _ := paper(t, job(s, "customer-card", c.ID))
	printed(t, text, "会员卡号", "VIP-00912", "过敏{{.X}}食物", "花生", "虾", "座位", "靠窗", "包间")
}

// Scanned into the search box, the code on a paper brings its record up.
func TestEveryFormsCodeReadsAsItsNumber(t *testing.T) {
	h := furnished(t)
	for _, j := range h.jobs() {
		if f, _ := reports.Find(j.Form); len(j.IDs) == 0 || f.Ledger {
			continue // a ledger is of many records
		}
		j.IDs = j.IDs[:1]
		numbers, err := j.Numbers(context.Background())
		must(t, err)
		langs := assets.Langs[:1]
		if j.Form == "complaint-receipt" {
			langs = assets.Langs
		}
		for _, l := range langs {
			j.Lang = l
			b, _ := write(t, j)
			path := file(t, b)
			png := filepath.Join(filepath.Dir(path), "page")
			tool(t, "pdftoppm", "-r", "110", "-gray", "-f", "1", "-l", "1", "-png", path, png)
			pngs, err := filepath.Glob(png + "*.png")
			must(t, err)
			codes := strings.Fields(tool(t, "zbarimg", "-q", "--raw", pngs[0]))
			if len(codes) == 0 || slices.ContainsFunc(codes, func(c string) bool { return c != numbers[0] }) {
				t.Errorf("%s, %s: the codes say %q, not %s", j.Form, l, codes, numbers[0])
			}
		}
	}
}

func TestTheTearOffIsNeverSplit(t *testing.T) {
	s := mustOpen(t)
	for n := range 24 {
		v := complained("")
		delete(v, "customer")
		v["what"] = strings.Repeat("长", n*90+1)
		k := put(t, s.Complaints, v)
		d, err := job(s, "complaint-receipt", k.ID).Compose(context.Background(), nil)
		must(t, err)
		l, err := sheet.Lay(context.Background(), d)
		must(t, err)
		where := map[string]int{}
		for i := range l.Pages {
			var p probe
			l.Pages[i].Draw(&p)
			for _, w := range []string{"沿虚线撕下", "投诉受理回执", "（盖章）", "凭此查询"} {
				if strings.Contains(p.text.String(), w) {
					where[w] = i
				}
			}
		}
		for w, p := range where {
			if p != where["投诉受理回执"] {
				t.Errorf("%d characters: %s on page %d, the receipt on %d", n*90+1, w, p, where["投诉受理回执"])
			}
		}
		if len(where) != 4 {
			t.Errorf("%d characters: found %v", n*90+1, where)
		}
	}
}

// A probe gathers a page's text.
type probe struct{ text strings.Builder }

func (p *probe) BeginPage(float64, float64)                         {}
func (p *probe) EndPage()                                           {}
func (p *probe) Text(t sheet.Text)                                  { p.text.WriteString(t.Source) }
func (p *probe) Line(float64, float64, float64, float64, sheet.Pen) {}
func (p *probe) Stroke(sheet.Rect, sheet.Pen)                       {}
func (p *probe) Fill([]sheet.Rect, sheet.Color)                     {}
func (p *probe) Image(sheet.Rect, *sheet.Picture)                   {}

// fuzzed puts the text into every text field of the values.
func fuzzed(ds []field.Desc, v field.Values, s string) field.Values {
	v = v.Clone()
	one := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, s)
	for _, d := range ds {
		switch {
		case d.ReadOnly, d.Key == "key":
		case d.Kind == field.Multiline:
			v[d.Key] = cut(s, d.Max)
		case d.Kind == field.Text && d.Key != "code" && d.Key != "identity", d.Kind == field.Person:
			v[d.Key] = cut(one, d.Max)
		case d.Kind == field.Rows:
			rows := v.Rows(d.Key)
			for i := range rows {
				rows[i] = fuzzed(d.Rows, rows[i], s)
			}
			v[d.Key] = rows
		}
	}
	return v
}

func cut(s string, n int) string {
	s = norm.NFC.String(s)
	if rs := []rune(s); len(rs) > n {
		return string(rs[:n])
	}
	return s
}

// FuzzForms types any text into every field of every register and prints all
// forms: none panics, and what was saved comes back from the paper.
func FuzzForms(f *testing.F) {
	for _, s := range []string{"a", "王𬭎 𠮷\n李𫖯", "😀x\u0301\u200d👨‍👩‍👧", "☐ ☑ ☒ {{.X}} %s \\n", strings.Repeat("W", 500), "。，、；：", "\u202eabc\u2066\ufeff", "ﷺ ﷽ กำ हिन्दी العربية עברית", "￿\ufffe\ufffd", "（（（（《《《《", "{y}年{m}{", "ﬁ ﬀ Ǆ Å Å ㎏ ﾊﾟ ＡＢ"} {
		f.Add(s)
	}
	r := rand.New(rand.NewPCG(2026, 11))
	for range 3 {
		f.Add(anything(r, 300))
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.TrimSpace(s) == "" || !utf8.ValidString(s) || len(s) > 4000 {
			t.Skip()
		}
		fuzzForms(t, s)
	})
}

// anything is n characters from all of Unicode, the planes and blocks that are
// typed here more often than the rest.
func anything(r *rand.Rand, n int) string {
	blocks := [][2]rune{
		{0x20, 0x7E},
		{0xA0, 0x24F},
		{0x300, 0x36F},
		{0x590, 0xDFF},
		{0x1E00, 0x2BFF},
		{0x2E80, 0x33FF},
		{0x3400, 0x9FFF},
		{0xA000, 0xD7FF},
		{0xE000, 0xFFFD},
		{0x10000, 0x1FFFF},
		{0x20000, 0x323AF},
		{0xE0000, 0xE01EF},
		{0x10FF00, 0x10FFFF},
	}
	out := make([]rune, n)
	for i := range out {
		b := blocks[r.IntN(len(blocks))]
		out[i] = b[0] + r.Int32N(b[1]-b[0]+1)
	}
	return strings.ToValidUTF8(string(out), "?")
}

func fuzzForms(t *testing.T, s string) {
	h := mustOpen(t)
	put := func(r register.Register, v field.Values) (register.Record, bool) {
		all := r.Blank()
		for k, x := range fuzzed(r.Fields(), v, s) {
			all[k] = x
		}
		rec, err := r.Put(context.Background(), "x", register.Record{Values: all})
		if err != nil {
			if len(data.All(err)) == 0 {
				t.Fatal(err)
			}
			return rec, false // refused: control characters and the like
		}
		rec, err = r.Get(context.Background(), rec.ID)
		must(t, err)
		return rec, true
	}
	c, ok := put(h.Customers, organisation())
	if !ok {
		return
	}
	check := func(form string, r register.Register, rec register.Record) {
		text, _ := paper(t, job(h, form, rec.ID))
		for _, d := range r.Fields() {
			if !d.ReadOnly {
				printed(t, text, texts([]field.Desc{d}, rec.Values)...)
			}
		}
	}
	check("customer-card", h.Customers, c)
	if v, ok := put(h.Visits, visited(c.Number)); ok {
		check("visit-summary", h.Visits, v)
	}
	if k, ok := put(h.Complaints, complained(c.Number)); ok {
		check("complaint-receipt", h.Complaints, k)
		check("complaint-record", h.Complaints, k)
		paper(t, job(h, "complaint-statement", k.ID))
	}
	q, ok := put(h.Surveys.Questionnaires, field.Values{"state": "published", "intro": "x", "thanks": "x", "questions": []field.Values{
		{"text": "a", "type": survey.Score, "low_label": "x", "high_label": "y"},
		{"text": "b", "type": survey.Text},
		{"text": "c", "type": survey.Number, "unit": "x"},
		{"text": "d", "type": survey.One, "options": []string{"甲", "乙"}, "other": "其他"},
		{"text": "e", "type": survey.Promote, "low_label": "x", "high_label": "y"},
	}})
	if !ok {
		return
	}
	text, _ := paper(t, reports.Job{Shop: h, Form: "questionnaire", Register: "questionnaire", IDs: []int64{q.ID}, Now: now})
	for _, k := range []string{"name", "intro", "thanks", "questions"} {
		d, _ := field.Find(h.Surveys.Questionnaires.Fields(), k)
		printed(t, text, texts([]field.Desc{d}, q.Values)...)
	}
	d, ok := put(h.Surveys.Campaigns, field.Values{"questionnaire": q.Number, "sent": "3"})
	if !ok {
		return
	}
	a, ok := put(h.Surveys.Answers, field.Values{"survey": d.Number, "q_1": "5", "q_2": cut(s, 4000), "q_3": "2"})
	if !ok {
		return
	}
	check("survey-summary", h.Surveys.Campaigns, d)
	text, _ = paper(t, reports.Job{Shop: h, Form: "questionnaire", Register: "answer", IDs: []int64{a.ID}, Now: now})
	printed(t, text, a.Values.Text("q_2"), a.Values.Text("respondent"), a.Values.Text("note"), a.Values.Text("serial"))
}
