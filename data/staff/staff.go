// Package staff is the shop's people (员工): who belongs to which department and
// who decides what.
package staff

import (
	"gorm.io/gorm"

	"kezhi/data/db"
	"kezhi/data/policy"
)

// Setting is the key of the list among the settings: []Member.
const Setting = "shop.staff"

// Role is what somebody is in the shop (岗位角色).
type Role string

// The roles.
const (
	Reception      Role = "reception"       // 前台
	AccountManager Role = "account_manager" // 客户经理
	DepartmentHead Role = "department_head" // 部门负责人
	DeputyManager  Role = "deputy_manager"  // 分管副总
	Office         Role = "office"          // 办公室
	Archivist      Role = "archivist"       // 档案管理员
	GeneralManager Role = "general_manager" // 总经理
	Administrator  Role = "administrator"   // 管理员
)

// Roles are all roles in the order in which a person chooses.
var Roles = []Role{Reception, AccountManager, DepartmentHead, DeputyManager, Office, Archivist, GeneralManager, Administrator}

// Member is somebody of the shop.
type Member struct {
	Name       string `json:"name"`
	Department string `json:"department"`
	Post       string `json:"post"`
	Role       Role   `json:"role,omitempty"` // "": none in particular
	Left       bool   `json:"left,omitempty"` // no longer offered, still readable
}

// List reads the shop's people.
func List(g *gorm.DB) ([]Member, error) {
	var ms []Member
	return ms, db.SettingIn(g, Setting, &ms)
}

// Find is the member of a name, false where there is none.
func Find(ms []Member, name string) (Member, bool) {
	for _, m := range ms {
		if m.Name == name {
			return m, true
		}
	}
	return Member{}, false
}

// levels are the roles that answer for a level of the regulation.
var levels = map[string]Role{
	policy.Head: DepartmentHead, policy.Deputy: DeputyManager, policy.Office: Office, policy.Manager: GeneralManager,
}

// Responsible is who a level of the regulation means where owner is the
// responsible person: owner himself, the head of owner's department, the deputy
// in charge, the office, the general manager. "" where nobody has the role.
func Responsible(ms []Member, level, owner string) string {
	if level == policy.Owner || level == "" {
		return owner
	}
	of, _ := Find(ms, owner)
	any := ""
	for _, m := range ms {
		if m.Left || m.Role != levels[level] {
			continue
		}
		if level == policy.Head && m.Department != of.Department {
			continue
		}
		if any == "" {
			any = m.Name
		}
	}
	return any
}

// People are all who stand at a level of the regulation, also those who left.
func People(ms []Member, level string) []string {
	var names []string
	for _, m := range ms {
		if m.Role != "" && m.Role == levels[level] {
			names = append(names, m.Name)
		}
	}
	return names
}

// Answers tells whether somebody may decide what the level decides: a role that
// stands as high or higher. Where nobody in the shop has a role yet everybody may.
func Answers(ms []Member, name, level string) bool {
	rank := map[Role]int{DepartmentHead: 1, Office: 2, DeputyManager: 3, GeneralManager: 4}
	want := rank[levels[level]]
	if want == 0 {
		return true
	}
	some := false
	for _, m := range ms {
		if !m.Left && rank[m.Role] > 0 {
			some = true
		}
	}
	m, ok := Find(ms, name)
	return !some || ok && !m.Left && rank[m.Role] >= want
}
