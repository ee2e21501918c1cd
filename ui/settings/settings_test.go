package settings_test

import (
	"context"
	"testing"

	"kezhi/assets"
	"kezhi/ui/kit"
	"kezhi/ui/screen/screentest"
	"kezhi/ui/settings"
)

func TestTheShopsNameIsKeptAndTheAboutCardSaysWhereTheDataLies(t *testing.T) {
	h := screentest.New(t)
	h.Show(settings.Page(h, "1.2.3", func(assets.Lang, kit.Mode) {}))
	h.Settle()
	h.Must("1.2.3", h.Shop().DB.File(), "SIL OFL", "MIT", "自定义栏目")
	h.Fill("name", "望江客户服务中心")
	h.Push("保存")
	h.Settle()
	id, err := h.Shop().Identity(context.Background())
	if err != nil || id.Name != "望江客户服务中心" {
		t.Errorf("kept %q, %v", id.Name, err)
	}
}

func TestLanguageAndThemeAreAskedOfTheWindow(t *testing.T) {
	h := screentest.New(t)
	var lang assets.Lang
	h.Show(settings.Page(h, "", func(l assets.Lang, _ kit.Mode) { lang = l }))
	h.Settle()
	h.Push("English")
	if lang != assets.En {
		t.Errorf("asked for %q", lang)
	}
}
