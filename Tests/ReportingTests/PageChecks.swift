// SPDX-License-Identifier: GPL-3.0-or-later

/// Checks of a page that need a browser: what is computed, laid out and reachable there.
enum PageChecks {
  /// Names of all checks; each is shown to fail on ``broken``.
  static let names = [
    "contrast", "labels", "headings", "tables", "ids", "links", "document", "landmarks", "images",
    "focus", "overflow", "regions", "requests",
  ]

  /// `checks.NAME()` gives a list of sentences, one for each thing found wrong.
  static let script = #"""
    var checks = (function () {
      function all(selector) { return Array.from(document.querySelectorAll(selector)); }
      function visible(element) {
        return element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
      }
      function name(element) {
        return element.tagName.toLowerCase() + (element.id ? "#" + element.id : "")
          + " " + element.textContent.trim().slice(0, 40);
      }
      function spoken(element) {
        var label = element.getAttribute("aria-label");
        if (label && label.trim()) return label;
        var by = element.getAttribute("aria-labelledby");
        if (by) {
          return by.split(/\s+/).map(function (id) {
            var other = document.getElementById(id);
            return other ? other.textContent : "";
          }).join(" ").trim();
        }
        if (element.labels && element.labels.length) return element.labels[0].textContent.trim();
        if (element.alt) return element.alt;
        return /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) ? "" : element.textContent.trim();
      }
      function colour(text) {
        var parts = text.match(/[\d.]+/g).map(Number);
        return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
      }
      function over(front, back) {
        return front.rgb.map(function (x, i) { return x * front.alpha + back[i] * (1 - front.alpha); });
      }
      function luminance(rgb) {
        var linear = rgb.map(function (x) {
          x /= 255;
          return x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
        });
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
      }
      function background(element) {
        var layers = [];
        for (var e = element; e; e = e.parentElement) {
          layers.push(colour(getComputedStyle(e).backgroundColor));
        }
        return layers.reverse().reduce(function (back, layer) { return over(layer, back); }, [255, 255, 255]);
      }
      var found = {
        contrast: function () {
          var problems = [];
          var seen = new Map();
          var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            var element = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || seen.has(element)) continue;
            seen.set(element, true);
            if (element.closest("svg, script, style, option") || !visible(element)) continue;
            var style = getComputedStyle(element);
            var back = background(element);
            var a = luminance(over(colour(style.color), back)), b = luminance(back);
            var ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) problems.push(ratio.toFixed(2) + " of " + name(element));
          }
          return problems;
        },
        labels: function () {
          return all("input, select, textarea, button, a[href], summary").filter(function (e) {
            return !spoken(e);
          }).map(name);
        },
        headings: function () {
          var problems = [], before = 0, ones = 0;
          all("h1, h2, h3, h4, h5, h6").forEach(function (heading) {
            var level = Number(heading.tagName[1]);
            if (level === 1) ones += 1;
            if (level > before + 1) problems.push("h" + before + " then " + name(heading));
            if (!heading.textContent.trim()) problems.push("empty " + heading.tagName);
            before = level;
          });
          if (ones !== 1) problems.push(ones + " h1");
          return problems;
        },
        tables: function () {
          var problems = [];
          all("table").forEach(function (table) {
            if (!table.caption || !table.caption.textContent.trim()) problems.push("no caption: " + name(table));
            var heads = table.tHead ? Array.from(table.tHead.rows[0].cells) : [];
            if (!heads.length || heads.some(function (cell) {
              return cell.tagName !== "TH" || cell.scope !== "col" || !cell.textContent.trim();
            })) problems.push("column heads: " + name(table));
            Array.from(table.tBodies).forEach(function (body) {
              Array.from(body.rows).forEach(function (row) {
                if (row.cells[0].tagName !== "TH") problems.push("row head: " + name(row));
                if (heads.length && row.cells.length !== heads.length) problems.push("cells: " + name(row));
              });
            });
          });
          return problems;
        },
        ids: function () {
          var seen = {};
          return all("[id]").map(function (e) { return e.id; }).filter(function (id) {
            var twice = seen[id];
            seen[id] = true;
            return twice || !id;
          });
        },
        links: function () {
          return all("a[href^='#']").filter(function (a) {
            var id = decodeURIComponent(a.getAttribute("href").slice(1).split("?")[0]);
            return !document.getElementById(id);
          }).map(name);
        },
        document: function () {
          var problems = [];
          if (!document.documentElement.lang) problems.push("no language");
          if (!document.title.trim()) problems.push("no title");
          if (!document.querySelector("meta[name=viewport]")) problems.push("no viewport");
          return problems;
        },
        landmarks: function () {
          var problems = [];
          ["main", "header", "footer"].forEach(function (tag) {
            if (all(tag).length !== 1) problems.push(all(tag).length + " " + tag);
          });
          var navs = all("nav");
          if (!navs.length || !navs.every(spoken)) problems.push("nav without a name");
          if (!document.querySelector("a[href^='#'].skip")) problems.push("no skip link");
          return problems;
        },
        images: function () {
          return all("img, [role=img], svg").filter(function (e) {
            return !(e.closest("[role=img]") || e).matches("[aria-hidden=true]")
              && (!spoken(e) || (e.tagName === "svg" && e.getAttribute("role") !== "img"));
          }).map(name);
        },
        focus: function () {
          return all("a[href], button, input, select, summary, [tabindex='0']").filter(function (e) {
            if (!visible(e)) return false;
            e.focus();
            if (document.activeElement !== e) return true;
            var style = getComputedStyle(e);
            return style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2;
          }).map(name);
        },
        overflow: function () {
          var page = document.documentElement;
          return page.scrollWidth > page.clientWidth
            ? [page.scrollWidth + " px of content in " + page.clientWidth] : [];
        },
        regions: function () {
          return all("[tabindex='0']").filter(function (e) {
            return e.getAttribute("role") !== "region" || !spoken(e);
          }).map(name).concat(all(".scroll").filter(function (e) { return e.tabIndex !== 0; }).map(name));
        },
        requests: function () {
          return performance.getEntriesByType("resource").map(function (entry) { return entry.name; });
        }
      };
      found.all = function () {
        var results = {};
        Object.keys(found).forEach(function (key) {
          if (key !== "all") results[key] = found[key]();
        });
        return results;
      };
      return found;
    }());
    """#

  /// A page in which every check finds something.
  static let broken = """
    <!doctype html><html><head><meta charset="utf-8"><title></title>
    <style>a:focus { outline: none } .pale { color: #999; background: #fff }</style></head><body>
    <h1>One</h1><h3>Skipped</h3>
    <p class="pale" id="twice">pale</p><p id="twice">again</p>
    <a href="#nowhere">to nowhere</a><a href="https://toy.org"></a><input type="text">
    <table><tr><td>no heads</td></tr></table><img src="http://127.0.0.1:9/x.png">
    <div class="scroll" style="width: 3000px">wide</div><nav>no name</nav>
    </body></html>
    """
}
