// Package assets holds every file that is built into the program: fonts, icons,
// translations and sample data. It knows nothing of registers, paper or windows.
package assets

import (
	"embed"
	"io/fs"
	"strings"
)

// Regular and Bold are the static Noto Sans SC fonts (OFL, see fonts/OFL.txt).
// The bytes are shared: whoever changes them clones them first.
var (
	//go:embed fonts/NotoSansSC-Regular.ttf
	Regular []byte
	//go:embed fonts/NotoSansSC-Bold.ttf
	Bold []byte
	// SideRegular and SideBold carry the characters above U+FFFF of the two
	// fonts, moved to the private use area: SideRunes()[i] is at U+E000+i.
	//go:embed fonts/NotoSansSC-Side-Regular.ttf
	SideRegular []byte
	//go:embed fonts/NotoSansSC-Side-Bold.ttf
	SideBold []byte
	//go:embed fonts/side.txt
	sideRunes string
	// FontLicense is the SIL Open Font License of the fonts.
	//go:embed fonts/OFL.txt
	FontLicense string
	// IconLicense is the ISC licence of the Lucide icons.
	//go:embed icons/LICENSE
	IconLicense string
)

//go:embed icons/*.svg
var icons embed.FS

// SideRunes are the characters above U+FFFF that the fonts can draw, in order.
func SideRunes() []rune { return []rune(strings.TrimSuffix(sideRunes, "\n")) }

// Icon returns the SVG of the Lucide icon of that name. A missing icon is an
// error of the program; the caller shows nothing in its place.
func Icon(name string) ([]byte, error) {
	return fs.ReadFile(icons, "icons/"+name+".svg")
}
