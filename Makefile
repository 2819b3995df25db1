# Koko's commands. `make` alone lists them.
#
# Everything that is installed goes into .venv, node_modules and target; nothing outside this folder is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KOKO := target/release/koko
PEERS := benches/peers
NPM_OPTIONS := --no-fund --no-audit --no-update-notifier
NPM := npm --prefix koko-node $(NPM_OPTIONS)
IDENTITY := koko-server/tests/clients/identity
CONSOLE_NPM := npm --prefix console $(NPM_OPTIONS)
EXAMPLES_NPM := npm --prefix examples/node $(NPM_OPTIONS)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export CARGO_TERM_COLOR ?= always

.PHONY: help demo release serve image console console-types console-speed console-test check-deploy release-tools test setup prepared rust-lint rust-test koko-python python-test server-test node-test examples-test docs-test scale-test bench bench-limits bench-gpu bench-day bench-python bench-python-peers bench-http soak-http server-fuzz fuzz bench-node soak-node bench-peers bench-actors agreement sanitize train clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# Without optimizing everything, which would take three times as long; the tests go on with what this compiles.
demo: $(VENV)/installed-runtime ## build Koko and let it moderate a file of comments
	cargo build --locked -p koko-server
	@echo
	@target/debug/koko moderate --pretty examples/data/comments.jsonl
	@cat examples/data/next.txt

release: $(VENV)/installed-runtime ## build Koko as fast as it can be: target/release/koko
	cargo build --release --locked -p koko-server

serve: $(VENV)/installed-runtime console ## build Koko with its console and serve it, keeping what it decides in kept/ [OPTIONS=…]
	cargo build --release --locked -p koko-server
	$(KOKO) serve --data kept --keep-texts $(OPTIONS)

image: $(VENV)/installed-tools console ## build the image of the service, with docker or podman; deploy/ci/image.sh tells more [OPTIONS=--root-only]
	cargo build --release --locked -p koko-server
	deploy/ci/image.sh $(OPTIONS)

console: console/dist/index.html ## build the console, which release builds of Koko then have in them

console/dist/index.html: console/node_modules/.package-lock.json console/index.html console/vite.config.ts console/tsconfig.json $(shell find console/src -type f)
	$(CONSOLE_NPM) run build

test: setup rust-lint rust-test python-test server-test check-deploy console-test node-test examples-test docs-test ## install what the tests need, and run all of them
	@echo "All tests passed."

# Most of it is waiting for servers: side by side it takes a third of the time.
setup: ## install what the tests need
	@$(MAKE) --no-print-directory --jobs 6 prepared

prepared: $(VENV)/installed-tools koko-node/node_modules/.package-lock.json examples/node/node_modules/.package-lock.json $(IDENTITY)/node_modules/.package-lock.json console/node_modules/.package-lock.json target/tools/store-server target/tools/database-server target/tools/browser target/tools/monitoring/installed target/tools/containers/installed target/tools/access-and-logs/installed deploy/ci/node_modules/.package-lock.json

# The stores are tested on a real Valkey or Redis.
target/tools/store-server: requirements/store-server.sh
	requirements/store-server.sh
	@touch $@

# The service is tested on a real PostgreSQL, too.
target/tools/database-server: requirements/database-server.sh
	requirements/database-server.sh
	@touch $@

# The console is tested in a real Chromium.
target/tools/browser: requirements/browser.sh
	requirements/browser.sh
	@touch -h $@

# What deploy/ holds is tested on a real Prometheus and a real Alertmanager.
target/tools/monitoring/installed: requirements/monitoring.sh requirements/debian.sh
	requirements/monitoring.sh
	@touch $@

# The image is run by a real podman, where there is Debian.
target/tools/containers/installed: requirements/containers.sh requirements/debian.sh
	requirements/containers.sh
	@touch $@

# What stands before tools, and what ships logs, is tested with a real Apache and a real rsyslog.
target/tools/access-and-logs/installed: requirements/access-and-logs.sh requirements/debian.sh
	requirements/access-and-logs.sh
	@touch $@

$(VENV)/bin/python:
	@command -v cargo >/dev/null || { echo "Rust is missing: https://rustup.rs, then run make again"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv is missing: apt-get install python3-venv, then run make again"; exit 1; }

# The demo needs ONNX Runtime and nothing else.
$(VENV)/installed-runtime: requirements/runtime.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --requirement requirements/runtime.txt
	@touch $@

$(VENV)/installed-tools: requirements/tools.txt requirements/deploy.txt $(VENV)/installed-runtime
	$(BIN)/pip install --quiet --requirement requirements/tools.txt --requirement requirements/deploy.txt
	@touch $@

koko-node/node_modules/.package-lock.json: koko-node/package-lock.json koko-node/package.json
	$(NPM) ci
	@touch $@

examples/node/node_modules/.package-lock.json: examples/node/package-lock.json examples/node/package.json | koko-node/node_modules/.package-lock.json
	$(EXAMPLES_NPM) ci
	@touch $@

# People sign in to the console with a real identity provider.
$(IDENTITY)/node_modules/.package-lock.json: $(IDENTITY)/package-lock.json $(IDENTITY)/package.json
	npm --prefix $(IDENTITY) $(NPM_OPTIONS) ci
	@touch $@

console/node_modules/.package-lock.json: console/package-lock.json console/package.json
	$(CONSOLE_NPM) ci
	@touch $@

# Manifests are compiled against the types of what they are for.
deploy/ci/node_modules/.package-lock.json: deploy/ci/package-lock.json deploy/ci/package.json
	npm --prefix deploy/ci $(NPM_OPTIONS) --loglevel=error ci
	@touch $@

rust-lint: setup
	cargo fmt --all --check
	requirements/features/check.sh
	cargo clippy --workspace --all-targets --locked -- --deny warnings

# nextest runs tests side by side; without it cargo does, more slowly.
rust-test: setup
	@if cargo nextest --version >/dev/null 2>&1; then \
	  cargo nextest run --workspace --locked --status-level fail --final-status-level fail; \
	else cargo test --workspace --locked --all-targets --quiet; fi
	cargo test --workspace --locked --doc --quiet

koko-python: setup
	cd koko-py && VIRTUAL_ENV=$(CURDIR)/$(VENV) ../$(BIN)/maturin develop --quiet --locked

python-test: koko-python
	$(BIN)/ruff check koko-py koko-server training examples benches deploy
	$(BIN)/python -m pytest --quiet koko-py/tests
	$(BIN)/python -m pytest --quiet training
	$(BIN)/python -m pytest --quiet benches

# Clients that know nothing of Koko, against the service that rust-test has built.
server-test: rust-test
	$(BIN)/python -m pytest --quiet --numprocesses 2 --dist loadfile koko-server

# What a hosted service needs, on the service that rust-test has built; two at a time.
check-deploy: rust-test koko-python ## prove what deploy/ has: [CHECKS="archive access"] [KOKO_LONG=1]
	$(BIN)/python deploy/ci/checks.py $(CHECKS)

# They take ten minutes to compile, and only releases ask for them.
target/tools/release/installed: requirements/release.sh
	requirements/release.sh
	@touch $@

release-tools: target/tools/release/installed ## compile what the long form of CHECKS=release needs

# People, on the service that rust-test has built.
console-test: rust-test console
	$(CONSOLE_NPM) test

console-types: setup console ## write the console's types anew, from the document of the API
	cargo build --workspace --locked
	node console/types.mjs

console-speed: setup console ## first paint of the console, and a queue of 100,000 items
	cargo build --workspace --locked
	node console/paint.mjs

node-test: setup
	$(NPM) run build
	$(NPM) test

# Engines that spread work over machines are large, and Spark needs Java; they have a folder of their own.
SCALE := .venv-scale

$(SCALE)/installed: requirements/scale.txt requirements/java.sh
	$(PYTHON) -m venv $(SCALE)
	$(SCALE)/bin/pip install --quiet --requirement requirements/scale.txt
	requirements/java.sh
	@touch $@

scale-test: $(SCALE)/installed ## install Ray, Dask and Spark, and score on local clusters of each: [KOKO_ROWS=1000000]
	cd koko-py && VIRTUAL_ENV=$(CURDIR)/$(SCALE) ../$(SCALE)/bin/maturin develop --quiet --locked --release
	JAVA_HOME=$(CURDIR)/target/tools/java KOKO_ROWS=$(KOKO_ROWS) $(SCALE)/bin/python -m pytest --quiet --capture=no koko-py/scale

examples-test: python-test node-test
	$(BIN)/python -m pytest --quiet examples
	cargo build --workspace --examples --locked --quiet
	target/debug/examples/quickstart
	$(BIN)/python examples/python/quickstart.py
	node examples/node/quickstart.mjs
	$(EXAMPLES_NPM) test

docs-test: setup
	RUSTDOCFLAGS="--deny warnings" cargo doc --locked --no-deps --quiet --workspace

bench: setup ## how fast each step is on this machine
	cargo bench --locked -p koko-benches

bench-limits: setup ## whether Koko keeps its limits here: texts a second, one text alone and beside a job, memory, start: [PAGE=file] [OPTIONS="--stream FILE"]
	cargo build --release --locked -p koko-server -p koko-benches
	$(BIN)/python benches/limits.py $(if $(PAGE),--page "$(PAGE)") $(OPTIONS)

benches/node/node_modules/.package-lock.json: benches/node/package-lock.json benches/node/package.json | koko-node/node_modules/.package-lock.json
	npm --prefix benches/node $(NPM_OPTIONS) ci
	@touch $@

bench-node: setup benches/node/node_modules/.package-lock.json ## Koko for Node beside what else is on npm: 200 requests at a time, a fresh project, word lists
	$(NPM) run build:release
	node benches/node/concurrent.js
	node benches/node/start.js
	node benches/node/words.js

soak-node: setup benches/node/node_modules/.package-lock.json ## ten minutes of load on Koko for Node; fails if memory grows
	$(NPM) run build:release
	node --expose-gc benches/node/soak.js

# The peers are large (PyTorch alone is 6 GB) and have a folder of their own, so that nothing else needs them.
$(PEERS)/.venv/installed: $(PEERS)/requirements.txt
	$(PYTHON) -m venv $(PEERS)/.venv
	$(PEERS)/.venv/bin/pip install --quiet --requirement $(PEERS)/requirements.txt
	@touch $@

bench-peers: $(PEERS)/.venv/installed ## install other software and compare Koko's speed with it; takes an hour
	cargo build --release --locked -p koko-benches
	cd $(PEERS)/rust && cargo build --release --locked
	PYTHONPATH=$(PEERS):training $(PEERS)/.venv/bin/python -m koko_peers $(PEERS_OPTIONS)

# PyTorch and onnxruntime-gpu are the machine's own: what fits depends on its driver.
bench-gpu: ## what an NVIDIA GPU answers, and whether it says the same; needs onnxruntime-gpu, PyTorch and oha: [PAGE=file]
	cargo build --release --locked -p koko-server -p koko-benches
	$(PYTHON) benches/gpu/measure.py $(if $(PAGE),--page "$(PAGE)") $(OPTIONS)

bench-python: setup ## what the Python package costs: wheel, import, throughput beside others, memory, Ctrl-C [OPTIONS=…]
	rm -rf target/wheels
	cargo build --release --locked -p koko-server
	cd koko-py && ../$(BIN)/maturin build --quiet --release --locked --out ../target/wheels
	$(BIN)/python benches/python_face.py target/wheels/*.whl $(OPTIONS)

# What one would write without Koko is slow: it takes a sample, and PyTorch 6 GB.
bench-python-peers: setup $(PEERS)/.venv/installed ## Koko for Python on 100,000 comments, beside onnxruntime with tokenizers and a Hugging Face pipeline: [PAGE=file] [OPTIONS="--texts file.jsonl"]
	rm -rf target/wheels
	cargo build --release --locked -p koko-server
	cd koko-py && ../$(BIN)/maturin build --quiet --release --locked --out ../target/wheels
	PYTHONPATH=benches:$(PEERS):training $(PEERS)/.venv/bin/python -m koko_peers.beside target/wheels/*.whl $(if $(PAGE),--page "$(PAGE)") $(OPTIONS)

# It needs wrk, a client in C, and oha, which asks at a rate: others would take more of the machine than the service.
bench-http: setup ## how much a service answers beside Koko inside a program, and when too much is asked: [PAGE=file] [OPTIONS=…]
	@command -v wrk >/dev/null || { echo "wrk is missing: apt-get install wrk, then run make again"; exit 1; }
	@command -v oha >/dev/null || { echo "oha is missing: cargo install oha, then run make again"; exit 1; }
	cargo build --release --locked -p koko-server -p koko-benches
	$(BIN)/python benches/http/load.py $(if $(PAGE),--page "$(PAGE)") $(OPTIONS)

soak-http: setup ## ten minutes of mixed traffic on a service; fails if memory grows: [OPTIONS="--minutes 60 --rate 3"]
	cargo build --release --locked -p koko-server -p koko-benches
	$(BIN)/python benches/http/soak.py $(OPTIONS)

# The day is simulated; a real service gets one pod's share of it.
bench-day: setup ## a day of 100 million decisions in twelve minutes: [OPTIONS="--minutes 12"]
	cargo build --release --locked -p koko-server
	$(BIN)/python deploy/scale-sim/day.py $(OPTIONS)

server-fuzz: setup ## try out the whole API as its document describes it, for about ten minutes: [KOKO_EXAMPLES=300]
	cargo build --workspace --locked
	KOKO_EXAMPLES=$(or $(KOKO_EXAMPLES),300) $(BIN)/python -m pytest --quiet koko-server/tests/clients/test_document.py

fuzz: ## fuzz whatever reads what strangers send, after the tests were compiled; needs g++: [SECONDS=60] [WAYS="policy track"]
	fuzz/run.sh $(or $(SECONDS),60) $(WAYS)

# Only this needs recorded streams; made-up load and attacks need nothing. The scores of texts are kept in target/actors.
bench-actors: ## how well authors are judged: make bench-actors DATA=folder [PAGE=file] [LOAD_OPTIONS=…]
	@test -n "$(DATA)" || { echo "Say where the streams lie: make bench-actors DATA=folder"; exit 1; }
	cargo build --release --locked -p koko-benches
	target/release/koko-actors-evaluate --data "$(DATA)" $(if $(PAGE),--page "$(PAGE)")
	target/release/koko-actors-attacks $(if $(PAGE),--page "$(PAGE)")
	target/release/koko-actors-load $(LOAD_OPTIONS) $(if $(PAGE),--page "$(PAGE)")

agreement: setup ## whether command, Python and Node agree on 10,000 comments, and how fast they are
	cargo build --release --locked -p koko-server
	cd koko-py && VIRTUAL_ENV=$(CURDIR)/$(VENV) ../$(BIN)/maturin develop --quiet --locked --release
	$(NPM) run build:release
	$(BIN)/python benches/agreement.py

# The compiler has AddressSanitizer behind a switch for nightly ones; the flag of its name opens it on a stable one. Everything is compiled
# once more, in a folder of its own.
SANITIZED := RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Zsanitizer=address cargo test --locked -p koko-core --target-dir target/sanitize \
  --target $(shell rustc --version --verbose | sed -n 's/^host: //p')

sanitize: setup ## AddressSanitizer over Koko's own engine and the fast lane: plain Rust, AVX2, AVX-512 and AMX as far as this processor has them
	$(SANITIZED) --lib engine::native
	$(SANITIZED) --lib lane::
	$(SANITIZED) --test native

train: ## make the bundle from the data: make train DATA=folder [OUT=models/koko-en-1]
	@test -n "$(DATA)" || { echo "Say where the data lies: make train DATA=folder"; exit 1; }
	training/train.sh --data "$(DATA)" $(if $(OUT),--out "$(OUT)")

clean: ## remove everything that was built or installed here
	rm -rf target $(VENV) $(SCALE) koko-node/node_modules examples/node/node_modules benches/node/node_modules $(IDENTITY)/node_modules deploy/ci/node_modules console/node_modules console/dist koko-node/*.node training/.venv training/work $(PEERS)/.venv $(PEERS)/work $(PEERS)/rust/target
