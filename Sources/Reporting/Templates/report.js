"use strict";
(function () {
  var table = document.getElementById("all");
  var form = document.getElementById("filter");
  var shown = document.getElementById("shown");
  var names = ["q", "study", "verdict", "evidence", "tier"];
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  var body = table.tBodies[0];
  var rows = Array.prototype.map.call(body.rows, function (row) {
    return { row: row, text: row.textContent.toLowerCase(), data: row.dataset };
  });
  var order = { column: -1, down: false };

  // Filtering

  function fits(item, state) {
    return state.q.split(/\s+/).every(function (word) { return item.text.indexOf(word) >= 0; })
      && (!state.study || item.data.study === state.study)
      && (!state.verdict || item.data.verdict.split("|").indexOf(state.verdict) >= 0)
      && (!state.evidence || item.data.evidence === state.evidence)
      && (!state.tier || item.data.tier === state.tier);
  }

  function apply() {
    var state = {};
    names.forEach(function (name) { state[name] = form.elements[name].value; });
    state.q = state.q.trim().toLowerCase();
    var count = 0;
    rows.forEach(function (item) {
      var fit = fits(item, state);
      item.row.hidden = !fit;
      if (fit) count += 1;
    });
    var text = count + " of " + rows.length + " shown";
    if (shown.textContent !== text) shown.textContent = text;
  }

  // Sorting

  function key(item, column, numeric) {
    var cell = item.row.cells[column];
    if (!numeric) return cell.textContent.trim().toLowerCase();
    return cell.dataset.k === undefined ? NaN : Number(cell.dataset.k);
  }

  function sort() {
    var sorted = rows.slice();
    if (order.column >= 0) {
      var numeric = heads[order.column].dataset.sort === "number";
      var sign = order.down ? -1 : 1;
      var keyed = rows.map(function (item, i) {
        return { item: item, i: i, key: key(item, order.column, numeric) };
      });
      keyed.sort(function (a, b) {
        // What has no number stands last, whichever way the others go.
        if (numeric && (isNaN(a.key) || isNaN(b.key))) {
          return (isNaN(a.key) ? 1 : 0) - (isNaN(b.key) ? 1 : 0) || a.i - b.i;
        }
        return a.key < b.key ? -sign : a.key > b.key ? sign : a.i - b.i;
      });
      sorted = keyed.map(function (one) { return one.item; });
    }
    sorted.forEach(function (item) { body.appendChild(item.row); });
    heads.forEach(function (head, i) {
      if (i === order.column) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }

  // The state in the address, so that a view can be linked

  function save() {
    var parameters = new URLSearchParams();
    names.forEach(function (name) {
      var value = form.elements[name].value.trim();
      if (value) parameters.set(name, value);
    });
    if (order.column >= 0) {
      parameters.set("sort", String(order.column));
      if (order.down) parameters.set("down", "1");
    }
    var text = parameters.toString();
    var fragment = text ? "#comparisons?" + text : "#comparisons";
    try { history.replaceState(null, "", fragment); } catch (error) { location.hash = fragment; }
  }

  function restore() {
    var hash = location.hash;
    // "#verdict=not+run" alone is a view too; "#verdict" is a place of the page.
    var match = /^#(?:comparisons\?)?((?:q|study|verdict|evidence|tier|sort|down)=.*)$/.exec(hash);
    if (!match) return;
    var parameters = new URLSearchParams(match[1]);
    names.forEach(function (name) {
      var control = form.elements[name];
      control.value = parameters.get(name) || "";
      // A value that the list does not have would filter without a sign.
      if (control.selectedIndex === -1) control.value = "";
    });
    var column = parameters.has("sort") ? Number(parameters.get("sort")) : -1;
    order.column = heads[column] ? column : -1;
    order.down = parameters.get("down") === "1";
    sort();
    apply();
    document.getElementById("comparisons").scrollIntoView();
  }

  form.addEventListener("input", function () { apply(); save(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () {
    // The controls are empty only after this event.
    setTimeout(function () { order.column = -1; order.down = false; sort(); apply(); save(); }, 0);
  });
  heads.forEach(function (head, i) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () {
      order.down = order.column === i && !order.down;
      order.column = i;
      sort();
      save();
    });
  });
  document.querySelectorAll("[data-filter]").forEach(function (span) {
    var link = document.createElement("a");
    link.href = "#comparisons?" + span.dataset.filter;
    link.textContent = span.textContent;
    var parameters = new URLSearchParams(span.dataset.filter);
    link.setAttribute(
      "aria-label", span.textContent + " " + parameters.get("verdict") + " of " + parameters.get("study"));
    span.replaceWith(link);
  });

  // Copying commands

  function copy(code) {
    if (navigator.clipboard && navigator.clipboard.writeText) {
      return navigator.clipboard.writeText(code.textContent);
    }
    var selection = window.getSelection();
    selection.removeAllRanges();
    var range = document.createRange();
    range.selectNodeContents(code);
    selection.addRange(range);
    return document.execCommand("copy") ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  function addButton(code) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy the command " + code.textContent);
    code.after(" ", button);
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button.copy");
    if (!button) return;
    copy(button.previousElementSibling).then(
      function () { button.textContent = "Copied"; },
      function () { button.textContent = "Not copied"; }
    ).then(function () { setTimeout(function () { button.textContent = "Copy"; }, 2000); });
  });

  // A table that is wider than its place can be scrolled by keyboard and has a name

  function addRegion(box) {
    if (box.scrollWidth <= box.clientWidth) return;
    var section = box.closest("section.c");
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Rows of " + (section ? section.querySelector("h4").textContent : "a table"));
  }

  // Only near the screen: a page may have a thousand of each

  var near = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.isIntersecting) return;
      near.unobserve(entry.target);
      if (entry.target.matches("code.run")) addButton(entry.target);
      else addRegion(entry.target);
    });
  }, { rootMargin: "800px" });
  document.querySelectorAll("code.run, .sc").forEach(function (element) { near.observe(element); });

  // On paper nothing of what needs a look may stay folded, and the list of all is one of all

  var folded = [];
  window.addEventListener("beforeprint", function () {
    rows.forEach(function (item) { item.row.hidden = false; });
    folded = Array.from(document.querySelectorAll(".look details:not([open])"));
    folded.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (details) { details.open = false; });
    folded = [];
    apply();
  });

  window.addEventListener("hashchange", restore);
  form.hidden = false;
  restore();
}());
