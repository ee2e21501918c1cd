package salvage

import (
	"strconv"
	"strings"

	"kezhi/data"
)

// Lines say in sentences what became of the file: what was lost table by table,
// the records that were put together from the trail, what is still wrong.
func (r *Report) Lines(s data.Speaker) []string {
	var lines []string
	add := func(key string, args ...any) { lines = append(lines, s.T(key, args...)) }
	rows := 0
	for _, t := range r.Tables {
		rows += t.Rows
	}
	add("salvage.rows", "Rows", rows, "Tables", len(r.Tables), "Pages", r.Pages)
	for _, t := range r.Tables {
		if t.Bad+t.Pages+t.Values > 0 {
			add("salvage.table", "Table", t.Name, "Rows", t.Rows, "Bad", t.Bad, "Pages", t.Pages, "Values", t.Values)
		}
	}
	if r.Log.Used > 0 {
		add("salvage.log", "Pages", r.Log.Used)
	}
	if r.Log.Damaged+r.Log.Open > 0 {
		add("salvage.log_lost", "Damaged", r.Log.Damaged, "Open", r.Log.Open)
	}
	if r.Unknown > 0 {
		add("salvage.unknown", "Pages", r.Unknown)
	}
	if len(r.Rebuilt) > 0 {
		add("salvage.rebuilt", "Count", len(r.Rebuilt), "Numbers", some(r.Rebuilt))
	}
	if len(r.Empty) > 0 {
		add("salvage.empty", "Count", len(r.Empty), "Numbers", some(r.Empty))
	}
	if r.Documents > 0 {
		add("salvage.documents", "Count", r.Documents)
	}
	for _, f := range r.Findings {
		lines = append(lines, f.Text(s))
	}
	if r.Whole() {
		add("salvage.whole")
	}
	return lines
}

// some are the first of many numbers.
func some(numbers []string) string {
	const most = 20
	if len(numbers) <= most {
		return strings.Join(numbers, " ")
	}
	return strings.Join(numbers[:most], " ") + " … +" + strconv.Itoa(len(numbers)-most)
}
