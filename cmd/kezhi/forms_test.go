//go:build window

package main_test

import "image"

// How the screens lie at 1366×768, and how often Tab leads from where a form
// begins to a field. A form that changes changes these.
var (
	navigation = image.Rect(44, 100, 110, 256) // its words, from 客户 to 满意度
	top        = image.Rect(168, 40, 760, 520) // beneath the search box
	form       = image.Rect(184, 112, 994, 752)
	aside      = image.Rect(990, 112, 1366, 752)
)

const (
	toPhone        = 5            // of a new customer: 类别, 简称, 等级, 用途
	toFirstContact = toPhone + 12 // past an empty row that a filled one begets, 添加地址, 统一社会信用代码 … 首问责任人
	toPurpose      = 8            // of a visit, from 方式: 时间 … 添加受访人
	toTrouble      = 6            // of a complaint, from 投诉人: 联系电话 … 其他联系方式
)

// Tab goes n fields on.
func (d *desk) Tab(n int) {
	d.t.Helper()
	for range n {
		d.Press("Tab")
	}
}

// choose takes the customer that a field proposes for a text, and is then in
// the next field.
func (d *desk) choose(text string) {
	d.t.Helper()
	d.Change("a proposed customer", func() { d.Type(text) })
	d.Change("the chosen customer", func() { d.Press("Return") })
}
