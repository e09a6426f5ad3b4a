#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Times the solvers of dwarf-limits beside their peers; needs ASSAY_DATA and python3 with numpy,
# scipy and pyyaml. `--iminuit` takes iminuit instead of numpy as the peer of the J case.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -n "${ASSAY_DATA:-}" ]; then ASSAY_DATA=$(cd "$ASSAY_DATA" && pwd); export ASSAY_DATA; fi
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
swift build -c release --product dwarf-limits-bench 1>&2
exec .build/release/dwarf-limits-bench "$@"
