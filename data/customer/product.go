package customer

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"kezhi/data/db"
)

// Products are the products that a file names, as a person lists them: parted
// by commas, semicolons or lines.
func Products(s string) []string {
	var out []string
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,；;\n/", r) }) {
		if p = strings.TrimSpace(p); p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// OfProduct counts the customers of a product, and those of a grade among them.
func OfProduct(g *gorm.DB, product, grade string) (all, of int64, err error) {
	var n struct{ A, N int64 }
	err = g.Session(&gorm.Session{NewDB: true}).Raw(`SELECT count(*) AS a, coalesce(sum(grade = ?), 0) AS n
		FROM customers WHERE deleted_at = 0 AND products <> '' AND instr(products, ?) > 0`, grade, product).Scan(&n).Error
	return n.A, n.N, db.Translate(err)
}
