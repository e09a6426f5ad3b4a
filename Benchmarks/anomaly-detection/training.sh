#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Times, in alternation, the figures of merit beside numpy (merit.py) and training steps of the detectors'
# networks beside PyTorch (training.py). Needs a python3 with numpy, and torch for the second: name one
# with PYTHON where it is another than the first on the path. Options: --rounds N (default 5 and 3),
# --threads N (default 1, of trainings). What lacks its libraries is skipped, with a word.
set -euo pipefail
cd "$(dirname "$0")/../.."
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
python=${PYTHON:-python3}
rounds=()
for ((i = 1; i < $#; i++)); do
  if [ "${!i}" = --rounds ]; then j=$((i + 1)) && rounds=(--rounds "${!j}"); fi
done
has() {
  "$python" -c "import $1" 2> /dev/null && return
  echo "anomaly-detection: $2 skipped, as $python has no $1; set PYTHON to one that has" >&2
  return 1
}
has numpy "all is" || exit 0
swift build -c release --product assay 1>&2
"$python" Benchmarks/anomaly-detection/merit.py .build/release/assay "${rounds[@]}"
has torch "training is" || exit 0
exec "$python" Benchmarks/anomaly-detection/training.py .build/release/assay "$@"
