#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages of Scripts/debian-packages.txt that are missing; does nothing else.
set -euo pipefail
list="$(dirname "$0")/debian-packages.txt"
mapfile -t wanted < <(grep -v '^#' "$list")

if ! command -v swift > /dev/null; then
  echo "setup: Swift 6.1 or newer is missing; install it from https://www.swift.org/install" >&2
  exit 69
fi
if ! command -v apt-get > /dev/null || ! command -v dpkg-query > /dev/null; then
  echo "setup: this is not a Debian-like system; install these (or their like) by hand and run" \
    "make build: ${wanted[*]}" >&2
  exit 69
fi

missing=()
for package in "${wanted[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "setup: installing ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo > /dev/null; then
    echo "setup: root is needed to install ${missing[*]}, and sudo is missing;" \
      "ask an administrator to run: apt-get install ${missing[*]}" >&2
    exit 69
  fi
  as_root=(sudo)
fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends "${missing[@]}"
