#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes references.lock in each study folder of Reference/: "sha256  path" of every file but the lock
# itself, sorted by path. `assay verify` checks it.
#
# Usage: Scripts/lock-references.sh [STUDY...]      (default: all studies)
set -eu
LC_ALL=C
export LC_ALL

root=$(cd "$(dirname "$0")/.." && pwd)/Reference
[ -d "$root" ] || { echo "lock-references: no folder Reference beside Scripts" >&2; exit 1; }

if command -v sha256sum >/dev/null 2>&1; then
  digest() { sha256sum "$@"; }
elif command -v shasum >/dev/null 2>&1; then
  digest() { shasum -a 256 "$@"; }
else
  echo "lock-references: neither sha256sum nor shasum was found" >&2
  exit 1
fi

if [ $# -eq 0 ]; then
  for folder in "$root"/*/; do set -- "$@" "$(basename "$folder")"; done
fi

for study in "$@"; do
  if [ ! -f "$root/$study/submission.yaml" ]; then
    echo "lock-references: Reference/$study/submission.yaml is missing" >&2
    exit 1
  fi
  cd "$root/$study"
  trap 'rm -f references.lock.new' EXIT
  find . -type f ! -name references.lock ! -name references.lock.new ! -path '*/__pycache__/*' |
    sed 's|^\./||' | sort | while IFS= read -r file; do digest "$file"; done > references.lock.new
  mv references.lock.new references.lock
  trap - EXIT
  echo "Reference/$study/references.lock: $(wc -l < references.lock | tr -d ' ') files"
done
