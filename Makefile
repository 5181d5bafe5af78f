# make run    set everything up and open the window (without a display: repaint the demo clip into out/demo.mp4)
# make test   set everything up and run the tests
# make lint   ruff and mypy
# make translations  the window's texts into stylecam/gui/translations, and from there into what it loads
# make screenshots  the pictures of the documentation, anew
# make bench  measure on this machine; MICROAST=FILE adds the peer's weights to the comparison
# make performance  compare with published networks, for half an hour, and write docs/performance.md; MICROAST=FILE, CONTENT=FOLDER, DEVICE=cuda

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
MICROAST ?=
CONTENT ?=
BENCH_SECONDS ?= 180
DEVICE ?= cpu

.PHONY: setup run test lint translations bench performance screenshots clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt scripts/bootstrap.py
	$(PYTHON) scripts/bootstrap.py $(VENV)
	@touch $@

run: setup
	@$(BIN)/stylecam gui; code=$$?; \
	if [ $$code -eq 2 ]; then \
	  echo "No window here: repainting the demo clip into out/demo.mp4 instead."; \
	  mkdir -p out && $(BIN)/stylecam render demo out/demo.mp4; \
	else exit $$code; fi

test: setup
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

translations: setup
	$(BIN)/python -m scripts.make_translations

bench: setup
	@mkdir -p out
	$(BIN)/stylecam bench --json out/bench.json
	$(BIN)/python -m benchmarks.forward --json out/forward.json $(if $(MICROAST),--microast $(MICROAST))
	$(BIN)/python -m benchmarks.live --seconds $(BENCH_SECONDS) --json out/live.json

performance: setup
	@mkdir -p benchmarks/results
	$(BIN)/python -m benchmarks.sizes --device $(DEVICE) --json benchmarks/results/sizes-$(DEVICE).json \
	  $(if $(MICROAST),--microast $(MICROAST))
	$(BIN)/python -m benchmarks.roofline --device $(DEVICE) --json benchmarks/results/roofline-$(DEVICE).json \
	  $(if $(MICROAST),--microast $(MICROAST))
	$(if $(filter cpu,$(DEVICE)),$(BIN)/python -m benchmarks.runtimes --json benchmarks/results/runtimes.json)
	$(if $(filter cpu,$(DEVICE)),ONEDNN_MAX_CPU_ISA=AVX2 ATEN_CPU_CAPABILITY=avx2 \
	  $(BIN)/python -m benchmarks.runtimes --json benchmarks/results/runtimes-avx2.json)
	$(if $(CONTENT),$(BIN)/python -m benchmarks.fidelity --content $(CONTENT) --device $(DEVICE) \
	  --json benchmarks/results/fidelity-$(DEVICE).json)
	$(BIN)/python -m scripts.make_performance

screenshots: setup
	$(BIN)/python -m scripts.make_sheet
	$(BIN)/python -m scripts.make_screenshots

clean:
	rm -rf $(VENV) out build dist
