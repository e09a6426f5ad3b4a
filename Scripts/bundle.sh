#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes assay.tar.gz: the program with every library it needs but glibc's, the references and
# nothing else, for machines where nothing can be installed (a GPU node, say). OpenCL, CUDA and
# NVRTC are the machine's own, opened when the program runs. Needs Linux with /proc mounted and
# glibc as new as this system's.
set -euo pipefail
cd "$(dirname "$0")/.."

out=${1:-.build/assay-bundle.tar.gz}
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
# glibc and its loader belong to the machine the bundle is taken to.
ldd "$place/assay" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' \
  | grep -v -E '/(libc|libm|libdl|librt|libpthread|libresolv|libutil|ld-linux[^/]*)\.so' \
  | while read -r library; do install -m 644 "$library" "$place/lib/"; done
cp -r Reference "$place/Reference"
cp LICENSE "$place/LICENSE"
tar -czf "$out" -C .build/bundle assay-bundle
echo "$out: $(du -h "$out" | cut -f1), $(ls "$place/lib" | wc -l) libraries; unpack it and run assay-bundle/assay"
