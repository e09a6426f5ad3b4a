#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Times the likelihood of the Galactic-centre region beside numpy, in alternation, one thread. Needs a
# python3 with numpy, scipy and pyyaml: name one with PYTHON where it is another than the first on the
# path. Option: --rounds N (default 5).
set -euo pipefail
cd "$(dirname "$0")/../.."
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
python=${PYTHON:-python3}
for module in numpy scipy yaml; do
  if ! "$python" -c "import $module" 2> /dev/null; then
    echo "galactic-centre: skipped, as $python has no $module; set PYTHON to one that has" >&2
    exit 0
  fi
done
swift build -c release --product assay 1>&2
exec "$python" Benchmarks/galactic-centre/compare.py .build/release/assay "$@"
