package raster
import ("testing";"context";"os";"image/png";"kezhi/reports/sheet";"kezhi/reports/sheet/sheettest")
func TestZZ(t *testing.T){
 l,_:=sheet.Lay(context.Background(), sheettest.Document(sheettest.Visit(), sheettest.Receipt(), sheettest.Ledger(60)))
 for i:=range 3 { f,_:=os.Create("/tmp/exp/o/r"+string(rune('0'+i))+".png"); png.Encode(f,Page(&l.Pages[i],96)); f.Close()}
}
func BenchmarkPage(b *testing.B){
 l,_:=sheet.Lay(context.Background(), sheettest.Document(sheettest.Visit()))
 for b.Loop(){ Page(&l.Pages[0],96)}
}
func BenchmarkLay(b *testing.B){
 d:=sheettest.Document(sheettest.Visit())
 b.ReportAllocs()
 for b.Loop(){ sheet.Lay(context.Background(),d)}
}
