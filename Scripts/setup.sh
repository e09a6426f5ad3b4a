#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages of Scripts/debian-packages.txt that are missing, of those in
# debian-packages-optional.txt what can be had, and Typst; does nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v swift > /dev/null; then
  echo "setup: Swift 6.1 or newer is missing; install it from https://www.swift.org/install" >&2
  exit 69
fi
mapfile -t wanted < <(grep -v '^#' Scripts/debian-packages.txt)
mapfile -t optional < <(grep -v '^#' Scripts/debian-packages-optional.txt)
if ! command -v apt-get > /dev/null || ! command -v dpkg-query > /dev/null; then
  echo "setup: this is not a Debian-like system; install these (or their like) by hand and run" \
    "make build: ${wanted[*]}; of use to the tests: ${optional[*]}" >&2
  exit 69
fi

# Prints those of its arguments that are not installed.
absent() {
  for package in "$@"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null || true)
    [ "$status" = installed ] || echo "$package"
  done
}
mapfile -t missing < <(absent "${wanted[@]}")
mapfile -t useful < <(absent "${optional[@]}")

if [ ${#missing[@]} -gt 0 ] || [ ${#useful[@]} -gt 0 ]; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo > /dev/null; then
      as_root=(sudo)
    elif [ ${#missing[@]} -gt 0 ]; then
      echo "setup: root is needed to install ${missing[*]}, and sudo is missing;" \
        "ask an administrator to run: apt-get install ${missing[*]}" >&2
      exit 69
    else
      useful=()
    fi
  fi
fi
install() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@"
}
if [ ${#missing[@]} -gt 0 ]; then
  echo "setup: installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  install "${missing[@]}"
fi
# Asked for once: a system that does not have them is not asked again at every build.
mark=.build/tools/optional-packages
if [ ${#useful[@]} -gt 0 ] && ! cmp -s Scripts/debian-packages-optional.txt "$mark"; then
  echo "setup: installing ${useful[*]}, of use to the tests"
  "${as_root[@]}" apt-get update -qq || true
  for package in "${useful[@]}"; do
    install "$package" || echo "setup: no $package here; what needs it says so and is skipped"
  done
  mkdir -p .build/tools
  cp Scripts/debian-packages-optional.txt "$mark"
fi

# Typst sets the PDF report. It is no Debian package; PyPI has it.
typst=.build/tools/typst
if ! command -v typst > /dev/null && [ ! -x "$typst" ] && [ ! -e "$typst.absent" ]; then
  mkdir -p .build/tools
  if python3 -m venv .build/tools/typst-environment > /dev/null 2>&1 \
    && .build/tools/typst-environment/bin/pip install -q 'typst==0.15.*' 2> /dev/null; then
    printf '#!/bin/sh\nhere=$(dirname "$(readlink -f "$0")")\nexec "$here/typst-environment/bin/python" "$here/../../Scripts/set-pdf.py" "$@"\n' > "$typst"
    chmod +x "$typst"
  else
    echo "setup: Typst could not be had from PyPI; reports are written without PDF" \
      "(install it, or remove $typst.absent to try again)"
    touch "$typst.absent"
  fi
fi
