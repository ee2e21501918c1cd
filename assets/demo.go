package assets

import (
	"embed"
	"encoding/json"
)

//go:embed demo/*.json
var demo embed.FS

// Demo reads one file of the sample data's texts, "people", into v. Names,
// firms and events in them are invented.
func Demo(name string, v any) error {
	b, err := demo.ReadFile("demo/" + name + ".json")
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}
