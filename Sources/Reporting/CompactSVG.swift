// SPDX-License-Identifier: GPL-3.0-or-later

/// The same picture in fewer bytes: gnuplot writes every cell of a map as an element of its own.
///
/// Cells of one map that share a colour become one path in tenths of a pixel, in whole pixels where
/// there are thousands; colours are written as #rrggbb; groups that hold nothing and attributes at
/// their default are dropped. A map of 12 288 pixels shrinks from 1.8 MB to about a fifth.
struct CompactSVG {
  /// A run of more cells than this is a map, whose cells do not overlap: only then may they be
  /// drawn in the order of their colours instead of their own.
  static let fewestCells = 100
  /// A map of more cells than this is drawn to whole pixels, which is how far its cells' sharp edges
  /// are drawn anyway.
  static let finestCells = 4000

  static func text(of svg: String) -> String {
    var compact = CompactSVG(keepsJoins: svg.contains("=\"round\"") || svg.contains("=\"bevel\""))
    for line in svg.utf8.split(separator: UInt8(ascii: "\n")) { compact.add(line) }
    compact.endCells()
    compact.endGroup()
    return String(decoding: compact.output, as: UTF8.self)
  }

  private typealias Line = Substring.UTF8View

  /// Whether line ends and joins are set to other than SVG's defaults anywhere.
  private let keepsJoins: Bool
  private var output: [UInt8] = []
  private var cells: [SVGCell] = []
  /// An opened group of which nothing was written yet.
  private var pending: [UInt8]?

  private init(keepsJoins: Bool) { self.keepsJoins = keepsJoins }

  private mutating func add(_ line: Line) {
    if let cell = SVGCell(line) {
      cells.append(cell)
      return
    }
    endCells()
    let text = Self.trimmed(line)
    if text.isEmpty { return }
    if pending != nil, text.elementsEqual("</g>".utf8) {
      pending = nil
      return
    }
    endGroup()
    let written = rewritten(text)
    let opensOnly =
      text.starts(with: "<g ".utf8) && text.last == UInt8(ascii: ">")
      && text.count { $0 == UInt8(ascii: "<") } == 1
    if opensOnly { pending = written } else { write(written) }
  }

  private mutating func endGroup() {
    if let pending { write(pending) }
    pending = nil
  }

  private mutating func write(_ line: [UInt8]) {
    output += line
    output.append(UInt8(ascii: "\n"))
  }

  private mutating func endCells() {
    if cells.isEmpty { return }
    endGroup()
    var order: [UInt32] = []
    var paths: [UInt32: [UInt8]] = [:]
    var previous: UInt32?
    let tenths = cells.count <= Self.finestCells
    for cell in tenths ? cells : cells.map({ $0.rounded() }) {
      // Few shapes may lie over each other: only neighbours in the file are joined then.
      if cells.count <= Self.fewestCells, let previous, previous != cell.colour {
        write(SVGCell.path(previous, paths.removeValue(forKey: previous) ?? [], tenths: tenths))
        order = []
      }
      previous = cell.colour
      if paths[cell.colour] == nil { order.append(cell.colour) }
      cell.append(to: &paths[cell.colour, default: []])
    }
    for colour in order { write(SVGCell.path(colour, paths[colour] ?? [], tenths: tenths)) }
    cells = []
  }

  /// Without the indentation of elements and of continued path data; text content stays as it is.
  private static func trimmed(_ line: Line) -> Line {
    let start = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard let first = start.first else { return start }
    let isMarkup = first == UInt8(ascii: "<") || first == UInt8(ascii: "M")
    return isMarkup ? start : line
  }

  private func rewritten(_ line: Line) -> [UInt8] {
    // What a reader sees is never touched.
    if line.starts(with: "<text".utf8) { return Array(line) }
    var text = Self.hexadecimal(line)
    if !keepsJoins, line.starts(with: "<g ".utf8) {
      for attribute in [" stroke-linecap=\"butt\"", " stroke-linejoin=\"miter\""] {
        text = Self.removing(attribute, from: text)
      }
    }
    return text
  }

  /// `rgb(  0, 114, 178)` as `#0072b2`.
  private static func hexadecimal(_ line: Line) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(line.count)
    var rest = line
    while let start = rest.firstIndex(of: UInt8(ascii: "r")) {
      result += rest[..<start]
      rest = rest[start...]
      if let (colour, end) = SVGCell.colour(rest) {
        result += SVGCell.hexadecimal(colour)
        rest = rest[end...]
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }

  private static func removing(_ attribute: String, from text: [UInt8]) -> [UInt8] {
    guard let range = text.firstRange(of: Array(attribute.utf8)) else { return text }
    return Array(text[..<range.lowerBound] + text[range.upperBound...])
  }
}
