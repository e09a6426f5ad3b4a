#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs NVRTC, NVIDIA's compiler of CUDA at run time, below .build/tools (90 MB from PyPI, under
# NVIDIA's own licence). It needs no GPU: with it `make test` compiles the CUDA side of every kernel.
set -euo pipefail
cd "$(dirname "$0")/.."

place=.build/tools/nvrtc
if compgen -G "$place/lib/python3*/site-packages/nvidia/cuda_nvrtc/lib/libnvrtc.so.12" > /dev/null; then
  exit 0
fi
mkdir -p .build/tools
if ! python3 -m venv "$place" || ! "$place/bin/pip" install -q 'nvidia-cuda-nvrtc-cu12==12.*'; then
  echo "install-nvrtc: NVRTC could not be had from PyPI; the CUDA side of the kernels is not compiled" >&2
  exit 69
fi
