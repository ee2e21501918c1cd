package complaints

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/ui/screen/screentest"
)

// entered is a window with a complaint that was just entered.
func entered(t *testing.T) (*screentest.Host, *casePage) {
	h := screentest.New(t)
	r := h.Enter("complaint", field.Values{"complainant": "冉红", "what": "送货迟到", "receiver": "林小满"})
	p := newPage(h, r.ID, nil)
	h.Show(p)
	h.Settle()
	return h, p.front.(*casePage)
}

func TestEvidenceGoesWithTheStepThatItProves(t *testing.T) {
	h, p := entered(t)
	file := filepath.Join(t.TempDir(), "配送单.txt")
	if err := os.WriteFile(file, []byte("19:52 签收"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.step.papers.Add(file)
	p.step.papers.Add(filepath.Join(t.TempDir(), "不见了.jpg"))
	h.Must("配送单.txt", "不见了.jpg")
	h.Fill("ours", "属我")
	h.Fill("department", "客服部")
	h.Push("保存并进入分派")
	h.Must("步骤已保存，但有证据没有存上", "不见了.jpg")
	ss, err := h.Shop().Complaints.Steps(context.Background(), p.id)
	if err != nil || len(ss) != 2 {
		t.Fatal(ss, err)
	}
	fs, err := h.Shop().Documents.List(context.Background(), "complaint", p.id)
	if err != nil || len(fs) != 1 || fs[0].Name != "配送单.txt" || fs[0].Part != ss[1].Part() || fs[0].Part == "" {
		t.Errorf("documents = %+v, %v", fs, err)
	}
}

func TestTheTrailNamesEveryFieldOfEveryStep(t *testing.T) {
	h, p := entered(t)
	c := h.Shop().Complaints
	for _, v := range []struct {
		kind complaint.Kind
		v    field.Values
	}{
		{complaint.Assessment, field.Values{"who": "贺敏", "ours": "yes", "route": "office"}},
		{complaint.Assignment, field.Values{"who": "贺敏", "handler": "周岚"}},
		{complaint.Withdrawal, field.Values{"who": "贺敏", "reason": "解决了"}},
	} {
		r, err := c.Get(context.Background(), p.id)
		if err == nil {
			_, err = c.PutStep(context.Background(), "贺敏", p.id, r.Version, v.kind, v.v)
		}
		if err != nil {
			t.Fatal(v.kind, err)
		}
	}
	all, err := trail{c}.History(context.Background(), p.id)
	if err != nil {
		t.Fatal(err)
	}
	ds := trail{c}.Fields()
	for _, x := range all {
		for _, d := range x.Differences() {
			if _, ok := field.Find(ds, d.Key); !ok {
				t.Errorf("%s: nothing is known of %s", x.Action, d.Key)
			}
		}
	}
	viewCourse(h, p.k)
	h.Must("受理", "送货迟到")
}

func TestAWithdrawnComplaintShowsWhatIsLeftToDo(t *testing.T) {
	h, p := entered(t)
	p.turn(complaint.Withdrawal)
	h.Settle()
	h.Fill("reason", "客户说已解决")
	h.Push("保存并撤诉")
	h.Must("本件已撤诉，材料尚待归档", "客户说已解决")
	h.Push("办理归档")
	h.Fill("place", "3 盒")
	h.Fill("complete", " ")
	h.Push("保存并归档")
	h.Must("已归档")
	h.Push("重新处理")
	h.Fill("reason", "又打来电话")
	h.Button("保存并进入评估")
}
