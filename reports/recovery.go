package reports

import (
	"context"
	"io"
	"strings"

	"kezhi/data/field"
	"kezhi/data/vault"
	"kezhi/reports/pdf"
	"kezhi/reports/sheet"
)

// RecoverySheet writes the recovery sheet (恢复页) as a PDF: the key that is told
// only once, for a safe. It is no form of a record and stands in no list: it can
// be made only when the key is.
func (j Job) RecoverySheet(ctx context.Context, w io.Writer, recovery string) error {
	l, err := j.recovery(ctx, recovery)
	if err != nil {
		return err
	}
	return pdf.Write(ctx, w, l, nil)
}

func (j Job) recovery(ctx context.Context, recovery string) (*sheet.Layout, error) {
	p, err := j.press(ctx, Form{Key: "recovery-sheet", Confidential: true})
	if err != nil {
		return nil, err
	}
	d := p.draft(nil, field.Values{})
	d.recoverySheet(recovery, j)
	return sheet.Lay(ctx, &sheet.Document{
		Lang: p.lang, Title: d.Title, Author: p.head.Shop, Created: j.Now, Forms: []sheet.Form{d.Form},
	})
}

// keySize is the type of the key, points: to be typed from by anybody.
const keySize = 15

func (d *draft) recoverySheet(recovery string, j Job) {
	d.add(sheet.Para{Content: sheet.Plain(d.t("what")), Indent: true, Size: letterSize, Gap: 2})
	var key []sheet.Block
	groups := vault.Groups(recovery)
	key = append(key, sheet.Para{Content: sheet.Content{sheet.Strong(groups[0])}, Size: keySize, Gap: 4})
	for at := 1; at < len(groups); at += 4 {
		line := strings.Join(groups[at:min(at+4, len(groups))], "   ")
		key = append(key, sheet.Para{Content: sheet.Content{sheet.Strong(line)}, Size: keySize, Gap: 2})
	}
	d.add(
		sheet.Heading{Text: d.t("key")},
		sheet.Beside{Left: key, Right: []sheet.Block{sheet.QR{Content: recovery, Size: 42, Caption: d.t("scan"), Gap: 4}}, Width: 50},
	)
	for _, part := range []string{"use", "keep", "lost"} {
		d.add(sheet.Heading{Text: d.t(part)})
		for i, line := range strings.Split(d.t(part+".text"), "\n") {
			d.add(sheet.Para{Content: sheet.Plain(d.t("point", "N", i+1, "Text", line)), Size: letterSize, Gap: 1.5})
		}
	}
	d.add(sheet.Heading{Text: d.t("of")})
	d.rows(
		sheet.Row{sheet.Label(d.t("file")).Span(6), sheet.Value(j.Shop.DB.File()).Span(units - 6)},
		sheet.Row{
			sheet.Label(d.t("made")).Span(6), sheet.Value(j.Now.Local().Format(field.TimeLayout)).Span(half - 6),
			sheet.Label(d.t("by")).Span(6), sheet.Value(j.Who).Span(half - 6),
		},
		sheet.Row{
			sheet.Label(d.t("place")).Span(6), sheet.Value("").Span(half - 6).Tall(9),
			sheet.Label(d.t("copy")).Span(6), sheet.Value("").Span(half - 6).Tall(9),
		},
	)
	d.end()
	d.add(sheet.Sign{Labels: []string{d.t("sign.keeper"), d.t("sign.witness")}, Date: true})
}
