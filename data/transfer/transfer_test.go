package transfer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db/dbtest"
	"kezhi/data/register"
	"kezhi/data/transfer"
)

func store(t *testing.T) *customer.Store {
	t.Helper()
	return customer.Open(dbtest.MustOpen(t))
}

func add(t *testing.T, s *customer.Store, text string) ([]string, error) {
	t.Helper()
	return transfer.Add(context.Background(), s.DB, "x", transfer.Into(s.Table), transfer.NewReader(strings.NewReader(text), s.Fields()))
}

func written(t *testing.T, s *customer.Store, id int64) string {
	t.Helper()
	r, err := s.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := transfer.Writer{W: &b, Key: s.Key(), Fields: s.Fields(), Whole: true}
	if err := w.Write(r.Meta, r.Values); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const whole = `{"kind":"organisation","name":"重庆渝鲲火锅有限公司","capital":1234.5,"do_not_disturb":true,"tags":["餐饮","冷链"],
"phones":[{"use":"mobile","number":"138 1234 5678"}],"contacts":[{"name":"王𬭎","is_first":true,"birthday":"1980-05-01"}],"remark":"一\n二\t三 <&> \"引\" \\"}`

func TestWhatWasWrittenIsReadBackTheSame(t *testing.T) {
	s := store(t)
	if _, err := add(t, s, whole); err != nil {
		t.Fatal(err)
	}
	first := written(t, s, 1)
	if n, err := add(t, s, first); err != nil || n[0] != "KH-000002" {
		t.Fatal(n, err)
	}
	a, _ := s.Get(t.Context(), 1)
	b, _ := s.Get(t.Context(), 2)
	delete(a.Values, "updated_at")
	delete(b.Values, "updated_at")
	if !reflect.DeepEqual(a.Values, b.Values) {
		t.Errorf("%v\n%v", a.Values, b.Values)
	}
}

func TestValuesHaveTheTypesOfJSON(t *testing.T) {
	s := store(t)
	if _, err := add(t, s, whole); err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal([]byte(written(t, s, 1)), &m); err != nil {
		t.Fatal(err)
	}
	meta, _ := m["_meta"].(map[string]any)
	if m["number"] != "KH-000001" || m["capital"] != 1234.5 || m["do_not_disturb"] != true || m["open_complaints"] != 0.0 ||
		len(m["tags"].([]any)) != 2 || m["contacts"].([]any)[0].(map[string]any)["is_first"] != true || m["code"] != "" ||
		meta["version"] != 1.0 || meta["register"] != "customer" || !strings.HasSuffix(meta["created_at"].(string), "Z") {
		t.Errorf("%v", m)
	}
}

func TestBadInputIsRefusedAtItsField(t *testing.T) {
	for name, c := range map[string]struct{ text, field, key string }{
		"nothing":            {"", "json", "transfer.error.empty"},
		"spaces":             {" \n\t ", "json", "transfer.error.empty"},
		"no JSON":            {"name: 张三", "json", "transfer.error.syntax"},
		"cut off":            {`{"name":"张`, "json", "transfer.error.cut_off"},
		"an array cut off":   {`[{"name":"张"},`, "json", "transfer.error.cut_off"},
		"something behind":   {`{"name":"张"} {"name":"李"}`, "json", "transfer.error.trailing"},
		"a number":           {`42`, "json", "transfer.error.want_object"},
		"among the array":    {`[{"name":"张"}, 42]`, "json", "transfer.error.want_object"},
		"UTF-16":             {"\xff\xfe{\x00}\x00", "json", "transfer.error.utf16"},
		"UTF-16 without BOM": {"{\x00}\x00", "json", "transfer.error.utf16"},
		"GBK":                {"{\"name\":\"\xd5\xc5\xc8\xfd\"}", "name", "error.not_utf8"},
		"half a pair":        {`{"name":"\ud83d"}`, "name", "error.not_utf8"},
		"two wrong halves":   {`{"name":"\udc00\ud83d"}`, "name", "error.not_utf8"},
		"an escaped slash":   {`{"name":"\\ud83d","kind":"x"}`, "kind", "error.no_option"},
		"NUL":                {`{"name":"张\u0000三"}`, "name", "error.control_character"},
		"a raw NUL":          {"{\"name\":\"张\x00三\"}", "json", "transfer.error.syntax"},
		"a bell":             {`{"name":"张\u0007"}`, "name", "error.control_character"},
		"100 kB":             {`{"name":"` + strings.Repeat("张", 100_000/3) + `"}`, "name", "error.too_long"},
		"an object":          {`{"name":{"first":"三"}}`, "name", "error.want_text"},
		"yes for a text":     {`{"name":true}`, "name", "error.want_text"},
		"a list for a text":  {`{"name":["张"]}`, "name", "error.want_text"},
		"a text for a yes":   {`{"name":"张","do_not_disturb":"maybe"}`, "do_not_disturb", "error.bool"},
		"a list of objects":  {`{"name":"张","tags":[{}]}`, "tags", "error.want_list"},
		"null in a list":     {`{"name":"张","tags":[null]}`, "tags", "error.want_list"},
		"rows as a text":     {`{"name":"张","phones":"138"}`, "phones", "error.want_rows"},
		"rows of texts":      {`{"name":"张","phones":["138"]}`, "phones", "error.want_rows"},
		"a number for rows":  {`{"name":"张","phones":1}`, "phones", "error.want_rows"},
		"within a row":       {`{"name":"张","phones":[{"number":"138"},{"number":"打我电话"}]}`, "phones[1].number", "error.phone"},
		"a key of no field":  {`{"name":"张","nome":"李"}`, "nome", "error.unknown_field"},
		"so within a row":    {`{"name":"张","phones":[{"nr":"138"}]}`, "phones[0].nr", "error.unknown_field"},
		"a key twice":        {`{"name":"张","name":"李"}`, "name", "transfer.error.twice"},
		"so within a row ":   {`{"name":"张","phones":[{"number":"13800000000","number":"1"}]}`, "phones[0].number", "transfer.error.twice"},
		"a wrong amount":     {`{"name":"张","capital":1.005}`, "capital", "error.decimal"},
		"a huge amount":      {`{"name":"张","capital":1e30}`, "capital", "error.too_long"},
		"no such day":        {`{"name":"张","first_contact_on":"2026-02-30"}`, "first_contact_on", "error.date"},
		"nothing required":   {`{}`, "name", "error.required"},
		"null":               {`{"name":null}`, "name", "error.required"},
		"in an array":        {`[{"name":"张"},{"name":""}]`, "[1].name", "error.required"},
	} {
		t.Run(name, func(t *testing.T) {
			s := store(t)
			_, err := add(t, s, c.text)
			got := data.All(err)
			if len(got) == 0 || got[0].Field != c.field || got[0].Key != c.key {
				t.Errorf("err = %v, want %s at %s", err, c.key, c.field)
			}
			if ids, err := s.IDs(t.Context(), register.Query{}); err != nil || len(ids) != 0 {
				t.Errorf("%d records were written, %v", len(ids), err)
			}
			var counters int64
			if err := s.DB.Read(t.Context()).Table("counters").Count(&counters).Error; err != nil || counters != 0 {
				t.Errorf("a number was given, %v", err)
			}
		})
	}
}

func TestWhatMayStandInAFileIsTaken(t *testing.T) {
	for name, c := range map[string]struct{ text, key, want string }{
		"a byte order mark":   {"\xef\xbb\xbf{\"name\":\"张\"}", "name", "张"},
		"a pair of escapes":   {`{"name":"\ud83d\ude00"}`, "name", "😀"},
		"escapes":             {`{"name":"\u5f20\u4e09"}`, "name", "张三"},
		"a whole number":      {`{"name":"张","capital":3.0}`, "capital", "3"},
		"a power of ten":      {`{"name":"张","capital":1e4}`, "capital", "10000"},
		"figures for a text":  {`{"name":"张","website":007}`, "", ""},
		"a number for a text": {`{"name":13,"website":"x"}`, "name", "13"},
		"a read-only field":   {`{"name":"张","open_complaints":9}`, "open_complaints", "0"},
		"an unset amount":     {`{"name":"张","capital":null}`, "capital", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := store(t)
			_, err := add(t, s, c.text)
			if c.key == "" {
				if data.CodeOf(err) != data.Invalid {
					t.Errorf("err = %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			r, err := s.Get(t.Context(), 1)
			if err != nil || r.Values.Text(c.key) != c.want {
				t.Errorf("%s = %q, %v; want %q", c.key, r.Values.Text(c.key), err, c.want)
			}
		})
	}
}

func TestOfAnArrayAllAreKeptOrNone(t *testing.T) {
	s := store(t)
	if n, err := add(t, s, `[{"name":"甲"},{"name":"乙"},{"name":"丙"}]`); err != nil || strings.Join(n, " ") != "KH-000001 KH-000002 KH-000003" {
		t.Fatal(n, err)
	}
	_, err := add(t, s, `[{"name":"丁"},{"name":"","email":"x"},{"name":"戊","kind":"?"}]`)
	var fields []string
	for _, e := range data.All(err) {
		fields = append(fields, e.Field)
	}
	if strings.Join(fields, " ") != "[1].email [1].name [2].kind" && strings.Join(fields, " ") != "[1].name [1].email [2].kind" {
		t.Errorf("fields = %v", fields)
	}
	if n, err := add(t, s, `[]`); err != nil || len(n) != 0 {
		t.Errorf("an empty array: %v, %v", n, err)
	}
	if n, err := add(t, s, `{"name":"己"}`); err != nil || n[0] != "KH-000004" {
		t.Errorf("a gap: %v, %v", n, err)
	}
}

func TestAFileInWhichEverythingIsWrongIsNotReadToItsEnd(t *testing.T) {
	s := store(t)
	r := &endless{}
	_, err := transfer.Add(t.Context(), s.DB, "x", transfer.Into(s.Table), transfer.NewReader(r, s.Fields()))
	if n := len(data.All(err)); n < 1000 || n > 1100 || r.n > 1<<20 {
		t.Errorf("%d errors after %d bytes", n, r.n)
	}
}

// endless is an array of empty objects.
type endless struct{ n int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "{},"[(e.n+2)%3]
		if e.n == 0 {
			p[i] = '['
		}
		e.n++
	}
	return len(p), nil
}

func TestAnErrorOfReadingIsNoRefusal(t *testing.T) {
	s := store(t)
	broken := errors.New("the stick was pulled out")
	_, err := transfer.Add(t.Context(), s.DB, "x", transfer.Into(s.Table),
		transfer.NewReader(io.MultiReader(strings.NewReader(`[{"name":"甲"},`), failing{broken}), s.Fields()))
	if !errors.Is(err, broken) || data.CodeOf(err) != "" {
		t.Errorf("err = %v", err)
	}
	if ids, _ := s.IDs(t.Context(), register.Query{}); len(ids) != 0 {
		t.Error("something was written")
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func FuzzReader(f *testing.F) {
	f.Add(whole)
	f.Add(`[{"name":"\ud83d"},{"phones":[{"number":1e9}]}]`)
	store := customer.Open(dbtest.MustOpen(f))
	ds := store.Fields()
	f.Fuzz(func(t *testing.T, text string) {
		r := transfer.NewReader(strings.NewReader(text), ds)
		for range 100 {
			v, err := r.Next()
			if err != nil && v == nil {
				return
			}
			c := new(customer.Customer)
			_ = store.Set.Decode(v, c)
		}
	})
}
