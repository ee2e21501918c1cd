package sheet

import (
	"context"
	"time"

	"kezhi/assets"
)

// A Document is what is printed or saved in one go: one form or a batch.
type Document struct {
	Lang    assets.Lang // of the words the sheet itself adds; "" is zh-Hans
	Title   string      // for the file's properties; "" is the first form's title
	Author  string      // for the file's properties; "" is the first form's shop
	Created time.Time   // for the file's properties, so that output can be repeated
	Forms   []Form
}

// A Form is one printed paper on A4. Its pages are counted by themselves:
// page x of y starts anew with every form.
type Form struct {
	Shop         string   // top left
	Logo         *Picture // left of the shop's name, at most 9 mm high
	Number       string   // top right, after 编号：
	Title        string   // centred, wide
	QR           string   // what the QR code at the top right says; "" for none
	Printed      string   // who printed and when, bottom left
	Confidential bool     // 内部资料 注意保密 in the middle of the footer
	Landscape    bool     // for ledgers of many columns
	Body         []Block
}

// A Block is a part of a form's body: Grid, Table, Para, Heading, Sign, Tear,
// Beside, Keep, Bars, Pareto, Trend, Quadrant, Shares, QR, Figure, Space or
// Break.
type Block interface {
	// lay measures the block for a width in points.
	lay(c *setter, width float64) []item
}

// Layout is a document broken into pages, ready to be drawn any number of
// times and from several goroutines.
type Layout struct {
	Title, Author string
	Created       time.Time
	Pages         []Page
	Warnings      []Warning
}

// A Page is one side of paper.
type Page struct {
	Form          int     // index of its form in the document
	Number, Of    int     // page x of y within the form, from 1
	Width, Height float64 // points
	ops           []op
}

// Draw draws the page, from BeginPage to EndPage.
func (p *Page) Draw(c Canvas) {
	c.BeginPage(p.Width, p.Height)
	for i := range p.ops {
		p.ops[i].draw(c)
	}
	c.EndPage()
}

// Lay breaks a document into pages. It looks at ctx between forms and between
// pages; its only error is that of ctx. What cannot be printed as given is in
// the layout's Warnings. The document may be changed afterwards.
func Lay(ctx context.Context, d *Document) (*Layout, error) {
	out := &Layout{Title: d.Title, Author: d.Author, Created: d.Created}
	lang := d.Lang
	if lang == "" {
		lang = assets.ZhHans
	}
	for i := range d.Forms {
		f := &d.Forms[i]
		if i == 0 && out.Title == "" {
			out.Title = f.Title
		}
		if i == 0 && out.Author == "" {
			out.Author = f.Shop
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c := &setter{lang: lang, form: i}
		pages, err := c.pages(ctx, f)
		if err != nil {
			return nil, err
		}
		out.Pages = append(out.Pages, pages...)
		out.Warnings = append(out.Warnings, c.warnings...)
	}
	return out, nil
}
