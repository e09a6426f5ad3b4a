#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the tests that are built, with the arguments given to `swift test`, and prints what a reader
# needs: how far it is, what was skipped and why, what failed, and at the end which tests had begun
# and not ended. Everything the tests say is in .build/tests.log. Exit status: that of `swift test`.
set -uo pipefail
cd "$(dirname "$0")/.."
log=.build/tests.log
mkdir -p .build

# Names of several lines go on until the line that says what became of them.
swift test "$@" 2>&1 | tee "$log" | awk '
  inside { if (/ (started|passed after .*)\.$/) inside = 0; next }
  /^◇/ { inside = !/ started\.$/; next }
  /^✔ Test run with/ { print; fflush(); next }
  /^✔ Test case passing/ || /^✔ Suite/ { inside = !/ seconds\.$/; next }
  /^✔/ { inside = !/ seconds\.$/
         passed += 1
         if (passed % 100 == 0) { print passed " tests passed"; fflush() }
         next }
  { print; fflush() }'
status=${PIPESTATUS[0]}

if [ "$status" -ne 0 ]; then
  echo "Tests failed (status $status). Failures once more, then what had begun and not ended:"
  grep -aE '^✘|[Ff]atal error|unexpected signal' "$log" | head -n 60
  awk '
    /^◇ Test .* started\.$/ && !/^◇ Test (case|run)/ {
      name = $0; sub(/^◇ Test /, "", name); sub(/ started\.$/, "", name); open[name] += 1 }
    /^(✔|✘) Test / {
      name = $0; sub(/^(✔|✘) Test /, "", name)
      sub(/ (with [0-9]+ test cases? )?(passed|failed) after .*$/, "", name); open[name] -= 1 }
    END { for (name in open) if (open[name] > 0) print "not ended: " name }' "$log" | sort
fi
exit "$status"
