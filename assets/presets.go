package assets

import (
	"embed"
	"io/fs"
)

//go:embed presets/*.yaml
var presets embed.FS

// Presets lists the regulations that come with the program, in the order in
// which they are offered; the first is taken where none was chosen.
var Presets = []string{"general", "dealer", "turnover", "export", "property", "laboratory", "travel"}

// Preset is one of Presets as YAML.
func Preset(key string) ([]byte, error) { return fs.ReadFile(presets, "presets/"+key+".yaml") }
