package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"kezhi/assets"
)

// Mode says which of the two themes is worn.
type Mode int

// The modes of the setting.
const (
	FollowSystem Mode = iota
	Light
	Dark
)

// Sizes of the look, in the window's units at scale 1.
const (
	Gap4, Gap8, Gap12, Gap16, Gap24 float32 = 4, 8, 12, 16, 24

	TextSize    float32 = 14
	SmallSize   float32 = 12
	TitleSize   float32 = 18
	RadiusSmall float32 = 6
	RadiusCard  float32 = 8
	RowHeight   float32 = 38
	Control     float32 = 32
	NavWidth    float32 = 168

	// entryPad is what a Fyne entry keeps free around its text.
	entryPad float32 = 6
)

var mode = FollowSystem

// Use dresses the app in Kezhi's theme.
func Use(a fyne.App, m Mode) {
	mode = m
	a.Settings().SetTheme(wear{})
}

// SetMode changes between light, dark and the system's choice at once.
func SetMode(m Mode) {
	if a := fyne.CurrentApp(); a != nil {
		Use(a, m)
	}
}

// CurrentMode is the mode that was chosen last.
func CurrentMode() Mode { return mode }

// IsDark tells whether the dark theme is worn now.
func IsDark() bool {
	if mode == FollowSystem {
		if a := fyne.CurrentApp(); a != nil {
			return a.Settings().ThemeVariant() == theme.VariantDark
		}
	}
	return mode == Dark
}

// Color is a colour of the palette in the theme worn now.
func Color(c Colour) color.Color {
	p := light
	if IsDark() {
		p = dark
	}
	if x, ok := p[c]; ok {
		return x
	}
	return color.Transparent
}

// wear is the fyne.Theme. Every text style has one of the two embedded fonts:
// machines without a Chinese font show the right glyphs, and bold is bold.
type wear struct{}

var (
	regular = fyne.NewStaticResource("NotoSansSC-Regular.ttf", assets.Regular)
	bold    = fyne.NewStaticResource("NotoSansSC-Bold.ttf", assets.Bold)
)

func (wear) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	p := light
	if mode == Dark || mode == FollowSystem && v == theme.VariantDark {
		p = dark
	}
	if c, ok := p[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, v)
}

func (wear) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol:
		return theme.DefaultTheme().Font(s)
	case s.Bold:
		return bold
	}
	return regular
}

func (wear) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

func (wear) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return TextSize
	case theme.SizeNameCaptionText:
		return SmallSize
	case theme.SizeNameHeadingText:
		return TitleSize
	case theme.SizeNameSubHeadingText:
		return 16
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return entryPad
	case theme.SizeNameLineSpacing:
		return 4
	case theme.SizeNameInputBorder:
		return 1
	case theme.SizeNameInputRadius:
		return 0 // its corners would show within the control's
	case theme.SizeNameButtonRadius, theme.SizeNameMenuRadius:
		return RadiusSmall
	case theme.SizeNameCardRadius, theme.SizeNameDialogRadius, theme.SizeNamePopupRadius:
		return RadiusCard
	case theme.SizeNameScrollBar:
		return 8
	case theme.SizeNameScrollBarSmall:
		return 3
	case theme.SizeNameScrollBarRadius:
		return 4
	case theme.SizeNameModalBlurRadius:
		return 0
	case theme.SizeNameInlineIcon:
		return 18
	}
	return theme.DefaultTheme().Size(name)
}
