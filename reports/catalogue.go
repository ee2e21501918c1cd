package reports

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kezhi/assets"
	"kezhi/data/customer"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/reports/sheet"
)

// archiveCatalogues is the catalogue of a customer's documents (档案目录) with an
// index (档案索引) of the categories.
func archiveCatalogues(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	preset, err := p.shop.Policy(p.ctx)
	if err != nil {
		return nil, err
	}
	return fill(p, p.shop.Customers.Table, ids, func(c *customer.Customer) (func(*draft), error) {
		fs, err := p.shop.Documents.List(p.ctx, "customer", c.ID)
		return func(d *draft) { d.catalogue(preset, fs) }, err
	})
}

// blankArchiveCatalogue is the catalogue to be kept by hand.
func blankArchiveCatalogue(p *press) (sheet.Form, error) {
	preset, err := p.shop.Policy(p.ctx)
	if err != nil {
		return sheet.Form{}, err
	}
	return p.empty(p.shop.Customers, func(d *draft) { d.catalogue(preset, nil) })
}

// handPapers is how many lines a catalogue by hand has.
const handPapers = 11

func (d *draft) catalogue(preset *policy.Preset, fs []document.File) {
	d.flow(at("name", twoThirds), at("owner", third))
	order := d.categories(preset, fs)
	rank := func(f document.File) int { return slices.Index(order, f.Category) }
	slices.SortStableFunc(fs, func(a, b document.File) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.ID, b.ID)) })
	d.index(order, fs)
	d.papers(preset, fs)
	d.sign(d.t("archivist"), d.t("checker"))
}

// categories are those of the regulation in its order, then others that are
// used; what has none comes last.
func (d *draft) categories(preset *policy.Preset, fs []document.File) []string {
	var out []string
	for _, key := range document.Offered(preset) {
		out = append(out, d.lang.T(key))
	}
	var more []string
	for _, f := range fs {
		if f.Category != "" && !slices.Contains(out, f.Category) && !slices.Contains(more, f.Category) {
			more = append(more, f.Category)
		}
	}
	slices.Sort(more)
	return append(append(out, more...), "")
}

// index says how many documents of each category there are, and where in the
// catalogue they stand.
func (d *draft) index(order []string, fs []document.File) {
	d.section(d.t("index"), labelled(d.t("no"), 2, d.t("category"), 7, d.t("count"), 3, d.t("place"), 3, d.t("no"), 2, d.t("category"), 7, d.t("count"), 3, d.t("place"), 3))
	var cells []sheet.Row
	at := 0
	for _, name := range order {
		n := 0
		for _, f := range fs {
			if f.Category == name {
				n++
			}
		}
		if name == "" && n == 0 {
			continue
		}
		count, place := "", ""
		if !d.blank() {
			count = strconv.Itoa(n)
		}
		if n > 0 {
			place = strconv.Itoa(at+1) + "–" + strconv.Itoa(at+n)
		}
		if name == "" {
			name = d.t("others")
		}
		at += n
		cells = append(cells, valued(strconv.Itoa(len(cells)+1), 2, name, 7, count, 3, place, 3))
	}
	for pair := range slices.Chunk(cells, 2) {
		r := slices.Clone(pair[0])
		if len(pair) > 1 {
			r = append(r, pair[1]...)
		} else {
			r = append(r, sheet.Empty().Span(half))
		}
		d.rows(r)
	}
	d.end()
}

// papers lists the documents.
func (d *draft) papers(preset *policy.Preset, fs []document.File) {
	d.section(d.t("catalogue"), labelled(d.t("no"), 2, d.lang.T("document.name"), 12, d.lang.T("document.category"), 5, d.lang.T("document.added_at"), 4, d.t("copies"), 3, d.lang.T("document.note"), 4))
	for i, f := range fs {
		d.rows(valued(strconv.Itoa(i+1), 2, f.Name, 12, f.Category, 5, field.ShowTime(f.AddedAt)[:len(field.DateLayout)], 4, copies(preset, f), 3, f.Note, 4))
	}
	if d.blank() {
		for range handPapers {
			d.rows(sheet.Row{sheet.Empty().Span(2).Tall(d.high(row)), sheet.Empty().Span(12), sheet.Empty().Span(5), sheet.Empty().Span(4), sheet.Empty().Span(3), sheet.Empty().Span(4)})
		}
	} else {
		d.none(len(fs))
	}
	d.end()
}

// copies is in how many places a document is kept: contracts in as many as the
// regulation says (双重备份).
func copies(preset *policy.Preset, f document.File) string {
	n := 1
	for _, l := range assets.Langs {
		word := strings.ToLower(l.T("form.archive-catalogue.contract"))
		if strings.Contains(strings.ToLower(f.Category+" "+f.Name), word) {
			n = max(1, preset.File.ContractCopies)
		}
	}
	return strconv.Itoa(n)
}
