package privacy

import (
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"kezhi/data/db"
	"kezhi/data/register"
	"kezhi/data/search"
)

// spared are tables in which no words are looked for: they hold texts of the
// program, or only numbers.
var spared = []string{"policies", "privacy_notices", "counters", "changes", "erasing", "audit_head", "audit_seals", "vault", "account_state", "accounts", "account_failures", "erasures", "questionnaires", "questionnaire_questions", "questionnaire_editions"}

// look reads the whole file for the person's name, numbers and addresses, before
// anything is written: it takes long, and nobody waits for it.
func (e *eraser) look(g *gorm.DB) error {
	e.found = map[string][]string{}
	if ws := e.terms.all(); len(ws) > 0 {
		for _, t := range e.tables {
			if slices.Contains(spared, t.name) || len(t.texts) == 0 {
				continue
			}
			where := e.holding(t.texts, ws)
			if t.name == "settings" {
				where = "key NOT LIKE 'shop.%' AND (" + where + ")"
			}
			rows, err := keysOf(g, t, where)
			if err != nil {
				return err
			}
			e.found[t.name] = rows
		}
		if err := fresh(g).Raw("SELECT doc FROM search_docs WHERE " + e.holding([]string{"body"}, ws)).Scan(&e.docs).Error; err != nil {
			return db.Translate(err)
		}
		if err := fresh(g).Raw("SELECT id FROM changes WHERE action <> ? AND ("+e.holding([]string{"fields"}, ws)+")", register.Erased).Scan(&e.entries).Error; err != nil {
			return db.Translate(err)
		}
	}
	return e.mention(g)
}

func fresh(g *gorm.DB) *gorm.DB { return g.Session(&gorm.Session{NewDB: true}) }

// mention lists the records of others that hold a name which cannot be cut out.
func (e *eraser) mention(g *gorm.DB) error {
	if len(e.terms.Common) == 0 {
		return nil
	}
	for _, t := range e.tables {
		if e.o.Registers[t.name] == "" {
			continue
		}
		var link []string
		texts := t.texts
		if t.name == "customers" { // whose own name it is has it rightly
			link = append(link, fmt.Sprintf("id <> %d", e.id), "deleted_at = 0")
			texts = slices.DeleteFunc(slices.Clone(texts), func(c string) bool { return slices.Contains(public[t.name], c) })
		}
		for _, p := range t.parents {
			if p.table == "customers" {
				link = append(link, `coalesce("`+p.column+fmt.Sprintf(`", 0) <> %d`, e.id))
			}
		}
		where := e.holding(texts, e.terms.Common)
		if len(link) > 0 {
			where = "(" + where + ") AND " + strings.Join(link, " AND ")
		}
		var ns []string
		if err := fresh(g).Raw(`SELECT number FROM "` + t.name + `" WHERE ` + where + " LIMIT 50").Scan(&ns).Error; err != nil {
			return db.Translate(err)
		}
		e.mentions = append(e.mentions, ns...)
	}
	return nil
}

// holding is the condition that one of the words stands in one of the columns.
func (e *eraser) holding(columns, ws []string) string {
	var all []string
	for _, c := range columns {
		all = append(all, `"`+c+`"`)
	}
	text := strings.Join(all, " || char(31) || ")
	var any []string
	for _, w := range ws {
		any = append(any, "instr("+text+", "+quote(w)+") > 0")
	}
	return strings.Join(any, " OR ")
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// keysOf are the conditions that name the rows for which another holds.
func keysOf(g *gorm.DB, t table, where string) ([]string, error) {
	key := t.key
	if len(key) == 0 {
		key = []string{"rowid"}
	}
	parts := make([]string, len(key))
	for i, k := range key {
		parts[i] = `'"` + k + `" = ' || quote("` + k + `")`
	}
	var out []string
	err := fresh(g).Raw("SELECT " + strings.Join(parts, " || ' AND ' || ") + ` FROM "` + t.name + `" WHERE ` + where).Scan(&out).Error
	return out, db.Translate(err)
}

// elsewhere cuts the person's name and numbers out of the records of others.
func (e *eraser) elsewhere(tx *db.Tx) error {
	for _, t := range e.tables {
		for _, row := range e.found[t.name] {
			var set []string
			for _, c := range t.texts {
				if slices.Contains(t.key, c) || c == "number" {
					continue
				}
				set = append(set, `"`+c+`" = `+e.blotted(c, e.terms.all()))
			}
			if len(set) == 0 {
				continue
			}
			if err := tx.Do(`UPDATE "` + t.name + `" SET ` + strings.Join(set, ", ") + " WHERE " + row); err != nil {
				return err
			}
		}
	}
	var still []int64
	if len(e.docs) > 0 {
		if err := fresh(tx.DB).Raw("SELECT doc FROM search_docs WHERE doc IN (" + db.List(e.docs) + ")").Scan(&still).Error; err != nil {
			return err
		}
	}
	return search.Cut(tx, still, func(s string) string { return e.blot(s, e.terms.all()) })
}

// blot puts the mark in the place of words in a text, but for those in the name
// of the organisation whose contact is erased.
func (e *eraser) blot(s string, words []string) string {
	if e.called != "" {
		parts := strings.Split(s, e.called)
		for i, p := range parts {
			parts[i] = blot(p, words)
		}
		return strings.Join(parts, e.called)
	}
	return blot(s, words)
}

func blot(s string, words []string) string {
	for _, w := range words {
		s = strings.ReplaceAll(s, w, mark)
	}
	return s
}

// blotted is blot of a column.
func (e *eraser) blotted(column string, words []string) string {
	const stop = "char(1)" // no text holds one
	x := `"` + column + `"`
	if e.called != "" {
		x = "replace(" + x + ", " + quote(e.called) + ", " + stop + ")"
	}
	for _, w := range words {
		x = "replace(" + x + ", " + quote(w) + ", '" + mark + "')"
	}
	if e.called != "" {
		x = "replace(" + x + ", " + stop + ", " + quote(e.called) + ")"
	}
	if len(e.terms.Marks) == 0 {
		return x
	}
	// A field that is a telephone or an address alone takes no mark.
	alone := make([]string, len(e.terms.Marks))
	for i, w := range e.terms.Marks {
		alone[i] = quote(w)
	}
	return `CASE WHEN "` + column + `" IN (` + strings.Join(alone, ", ") + ") THEN '' ELSE " + x + " END"
}
