package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/reports/sheet"
	"kezhi/reports/sheet/sheettest"
)

func lay(t testing.TB, forms ...sheet.Form) *sheet.Layout {
	t.Helper()
	l, err := sheet.Lay(context.Background(), sheettest.Document(forms...))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func file(t testing.TB, l *sheet.Layout) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "form.pdf")
	if err := WriteFile(context.Background(), path, l, nil); err != nil {
		t.Fatal(err)
	}
	return path
}

// run runs a tool of the system; a missing tool fails the test.
func run(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// extracted is the text of a file without line ends and spaces.
func extracted(t testing.TB, path string) string {
	t.Helper()
	return strings.NewReplacer("\n", "", " ", "", "\f", "").Replace(run(t, "pdftotext", "-raw", path, "-"))
}

func paragraph(s string) sheet.Form {
	return sheet.Form{Shop: "望江", Title: "表", Body: []sheet.Block{sheet.Para{Content: sheet.Plain(s)}}}
}

func TestFilesAreSound(t *testing.T) {
	logo := image.NewNRGBA(image.Rect(0, 0, 900, 300))
	for i := range logo.Pix {
		logo.Pix[i] = uint8(i * 7)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, logo); err != nil {
		t.Fatal(err)
	}
	p, err := sheet.NewPicture(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	withLogo := sheettest.Visit()
	withLogo.Logo, withLogo.QR = p, "BF-2026-000342"
	for name, l := range map[string]*sheet.Layout{
		"visit":   lay(t, sheettest.Visit()),
		"batch":   lay(t, sheettest.Visit(), sheettest.Receipt(), sheettest.Ledger(60)),
		"logo":    lay(t, withLogo, withLogo),
		"empty":   lay(t, sheet.Form{}),
		"names":   lay(t, paragraph("王𬭎、李𫖯，😀\x00\U0010FFFF葛󠄀")),
		"figures": lay(t, sheet.Form{Body: []sheet.Block{sheet.Figure{Picture: p, Width: 40}, sheet.QR{Content: "x"}}}),
	} {
		t.Run(name, func(t *testing.T) {
			out := run(t, "qpdf", "--check", file(t, l))
			if !strings.Contains(out, "No syntax or stream encoding errors") || strings.Contains(out, "WARNING") {
				t.Error(out)
			}
		})
	}
}

func TestTextCanBeCopied(t *testing.T) {
	var every strings.Builder
	for _, r := range "重庆渝鲲火锅（总店）！？…—“”%#@~`^|\\()<>[]{}*&$¥€，。、；：" {
		every.WriteRune(r)
	}
	for _, s := range []string{
		"王𬭎、李𫖯，𰻞面", "客户喜欢😀的包装", "新店12月开业，用量约增3成VIP客户", "☒达成意向☐无效果", "葛\U000E0100城",
		every.String(), "（满分5分），比“送货”，《客户》（甲）：“乙”。", strings.Repeat("不能丢一个字。", 200),
	} {
		path := file(t, lay(t, paragraph(s)))
		if got := extracted(t, path); !strings.Contains(got, s) {
			t.Errorf("%q is not in %q", s, got)
		}
	}
}

func TestSpacedTitleIsCopiedAsTyped(t *testing.T) {
	path := file(t, lay(t, sheettest.Visit()))
	for _, args := range [][]string{{"-raw"}, {"-layout"}, {}} {
		out := run(t, "pdftotext", append(args, path, "-")...)
		for _, s := range []string{"客户拜访总结报告", "编号：BF-2026-000342", "新店12月开业", "☒ 达成意向"} {
			if !strings.Contains(out, s) {
				t.Errorf("pdftotext %v: no %q", args, s)
			}
		}
	}
}

func TestEqualLayoutsMakeEqualFiles(t *testing.T) {
	write := func() []byte {
		var b bytes.Buffer
		if err := Write(context.Background(), &b, lay(t, sheettest.Visit(), sheettest.Receipt(), sheettest.Ledger(40)), nil); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	first := write()
	if err := Write(context.Background(), &bytes.Buffer{}, lay(t, paragraph("别的字𬭎")), nil); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if !bytes.Equal(first, write()) {
			t.Fatal("files differ")
		}
	}
}

func TestPropertiesOfTheFile(t *testing.T) {
	out := run(t, "pdfinfo", file(t, lay(t, sheettest.Visit())))
	for _, s := range []string{"客户拜访总结报告", "望江客户服务中心", "Kezhi", "A4", "Pages:           1"} {
		if !strings.Contains(out, s) {
			t.Errorf("no %q in\n%s", s, out)
		}
	}
}

func TestPropertiesMayHoldAnyCharacter(t *testing.T) {
	f := sheettest.Visit()
	f.Shop, f.Title = "王𬭎的店\xe4", "报告😀\xf0"
	out := run(t, "pdfinfo", file(t, lay(t, f)))
	for _, s := range []string{"王𬭎的店", "报告😀"} {
		if !strings.Contains(out, s) {
			t.Errorf("no %q in\n%s", s, out)
		}
	}
}

func TestSizeOfFiles(t *testing.T) {
	for _, f := range []sheet.Form{sheettest.Visit(), sheettest.Receipt()} {
		var b bytes.Buffer
		if err := Write(context.Background(), &b, lay(t, f), nil); err != nil {
			t.Fatal(err)
		}
		if b.Len() > 80_000 {
			t.Errorf("%s: %d bytes", f.Title, b.Len())
		}
	}
}

func TestQRCodeCanBeScanned(t *testing.T) {
	path := file(t, lay(t, sheettest.Receipt()))
	img := strings.TrimSuffix(path, ".pdf")
	run(t, "pdftoppm", "-r", "150", "-png", path, img)
	if out := run(t, "zbarimg", "-q", "--raw", img+"-1.png"); !strings.HasSuffix(strings.TrimSpace(out), "TS-2026-000118") {
		t.Errorf("scanned %q", out)
	}
}

func TestNothingToPrint(t *testing.T) {
	path := filepath.Join(t.TempDir(), "form.pdf")
	if err := WriteFile(context.Background(), path, lay(t), nil); !errors.Is(err, ErrEmpty) {
		t.Errorf("%v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) > 0 {
		t.Errorf("left behind %v", left)
	}
}

func TestFailedWriteLeavesTheOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "form.pdf")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	err := WriteFile(ctx, path, lay(t, sheettest.Ledger(100)), func(done, _ int) {
		if done == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if b, _ := os.ReadFile(path); string(b) != "old" {
		t.Errorf("file now holds %d bytes", len(b))
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("%d files", len(left))
	}
}

func TestBatchWritesEveryFile(t *testing.T) {
	dir := t.TempDir()
	last := 0
	ws, err := Batch(context.Background(), 20, func(i int) (Job, error) {
		f := paragraph(fmt.Sprint("第", i, "份"))
		if i == 7 {
			f = paragraph("😀")
		}
		return Job{filepath.Join(dir, fmt.Sprint(i, ".pdf")), sheettest.Document(f)}, nil
	}, func(done, total int) {
		if done != last+1 || total != 20 {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		last = done
	})
	if err != nil || len(ws) != 1 || ws[0].Form != 7 {
		t.Errorf("%v, %v", ws, err)
	}
	if got := extracted(t, filepath.Join(dir, "13.pdf")); !strings.Contains(got, "第13份") {
		t.Errorf("file 13 says %q", got)
	}
	if files, _ := os.ReadDir(dir); len(files) != 20 {
		t.Errorf("%d files", len(files))
	}
}

func TestBatchStopsAtTheFirstError(t *testing.T) {
	bad := errors.New("no such record")
	dir := t.TempDir()
	_, err := Batch(context.Background(), 1000, func(i int) (Job, error) {
		if i == 5 {
			return Job{}, bad
		}
		return Job{filepath.Join(dir, fmt.Sprint(i, ".pdf")), sheettest.Document(paragraph("x"))}, nil
	}, nil)
	if !errors.Is(err, bad) {
		t.Errorf("%v", err)
	}
	if files, _ := os.ReadDir(dir); len(files) > 20 {
		t.Errorf("%d files after the error", len(files))
	}
}

func TestPicturesAreOpaque(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	img.SetNRGBA(1, 0, color.NRGBA{A: 0xFF})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	p, err := sheet.NewPicture(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if r, _, _, a := p.Image().At(0, 0).RGBA(); r != 0xFFFF || a != 0xFFFF {
		t.Errorf("clear pixel became %v", p.Image().At(0, 0))
	}
}

func TestOtherLanguages(t *testing.T) {
	for lang, want := range map[assets.Lang]string{assets.ZhHant: "列印：林小满", assets.En: "Page1of1"} {
		d := sheettest.Document(sheettest.Visit())
		d.Lang = lang
		l, err := sheet.Lay(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		if got := extracted(t, file(t, l)); !strings.Contains(got, want) {
			t.Errorf("%s: no %q", lang, want)
		}
	}
}
