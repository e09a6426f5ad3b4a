#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Times training steps and answers of the network beside PyTorch, in alternation. Needs a python3 with
# torch: name one with PYTHON where it is another than the first on the path. Options: --rounds N
# (default 3), --threads N (default 1). Without the library it says so and is skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
python=${PYTHON:-python3}
if ! "$python" -c "import torch" 2> /dev/null; then
  echo "point-source-fraction: skipped, as $python has no torch; set PYTHON to one that has" >&2
  exit 0
fi
swift build -c release --product assay 1>&2
exec "$python" Benchmarks/point-source-fraction/compare.py .build/release/assay "$@"
