# The only front door: `make demo` and `make test`; `make help` lists the rest.
# It needs python3 (3.11 or later) and builds .venv itself.

SHELL := /bin/sh
PYTHON ?= python3
JOBS ?= 2
BIN := .venv/bin
READY := .venv/.ready
ICALJS := tests/readers/node_modules/.package-lock.json
OLD_DATEUTIL := build/dateutil-2.9
TYPED := src tests conftest.py docs/conf.py $(wildcard benchmarks)
# One page or module stays on one core: its examples build on each other.
PYTEST_ARGS := -n $(JOBS) --dist loadfile

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test fmt lint docs readers old-dateutil laws golden bench matrix constraints clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1 \2/p' Makefile \
	| while read -r make target words; do printf '%s %-13s %s\n' "$$make" "$$target" "$$words"; done

demo: $(READY) ## a real network: its schedule, and its feed in build/
	@mkdir -p build
	$(BIN)/transfertimeline export playful-paradigm -o build/playful-paradigm.ics
	$(BIN)/transfertimeline show playful-paradigm
	@echo 'The feed is in build/playful-paradigm.ics: open it with any calendar program.'

test: lint docs readers old-dateutil ## everything the build machine checks
	$(BIN)/pytest $(PYTEST_ARGS)

fmt: $(READY) ## format the code, fix what can be fixed
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lint: $(READY) ## format, style, types, and who imports whom
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy $(TYPED)
	$(BIN)/lint-imports --no-logo

docs: $(READY) ## the manual, in build/docs/index.html
	$(BIN)/sphinx-build -n -W --keep-going -q docs build/docs

readers: $(ICALJS) ## ical.js, the reader of feeds that needs node

laws: $(READY) ## the laws, with many more examples
	HYPOTHESIS_PROFILE=laws $(BIN)/pytest $(PYTEST_ARGS) tests/laws

golden: $(READY) ## rewrite the golden feeds, show what changed
	$(BIN)/pytest tests/feed/test_golden.py --golden
	git --no-pager diff --stat -- tests/feeds

bench: $(READY) ## how fast, against what people use instead
	$(BIN)/python -m benchmarks

matrix: $(READY) ## the tests on every Python that is here
	@for version in 3.11 3.12 3.13; do \
	  if ! python$$version -c '' 2>/dev/null; then \
	    echo "SKIPPED: python$$version is not on PATH"; continue; \
	  fi; \
	  echo "== Python $$version =="; \
	  venv=build/matrix/$$version; \
	  test -x $$venv/bin/pip || python$$version -m venv $$venv || exit 1; \
	  $$venv/bin/pip install -qq --upgrade 'pip>=25.1' || exit 1; \
	  $$venv/bin/pip install -qq -c constraints.txt '.[cli]' --group test || exit 1; \
	  $$venv/bin/pytest $(PYTEST_ARGS) tests src || exit 1; \
	done

constraints: ## newer versions of what the tests run with
	rm -rf build/fresh && $(PYTHON) -m venv build/fresh
	build/fresh/bin/pip install -qq --upgrade 'pip>=25.1'
	build/fresh/bin/pip install -qq '.[cli]' --group dev
	echo '# The versions that the tests run with; renewed by `make constraints`.' > $@.txt
	build/fresh/bin/pip freeze --exclude transfertimeline >> $@.txt

clean: ## remove everything that was built
	rm -rf .venv build dist tests/readers/node_modules
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or later is needed; name it: make PYTHON=python3.12 ...'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'This python3 cannot make virtual environments.'; \
	  echo 'On Debian or Ubuntu: sudo apt-get install python3-venv'; exit 1; }
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install -qq -c constraints.txt -e '.[cli]' --group dev
	@touch $@

# Both releases of dateutil must count alike: 2.9 is tried on its own here.
old-dateutil: $(OLD_DATEUTIL)/.ready
	PYTHONPATH=$(OLD_DATEUTIL) $(BIN)/python -c \
	  'import dateutil; assert dateutil.__version__.startswith("2.9"), dateutil.__file__'
	PYTHONPATH=$(OLD_DATEUTIL) $(BIN)/pytest -q $(PYTEST_ARGS) tests/dates

$(OLD_DATEUTIL)/.ready: $(READY)
	$(BIN)/pip install -qq --upgrade --target $(OLD_DATEUTIL) 'python-dateutil>=2.9,<3'
	@touch $@

$(ICALJS): tests/readers/package.json tests/readers/package-lock.json
	@if command -v npm >/dev/null && command -v node >/dev/null; then :; \
	elif [ "$$CI" = true ]; then \
	  echo 'CI: node is missing, and the ical.js test may not be skipped here.'; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -qq -y --no-install-recommends nodejs npm; \
	  else echo 'Install node and npm.'; exit 1; fi; \
	else \
	  echo '*** node and npm are not installed: feeds are not read back with ical.js ***'; \
	  exit 0; \
	fi && cd tests/readers && npm ci --silent && touch node_modules/.package-lock.json
