package assets

import (
	"embed"
	"io/fs"
)

//go:embed survey/*.json
var surveys embed.FS

// Questionnaires lists the questionnaires that come with the program, in the
// order in which they are offered.
var Questionnaires = []string{"general", "after-complaint", "importance"}

// Questionnaire is one of Questionnaires as JSON, in the language, or in
// ZhHans where it was not translated.
func Questionnaire(name string, l Lang) ([]byte, error) {
	b, err := fs.ReadFile(surveys, "survey/"+name+"."+string(l)+".json")
	if err != nil {
		b, err = fs.ReadFile(surveys, "survey/"+name+"."+string(ZhHans)+".json")
	}
	return b, err
}
