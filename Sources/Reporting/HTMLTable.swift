// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of an HTML page, in a region of its own that scrolls where the screen is narrow.
struct HTMLTable {
  /// Plain text; also the name of the region.
  var caption: String
  /// HTML of the column heads.
  var header: [String]
  /// HTML of the cells; the first of a row is its head.
  var rows: [[String]]
  /// Columns of numbers.
  var right: Set<Int> = []

  var text: String {
    var html = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
    html += "aria-label=\"\(HTMLText.escape(caption))\"><table>\n"
    html += "<caption>\(HTMLText.escape(caption))</caption>\n<thead><tr>"
    for (i, head) in header.enumerated() {
      html += "<th scope=\"col\"\(number(i))>\(head)</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      html += "<tr>"
      for (i, cell) in row.enumerated() {
        html += i == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td\(number(i))>\(cell)</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  private func number(_ column: Int) -> String { right.contains(column) ? " class=\"n\"" : "" }
}
