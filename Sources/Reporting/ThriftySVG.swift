// SPDX-License-Identifier: GPL-3.0-or-later

/// The same picture in fewer bytes still, for a page that holds many.
///
/// What every figure repeats is said by classes of the page's style sheet; points of one kind share
/// a group; lines are drawn to a tenth of a pixel (``ThriftyPath``).
struct ThriftySVG {
  static func text(of svg: String) -> String {
    var thrifty = ThriftySVG()
    for line in svg.utf8.split(separator: UInt8(ascii: "\n")) { thrifty.add(line) }
    thrifty.endPoints()
    return String(decoding: thrifty.output, as: UTF8.self)
  }

  private typealias Line = Substring.UTF8View

  private var output: [UInt8] = []
  /// Scale and colour of the group of points that is open.
  private var points: (scale: Double, colour: [UInt8])?
  private var path = ThriftyPath()

  private static let strokes: [(long: [UInt8], short: [UInt8])] = [
    (
      Array("<g fill=\"none\" color=\"black\" stroke=\"currentColor\"".utf8),
      Array("<g class=\"k\"".utf8)
    ), (Array("<path transform=\"scale(.1)\"".utf8), Array("<path class=\"q\"".utf8)),
  ]

  private mutating func add(_ line: Line) {
    if let point = SVGPoint(line) {
      add(point)
      return
    }
    endPoints()
    var rest = line
    for (long, short) in Self.strokes where line.starts(with: long) {
      output += short
      rest = rest.dropFirst(long.count)
      // Cells are whole tenths already.
      if long.count < 40 { return write(rest) }
    }
    // The shapes of points are drawn several times as large as they are defined.
    if !path.isOpen, line.starts(with: "<path id".utf8) { return write(rest) }
    addPaths(rest)
    output.append(UInt8(ascii: "\n"))
  }

  private mutating func write(_ line: Line) {
    output += line
    output.append(UInt8(ascii: "\n"))
  }

  // MARK: Points

  private mutating func add(_ point: SVGPoint) {
    if let points, points.scale != point.scale || points.colour != point.colour { endPoints() }
    if points == nil {
      points = (point.scale, point.colour)
      output += "<g transform=\"scale(\(point.scale))\" color=\"".utf8
      output += point.colour
      output += "\">\n".utf8
    }
    output += "<use href='#".utf8
    output += point.symbol
    output += "' x=\"\(Self.hundredths(point.x / point.scale))\"".utf8
    output += " y=\"\(Self.hundredths(point.y / point.scale))\"/>\n".utf8
    if point.endsGroup {
      endPoints()
      output += "</g>\n".utf8
    }
  }

  private mutating func endPoints() {
    if points != nil { output += "</g>\n".utf8 }
    points = nil
  }

  private static func hundredths(_ x: Double) -> String {
    let whole = Int((x * 100).rounded())
    let sign = whole < 0 ? "-" : ""
    let (units, rest) = whole.magnitude.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(sign)\(units)" }
    return rest % 10 == 0
      ? "\(sign)\(units).\(rest / 10)" : "\(sign)\(units).\(rest < 10 ? "0" : "")\(rest)"
  }

  // MARK: Lines

  /// Copies a line; numbers between d=' and ' are rounded.
  private mutating func addPaths(_ line: Line) {
    var rest = line
    while !rest.isEmpty {
      if path.isOpen {
        path.read(&rest, into: &output)
        continue
      }
      guard let quote = rest.firstIndex(of: UInt8(ascii: "'")) else {
        output += rest
        return
      }
      let before = rest[..<quote]
      output += before
      output.append(UInt8(ascii: "'"))
      rest = rest[rest.index(after: quote)...]
      if before.suffix(3).elementsEqual(" d=".utf8) {
        path.open()
      } else if let end = rest.firstIndex(of: UInt8(ascii: "'")) {
        output += rest[...end]
        rest = rest[rest.index(after: end)...]
      }
    }
  }
}

/// A point of a plot as gnuplot writes it:
/// `<use xlink:href='#gpPt6' transform='translate(191.40,695.73) scale(4.28)' color='#0072b2'/>`.
private struct SVGPoint {
  var symbol: [UInt8]
  var x: Double
  var y: Double
  var scale: Double
  var colour: [UInt8]
  /// Whether the line also ends the group that it stands in.
  var endsGroup: Bool

  init?(_ line: Substring.UTF8View) {
    guard line.starts(with: "<use xlink:href='#gpPt".utf8) else { return nil }
    let parts = line.split(separator: UInt8(ascii: "'"), omittingEmptySubsequences: false)
    guard parts.count == 7, parts[2].elementsEqual(" transform=".utf8),
      parts[4].elementsEqual(" color=".utf8),
      let end = [("/>", false), ("/></g>", true)].first(where: { parts[6].elementsEqual($0.0.utf8) }
      )
    else { return nil }
    let numbers = parts[3].split { !($0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D) }
      .compactMap { Double(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 3, numbers[2] > 0 else { return nil }
    symbol = Array(parts[1].dropFirst())
    (x, y, scale) = (numbers[0], numbers[1], numbers[2])
    colour = Array(parts[5])
    endsGroup = end.1
  }
}
