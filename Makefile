# SPDX-License-Identifier: GPL-3.0-or-later
# make run: set up, build, run every study at the quick tier, write the report.
# make test: set up, build, run all tests.   make help: the other targets.

SHELL := /bin/bash
JOBS ?= 2
# One build serves the main job and the tests, so both get the same flags.
FLAGS := -c release -Xswiftc -enable-testing -j $(JOBS)
ASSAY := .build/release/assay
VENV := .build/lint-venv
SHARED ?= ../shared

# NVIDIA's compiler at run time, where Scripts/install-nvrtc.sh put it.
ASSAY_NVRTC_LIBRARY ?= $(abspath $(firstword $(wildcard \
  .build/tools/nvrtc/lib/python3*/site-packages/nvidia/cuda_nvrtc/lib/libnvrtc.so.12)))
export ASSAY_NVRTC_LIBRARY

# Some systems export these; they make OpenBLAS use kernels older than the processor.
unexport OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

.PHONY: help setup build run test drill bench lint format clean

help:
	@echo "make run     set up, build, run every study at the quick tier and write the report"
	@echo "make test    set up, build, run all tests"
	@echo "make drill   prove that every comparison can fail"
	@echo "make bench   time the solvers beside numpy and C++ programs doing the same work"
	@echo "make lint    swift format in strict mode; reference tables, records and crate against their schemas"
	@echo "make build, make setup, make format, make clean"

setup:
	@Scripts/setup.sh

build: setup
	swift build $(FLAGS)

run: build
	$(ASSAY) run --tier quick --html

drill: build
	$(ASSAY) drill

test: setup
	swift build --build-tests $(FLAGS)
	@Scripts/test.sh $(FLAGS) --skip-build --disable-xctest

bench: build
	Benchmarks/dwarf-limits/run.sh
	Benchmarks/neutrino-cascade/run.sh
	Benchmarks/uhecr-anisotropy/run.sh
	Benchmarks/general-search/run.sh
	Benchmarks/anomaly-detection/training.sh
	Benchmarks/galactic-centre/run.sh
	Benchmarks/point-source-fraction/run.sh

# golden-lint and the HEPData validator run where they can be had; swift format always.
lint:
	swift format lint --strict --recursive Package.swift Sources Tests
	@if [ -x $(SHARED)/tools/golden-lint ]; then \
	  set -e; \
	  [ -x $(VENV)/bin/hepdata-validate ] || { python3 -m venv $(VENV) && \
	    $(VENV)/bin/pip install -q hepdata-validator; }; \
	  for folder in Reference/*/; do \
	    $(VENV)/bin/python $(SHARED)/tools/golden-lint $$folder; \
	    $(VENV)/bin/hepdata-validate -d $$folder; \
	  done; \
	  $(VENV)/bin/python Scripts/check-records.py; \
	  if [ -x $(ASSAY) ]; then \
	    place=$$(mktemp -d); \
	    $(ASSAY) export hepdata Reports/example --out $$place/hepdata > /dev/null; \
	    for folder in $$place/hepdata/*/; do $(VENV)/bin/hepdata-validate -d $$folder; done; \
	    rm -rf $$place; \
	  fi; \
	  if $(VENV)/bin/pip install -q roc-validator==0.13.0 rocrate; then \
	    $(VENV)/bin/python Scripts/check-crate.py Reports/example/crate.zip; \
	  else echo "lint: no roc-validator here; the example's crate not checked"; fi; \
	else echo "lint: no golden-lint here; reference tables not checked against the schema"; fi

format:
	swift format --in-place --recursive Package.swift Sources Tests

clean:
	rm -rf .build
