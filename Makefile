# Two commands are enough on Debian: `make run` and `make test`. See `make help`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
XVFB := xvfb-run -a -s "-screen 0 1920x1200x24"
# More than two only slows a small machine; `make test JOBS=8` on a large one.
JOBS ?= 2
# The pictures of the tour that the README shows: names without .png.
SCREENS ?= 01-entry 02-typing 09-differences 11-plans 13-entry-13fyp 14-fill 15-recognition 17-history 18-backups 21-print 22-month 06-pasting page-home projects project-month

.PHONY: help setup run test test-long bench tour looks screens lint dist dist-test clean

help: ## these lines
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

setup: ## system packages (as root or with sudo) and .venv with the locked packages
	@build/setup/system_packages.sh
	@build/setup/make_venv.sh

run: setup ## start the program; without a display, the tour with screenshots
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(PY) -m wzdesk gui; else exec $(MAKE) --no-print-directory tour; fi

test: setup ## the tests, without the long ones
	$(PY) -m pytest -n $(JOBS)

test-long: setup ## only the long tests
	$(PY) -m pytest -n $(JOBS) -m long

bench: setup ## measure start, entry, import and charts
	$(PY) -m tests.bench

tour: setup ## walk through every screen in a real window and keep pictures in out/tour
	$(XVFB) $(PY) -m tests.tour --out out/tour

looks: setup ## the same in both looks, two sizes and larger scales
	$(XVFB) $(PY) -m tests.tour --all --out out/tour

screens: tour ## copy the tour's pictures to docs/screens (SCREENS="entry charts" for some)
	@mkdir -p docs/screens
	@for name in $(SCREENS); do cp out/tour/$$name.png docs/screens/; done

lint: setup ## ruff, mypy and the import contracts
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

dist: setup ## the packages for Linux and Windows in out/dist, with checksums
	@build/linux/dist.sh
	@if [ -x build/windows/make_installer.sh ]; then build/windows/make_installer.sh; fi
	@build/package/checksums.sh

dist-test: setup ## install, try, upgrade and remove the .deb in clean Debian systems
	@build/linux/try_deb.sh bookworm
	@build/linux/try_deb.sh trixie

clean: ## remove out/ and caches; never what is tracked
	rm -rf out .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find wzdesk tests -name __pycache__ -type d -prune -exec rm -rf {} +
