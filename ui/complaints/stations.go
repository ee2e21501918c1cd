package complaints

import (
	"slices"

	"fyne.io/fyne/v2"

	"kezhi/data/complaint"
	"kezhi/ui/kit"
)

// stations are the steps of the way as the stepper shows them. A proposal and
// its approval are one station.
var stations = [][]complaint.Kind{
	{complaint.Receipt},
	{complaint.Assessment},
	{complaint.Assignment},
	{complaint.Investigation},
	{complaint.Proposal, complaint.Approval},
	{complaint.Reply},
	{complaint.Opinion},
	{complaint.Corrective},
	{complaint.Archive},
}

// station is the place of a kind among the stations, -1 for none.
func station(k complaint.Kind) int {
	return slices.IndexFunc(stations, func(ks []complaint.Kind) bool { return slices.Contains(ks, k) })
}

// drawStations draws the way of the complaint.
func (p *casePage) drawStations() {
	s := kit.NewStepper(p.stationSteps()...)
	s.OnTap = p.tapStation
	col := kit.VBox(kit.Gap8, s)
	if l := p.clockLine(); l != nil {
		col.Add(l)
	}
	p.steps.Objects = []fyne.CanvasObject{kit.NewPanel(kit.Pad(col, kit.Gap12, kit.Gap8, kit.Gap8, kit.Gap8))}
}

func (p *casePage) stationSteps() []kit.Step {
	at := station(complaint.Kind(p.k.State))
	if p.k.State == complaint.Archived {
		at = len(stations)
	}
	var steps []kit.Step
	for i, kinds := range stations {
		last := p.standing(kinds)
		st := kit.Step{Label: kit.T("ui.complaint.station." + string(kinds[0]))}
		switch {
		case i == at:
			st.State, st.Sub = kit.StepNow, p.now()
			if (p.clocks.Promise.Late() || p.clocks.Rule.Late()) && i <= station(complaint.Reply) {
				st.Tone = kit.ToneDanger
			}
		case at < 0 && last == nil, at >= 0 && i > at:
			// ahead; in a later round what was done before counts no more
		case last == nil:
			st.State, st.Sub = kit.StepDone, kit.T("ui.complaint.passed")
		default:
			st.State, st.Sub = kit.StepDone, when(p.h, last.At)
		}
		steps = append(steps, st)
	}
	return steps
}

// now is what the station says that the complaint is at.
func (p *casePage) now() string {
	switch {
	case p.k.State == string(complaint.Approval), p.k.State == string(complaint.Corrective) && p.standing([]complaint.Kind{complaint.Corrective}) != nil:
		return show(p.record.Values, "state")
	case p.k.Round > 1:
		return kit.T("ui.complaint.round", "N", p.k.Round)
	}
	return kit.T("ui.complaint.now")
}

// standing is the last step of the kinds that stands, nil for none.
func (p *casePage) standing(kinds []complaint.Kind) *complaint.Step {
	for _, k := range slices.Backward(kinds) {
		if s := p.k.Standing(k); s != nil {
			return s
		}
	}
	return nil
}

// tapStation shows what was done at a station, or goes on with the one that is
// due.
func (p *casePage) tapStation(i int) {
	st := p.stationSteps()[i]
	switch {
	case st.State == kit.StepNow && (p.step == nil || string(p.step.kind) != p.k.State):
		p.turn("")
	case st.State == kit.StepNow:
		p.step.focus()
	default:
		if s := p.standing(stations[i]); s != nil {
			viewStep(p.h, p.k, s)
		}
	}
}
