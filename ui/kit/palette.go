package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colour names one colour of the palette. The theme answers to these names
// too, beside Fyne's own.
type Colour = fyne.ThemeColorName

// The palette. A tone's Container is what its text stands on.
const (
	ColorBackground       Colour = "background"
	ColorSurface          Colour = "kezhiSurface"
	ColorRaised           Colour = "kezhiRaised" // menus and dialogs, above a surface
	ColorLine             Colour = "kezhiLine"
	ColorEdge             Colour = "kezhiEdge"       // the line round a box with round corners, see newRect
	ColorLineStrong       Colour = "kezhiLineStrong" // under the pointer, idle check boxes
	ColorSubtle           Colour = "kezhiSubtle"     // search box, neutral pills
	ColorText             Colour = "foreground"
	ColorMuted            Colour = "kezhiMuted"
	ColorFaint            Colour = "kezhiFaint" // placeholders
	ColorHover            Colour = "kezhiHover"
	ColorSelected         Colour = "kezhiSelected"
	ColorPrimary          Colour = "primary"
	ColorPrimaryHover     Colour = "kezhiPrimaryHover"
	ColorOnPrimary        Colour = "foregroundOnPrimary"
	ColorPrimaryContainer Colour = "kezhiPrimaryContainer"
	ColorFocusRing        Colour = "kezhiFocusRing"
	ColorDanger           Colour = "kezhiDanger"
	ColorDangerContainer  Colour = "kezhiDangerContainer"
	ColorWarning          Colour = "kezhiWarning"
	ColorWarningContainer Colour = "kezhiWarningContainer"
	ColorGood             Colour = "kezhiGood"
	ColorGoodContainer    Colour = "kezhiGoodContainer"
	ColorInfo             Colour = "kezhiInfo"
	ColorInfoContainer    Colour = "kezhiInfoContainer"
	ColorNav              Colour = "kezhiNav"
	ColorNavText          Colour = "kezhiNavText"
	ColorNavActive        Colour = "kezhiNavActive"
	ColorNavHover         Colour = "kezhiNavHover"
	ColorNavActiveText    Colour = "kezhiNavActiveText"
	ColorNavOff           Colour = "kezhiNavOff"
	ColorBadge            Colour = "kezhiBadge"
	ColorOnBadge          Colour = "kezhiOnBadge"
	ColorScrim            Colour = "kezhiScrim"
	ColorShade            Colour = "kezhiShade" // shadow of what floats
	ColorToast            Colour = "kezhiToast"
	ColorOnToast          Colour = "kezhiOnToast"
	ColorToastAction      Colour = "kezhiToastAction"
	ColorMark             Colour = "kezhiMark" // what a search found within a text
	ColorBar              Colour = "kezhiBar"  // thumb of a scroll bar
	ColorNone             Colour = "kezhiNone"
)

type palette map[Colour]color.Color

// rgb reads 0xRRGGBB; rgba takes the alpha apart, 0–255.
func rgb(v uint32) color.Color { return rgba(v, 255) }

func rgba(v uint32, a uint8) color.Color {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: a}
}

var light = finish(palette{
	ColorBackground: rgb(0xF5F7F8), ColorSurface: rgb(0xFFFFFF), ColorRaised: rgb(0xFFFFFF),
	ColorLine: rgb(0xE2E6E9), ColorEdge: rgb(0xD9DFE3), ColorLineStrong: rgb(0xC3CBD1), ColorSubtle: rgb(0xF5F7F8),
	ColorText: rgb(0x1C2630), ColorMuted: rgb(0x66737F), ColorFaint: rgb(0x98A3AC),
	ColorHover: rgb(0xF3F6F6), ColorSelected: rgb(0xE4F1F0),
	ColorPrimary: rgb(0x1F6F6B), ColorPrimaryHover: rgb(0x195D59), ColorOnPrimary: rgb(0xFFFFFF),
	ColorPrimaryContainer: rgb(0xE4F1F0), ColorFocusRing: rgba(0x1F6F6B, 51),
	ColorDanger: rgb(0xC43D2F), ColorDangerContainer: rgb(0xFBEAE8),
	ColorWarning: rgb(0xA86400), ColorWarningContainer: rgb(0xFCF1DF),
	ColorGood: rgb(0x2C7A46), ColorGoodContainer: rgb(0xE6F3EA),
	ColorInfo: rgb(0x2A66A5), ColorInfoContainer: rgb(0xE7EFF8),
	ColorNav: rgb(0x16302F), ColorNavText: rgb(0xC4D2D0), ColorNavActive: rgb(0x314645),
	ColorNavHover: rgb(0x203B3A), ColorNavActiveText: rgb(0xFFFFFF), ColorNavOff: rgb(0x5E7775),
	ColorBadge: rgb(0xC43D2F), ColorOnBadge: rgb(0xFFFFFF),
	ColorScrim: rgba(0x0E1718, 96), ColorShade: rgba(0x0E1A1C, 44),
	ColorToast: rgb(0x1C2A2E), ColorOnToast: rgb(0xF2F6F6), ColorToastAction: rgb(0x7FD3CC),
	ColorMark: rgba(0xF2C14E, 110), ColorBar: rgba(0x66737F, 110),
})

var dark = finish(palette{
	ColorBackground: rgb(0x14191C), ColorSurface: rgb(0x1C2327), ColorRaised: rgb(0x232C31),
	ColorLine: rgb(0x2C363B), ColorEdge: rgb(0x333F45), ColorLineStrong: rgb(0x45535A), ColorSubtle: rgb(0x171D20),
	ColorText: rgb(0xE5EAEC), ColorMuted: rgb(0x93A1A9), ColorFaint: rgb(0x66757D),
	ColorHover: rgb(0x222B30), ColorSelected: rgb(0x1E3937),
	ColorPrimary: rgb(0x57B5AE), ColorPrimaryHover: rgb(0x6CC4BD), ColorOnPrimary: rgb(0x0E1A1A),
	ColorPrimaryContainer: rgb(0x1E3937), ColorFocusRing: rgba(0x57B5AE, 64),
	ColorDanger: rgb(0xE9796C), ColorDangerContainer: rgb(0x3A211E),
	ColorWarning: rgb(0xE0A94A), ColorWarningContainer: rgb(0x382B16),
	ColorGood: rgb(0x6CC08A), ColorGoodContainer: rgb(0x1C3325),
	ColorInfo: rgb(0x7FB0E6), ColorInfoContainer: rgb(0x1D2C3D),
	ColorNav: rgb(0x0E1414), ColorNavText: rgb(0xA9B7B8), ColorNavActive: rgb(0x2A3131),
	ColorNavHover: rgb(0x1A2121), ColorNavActiveText: rgb(0xFFFFFF), ColorNavOff: rgb(0x55625F),
	ColorBadge: rgb(0xC43D2F), ColorOnBadge: rgb(0xFFFFFF),
	ColorScrim: rgba(0x000000, 130), ColorShade: rgba(0x000000, 120),
	ColorToast: rgb(0xE5EAEC), ColorOnToast: rgb(0x1C2327), ColorToastAction: rgb(0x1F6F6B),
	ColorMark: rgba(0xE0A94A, 90), ColorBar: rgba(0x93A1A9, 100),
})

// finish adds the colours that Fyne's own widgets ask for. An entry draws no
// box of its own: the inputs of the kit draw it, with its ring and its error.
func finish(p palette) palette {
	p[ColorNone] = color.Transparent
	for name, of := range map[Colour]Colour{
		theme.ColorNameInputBackground:     ColorNone,
		theme.ColorNameInputBorder:         ColorNone,
		theme.ColorNamePlaceHolder:         ColorFaint,
		theme.ColorNameDisabled:            ColorMuted,
		theme.ColorNameButton:              ColorSurface,
		theme.ColorNameDisabledButton:      ColorSubtle,
		theme.ColorNameError:               ColorDanger,
		theme.ColorNameForegroundOnError:   ColorSurface,
		theme.ColorNameForegroundOnSuccess: ColorSurface,
		theme.ColorNameForegroundOnWarning: ColorSurface,
		theme.ColorNameFocus:               ColorPrimaryContainer,
		theme.ColorNameHeaderBackground:    ColorSurface,
		theme.ColorNameHover:               ColorHover,
		theme.ColorNameHyperlink:           ColorPrimary,
		theme.ColorNameMenuBackground:      ColorRaised,
		theme.ColorNameOverlayBackground:   ColorRaised,
		theme.ColorNamePressed:             ColorPrimaryContainer,
		theme.ColorNameScrollBar:           ColorBar,
		theme.ColorNameScrollBarBackground: ColorNone,
		theme.ColorNameSelection:           ColorFocusRing,
		theme.ColorNameSeparator:           ColorLine,
		theme.ColorNameShadow:              ColorNone,
		theme.ColorNameSuccess:             ColorGood,
		theme.ColorNameWarning:             ColorWarning,
	} {
		p[name] = p[of]
	}
	return p
}

// Tone is what a pill, a banner or a cell says by its colour.
type Tone int

// The tones. Colour only says something: status, lateness, what to press.
const (
	ToneNeutral Tone = iota
	TonePrimary
	ToneGood
	ToneWarning
	ToneDanger
	ToneInfo
)

// colours are the tone's text and what it stands on.
func (t Tone) colours() (text, on Colour) {
	switch t {
	case TonePrimary:
		return ColorPrimary, ColorPrimaryContainer
	case ToneGood:
		return ColorGood, ColorGoodContainer
	case ToneWarning:
		return ColorWarning, ColorWarningContainer
	case ToneDanger:
		return ColorDanger, ColorDangerContainer
	case ToneInfo:
		return ColorInfo, ColorInfoContainer
	}
	return ColorMuted, ColorSubtle
}

// Text is the colour of the tone's text.
func (t Tone) Text() Colour {
	if t == ToneNeutral {
		return ColorText
	}
	c, _ := t.colours()
	return c
}
