#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fills a history with 1000 synthetic runs (made by multiplying the committed records' numbers, see
# measure.py) and times what is asked of it. Options: --runs N, --repeats N, --keep FILE.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift build -c release -Xswiftc -enable-testing --product assay 1>&2
exec python3 Benchmarks/history/measure.py .build/release/assay "$@"
