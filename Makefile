# make help lists the commands. Everything runs in .venv, which the first command makes from requirements.lock.
PYTHON := .venv/bin/python
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .tools/bin/uv)
QUIET := PYTHONWARNINGS=ignore SQLALCHEMY_SILENCE_UBER_WARNING=1 TF_CPP_MIN_LOG_LEVEL=3 RASA_TELEMETRY_ENABLED=false
WIDGET := web/widget/dist/widget.js
OTHER_WIDGETS := .tools/widgets/rasa-webchat@1.0.1 .tools/widgets/deep-chat@2.4.2
CODE := actions benchmarks channels components diagnosis knowledge_base launcher review tests settings.py

.DEFAULT_GOAL := help
.PHONY: help start shell train check test bench-diagnosis bench-nlu report-nlu learning-curve bench-widget bench-projection rebuild-review lock clean

help: ## this list, and the settings with their values now
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-17s %s\n", $$1, $$2}'
	@echo; echo "Settings (environment variables):"; python3 settings.py

start: .venv/installed $(WIDGET) ## install, train when needed, start everything and print what to open
	@$(PYTHON) -m launcher.start

shell: .venv/installed ## talk to the assistant in this terminal
	@$(PYTHON) -m launcher.shell

train: .venv/installed ## train a model when none fits the present data and config
	@$(PYTHON) -m launcher.train

check: .venv/installed ## style, types, who imports whom, training data, knowledge
	@$(PYTHON) -m ruff check $(CODE)
	@$(PYTHON) -m ruff format --check $(CODE)
	@$(PYTHON) -m mypy $(CODE)
	@.venv/bin/lint-imports
	@$(PYTHON) -m knowledge_base
	@mkdir -p var
	@$(QUIET) $(PYTHON) -m rasa data validate --fail-on-warnings --domain domain.yml --data data tests/stories \
		>var/validate.log 2>&1 || { cat var/validate.log; exit 1; }
	@echo "Training data and stories: sound."

test: check train $(WIDGET) ## everything: checks, stories, NLU test set, unit, property and end-to-end tests
	@$(PYTHON) -m pytest

bench-diagnosis: .venv/installed ## the questions asked, beside asking all and beside the optimal policy
	@$(PYTHON) -m benchmarks.diagnosis_policies

bench-nlu: .venv/installed ## the understanding beside others and with parts taken out; GOLD=FILE measures on that too
	@$(QUIET) $(PYTHON) -m benchmarks.nlu_pipelines $(if $(GOLD),--gold $(GOLD))

report-nlu: .venv/installed ## a page on what the model understands of the held-out set: var/nlu-report.html
	@$(QUIET) $(PYTHON) -m benchmarks.nlu_report

learning-curve: .venv/installed ## what more training sentences would bring: var/learning-curve.png
	@$(QUIET) $(PYTHON) -m benchmarks.learning_curve

bench-widget: .venv/installed $(WIDGET) $(OTHER_WIDGETS) ## the chat widget's size and speed beside others, in Chromium
	@$(PYTHON) -m benchmarks.widget_comparison

bench-projection: .venv/installed ## events a second into the review database; POSTGRES=URL of an empty database measures that too
	@$(QUIET) $(PYTHON) -m benchmarks.review_projection $(if $(POSTGRES),--postgres $(POSTGRES))

rebuild-review: .venv/installed ## make the review database anew from all conversations; what staff entered stays
	@$(QUIET) $(PYTHON) -m review.projection --rebuild

lock: $(UV) ## resolve pyproject.toml into requirements.lock anew
	$(UV) pip compile --quiet --generate-hashes --no-header --python-version 3.10 pyproject.toml -o requirements.lock

clean: ## remove what was installed, trained and recorded
	rm -rf .venv .tools .rasa var models/*.tar.gz web/widget/dist web/widget/node_modules

.venv/installed: requirements.lock .python-version | $(UV)
	@echo "Installing into .venv, about 1 GB to fetch the first time."
	@$(UV) venv --quiet --allow-existing .venv
	@$(UV) pip sync --quiet --compile-bytecode --python $(PYTHON) --require-hashes requirements.lock
	@touch $@

$(WIDGET): $(shell find web/widget/src -type f) $(wildcard web/widget/*.json web/widget/*.ts) web/build.sh
	@web/build.sh || echo "The chat widget could not be built; everything else works without it."

.tools/widgets/%:
	@echo "Fetching $* with npm."
	@mkdir -p .tools/widgets
	@file=$$(web/npm.sh pack --silent --pack-destination .tools/widgets $*) && mkdir $@ && \
		tar xzf .tools/widgets/$$file -C $@ --strip-components=1

uv: ;

.tools/bin/uv:
	@echo "Fetching uv with pip."
	@python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --target .tools uv
