#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Scripts/bundle.sh [FILE]
# Makes FILE (default: .build/assay-bundle.tar.gz of the repository): the program with every library
# it needs but glibc's, the references and nothing else, for machines where nothing can be installed
# (a GPU node, say). OpenCL and the CUDA driver are the machine's own, opened when the program runs;
# NVRTC, which compiles the kernels there, is put in where Scripts/install-nvrtc.sh has got it (under
# NVIDIA's own licence: for your own machines). Needs Linux with /proc mounted and glibc as new as
# this system's. gnuplot is not put in: where the machine has none, `assay bench` writes its record
# and report, says that the figures are not drawn and ends with status 69; with --no-figures it ends
# with 0.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$root/.build/assay-bundle.tar.gz}
case $out in
  /*) ;;
  *) out=$PWD/$out ;;
esac
# Told before the build, not after it.
if [ -d "$out" ]; then
  echo "bundle: found the folder $out; accepted: a file to be written" >&2
  exit 64
fi
if ! mkdir -p "$(dirname "$out")" || [ ! -w "$(dirname "$out")" ]; then
  echo "bundle: cannot write in $(dirname "$out")" >&2
  exit 73
fi
cd "$root"
jobs=${JOBS:-2}
# A build folder of its own: other flags than `make build`. RPATH, not RUNPATH: it counts for the
# libraries of libraries too.
swift build -c release --product assay --static-swift-stdlib -j "$jobs" --scratch-path .build/bundle \
  -Xlinker -rpath -Xlinker '$ORIGIN/lib' -Xlinker --disable-new-dtags
place=.build/bundle/assay-bundle
rm -rf "$place"
mkdir -p "$place/lib"
install -m 755 .build/bundle/release/assay "$place/assay"
strip "$place/assay"
if ldd "$place/assay" | grep 'not found' >&2; then
  echo "bundle: libraries are missing here" >&2
  exit 69
fi
# glibc and its loader belong to the machine the bundle is taken to.
ldd "$place/assay" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' \
  | grep -v -E '/(libc|libm|libdl|librt|libpthread|libresolv|libutil|ld-linux[^/]*)\.so' \
  | while read -r library; do install -m 644 "$library" "$place/lib/"; done
for library in .build/tools/nvrtc/lib/python3*/site-packages/nvidia/cuda_nvrtc/lib/libnvrtc*.so.*; do
  case $library in
    *.alt.so.*) ;; # for compute capabilities below 5.0
    *'*'*) echo "bundle: no NVRTC here: CUDA devices will need the machine's own" >&2 ;;
    *) install -m 644 "$library" "$place/lib/" ;;
  esac
done
cp -r Reference "$place/Reference"
cp LICENSE "$place/LICENSE"
tar -czf "$out" -C .build/bundle assay-bundle
echo "$out: $(du -h "$out" | cut -f1), $(ls "$place/lib" | wc -l) libraries; unpack it and run assay-bundle/assay"
