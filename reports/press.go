package reports

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/reports/sheet"
)

// A press is one job at work: what all its forms have in common.
type press struct {
	ctx  context.Context
	shop *shop.Shop
	lang assets.Lang
	form Form
	// person is whose figures are asked for, "" for everybody's.
	person string
	is     shop.Identity
	head   sheet.Form // shop, logo, title and footer

	mu   sync.Mutex
	desc map[string]map[string]*field.Desc // by register and key
}

func (j Job) press(ctx context.Context, f Form) (*press, error) {
	p := &press{ctx: ctx, shop: j.Shop, lang: j.Lang, form: f, person: j.Person, desc: map[string]map[string]*field.Desc{}}
	if p.lang == "" {
		p.lang = assets.ZhHans
	}
	var err error
	if p.is, err = j.Shop.Identity(ctx); err != nil {
		return nil, err
	}
	p.head = sheet.Form{
		Shop: p.is.Name, Title: f.Title(p.lang), Confidential: f.Confidential,
		Printed: join(" ", j.Who, j.Now.Local().Format(field.TimeLayout)),
	}
	if len(p.is.Logo) > 0 {
		// A logo that cannot be read is no reason not to print.
		if logo, err := sheet.NewPicture(p.is.Logo); err == nil {
			p.head.Logo = logo
		}
	}
	return p, nil
}

// t is a text of this form: t("sign.author") is "form.<key>.sign.author".
func (p *press) t(key string, args ...any) string {
	return p.lang.T("form."+p.form.Key+"."+key, args...)
}

// descriptions are a register's fields by key.
func (p *press) descriptions(r register.Register) map[string]*field.Desc {
	p.mu.Lock()
	defer p.mu.Unlock()
	m := p.desc[r.Key()]
	if m == nil {
		m = map[string]*field.Desc{}
		fs := r.Fields()
		for i := range fs {
			m[fs[i].Key] = &fs[i]
		}
		p.desc[r.Key()] = m
	}
	return m
}

// load reads the whole records of these ids. Code data.NotFound when one is
// missing.
func load[T any](p *press, t *register.Table[T], ids []int64) ([]*T, error) {
	ts, err := t.Load(p.ctx, ids...)
	if err != nil {
		return nil, err
	}
	if len(ts) == len(ids) {
		return ts, nil
	}
	have := map[int64]bool{}
	for _, x := range ts {
		have[t.Meta(x).ID] = true
	}
	for _, id := range ids {
		if !have[id] {
			return nil, data.Fault(data.NotFound, "error.not_found", "Number", fmt.Sprint(id))
		}
	}
	return ts, nil
}

// fill makes the form of each record. prepare reads what else the form needs
// and gives the function that writes it.
func fill[T any](p *press, t *register.Table[T], ids []int64, prepare func(*T) (func(*draft), error)) ([]sheet.Form, error) {
	ts, err := load(p, t, ids)
	if err != nil {
		return nil, err
	}
	writes := make([]func(*draft), len(ts))
	for i, x := range ts {
		if writes[i], err = prepare(x); err != nil {
			return nil, err
		}
	}
	out := make([]sheet.Form, len(ts))
	return out, each(len(ts), func(i int) (err error) {
		v := t.Values(p.ctx, ts[i])
		out[i], err = p.fit(func() *draft {
			d := p.draft(t, v)
			d.Number = t.Meta(ts[i]).Number
			d.QR = d.Number // scanned into the search box it brings the record up
			return d
		}, writes[i])
		return err
	})
}

// each calls f for 0 to n-1, several at a time, and returns the errors.
func each(n int, f func(i int) error) error {
	errs := make([]error, n)
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				errs[i] = f(i)
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// empty makes a form of the register to be filled in by hand.
func (p *press) empty(r register.Register, write func(*draft)) (sheet.Form, error) {
	return p.fit(func() *draft {
		d := p.draft(r, nil)
		d.Number = underline
		return d
	}, write)
}

// underline is where a number is written by hand.
const underline = "________________"

// join puts the texts that are not empty side by side.
func join(between string, ss ...string) string {
	out := ""
	for _, s := range ss {
		if s != "" && out != "" {
			out += between
		}
		out += s
	}
	return out
}
