package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kezhi/data"
	"kezhi/data/policy"
	"kezhi/data/privacy"
)

// person is what the law on personal data asks for, without a window.
func (p *program) person() *cobra.Command {
	c := p.command("person", "export | erase | list", 0, 0, func(*cobra.Command, []string) error {
		return usage{p.lang.T("ctl.usage.no_command")}
	})
	c.AddCommand(p.personExport(), p.personErase(), p.personList())
	return c
}

// personExport writes everything that is held of a customer into a folder.
func (p *program) personExport() *cobra.Command {
	to, sealed, secret := "", false, ""
	c := p.command("person.export", "", 1, 1, func(c *cobra.Command, args []string) error {
		if to == "" {
			return usage{p.lang.T("ctl.person.to")}
		}
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		id, err := s.Customers.Find(c.Context(), args[0])
		if err != nil {
			return err
		}
		if sealed {
			if secret, err = p.newSecret(); err != nil {
				return err
			}
		}
		_, paths, err := s.ExportPersonSealed(c.Context(), p.writer(), p.lang, id, to, secret)
		for _, path := range paths {
			_, _ = fmt.Fprintln(p.out, path)
		}
		return secretive(err)
	})
	c.Use = "export --db F NUMBER --to DIR [--encrypt]"
	p.dbFlag(c)
	p.encryptFlag(c, &sealed)
	p.whoFlag(c)
	c.Flags().StringVar(&to, "to", "", p.lang.T("ctl.person.flag.to"))
	return c
}

// personErase erases a customer's data, or locks the file to storage only where
// law requires keeping; then it fails with the reasons.
func (p *program) personErase() *cobra.Command {
	why, request, contact := "", "", ""
	c := p.command("person.erase", "", 1, 1, func(c *cobra.Command, args []string) error {
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		var o *privacy.Outcome
		if contact != "" {
			o, err = s.EraseContact(c.Context(), p.writer(), args[0], contact, why, request)
		} else {
			o, err = s.Erase(c.Context(), p.writer(), args[0], why, request)
		}
		if err != nil {
			return err
		}
		if o.Erasure == nil {
			var es data.Errors
			for _, h := range o.Holds {
				es = append(es, data.Fault(data.Refused, "privacy.held", "Hold", h, "Until", h.Until))
			}
			return es
		}
		_, _ = fmt.Fprintln(p.out, p.lang.T("ctl.person.erased", "Number", args[0], "Certificate", o.Erasure.Number))
		if len(o.Mentions) > 0 {
			_, _ = fmt.Fprintln(p.out, p.lang.T("privacy.mentions", "Numbers", strings.Join(o.Mentions, " ")))
		}
		return o.Left
	})
	c.Use = "erase --db F NUMBER --why TEXT [--contact NAME]"
	p.dbFlag(c)
	p.whoFlag(c)
	c.Flags().StringVar(&why, "why", "", p.lang.T("ctl.person.flag.why"))
	c.Flags().StringVar(&contact, "contact", "", p.lang.T("ctl.person.flag.contact"))
	c.Flags().StringVar(&request, "request", "", p.lang.T("ctl.person.flag.request"))
	return c
}

// personList lists the customers who may be written to, called or asked, and
// says how many are left out and why.
func (p *program) personList() *cobra.Command {
	list := policy.ListMailing
	c := p.command("person.list", "", 0, 0, func(c *cobra.Command, _ []string) error {
		if !slices.Contains(policy.Lists, list) {
			return usage{p.lang.T("ctl.person.unknown", "Name", list)}
		}
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		refs, left, err := s.Privacy.Reachable(c.Context(), list)
		if err != nil {
			return err
		}
		if err := p.leaving(c.Context(), s, "customer", len(refs)); err != nil {
			return err
		}
		w := newOutput(p.out)
		for _, r := range refs {
			w.printf("%s\t%s\t%s\t%s\n", r.Number, cell(r.Name), cell(r.Contact), cell(r.Phone))
		}
		if t := left.Say(p.lang); t != "" {
			_, _ = fmt.Fprintln(p.errs, t)
		}
		return w.end()
	})
	c.Use = "list --db F [--for LIST]"
	p.dbFlag(c)
	c.Flags().StringVar(&list, "for", list, p.lang.T("ctl.person.flag.for"))
	return c
}
