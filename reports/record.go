package reports

import (
	"slices"

	"kezhi/data/complaint"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// complaintRecords is the handling record (客户投诉处理登记表): the whole case, step
// by step and round by round, each with who and when and a place to sign.
// Steps that are still to come leave room to be written by hand.
func complaintRecords(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Complaints.Table, ids, func(c *complaint.Complaint) (func(*draft), error) {
		k, err := p.shop.Complaints.Case(p.ctx, c.ID)
		if err != nil {
			return nil, err
		}
		papers, err := p.shop.Documents.List(p.ctx, p.shop.Complaints.Key(), c.ID)
		return func(d *draft) { d.complaintRecord(k, papers) }, err
	})
}

// blankComplaintRecord is the record to be kept by hand.
func blankComplaintRecord(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Complaints, func(d *draft) { d.complaintRecord(nil, nil) })
}

// path is the steps of a case that needs no other.
var path = []complaint.Kind{
	complaint.Assessment, complaint.Assignment, complaint.Investigation, complaint.Proposal, complaint.Approval,
	complaint.Reply, complaint.Opinion, complaint.Corrective, complaint.Archive,
}

func (d *draft) complaintRecord(k *complaint.Case, papers []document.File) {
	d.section(d.lang.T("complaint.step.receipt"))
	var c *complaint.Complaint
	if k != nil {
		c = k.Complaint
	}
	d.entry(k != nil, c)
	d.signed(d.text("receiver"), d.text("received_at"), "receiver", "received_at")
	rest := path
	if k != nil {
		d.filed(c)
		for _, s := range k.Steps[1:] {
			d.step(s.Kind, &s, k)
		}
		rest = nil
		if i := slices.Index(path, complaint.Kind(k.State)); i >= 0 {
			rest = path[i:]
		}
		if k.State == complaint.Withdrawn {
			rest = path[len(path)-1:] // its papers are still to be archived
		}
	}
	for _, kind := range rest {
		d.step(kind, nil, k)
	}
	d.documents(papers)
	d.add(sheet.Sign{Labels: []string{d.t("archivist"), d.t("head")}, Date: true, Gap: 7})
}

// filed is the state of the case, and its place in the archive.
func (d *draft) filed(c *complaint.Complaint) {
	if c.ArchiveNumber == "" {
		d.flow(at("state", full).bare())
		return
	}
	d.flow(at("state", half).bare(), at("archive_number", half))
}

// step adds a step that was taken, or the room for one that was not.
func (d *draft) step(kind complaint.Kind, s *complaint.Step, k *complaint.Case) {
	title := d.lang.T("complaint.step." + string(kind))
	switch {
	case s != nil && s.Round > 1:
		title = d.t("round", "Round", s.Round, "Step", title)
	case s == nil && k != nil && k.Round > 1:
		title = d.t("round", "Round", k.Round, "Step", title)
	}
	if s != nil && s.Superseded != 0 {
		title = d.t("superseded", "Step", title)
	}
	d.section(title)
	desc, values := d.desc, d.values
	defer func() { d.desc, d.values = desc, values }()
	fs := complaint.StepFields(kind)
	d.desc, d.values = map[string]*field.Desc{}, nil
	if s != nil {
		d.values = s.Values
	}
	var ps []place
	for i := range fs {
		f := &fs[i]
		d.desc[f.Key] = f
		if f.Key == "who" || f.Key == "at" || f.Secondary && (s == nil || s.Values.Empty(f.Key)) {
			continue
		}
		p := at(f.Key, half)
		switch {
		case f.Kind == field.Multiline:
			p = at(f.Key, full).tall(d.room(11, 14))
		case f.Wide || len(f.Options) > 3:
			p = at(f.Key, full)
		}
		ps = append(ps, p)
	}
	d.flow(ps...)
	if kind == complaint.Assignment {
		d.recusal(k)
	}
	who, when := "", ""
	if s != nil {
		who, when = s.Who, field.ShowTime(s.At)
	}
	d.signed(who, when, "who", "at")
	d.whole()
}

// signed adds the row that closes a step: who, when, and a place to sign. On a
// step that was not taken the person signs where the name would stand.
func (d *draft) signed(who, when, whoKey, whenKey string) {
	w := d.span()
	d.rows(sheet.Row{
		d.label(whoKey), sheet.Value(who).Span(third - w - 1),
		d.label(whenKey), sheet.Value(when).Span(third - w + 1).Half(),
		sheet.Label(d.lang.T("paper.signature")).Span(w), sheet.Empty().Span(third - w).Tall(9),
	})
}

// recusal adds the statement of recusal (回避): nobody complained of, and nobody
// who did the work, handles or approves the case.
func (d *draft) recusal(k *complaint.Case) {
	text := d.t("recusal.text")
	if k != nil {
		comma := d.lang.T("data.list_comma")
		names := func(ns []string) string { return join(comma, ns...) }
		if s := names(k.Complaint.Accused); s != "" {
			text = join("\n", text, d.t("recusal.accused", "Names", s))
		}
		if s := names(k.Complaint.Involved); s != "" {
			text = join("\n", text, d.t("recusal.involved", "Names", s))
		}
	}
	d.rows(sheet.Row{
		sheet.Label(d.t("recusal")).Span(d.span()),
		sheet.Value(text).Span(units - d.span()).Sign(d.t("recusal.sign")),
	})
}
