package survey_test

import (
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/data/field"
	"kezhi/data/survey"
)

func TestEveryFieldAndOptionHasAName(t *testing.T) {
	s := survey.Open(nil)
	for _, l := range []assets.Lang{assets.ZhHans, assets.En} {
		var walk func(ds []field.Desc)
		need := func(key string) {
			if !l.Has(key) {
				t.Errorf("%s lacks %s", l, key)
			}
		}
		walk = func(ds []field.Desc) {
			for _, d := range ds {
				need(d.Label)
				if d.Section != "" {
					need(d.Section)
				}
				for _, o := range d.Options {
					need(d.Label + "." + o)
				}
				for _, k := range d.Suggest {
					need(k)
				}
				walk(d.Rows)
			}
		}
		walk(s.Questionnaires.Fields())
		walk(s.Campaigns.Fields())
		walk(s.Answers.Fields())
		for key := range assets.Messages(assets.ZhHans) {
			if room, _, _ := strings.Cut(key, "."); room == "survey" || room == "questionnaire" || room == "answer" {
				need(key)
			}
		}
	}
}

func TestTheDefaultQuestionnairesKeepTheirRulesInEveryLanguage(t *testing.T) {
	for _, l := range assets.Langs {
		s, ctx := open(t)
		qs, err := survey.Defaults(l)
		if err != nil || len(qs) < 2 {
			t.Fatalf("%s: %d, %v", l, len(qs), err)
		}
		if err := s.Seed(ctx, "x", l); err != nil {
			t.Errorf("%s: %v", l, err)
		}
		if err := s.Seed(ctx, "x", l); err != nil {
			t.Errorf("%s: seeded twice: %v", l, err)
		}
		for i, q := range qs {
			e, err := s.Edition(ctx, int64(i+1), 0)
			if err != nil || e.Edition != 1 || e.Name != q.Name || len(e.Questions) != len(q.Questions) {
				t.Errorf("%s: %s: %+v, %v", l, q.Name, e, err)
			}
		}
		if _, err := s.Edition(ctx, int64(len(qs)+1), 0); err == nil {
			t.Errorf("%s: seeding twice made more", l)
		}
	}
}

func TestTheDefaultQuestionnairesAreTheSameInEveryLanguage(t *testing.T) {
	like := func(q survey.Question) survey.Question {
		q.Text, q.Help, q.LowLabel, q.HighLabel, q.Unit = "", "", "", "", ""
		q.Options, q.Items = make([]string, len(q.Options)), make([]string, len(q.Items))
		if q.Other != "" {
			q.Other = "*"
		}
		return q
	}
	first, err := survey.Defaults(assets.ZhHans)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range assets.Langs[1:] {
		qs, err := survey.Defaults(l)
		if err != nil {
			t.Fatal(err)
		}
		for i, q := range qs {
			if q.Name == first[i].Name {
				t.Errorf("%s: %s is not translated", l, q.Name)
			}
			for k := range q.Questions {
				a, b := like(first[i].Questions[k]), like(q.Questions[k])
				if !same(a, b) {
					t.Errorf("%s: %s question %d: %+v, want %+v", l, q.Name, k+1, b, a)
				}
			}
		}
	}
}
