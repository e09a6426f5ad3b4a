#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Times training steps of the detectors' networks beside PyTorch, in alternation. Needs a python3 with
# numpy and torch: name one with PYTHON where it is another than the first on the path. Options:
# --rounds N (default 3), --threads N (default 1). Without the libraries it says so and is skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
python=${PYTHON:-python3}
for module in numpy torch; do
  if ! "$python" -c "import $module" 2> /dev/null; then
    echo "anomaly-detection: skipped, as $python has no $module; set PYTHON to one that has" >&2
    exit 0
  fi
done
swift build -c release --product assay 1>&2
exec "$python" Benchmarks/anomaly-detection/training.py .build/release/assay "$@"
