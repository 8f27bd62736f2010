# Two commands matter: `make demo` and `make test`. `make help` lists the rest.

.DEFAULT_GOAL := help
.PHONY: help demo setup check test bench soak lock format clean
MAKEFLAGS += --no-print-directory
RUN := .venv/bin/python

# The first Python that is new enough; asked for once, when a target needs it.
PYTHON = $(or $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$p" && break; done),$(error \
	Telecare needs Python 3.11 or newer; install it (Debian, Ubuntu: apt-get install python3 python3-venv) and run make again))

help:  ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo:  ## Set everything up and run a hub with a street of homes (PORT=8000, SPEED=1)
	@$(PYTHON) -m deploy.bootstrap demo

setup:  ## Install everything a developer needs
	@$(PYTHON) -m deploy.bootstrap setup

check: setup  ## Lint, types, import contracts, shape, judgement: under 90 s
	@$(RUN) -m deploy.checks quick

test:  ## Set up, then every check and every test, a real browser and PostgreSQL included
	@$(PYTHON) -m deploy.bootstrap test-setup
	@$(RUN) -m deploy.checks all

bench: setup  ## Measure: BENCH=ingest|sweep|timers|fanout|painted|media|flood|storm, ARGS="--json …"
	@case "$(BENCH)" in ingest|sweep|timers|fanout|painted|media|flood|storm) ;; \
	*) echo "Say which: make bench BENCH=ingest|sweep|timers|fanout|painted|media|flood|storm" >&2; exit 2;; esac
	@$(RUN) -m bench.$(BENCH) $(ARGS)

soak: setup  ## Kill -9 under load for two minutes, then 100,000 random steps on both databases
	@$(RUN) -m bench.soak $(ARGS)
	@TELECARE_MODEL_STEPS=100000 $(RUN) -m pytest tests/stories/test_model.py

format: setup  ## Lay out the sources, Python and TypeScript
	@$(RUN) -m ruff check --fix-only --quiet . && $(RUN) -m ruff format .
	@cd clinic_ui && PATH="$(CURDIR)/.tools/bin:$$PATH" npm run --silent format

lock:  ## Resolve the locked versions anew
	@$(PYTHON) -m deploy.bootstrap lock

clean:  ## Remove what was made; keep var/, where the data is
	@rm -rf .venv .tools clinic_ui/node_modules telecare/static .hypothesis \
	.import_linter_cache .mypy_cache .pytest_cache .ruff_cache test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
