package search_test

import (
	"context"
	"strings"
	"testing"

	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/search"
)

// shop is a small town of customers with the names that are hard to find.
var shop = []search.Entry{
	{Names: []string{"单雨霏"}, Phones: []string{"138 1234 5678"}, Numbers: []string{"KH-000001"}, Places: []string{"重庆市渝北区龙溪街道A座1203"}},
	{Names: []string{"仇英骥"}, Phones: []string{"+86 139-8765-4321"}, Numbers: []string{"KH-000002"}, Tags: []string{"老客户", "VIP"}},
	{Names: []string{"解珺翀"}, Numbers: []string{"KH-000003"}},
	{Names: []string{"曾志伟"}, Numbers: []string{"KH-000004"}},
	{Names: []string{"区伟"}, Numbers: []string{"KH-000005"}},
	{Names: []string{"欧阳旻喆"}, Numbers: []string{"KH-000006"}},
	{Names: []string{"尉迟军"}, Numbers: []string{"KH-000007"}},
	{Names: []string{"重庆渝鲲火锅有限公司", "渝鲲火锅"}, People: []string{"向建国", "钱多多"}, Phones: []string{"023-6789 1234", "13500001111"}, Numbers: []string{"KH-000008", "91350100M000100Y43"}},
	{Names: []string{"厦门鹭骉贸易"}, Numbers: []string{"KH-000009"}, Places: []string{"厦门市思明区湖滨南路88号"}},
	{Names: []string{"王𬭎"}, Numbers: []string{"KH-000010"}},
	{Names: []string{"阿依古丽·买买提"}, Numbers: []string{"KH-000011"}},
	{Names: []string{"O'Reilly & Söhne Trading Ltd."}, Numbers: []string{"KH-000012"}, Text: []string{"sales@oreilly.example"}},
	{Names: []string{"100%_新鲜\"果\"*"}, Numbers: []string{"KH-000013"}},
	{Names: []string{"😀小店"}, Numbers: []string{"KH-000014"}},
	{Names: []string{"张伟"}, Phones: []string{"13912345678"}, Numbers: []string{"KH-000123"}},
	{Names: []string{"张伟国"}, Numbers: []string{"KH-001230"}},
	{Names: []string{"上海张伟设计"}, Numbers: []string{"KH-000017"}},
	{Names: []string{"吕略"}, Numbers: []string{"KH-000018"}},
	{Names: []string{"西安安安"}, Numbers: []string{"KH-000019"}, Text: []string{"来电说空调漏水，Midea KFR-35 坏了"}},
	{Names: []string{"3M中国"}, Numbers: []string{"KH-000020"}},
}

func open(t testing.TB) *db.DB {
	d := dbtest.MustOpen(t)
	put(t, d, func(tx *db.Tx) error {
		for i, e := range shop {
			e.Register, e.ID = "customer", int64(i+1)
			if err := search.Put(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	return d
}

func put(t testing.TB, d *db.DB, f func(*db.Tx) error) {
	t.Helper()
	if err := d.Write(context.Background(), "x", f); err != nil {
		t.Fatal(err)
	}
}

func find(t testing.TB, d *db.DB, q string, registers ...string) []search.Hit {
	t.Helper()
	hits, err := search.Find(context.Background(), d, q, search.Options{Registers: registers})
	if err != nil {
		t.Fatalf("%q: %v", q, err)
	}
	return hits
}

func names(hits []search.Hit) string {
	var ns []string
	for _, h := range hits {
		if h.Register == "customer" && int(h.ID) <= len(shop) {
			ns = append(ns, shop[h.ID-1].Names[0])
		} else {
			ns = append(ns, h.Register)
		}
	}
	return strings.Join(ns, ",")
}

func TestAPersonFindsACustomerByWhateverIsRemembered(t *testing.T) {
	d := open(t)
	hotpot, reilly, fruit := "重庆渝鲲火锅有限公司", "O'Reilly & Söhne Trading Ltd.", "100%_新鲜\"果\"*"
	for _, c := range []struct {
		q, want string
		why     search.Field
		match   string
	}{
		// names
		{"单雨霏", "单雨霏", search.Name, "单雨霏"},
		{"单", "单雨霏", search.Name, ""},
		{"雨霏", "单雨霏", search.Name, ""},
		{"霏", "单雨霏", search.Name, ""},
		{"张伟", "张伟,张伟国,上海张伟设计", search.Name, "张伟"},
		{" 张 伟 ", "张伟,张伟国,上海张伟设计", search.Name, "张伟"},
		{"王𬭎", "王𬭎", search.Name, ""},
		{"𬭎", "王𬭎", search.Name, ""},
		{"渝鲲", hotpot, search.Name, "渝鲲火锅"},
		{"火锅有限", hotpot, search.Name, hotpot},
		{"阿依古丽买买提", "阿依古丽·买买提", search.Name, "阿依古丽·买买提"},
		{"买买提", "阿依古丽·买买提", search.Name, ""},
		{"o'reilly", reilly, search.Name, reilly},
		{"OREILLY", reilly, search.Name, ""},
		{"trading", reilly, search.Name, ""},
		{"sohne oreilly", reilly, search.Name, ""},
		{"100%", fruit, search.Name, ""},
		{"新鲜*", fruit, search.Name, ""},
		{"\"果\"", fruit, search.Name, ""},
		{"😀", "😀小店", search.Name, ""},
		{"３ｍ中国", "3M中国", search.Name, ""},
		// pinyin
		{"shanyufei", "单雨霏", search.ByPinyin, "单雨霏"},
		{"danyufei", "单雨霏", search.ByPinyin, ""},
		{"shan yu fei", "单雨霏", search.ByPinyin, ""},
		{"qiuying", "仇英骥", search.ByPinyin, ""},
		{"xiejunchong", "解珺翀", search.ByPinyin, ""},
		{"zengzhiwei", "曾志伟", search.ByPinyin, ""},
		{"ouwei", "区伟", search.ByPinyin, ""},
		{"ouyang", "欧阳旻喆", search.ByPinyin, ""},
		{"yuchi", "尉迟军", search.ByPinyin, ""},
		{"chongqing", hotpot, search.ByPinyin, ""},
		{"zhongqingyu", hotpot, search.ByPinyin, ""},
		{"huoguo", hotpot, search.ByPinyin, ""},
		{"xiamen", "厦门鹭骉贸易", search.ByPinyin, ""},
		{"wanghong", "王𬭎", search.ByPinyin, ""},
		{"ZhangWei", "张伟,张伟国,上海张伟设计", search.ByPinyin, ""},
		{"zhang wei", "张伟,张伟国,上海张伟设计", search.ByPinyin, ""},
		{"zhangw", "张伟,张伟国,上海张伟设计", search.ByPinyin, ""},
		{"lvlve", "吕略", search.ByPinyin, ""},
		{"lü", "吕略", search.ByPinyin, ""},
		{"xian", "西安安安,100%_新鲜\"果\"*,重庆渝鲲火锅有限公司", search.ByPinyin, ""},
		{"3mzhongguo", "3M中国", search.ByPinyin, ""},
		// initials
		{"syf", "单雨霏", search.ByInitials, ""},
		{"zw", "张伟,张伟国,上海张伟设计,曾志伟", search.ByInitials, "张伟"},
		{"cqyk", hotpot, search.ByInitials, ""},
		{"ykhg", hotpot, search.ByInitials, "渝鲲火锅"},
		{"hgyx", hotpot, search.ByInitials, hotpot},
		{"zhw", "张伟,张伟国,上海张伟设计,曾志伟", "", ""},
		// mixed
		{"zhang伟", "张伟,张伟国,上海张伟设计", "", ""},
		{"张w", "张伟,张伟国,上海张伟设计", "", ""},
		{"张wei", "张伟,张伟国,上海张伟设计", "", ""},
		{"z伟", "张伟,张伟国,上海张伟设计,曾志伟", "", ""},
		{"渝kun", hotpot, "", ""},
		// phones
		{"13812345678", "单雨霏", search.Phone, "138 1234 5678"},
		{"138 1234 5678", "单雨霏", search.Phone, ""},
		{"8613812345678", "单雨霏", search.Phone, ""},
		{"5678", "单雨霏,张伟", search.Phone, ""},
		{"1381", "单雨霏", search.Phone, ""},
		{"8123", "单雨霏", search.Phone, ""},
		{"8765-4321", "仇英骥", search.Phone, "+86 139-8765-4321"},
		{"023-67891234", hotpot, search.Phone, "023-6789 1234"},
		{"139", "张伟,仇英骥", search.Phone, ""},
		// numbers
		{"KH-000123", "张伟", search.Number, "KH-000123"},
		{"kh123", "张伟", search.Number, "KH-000123"},
		{"ＫＨ１２３", "张伟", search.Number, ""},
		{"91350100m", hotpot, search.Number, "91350100M000100Y43"},
		// the rest
		{"vip", "仇英骥", search.Tag, "VIP"},
		{"老客", "仇英骥", search.Tag, "老客户"},
		{"湖滨南路", "厦门鹭骉贸易", search.Place, "厦门市思明区湖滨南路88号"},
		{"湖滨 88号", "厦门鹭骉贸易", search.Place, ""},
		{"A座1203", "单雨霏", search.Place, ""},
		{"建国", hotpot, search.Person, "向建国"},
		{"钱dd", hotpot, search.Person, "钱多多"},
		{"xiangjianguo", hotpot, search.Person, "向建国"},
		{"qdd", hotpot, search.Person, ""},
		{"空调漏水", "西安安安", search.Text, ""},
		{"kfr", "西安安安", search.Text, ""},
		// several words
		{"渝鲲 1234", hotpot, search.Phone, "023-6789 1234"},
		{"1234 渝鲲", hotpot, search.Phone, ""},
		{"建国 火锅 chongqing", hotpot, search.Person, ""},
		{"张 kh123", "张伟", "", ""},
		{"张 139", "张伟", "", ""},
		{"渝北 单", "单雨霏", search.Place, ""},
		// nothing
		{"张伟 骉", "", "", ""},
		{"没有此人", "", "", ""},
		{"伟张", "", "", ""},
		{"%", "", "", ""},
		{"_", "", "", ""},
		{"\"", "", "", ""},
		{"*", "", "", ""},
		{"   ", "", "", ""},
		{"　", "", "", ""},
		{"", "", "", ""},
		{"\x00", "", "", ""},
		{"NOT", "", "", ""},
		{"AND OR", "", "", ""},
		{strings.Repeat("张", 5000), "", "", ""},
		{strings.Repeat("张 ", 5000), "张伟,张伟国,上海张伟设计", "", ""},
		{strings.Repeat("a1", 5000), "", "", ""},
	} {
		hits := find(t, d, c.q)
		if got := names(hits); got != c.want {
			t.Errorf("%.40q finds %s, want %s", c.q, got, c.want)
			continue
		}
		if len(hits) == 0 {
			continue
		}
		if c.why != "" && hits[0].Why != c.why {
			t.Errorf("%q: by %s, want %s", c.q, hits[0].Why, c.why)
		}
		if c.match != "" && hits[0].Match != c.match {
			t.Errorf("%q: matched %q, want %q", c.q, hits[0].Match, c.match)
		}
	}
}

func TestDigitsAreANumberBeforeTheyArePartOfAPhone(t *testing.T) {
	d := open(t)
	if hits := find(t, d, "123"); len(hits) == 0 || hits[0].ID != 15 || hits[0].Why != search.Number {
		t.Errorf("123 finds %v", hits)
	}
}
