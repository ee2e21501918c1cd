package survey

import (
	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
)

// complaint finds the complaint that the answer is about by its number.
func (a *Answer) complaint(tx *db.Tx) *data.Error {
	a.ComplaintID = nil
	if a.Complaint == "" {
		return nil
	}
	var ids []int64
	if err := tx.Table("complaints").Where("number = ? AND deleted_at = 0", a.Complaint).Pluck("id", &ids).Error; err != nil {
		return fault(err)
	}
	if len(ids) == 0 {
		return data.Wrong("complaint", "error.not_found", "Number", a.Complaint)
	}
	a.ComplaintID = &ids[0]
	return nil
}

// numbersOf are the numbers of complaints by id.
func numbersOf(g *gorm.DB, ids []int64) (map[int64]string, error) {
	out := map[int64]string{}
	if len(ids) == 0 {
		return out, nil
	}
	var rows []struct {
		ID     int64
		Number string
	}
	err := g.Session(&gorm.Session{NewDB: true}).Table("complaints").Select("id, number").Where("id IN ?", ids).Find(&rows).Error
	for _, r := range rows {
		out[r.ID] = r.Number
	}
	return out, err
}
