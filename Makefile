# Kezhi 客至: one command a job. `make help` lists them.
# Packages of the system that a job lacks are installed by the job (.ci/install).

SHELL := /bin/bash
export PATH := $(PATH):/usr/local/go/bin
unexport GOOS GOARCH

VERSION := $(shell sed -n 's/^ *Version *= *"\(.*\)"/\1/p' FyneApp.toml)
COMMIT  := $(shell git rev-parse --short=9 HEAD 2>/dev/null)
STAMP   := -s -w -X main.version=$(VERSION)$(if $(COMMIT),+$(COMMIT))
LINUX   := x11,migrated_fynedo
WINDOWS := migrated_fynedo
BUILD   := go build -buildvcs=false

.DEFAULT_GOAL := help
.PHONY: help run demo test lint faults vuln bench windows compat pictures build kezhi kezhictl clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing, build, open the window (without a display: forms and a screenshot under out/)
	@.ci/install run
	@$(MAKE) --no-print-directory build
	@.ci/open

demo: ## open the window on sample data: 2,000 customers with visits, complaints, surveys
	@.ci/install run
	@$(MAKE) --no-print-directory build
	@.ci/open demo

test: ## lint, every test, the real window, the Windows program under Wine
	@.ci/install test
	@.ci/test

lint: ## gofumpt, golangci-lint, go vet
	@.ci/install lint
	@.ci/lint

faults: ## crashes, power cuts, damage and fuzzing by the hundred; a table of what survived (KEZHI_FAULTS=1000)
	@.ci/install faults
	@.ci/faults

vuln: ## known vulnerabilities of the modules, where their database can be reached
	@.ci/install lint
	@.ci/vuln

bench: ## the measurements that the goals are about, each beside its yardstick
	@.ci/install bench
	@$(MAKE) --no-print-directory build
	@.ci/bench

windows: ## dist/Kezhi.exe: one file, icon, version, no console
	@.ci/install windows
	@mkdir -p dist
	@cd cmd/kezhi && "$$(../../.ci/tool github.com/tc-hib/go-winres@v0.3.3)" make --arch amd64 \
		--product-version $(VERSION) --file-version $(VERSION)
	CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc \
		$(BUILD) -trimpath -tags $(WINDOWS) -ldflags '$(STAMP) -H windowsgui' -o dist/Kezhi.exe ./cmd/kezhi

compat: ## dist/compat: OpenGL drawn by software, for Windows PCs without a graphics driver
	@.ci/install compat
	@.ci/compat

pictures: ## the README's pictures: every screen, every printed form
	@.ci/install test
	@$(MAKE) --no-print-directory build
	@.ci/pictures

build: kezhictl kezhi ## dist/kezhi and dist/kezhictl

kezhi:
	@mkdir -p dist
	$(BUILD) -tags $(LINUX) -ldflags '$(STAMP)' -o dist/kezhi ./cmd/kezhi

# Until cmd/kezhictl is there, its place is empty.
kezhictl:
	@mkdir -p dist
	$(if $(wildcard cmd/kezhictl/*.go),CGO_ENABLED=0 $(BUILD) -ldflags '$(STAMP)' -o dist/kezhictl ./cmd/kezhictl,@:)

clean: ## remove what was built and printed
	rm -rf dist out cmd/kezhi/*.syso
