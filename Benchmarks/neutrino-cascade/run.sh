#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Times the cascade solver beside a C++ and a numpy program that solve the same equations; needs g++
# and python3 with numpy, scipy and pyyaml. No raw data. `--no-scan` leaves out the coupling scan.
set -euo pipefail
cd "$(dirname "$0")/.."
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
mkdir -p .build/peers
# Without errno the square roots of the peer's tables become vector code: 1.5 times faster.
g++ -std=c++17 -O3 -march=native -fno-math-errno -pthread -Wall \
  -o .build/peers/cascade neutrino-cascade/peers/cascade.cpp
swift build -c release --product neutrino-cascade-bench 1>&2
exec .build/release/neutrino-cascade-bench "$@"
