//go:build !windows

package ui

import (
	"context"
	"os/exec"
	"time"
)

// box shows a text with whatever program the desktop has for it; xmessage knows
// no Chinese. Nobody may be there to close it.
func box(title, text, plain string) {
	for _, c := range [][]string{
		{"zenity", "--error", "--no-markup", "--width=520", "--title=" + title, "--text=" + text},
		{"kdialog", "--title", title, "--error", text},
		{"xmessage", "-center", "-title", "Kezhi", plain},
	} {
		if _, err := exec.LookPath(c[0]); err != nil {
			continue
		}
		ctx, stop := context.WithTimeout(context.Background(), time.Minute)
		err := exec.CommandContext(ctx, c[0], c[1:]...).Run()
		stop()
		if err == nil || ctx.Err() != nil {
			return
		}
	}
}

// hasCompatible tells whether the system has a compatibility mode; on Linux the
// system's own Mesa draws by software.
func hasCompatible() bool { return false }

func startCompatible() (started bool, err error) { return false, nil }
