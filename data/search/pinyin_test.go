package search

import (
	"slices"
	"testing"
)

func TestNamesAreReadAsTheirBearersReadThem(t *testing.T) {
	for name, want := range map[string]string{
		"单雨霏": "shanyufei", "仇英骥": "qiuyingji", "解珺翀": "xiejunchong", "曾志伟": "zengzhiwei", "区伟": "ouwei",
		"查良镛": "zhaliangyong", "朴树": "piaoshu", "任盈盈": "renyingying", "盖叫天": "gejiaotian", "翟天临": "zhaitianlin",
		"欧阳旻喆": "ouyangminzhe", "尉迟军": "yuchijun", "万俟卨": "moqixie", "澹台灭明": "tantaimieming", "长孙无忌": "zhangsunwuji",
		"令狐冲": "linghuchong", "单于": "chanyu", "王𬭎": "wanghong", "吕布": "lvbu", "缪宏": "miaohong",
		"重庆渝鲲火锅有限公司": "chongqingyukunhuoguoyouxiangongsi", "厦门鹭骉贸易": "xiamenlubiaomaoyi", "六安瓜片": "luanguapian",
		"蚌埠": "bengbu", "成都银行": "chengduyinhang", "长城重工": "changchengzhonggong", "阿依古丽·买买提": "ayigulimaimaiti",
		"3M中国": "3mzhongguo", "O'Reilly": "oreilly",
	} {
		if got := Pinyin(name); got != want {
			t.Errorf("%s is read %s, want %s", name, got, want)
		}
	}
}

func TestOtherReadingsAreKeptToo(t *testing.T) {
	for name, want := range map[string][]string{
		"单雨霏": {"shanyufei", "danyufei"}, "重庆": {"chongqing", "zhongqing"}, "曾志伟": {"zengzhiwei", "cengzhiwei"},
		"区伟": {"ouwei", "quwei"}, "行乐": {"xingle", "hangle", "xingyue", "hangyue"}, "单": {"shan", "dan", "chan"},
	} {
		got, _ := spell(read(fold(name)))
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s is spelt %v, lacks %s", name, got, w)
			}
		}
		if len(got) > maxReadings {
			t.Errorf("%s is spelt in %d ways", name, len(got))
		}
	}
}

func TestNamesSortByPinyinToneAndSurname(t *testing.T) {
	want := []string{"", "100号店", "阿宝", "安娜", "Blue Sea", "重庆渝鲲", "单雨霏", "王𬭎", "张伟", "张一", "章伟", "仉伟", "😀小店"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int {
		x, y := SortKey(a), SortKey(b)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	if !slices.Equal(got, want) {
		t.Errorf("sorted %v, want %v", got, want)
	}
}

func TestFoldMakesVariantsOne(t *testing.T) {
	for s, want := range map[string]string{
		"ＡＢＣ１２３": "abc123", " 张 伟 ": "张伟", "O'Reilly & Söhne": "oreillysohne", "100%_\"*": "100", "😀小店": "😀小店",
		"LÜ": "lv", "阿依古丽·买买提": "阿依古丽买买提", "ｶﾌｪ": "カフェ", "KH-000123": "kh000123", "　": "", "①号": "1号", "王𬭎": "王𬭎",
	} {
		if got := fold(s); got != want {
			t.Errorf("fold(%q) = %q, want %q", s, got, want)
		}
	}
}
