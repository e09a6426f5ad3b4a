#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Times the networks on the direct tower beside PyTorch, in alternation; with --device cuda:0 both on
# that GPU. Needs a python3 with numpy, healpy and torch: name one with PYTHON where it is another
# than the first on the path. Options: --rounds N (default 3), --threads N (default 1), --device ID
# (default cpu). Without the libraries it says so and is skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
python=${PYTHON:-python3}
for module in numpy healpy torch; do
  if ! "$python" -c "import $module" 2> /dev/null; then
    echo "uhecr-anisotropy: skipped, as $python has no $module; set PYTHON to one that has" >&2
    exit 0
  fi
done
swift build -c release --product assay 1>&2
exec "$python" Benchmarks/uhecr-anisotropy/compare.py .build/release/assay "$@"
