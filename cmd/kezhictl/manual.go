package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manual prints the help of a command. cobra's own is in English only.
func (p *program) manual(c *cobra.Command) {
	t := p.lang.T
	var b strings.Builder
	head := func(key string) { b.WriteString("\n" + t(key) + "\n") }
	b.WriteString(c.Long + "\n")
	head("ctl.usage.head")
	if c.HasParent() {
		b.WriteString("  " + c.UseLine() + "\n")
	} else {
		b.WriteString("  " + c.Name() + " " + t("ctl.arg.command") + "\n")
	}
	if c.Example != "" {
		head("ctl.usage.examples")
		b.WriteString(c.Example + "\n")
	}
	if c.HasAvailableSubCommands() {
		head("ctl.usage.commands")
		for _, s := range c.Commands() {
			fmt.Fprintf(&b, "  %-8s %s\n", s.Name(), s.Short)
		}
	}
	head("ctl.usage.flags")
	c.LocalFlags().VisitAll(func(f *pflag.Flag) { b.WriteString(flagLine(f)) })
	if c.HasParent() {
		c.InheritedFlags().VisitAll(func(f *pflag.Flag) { b.WriteString(flagLine(f)) })
	} else {
		b.WriteString("\n" + t("ctl.usage.more") + "\n")
	}
	_, _ = fmt.Fprint(c.OutOrStdout(), b.String())
}

// values are what the flags that take one take.
var values = map[string]string{
	"db": "F", "customers": "N", "seed": "S", "limit": "N", "rounds": "N", "json": "FILE", "out": "FILE", "id": "NUMBER",
	"form": "KEY", "step": "KIND", "survey": "NUMBER", "register": "REGISTER", "today": "DATE", "from": "DATE", "to": "DATE", "who": "NAME", "lang": "LANG", "map": "OLD=NEW",
}

func flagLine(f *pflag.Flag) string {
	name := "    --" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", --" + f.Name
	}
	of, text := pflag.UnquoteUsage(f) // `DIR` in the text is what it takes
	if text == f.Usage {
		of = values[f.Name]
	}
	if f.Value.Type() != "bool" {
		name += " " + of
		if f.DefValue != "" && f.DefValue != "[]" && f.DefValue != "0" {
			text += " [" + f.DefValue + "]"
		}
	}
	return fmt.Sprintf("  %-24s %s\n", name, text)
}
