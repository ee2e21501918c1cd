package privacy

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"

	"kezhi/data/db"
)

// kept are, by table, the texts that say nothing about a person and stay for the
// figures of the shop. Any other text of a row that is about the person goes,
// also in a table that is not named here: what is new is erased until somebody
// says otherwise.
var kept = map[string]string{ //nolint:gosec // names of columns
	"customers":           "kind owner grade region industry source intent scale nature first_contact first_contact_on last_visit_on last_on_site_on checked_on",
	"visits":              "way on_day visitor companions department result earlier_satisfaction",
	"complaints":          "way receiver product service category severity responses promised_on department accused_department accused involved on_day handler due founded satisfied replied_on closed_on rule_from rule_within rule_edition rule_due rule_met promise_met answered_on heard corrective_owner corrective_due archive_number asked_on score",
	"complaint_steps":     "kind who entered_by",
	"answers":             "survey way on_day taken_by",
	"survey_values":       "question type",
	"change_reports":      "changed_on due recorder recorded_on reviewer reviewed_on",
	"reviews":             "department scores payment grade_before suggested proposed proposer proposed_on approver approved_on",
	"blacklist":           "scope department from_day until_day proposer proposed_on approver approved_on lifted_by lifted_on",
	"grade_changes":       "on_day grade_from grade_to register number kind proposer approver",
	"credit_files":        "grade since approver approved_on stopped_on stop_edition reported_on oldest_due",
	"credit_reports":      "on_day channels had_grade grade measures reporter approver decision decided_on",
	"receivables":         "on_day due_on over_approver write_off_on write_off_approver",
	"receptions":          "first_time channel level receiver helper basis basis_number turn_of former changed_on on_day",
	"disputes":            "on_day rule entitled entitled_number decided_by decided_on",
	"dispute_claims":      "who reception on_day",
	"dispute_shares":      "who",
	"plan_lines":          "grade way unless level visitor since until day left_out",
	"survey_sample":       "",
	"answer_follow":       "who",
	"consents":            "purpose basis on_day way who",
	"privacy_requests":    "on_day way checked handler due outcome answered_on answer_way keep_until",
	"credit_instalments":  "due paid_on paid_by",
	"receivable_receipts": "on_day way",
	"receivable_dunnings": "on_day step who next",
}

// always are texts that stay in every table.
var always = []string{"number", "created_by", "updated_by", "edition", "state", "kind"}

// past are tables that hold what was done about somebody's data: they name
// numbers alone.
var past = []string{"erasures", "retention_lines"}

// dash are texts that a register asks for: in their place stands a dash.
var dash = map[string]string{
	"visits": "purpose", "complaints": "complainant what", "receptions": "name", "privacy_requests": "name", "reviews": "reason", "blacklist": "reason",
	"receivables": "what", "disputes": "name subject", "credit_reports": "findings", "credit_files": "stop_reason",
}

// whole are the tables whose rows about a person go altogether, besides all
// small records of a record that kept does not name.
var whole = []string{"greetings", "drafts", "documents"}

// table is a table of the file as an erasure looks at it.
type table struct {
	name    string
	texts   []string // columns with text or bytes
	key     []string // of the primary key
	id      bool     // has a column id
	parents []parent
	owned   bool // belongs to a record by the columns register and record_id
}

type parent struct{ column, table string }

// tablesOf reads the file's tables.
func tablesOf(g *gorm.DB) ([]table, error) {
	g = g.Session(&gorm.Session{NewDB: true})
	var names []string
	err := g.Raw("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' ORDER BY name").Scan(&names).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	var out []table
	for _, n := range names {
		var cols []struct {
			Name, Type string
			Pk         int
		}
		var fks []struct{ From, Table string }
		if err := g.Raw("SELECT name, type, pk FROM pragma_table_info(?)", n).Scan(&cols).Error; err != nil {
			return nil, db.Translate(err)
		}
		if err := g.Raw(`SELECT "from", "table" FROM pragma_foreign_key_list(?)`, n).Scan(&fks).Error; err != nil {
			return nil, db.Translate(err)
		}
		t := table{name: n}
		keys := map[int]string{}
		reg, rec := false, false
		for _, c := range cols {
			if c.Pk > 0 {
				keys[c.Pk] = c.Name
			}
			if c.Type == "TEXT" || c.Type == "BLOB" {
				t.texts = append(t.texts, c.Name)
			}
			t.id = t.id || c.Name == "id" && c.Pk > 0
			reg, rec = reg || c.Name == "register", rec || c.Name == "record_id"
		}
		for _, i := range slices.Sorted(maps.Keys(keys)) {
			t.key = append(t.key, keys[i])
		}
		t.owned = reg && rec
		for _, f := range fks {
			t.parents = append(t.parents, parent{f.From, f.Table})
		}
		out = append(out, t)
	}
	return out, nil
}

// keeps tells whether a column's text stays.
func (t *table) keeps(column string) bool {
	return slices.Contains(always, column) || slices.Contains(strings.Fields(kept[t.name]), column)
}

// goes tells whether the rows of the table go altogether.
func (t *table) goes() bool {
	_, known := kept[t.name]
	return slices.Contains(whole, t.name) || !known && !t.id
}

// blanks is the part of an UPDATE that takes the texts of a row away; lists stay
// lists.
func (t *table) blanks() string {
	var set []string
	for _, c := range t.texts {
		if !t.keeps(c) && !slices.Contains(t.key, c) {
			q := `"` + c + `"`
			if slices.Contains(strings.Fields(dash[t.name]), c) {
				set = append(set, q+" = CASE "+q+" WHEN '' THEN '' ELSE '—' END")
				continue
			}
			set = append(set, q+" = CASE substr("+q+", 1, 1) WHEN '[' THEN '[]' WHEN '{' THEN '{}' ELSE '' END")
		}
	}
	return strings.Join(set, ", ")
}

// reach are the rows that are about a customer: by table, the ids; and of the
// tables without an id the condition.
type reach struct {
	ids   map[string][]int64
	where map[string]string
}

// about follows the references to a customer through the file, from records of
// other registers that begin with it besides.
func about(g *gorm.DB, ts []table, id int64, besides map[string][]int64) (*reach, error) {
	r := &reach{ids: map[string][]int64{"customers": {id}}, where: map[string]string{}}
	maps.Copy(r.ids, besides)
	for changed := true; changed; {
		changed = false
		for _, t := range ts {
			if t.name == "customers" || slices.Contains(past, t.name) {
				continue
			}
			var any []string
			for _, p := range t.parents {
				if ids := r.ids[p.table]; len(ids) > 0 {
					any = append(any, `"`+p.column+`" IN (`+db.List(ids)+")")
				}
			}
			if len(any) == 0 {
				continue
			}
			where := strings.Join(any, " OR ")
			if !t.id {
				r.where[t.name] = where
				continue
			}
			var ids []int64
			if err := g.Session(&gorm.Session{NewDB: true}).Raw(`SELECT id FROM "` + t.name + `" WHERE ` + where).Scan(&ids).Error; err != nil {
				return nil, db.Translate(err)
			}
			for _, x := range ids {
				if !slices.Contains(r.ids[t.name], x) {
					r.ids[t.name] = append(r.ids[t.name], x)
					changed = true
				}
			}
		}
	}
	for _, ids := range r.ids {
		slices.SortFunc(ids, func(a, b int64) int { return cmp.Compare(a, b) })
	}
	return r, nil
}

// condition is the rows of a table that are about the customer, "" for none.
func (r *reach) condition(t table) string {
	if ids := r.ids[t.name]; len(ids) > 0 {
		return "id IN (" + db.List(ids) + ")"
	}
	return r.where[t.name]
}
