package customer

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/right"
	"kezhi/data/search"
)

// Duplicate is a file that is probably of the same customer.
type Duplicate struct {
	ID     int64
	Number string
	Name   string
	Reason Reason
	Match  string // the phone, the code or the name that is the same there
}

// Reason says why two files are probably of one customer.
type Reason string

// The reasons, the surest first. Each is a message key below
// "search.duplicate.".
const (
	SameCode     Reason = "code"     // unified social credit code
	SameIdentity Reason = "identity" // identity number
	SamePhone    Reason = "phone"    // of the customer or of a contact
	SameName     Reason = "name"     // but for 有限公司 and the place in it
	SameSound    Reason = "sound"    // the same pinyin
)

// maxDuplicates is how many files Probable names for one reason: a warning,
// not a search.
const maxDuplicates = 5

// Probable lists the files that are probably of the customer whose form is
// being filled in, the surest reason first, each file once, without the file
// except. It is quick enough to be asked while somebody types. Half-typed
// values are no error; they are like nothing. Files that whoever is at the desk may
// not see are not named.
func (s *Store) Probable(ctx context.Context, v field.Values, except int64) ([]Duplicate, error) {
	if err := s.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	p := probing{ctx: ctx, d: s.DB, seen: map[int64]bool{except: true}}
	kind := v.Text("kind")
	if code := compact(v.Text("code")); len(code) == 18 && kind != Person {
		p.column("code", SameCode, code)
	}
	if identity := compact(v.Text("identity")); len(identity) == 18 && kind != Organisation {
		p.identity(identity)
	}
	for _, key := range []struct{ rows, number string }{{"phones", "number"}, {"contacts", "phone"}} {
		for _, r := range v.Rows(key.rows) {
			p.phone(r.Text(key.number))
		}
	}
	p.name(kind, v.Text("name"))
	ds, err := p.result()
	if err != nil || len(ds) == 0 {
		return nil, err
	}
	return s.theirs(ctx, ds)
}

// theirs are those of the files that whoever is at the desk may see.
func (s *Store) theirs(ctx context.Context, ds []Duplicate) ([]Duplicate, error) {
	ids := make([]int64, len(ds))
	for i, d := range ds {
		ids[i] = d.ID
	}
	ids, err := s.Seen(ctx, ids)
	return slices.DeleteFunc(ds, func(d Duplicate) bool { return !slices.Contains(ids, d.ID) }), err
}

// probing collects the ids for each reason.
type probing struct {
	ctx   context.Context
	d     *db.DB
	seen  map[int64]bool
	found []Duplicate
	err   error
}

func (p *probing) add(id int64, why Reason, match string) {
	if !p.seen[id] {
		p.seen[id] = true
		p.found = append(p.found, Duplicate{ID: id, Reason: why, Match: match})
	}
}

func (p *probing) column(column string, why Reason, value string) {
	if p.err != nil {
		return
	}
	var ids []int64
	p.err = p.d.Read(context.WithoutCancel(p.ctx)).Table("customers").
		Where(column+" IN ? AND deleted_at = 0", []string{value, strings.ToLower(value)}).Limit(maxDuplicates+1).Pluck("id", &ids).Error
	for _, id := range ids {
		p.add(id, why, value)
	}
}

func (p *probing) identity(number string) {
	if p.err != nil {
		return
	}
	var ids []int64
	where, args := sameIdentity(p.d, number)
	p.err = p.d.Read(context.WithoutCancel(p.ctx)).Table("customers").Where(where+" AND deleted_at = 0", args...).Limit(maxDuplicates+1).Pluck("id", &ids).Error
	for _, id := range ids {
		p.add(id, SameIdentity, number)
	}
}

func (p *probing) phone(number string) {
	if p.err != nil || len(digits(number)) < 7 {
		return
	}
	var ids []int64
	ids, p.err = search.SamePhone(p.ctx, p.d, "customer", number, maxDuplicates+1)
	for _, id := range ids {
		p.add(id, SamePhone, number)
	}
}

// name looks for files of the same name and, among those of the same sound,
// puts the ones written alike first.
func (p *probing) name(kind, name string) {
	if p.err != nil || name == "" {
		return
	}
	var ids []int64
	if ids, p.err = search.SameName(p.ctx, p.d, "customer", name, maxDuplicates+1); p.err != nil {
		return
	}
	for _, id := range ids {
		p.add(id, SameName, "")
	}
	n := len(ids)
	if n > maxDuplicates {
		return
	}
	if kind == Person {
		ids, p.err = search.SameSound(p.ctx, p.d, "customer", name, 4*maxDuplicates)
	} else {
		ids, p.err = search.Alike(p.ctx, p.d, "customer", search.Pinyin(core(kind, name)), 4*maxDuplicates)
	}
	if p.err != nil || len(ids) == 0 {
		return
	}
	var rows []struct {
		ID   int64
		Name string
	}
	p.err = p.d.Read(context.WithoutCancel(p.ctx)).Table("customers").Select("id, name").Where("id IN ?", ids).Order("id DESC").Find(&rows).Error
	for _, why := range []Reason{SameName, SameSound} {
		for _, r := range rows {
			if same := core(kind, r.Name) == core(kind, name); same == (why == SameName) && n < maxDuplicates {
				if !p.seen[r.ID] {
					n++
				}
				p.add(r.ID, why, "")
			}
		}
	}
}

// result fills in numbers and names.
func (p *probing) result() ([]Duplicate, error) {
	if p.err == nil {
		p.err = p.ctx.Err()
	}
	if p.err != nil || len(p.found) == 0 {
		return nil, db.Translate(p.err)
	}
	ids := make([]int64, len(p.found))
	for i, f := range p.found {
		ids[i] = f.ID
	}
	refs, err := Refs(p.d.Read(context.WithoutCancel(p.ctx)), ids)
	if err != nil {
		return nil, db.Translate(err)
	}
	out := p.found[:0]
	for _, f := range p.found {
		r, ok := refs[f.ID]
		if !ok || r.DeletedAt != 0 {
			continue
		}
		f.Number, f.Name = r.Number, r.Name
		if f.Match == "" {
			f.Match = r.Name
		}
		out = append(out, f)
	}
	return out, nil
}

func compact(s string) string {
	return strings.ToUpper(strings.Join(strings.Fields(norm.NFKC.String(s)), ""))
}

// core is what is left of an organisation's name without its legal form, its
// place and what stands in brackets; a person's name is all core. A name that
// would be left with less than two characters stays whole.
func core(kind, name string) string {
	s := strings.Join(strings.Fields(norm.NFKC.String(name)), "")
	if kind == Person {
		return s
	}
	long := func(t string) bool { return len([]rune(t)) >= 2 }
	if t := bracketed(s); long(t) {
		s = t
	}
	for again := true; again; {
		again = false
		for _, f := range forms {
			if t, ok := strings.CutSuffix(s, f); ok && long(t) {
				s, again = t, true
			}
		}
	}
	for _, p := range regions {
		if t, ok := strings.CutPrefix(s, p); ok {
			t = strings.TrimPrefix(strings.TrimPrefix(t, "省"), "市")
			if long(t) {
				return t
			}
		}
	}
	return s
}

// bracketed takes bracketed parts out of a name.
func bracketed(s string) string {
	for {
		from := strings.IndexAny(s, "(（[【")
		if from < 0 {
			return s
		}
		to := strings.IndexAny(s[from:], ")）]】")
		if to < 0 {
			return s
		}
		_, n := utf8.DecodeRuneInString(s[from+to:])
		s = s[:from] + s[from+to+n:]
	}
}

// forms end the names of organisations and say nothing of who they are.
var forms = []string{
	"有限责任公司", "股份有限公司", "集团有限公司", "有限公司", "集团公司", "分公司", "总公司", "公司", "集团", "股份",
	"个体工商户", "经营部", "合作社", "工作室", "门市部", "Co.,Ltd.", "Co.,Ltd", "Ltd.", "Ltd", "Inc.", "Inc",
}

// regions begin the names of organisations: provinces, and the cities whose
// names stand there most.
var regions = strings.Fields(`北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州
云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 成都 广州 深圳 杭州 南京 武汉 西安 苏州 长沙 郑州 青岛 沈阳 大连 宁波 厦门
福州 济南 合肥 昆明 哈尔滨 长春 南昌 贵阳 南宁 石家庄 太原 兰州 海口 乌鲁木齐 无锡 东莞 佛山 温州 泉州 珠海 绵阳 宜宾 泸州 达州 南充`)
