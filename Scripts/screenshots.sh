#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Three pictures of the committed example's page for the README, each under 200 kB:
# the first screen (light), the filtered table (dark), a comparison with its figure on a phone.
set -euo pipefail
cd "$(dirname "$0")/.."
page=Reports/example/report.html
out=Reports/example/screenshots
[ -f "$page" ] || { echo "screenshots: $page is missing; assay report Reports/example --html"; exit 1; }
browser=
for name in chromium-headless-shell chromium google-chrome; do
  browser=$(command -v "$name") && break
done
[ -n "$browser" ] || { echo "screenshots: no Chromium here; make setup installs it"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

# shot NAME WIDTH HEIGHT SCHEME SELECTOR SCRIPT: the page as it looks when scrolled to SELECTOR.
# A headless picture is of the top of a page, so that the copy is moved up instead of scrolled.
shot() {
  python3 - "$page" "$work/$1.html" "$5" "$6" <<'PYTHON'
import re, sys
page, copy, selector, script = sys.argv[1:]
text = open(page, encoding="utf-8").read()
text = re.sub(r"script-src 'sha256-[^']*'", "script-src 'unsafe-inline'", text, count=1)
move = """<script>
%s
setTimeout(function () {
  document.querySelectorAll(".c").forEach(function (c) { c.style.contentVisibility = "visible"; });
  var top = document.querySelector("%s").getBoundingClientRect().top + window.scrollY;
  if (top > 300) document.documentElement.style.marginTop = (12 - top) + "px";
}, 50);
</script></body>""" % (script, selector)
open(copy, "w", encoding="utf-8").write(text.replace("</body>", move, 1))
PYTHON
  "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars --user-data-dir="$work/$1" \
    --blink-settings=preferredColorScheme="$4" --virtual-time-budget=8000 \
    --window-size="$2,$3" --screenshot="$PWD/$out/$1.png" "file://$work/$1.html" 2>/dev/null
  size=$(stat -c %s "$out/$1.png")
  echo "$out/$1.png: $size bytes"
  [ "$size" -lt 200000 ] || { echo "screenshots: $1.png is not under 200 kB"; exit 1; }
}

filter='var form = document.getElementById("filter"); form.elements.evidence.value = "published";
form.elements.verdict.value = "reproduced";
form.dispatchEvent(new Event("input"));'
# The figure beside one of the comparisons it shows.
pair='document.querySelector("#dwarf-limits-lat-combined-bb").before(
document.querySelector("#figure-lat-limits"));'

shot verdict 1280 860 1 "#verdict" ""
shot table 1280 860 0 "#comparisons" "$filter"
shot phone 390 844 1 "#figure-lat-limits" "$pair"
