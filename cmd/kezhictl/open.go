package main

import (
	"os"
	"os/user"
	"strings"

	"kezhi/data/register"
	"kezhi/data/shop"
)

// open opens the file of --db and signs in where it has accounts. A command that
// only reads does not make a file where there is none.
func (p *program) open(make bool) (*shop.Shop, error) {
	if p.db == "" {
		return nil, usage{p.lang.T("ctl.usage.need", "Name", "--db")}
	}
	if !make {
		if _, err := os.Stat(p.db); err != nil {
			return nil, err
		}
	}
	s, err := shop.Open(p.db)
	if err != nil {
		return nil, err
	}
	if err := p.signIn(s); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// names are other names of the registers.
var names = map[string]string{
	"customers": "customer", "visits": "visit", "complaints": "complaint",
	"surveys": "survey", "campaign": "survey", "campaigns": "survey",
	"questionnaires": "questionnaire", "answers": "answer",
	"credits": "credit", "credit-report": "credit_report", "credit_reports": "credit_report", "receivables": "receivable", "reviews": "review",
}

// register finds a register by one of its names.
func (p *program) register(s *shop.Shop, name string) (register.Register, error) {
	key := strings.ToLower(name)
	if k, ok := names[key]; ok {
		key = k
	}
	if r := s.Register(key); r != nil {
		return r, nil
	}
	var known []string
	for _, r := range s.Registers() {
		known = append(known, r.Key())
	}
	return nil, usage{p.lang.T("ctl.usage.register", "Name", name, "Known", strings.Join(known, ", "))}
}

// writer is in whose name records are kept: that of --who, or of whoever runs
// the command.
func (p *program) writer() string {
	if p.who != "" {
		return p.who
	}
	if u, err := user.Current(); err == nil {
		if u.Name != "" {
			return u.Name
		}
		return u.Username
	}
	return "kezhictl"
}
