package db

import "io/fs"

// Application is the mark of Kezhi's files in their head.
const Application = application

// Layout are the scripts that make an empty file of a version, for whoever puts
// an older file together again.
func Layout(version int) ([]string, error) {
	var scripts []string
	for _, name := range steps()[:version] {
		b, err := fs.ReadFile(migrations, name)
		if err != nil {
			return nil, err
		}
		scripts = append(scripts, string(b))
	}
	return scripts, nil
}
