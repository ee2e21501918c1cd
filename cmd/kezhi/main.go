// Kezhi 客至 keeps a shop's customer files, visit reports, complaints and
// satisfaction surveys in one window over one file.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"kezhi/assets"
	"kezhi/ui"
)

// version is stamped by the build.
var version = "0.1.0"

func main() {
	o := ui.Options{Version: version}
	lang := flag.String("lang", "", "zh-Hans, zh-Hant or en")
	flag.StringVar(&o.File, "db", "", "database `FILE`; made where there is none")
	show := flag.Bool("version", false, "print the version and end")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "kezhi [--db FILE] [--lang zh-Hans|zh-Hant|en]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if *show {
		fmt.Println("Kezhi", version)
		return
	}
	if *lang != "" {
		if o.Lang = pick(*lang); o.Lang == "" || flag.NArg() > 0 {
			flag.Usage()
			os.Exit(2)
		}
	}
	os.Exit(ui.Run(o))
}

// pick is the language of a name as people write it.
func pick(s string) assets.Lang {
	for _, l := range assets.Langs {
		if strings.EqualFold(strings.ReplaceAll(s, "_", "-"), string(l)) {
			return l
		}
	}
	return ""
}
