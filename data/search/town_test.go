package search_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/search"
)

// layout is part of the name of the files that the benchmarks keep: count it
// up when entries, keys or tokens change.
const layout = 2

// town makes believable customers, the same for the same seed.
type town struct{ *rand.Rand }

var (
	family = []rune("王王王王王王李李李李李李张张张张张刘刘刘刘陈陈陈陈杨杨杨黄黄赵赵吴吴周周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常单仇翟区解查尉")
	given  = []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文志海燕波斌宇浩凯健俊帆雪梅琳晨阳鑫鹏飞龙婷宁佳欣怡梓涵子轩雨泽诗琪思远博昊天一诺可馨嘉瑞铭哲睿雯倩颖璐瑶莹萍洁云莲真环雅岚苑婕筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜姬舒影荔枝丽秋珊莎锦黛青倩婉旻喆珺翀骥霏鲲骉")
	city   = []string{"重庆", "重庆", "重庆", "重庆市", "成都", "厦门", "上海", "北京", "深圳", "六安", "蚌埠"}
	brand  = []rune("渝鲲鹏盛达鑫源隆兴华泰丰宏远博瑞嘉禾天翼龙腾飞扬百味佳美乐福康宁安顺通顺捷金玉银海江山川云月星辰光辉煌巴蜀山城雾都老街小面火锅鹭骉")
	trade  = []string{"火锅", "餐饮管理", "商贸", "贸易", "科技", "建筑工程", "物流", "食品", "汽车服务", "装饰", "医药", "文化传媒", "电子商务", "农业发展", "酒店管理"}
	form   = []string{"有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "经营部", "店"}
	street = []string{"渝北区龙溪街道", "江北区观音桥步行街", "沙坪坝区大学城南路", "九龙坡区杨家坪正街", "南岸区南坪西路", "渝中区解放碑民族路", "巴南区鱼洞滨江路", "思明区湖滨南路", "锦江区春熙路"}
	tags   = []string{"老客户", "餐饮", "冷链", "月结", "VIP", "投诉敏感", "需回访", "批发", "零售"}
)

func (t town) pick(rs []rune) string { return string(rs[t.IntN(len(rs))]) }

func one(t town, ss []string) string { return ss[t.IntN(len(ss))] }

func (t town) person() string {
	n := t.pick(family) + t.pick(given)
	if t.IntN(10) < 7 {
		n += t.pick(given)
	}
	return n
}

func (t town) mobile() string {
	heads := []string{"138", "139", "136", "135", "137", "150", "151", "158", "159", "186", "189", "177", "133", "199"}
	return one(t, heads) + fmt.Sprintf("%08d", t.IntN(100_000_000))
}

func (t town) customer(id int64) *customer.Customer {
	c := &customer.Customer{Kind: customer.Person}
	c.ID, c.Number = id, fmt.Sprintf("KH-%06d", id)
	c.Phones = []customer.Phone{{Number: t.mobile()}}
	c.Addresses = []customer.Address{{Region: one(t, city), Address: one(t, street) + strconv.Itoa(1+t.IntN(400)) + "号" + strconv.Itoa(1+t.IntN(20)) + "-" + strconv.Itoa(1+t.IntN(8))}}
	if t.IntN(3) == 0 {
		c.Tags = []string{one(t, tags)}
	}
	if t.IntN(10) < 6 {
		c.Name = t.person()
		return c
	}
	c.Kind = customer.Organisation
	b := t.pick(brand) + t.pick(brand)
	if t.IntN(3) == 0 {
		b += t.pick(brand)
	}
	tr := one(t, trade)
	c.Name = one(t, city) + b + tr + one(t, form)
	c.ShortName = b + tr
	c.Code = fmt.Sprintf("9150%04dMA5U%05dX%d", t.IntN(10000), t.IntN(100000), t.IntN(10))
	c.LegalRepresentative = t.person()
	c.Phones = append(c.Phones, customer.Phone{Number: fmt.Sprintf("023-%08d", 60_000_000+t.IntN(9_999_999))})
	c.Contacts = []customer.Contact{{Name: t.person(), Phone: t.mobile()}}
	return c
}

// rows is the size of the benchmarks' file: 100,000, or KEZHI_BENCH_ROWS.
func rows() int {
	if n, err := strconv.Atoi(os.Getenv("KEZHI_BENCH_ROWS")); err == nil && n > 0 {
		return n
	}
	return 100_000
}

// populous opens a file of n customers, made at the first time and kept.
func populous(b *testing.B, n int) *db.DB {
	b.Helper()
	path := filepath.Join(os.TempDir(), fmt.Sprintf("kezhi-bench-%d-%d-%d.db", db.Latest(), layout, n))
	if _, err := os.Stat(path); err != nil {
		fresh := fmt.Sprintf("%s.%d", path, os.Getpid())
		if err := populate(fresh, n); err != nil {
			b.Fatal(err)
		}
		if err := os.Rename(fresh, path); err != nil {
			b.Fatal(err)
		}
	}
	d, err := db.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = d.Close() })
	if err := search.Warm(context.Background(), d); err != nil {
		b.Fatal(err)
	}
	return d
}

const columns = `id, number, version, created_at, created_by, updated_at, updated_by, kind, name, short_name, code, identity, legal_representative,
	capital, email, website, scope, source, owner, first_contact, first_contact_on, birthday, do_not_disturb, intent, scale, nature, region, industry, grade,
	products, frequency, volume, price_sensitivity, payment, need_plan, investment, competitors, remark, custom, tags, name_key, phone, contact, last_visit_on, open_complaints`

const values = `(?,?,1,?,'林小满',?,'林小满',?,?,?,?,'',?,0,'','','','上门',?,'林小满','2026-01-05','',0,'ordinary','small','end_user','重庆','餐饮',?,'','','','','','','','','','{}','[]',?,?,?,?,?)`

func populate(path string, n int) error {
	d, err := db.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	ctx, t := context.Background(), town{rand.New(rand.NewPCG(1, 2))}
	bulk := search.NewBulk(d)
	var records, indexing time.Duration
	for from := 1; from <= n; from += 20_000 {
		err := d.Write(ctx, "x", func(tx *db.Tx) error {
			for at := from; at < from+20_000 && at <= n; at += 50 {
				var args []any
				m := 0
				begin := time.Now()
				var cs []*customer.Customer
				for ; m < 50 && at+m <= n; m++ {
					c := t.customer(int64(at + m))
					cs = append(cs, c)
					day := ""
					if t.IntN(2) == 0 {
						day = fmt.Sprintf("2026-%02d-%02d", 1+t.IntN(12), 1+t.IntN(28))
					}
					args = append(args, c.ID, c.Number, 1_700_000_000_000+t.IntN(1e9), 1_700_000_000_000+t.IntN(1e9), c.Kind, c.Name, c.ShortName, c.Code, c.LegalRepresentative,
						t.pick(family)+"经理", one(t, []string{"vip", "preferred", "qualified", "potential"}), search.SortKey(c.Name), c.Phones[0].Number, "", day, t.IntN(2))
				}
				if err := tx.Exec("INSERT INTO customers ("+columns+") VALUES "+strings.Repeat(values+",", m-1)+values, args...).Error; err != nil {
					return err
				}
				records += time.Since(begin)
				begin = time.Now()
				for _, c := range cs {
					if err := bulk.Put(tx, customer.Entry(c)); err != nil {
						return err
					}
				}
				indexing += time.Since(begin)
			}
			return bulk.Flush(tx)
		})
		if err != nil {
			return err
		}
	}
	begin := time.Now()
	if err := bulk.Close(ctx); err != nil {
		return err
	}
	indexing += time.Since(begin)
	i, _ := os.Stat(path)
	fmt.Printf("populated %d: records %v, index %v (%.0f/s), file %d MB\n", n, records, indexing, float64(n)/indexing.Seconds(), i.Size()>>20)
	return nil
}
