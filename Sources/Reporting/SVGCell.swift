// SPDX-License-Identifier: GPL-3.0-or-later

/// One filled polygon as gnuplot's svg terminal writes it:
/// `<polygon fill = 'rgb( 68,   1,  84)' points = '665.00,695.00 597.16,693.06 '/>`.
struct SVGCell {
  /// 0xRRGGBB.
  var colour: UInt32
  /// x and y in tenths of a pixel.
  var points: [(x: Int, y: Int)]

  /// nil for any other line, such as a polygon with opacity or one that goes on in the next line.
  init?(_ line: Substring.UTF8View) {
    var rest = line.drop { $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: " ") }
    guard let afterFill = Self.drop("<polygon fill = '", of: rest),
      let (colour, end) = Self.colour(afterFill),
      let afterPoints = Self.drop("' points = '", of: afterFill[end...])
    else { return nil }
    rest = afterPoints
    var points: [(x: Int, y: Int)] = []
    while rest.first != UInt8(ascii: "'") {
      guard let x = Self.tenths(&rest), Self.skip(",", &rest), let y = Self.tenths(&rest) else {
        return nil
      }
      points.append((x, y))
      while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
    }
    guard rest.elementsEqual("'/>".utf8), points.count > 2 else { return nil }
    self.colour = colour
    self.points = points
  }

  /// The cell with its corners at whole pixels, in pixels.
  func rounded() -> SVGCell {
    var cell = self
    let whole = { (tenths: Int) in Int((Double(tenths) / 10).rounded()) }
    cell.points = points.map { (whole($0.x), whole($0.y)) }
    return cell
  }

  /// Path data, relative to the first point; nothing for a cell without area at this resolution.
  func append(to path: inout [UInt8]) {
    var area = 0
    for (i, a) in points.enumerated() {
      let b = points[(i + 1) % points.count]
      area += a.x * b.y - b.x * a.y
    }
    if area == 0 { return }
    path += "M\(points[0].x) \(points[0].y)".utf8
    var before = points[0]
    var isLine = false
    // A closed polygon repeats its first point; z draws that side.
    let last = points.last! == points[0] ? points.count - 1 : points.count
    for point in points[1..<last] {
      let (dx, dy) = (point.x - before.x, point.y - before.y)
      before = point
      if dx == 0 || dy == 0 {
        if dx != 0 || dy != 0 { path += (dx == 0 ? "v\(dy)" : "h\(dx)").utf8 }
        isLine = false
        continue
      }
      if !isLine { path.append(UInt8(ascii: "l")) }
      path += (!isLine || dx < 0 ? "\(dx)" : " \(dx)").utf8
      path += (dy < 0 ? "\(dy)" : " \(dy)").utf8
      isLine = true
    }
    path.append(UInt8(ascii: "z"))
  }

  static func path(_ colour: UInt32, _ data: [UInt8], tenths: Bool) -> [UInt8] {
    Array((tenths ? "<path transform=\"scale(.1)\" fill=\"" : "<path fill=\"").utf8)
      + hexadecimal(colour)
      + Array("\" d=\"".utf8) + data + Array("\"/>".utf8)
  }

  static func hexadecimal(_ colour: UInt32) -> [UInt8] {
    let digits = String(colour, radix: 16)
    return Array(("#" + String(repeating: "0", count: 6 - digits.count) + digits).utf8)
  }

  /// The colour of a text that starts with `rgb(r, g, b)`, and where it ends.
  static func colour(
    _ text: Substring.UTF8View
  ) -> (colour: UInt32, end: Substring.UTF8View.Index)? {
    guard var rest = drop("rgb(", of: text) else { return nil }
    var colour: UInt32 = 0
    for closing in [",", ",", ")"] {
      while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
      var component: UInt32?
      while let digit = digit(rest.first), (component ?? 0) < 256 {
        component = (component ?? 0) * 10 + UInt32(digit)
        rest.removeFirst()
      }
      guard let component, component < 256, skip(closing, &rest) else { return nil }
      colour = colour << 8 | component
    }
    return (colour, rest.startIndex)
  }

  /// A decimal number, rounded to tenths: both ends of a shared side are rounded alike.
  private static func tenths(_ text: inout Substring.UTF8View) -> Int? {
    let negative = skip("-", &text)
    var hundredths = 0
    var digits = 0
    var decimals: Int?
    while let byte = text.first {
      if byte == UInt8(ascii: "."), decimals == nil {
        decimals = 0
      } else if let digit = digit(byte), digits < 12 {
        digits += 1
        if let count = decimals {
          if count < 2 { hundredths = hundredths * 10 + digit }
          decimals = count + 1
        } else {
          hundredths = hundredths * 10 + digit
        }
      } else {
        break
      }
      text.removeFirst()
    }
    if digits == 0 { return nil }
    for _ in min(decimals ?? 0, 2)..<2 { hundredths *= 10 }
    let tenths = (hundredths + 5) / 10
    return negative ? -tenths : tenths
  }

  private static func digit(_ byte: UInt8?) -> Int? {
    guard let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    return Int(byte - UInt8(ascii: "0"))
  }

  private static func drop(
    _ prefix: String, of text: Substring.UTF8View
  ) -> Substring.UTF8View? {
    text.starts(with: prefix.utf8) ? text.dropFirst(prefix.utf8.count) : nil
  }

  private static func skip(_ text: String, _ rest: inout Substring.UTF8View) -> Bool {
    guard let after = drop(text, of: rest) else { return false }
    rest = after
    return true
  }
}
