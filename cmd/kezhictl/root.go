package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"kezhi/assets"
)

// root is the command with all its parts.
func (p *program) root() *cobra.Command {
	c := &cobra.Command{
		Use: "kezhictl", Version: version, SilenceErrors: true, SilenceUsage: true,
		Long: p.lang.T("ctl.about"), Example: p.lang.T("ctl.examples"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage{p.lang.T("ctl.usage.command", "Name", args[0])}
			}
			return nil
		},
		RunE: func(*cobra.Command, []string) error { return usage{p.lang.T("ctl.usage.no_command")} },
	}
	lang := c.PersistentFlags().String("lang", string(assets.ZhHans), p.lang.T("ctl.flag.lang"))
	c.PersistentFlags().BoolP("help", "h", false, p.lang.T("ctl.flag.help"))
	c.Flags().Bool("version", false, p.lang.T("ctl.flag.version"))
	c.PersistentFlags().SortFlags = false
	c.CompletionOptions.DisableDefaultCmd = true
	c.SetHelpCommand(p.help(c))
	c.SetHelpFunc(func(c *cobra.Command, _ []string) { p.manual(c) })
	c.SetVersionTemplate("kezhictl {{.Version}}\n")
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage{p.misflag(err)} })
	c.PersistentPreRunE = func(*cobra.Command, []string) error {
		if !slices.Contains(assets.Langs, assets.Lang(*lang)) {
			return usage{p.lang.T("ctl.usage.lang", "Name", *lang)}
		}
		return nil
	}
	c.AddCommand(p.demo(), p.search(), p.list(), p.show(), p.fields(), p.add(), p.step(), p.forms(), p.pdf(), p.check(), p.recovery(), p.due(), p.stats(), p.audit(), p.policy(), p.workday(), p.bench(), p.backup(), p.restore(), p.person())
	return c
}

func (p *program) help(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [" + p.lang.T("ctl.arg.command") + "]", Short: p.lang.T("ctl.help.short"),
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return usage{p.lang.T("ctl.usage.command", "Name", strings.Join(args, " "))}
			}
			p.manual(c)
			return nil
		},
	}
}

// misflag is what is wrong with a flag, in words.
func (p *program) misflag(err error) string {
	var none *pflag.NotExistError
	var value *pflag.ValueRequiredError
	var bad *pflag.InvalidValueError
	switch {
	case errors.As(err, &none):
		return p.lang.T("ctl.usage.flag", "Name", dashed(none.GetSpecifiedName()))
	case errors.As(err, &value):
		return p.lang.T("ctl.usage.flag_value", "Name", dashed(value.GetSpecifiedName()))
	case errors.As(err, &bad):
		return p.lang.T("ctl.usage.flag_bad", "Name", dashed(bad.GetFlag().Name), "Value", bad.GetValue())
	}
	return err.Error()
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// command makes a part of the command; its texts are below "ctl.NAME.". args
// are its arguments as the usage line has them, and how many there must be.
func (p *program) command(name, args string, least, most int, do func(c *cobra.Command, args []string) error) *cobra.Command {
	c := &cobra.Command{
		Use: strings.TrimSpace(name + " " + args), Short: p.lang.T("ctl." + name + ".short"), Long: p.lang.T("ctl." + name + ".long"),
		DisableFlagsInUseLine: true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < least {
				return usage{p.lang.T("ctl.usage.too_few")}
			}
			if most >= 0 && len(args) > most {
				return usage{p.lang.T("ctl.usage.too_many", "Name", args[most])}
			}
			return nil
		},
		RunE: do,
	}
	c.Flags().SortFlags = false
	return c
}

func (p *program) dbFlag(c *cobra.Command) {
	c.Flags().StringVar(&p.db, "db", "", p.lang.T("ctl.flag.db"))
}

func (p *program) whoFlag(c *cobra.Command) {
	c.Flags().StringVar(&p.who, "who", "", p.lang.T("ctl.flag.who"))
}
