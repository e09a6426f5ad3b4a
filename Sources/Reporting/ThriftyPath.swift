// SPDX-License-Identifier: GPL-3.0-or-later

/// The data of an SVG path to a tenth of a pixel, each point said by its distance from the last.
///
/// Distances are between rounded points, so that no error adds up. A path that holds more than lines
/// (M, L, Z) is written as it came, its numbers rounded.
struct ThriftyPath {
  /// Whether the path's data go on in the next line.
  private(set) var isOpen = false

  private var isOfLines = true
  /// The command that numbers are read for; 0 before the first.
  private var command: UInt8 = 0
  private var x: Int?
  /// The last point and that where its line began, in tenths.
  private var last = (x: 0, y: 0)
  private var first = (x: 0, y: 0)
  /// The letter written last where it needs no repeating.
  private var letter: UInt8 = 0
  private var hasSpace = false

  mutating func open() { self = ThriftyPath(isOpen: true) }

  init() {}
  private init(isOpen: Bool) { self.isOpen = isOpen }

  /// Takes what `line` still has of the path, with the quote that ends it.
  mutating func read(_ line: inout Substring.UTF8View, into output: inout [UInt8]) {
    hasSpace = false
    while let byte = line.first {
      switch byte {
      case UInt8(ascii: "'"):
        output.append(byte)
        line.removeFirst()
        isOpen = false
        return
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        hasSpace = true
        line.removeFirst()
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
        let tenths = Self.tenths(&line)
        if isOfLines, command != 0 {
          add(tenths, &output)
        } else {
          if hasSpace { output.append(UInt8(ascii: " ")) }
          Self.write(tenths, &output)
        }
        hasSpace = false
      case UInt8(ascii: ",") where isOfLines:
        line.removeFirst()
      default:
        // A letter parts what stands before it from what follows.
        hasSpace = false
        line.removeFirst()
        begin(byte, &output)
      }
    }
  }

  private mutating func begin(_ byte: UInt8, _ output: inout [UInt8]) {
    command = byte
    guard isOfLines else {
      output.append(byte)
      return
    }
    switch byte {
    case UInt8(ascii: "M"), UInt8(ascii: "L"): break
    case UInt8(ascii: "Z"), UInt8(ascii: "z"):
      output.append(UInt8(ascii: "z"))
      (last, letter) = (first, 0)
    default:
      isOfLines = false
      output.append(byte)
    }
  }

  /// Half a point, or the rest of one.
  private mutating func add(_ tenths: Int, _ output: inout [UInt8]) {
    guard let x else {
      x = tenths
      return
    }
    self.x = nil
    let point = (x: x, y: tenths)
    if command == UInt8(ascii: "M") {
      output.append(UInt8(ascii: "M"))
      Self.write(point.x, &output)
      Self.write(point.y, after: true, &output)
      // What follows a point to go to are lines.
      (first, command, letter) = (point, UInt8(ascii: "L"), 0)
    } else {
      let (dx, dy) = (point.x - last.x, point.y - last.y)
      let now = dy == 0 ? UInt8(ascii: "h") : UInt8(ascii: dx == 0 ? "v" : "l")
      if now != letter { output.append(now) }
      if dx != 0 || dy == 0 { Self.write(dx, after: now == letter, &output) }
      if dy != 0 { Self.write(dy, after: now == letter || dx != 0, &output) }
      letter = now
    }
    last = point
  }

  /// - Parameter after: whether a number stands before it.
  private static func write(_ tenths: Int, after: Bool = false, _ output: inout [UInt8]) {
    if tenths < 0 {
      output.append(UInt8(ascii: "-"))
    } else if after {
      output.append(UInt8(ascii: " "))
    }
    let (units, tenth) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    if units > 0 || tenth == 0 { output += "\(units)".utf8 }
    if tenth > 0 { output += [UInt8(ascii: "."), UInt8(ascii: "0") + UInt8(tenth)] }
  }

  /// Reads a number, in tenths.
  private static func tenths(_ rest: inout Substring.UTF8View) -> Int {
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest.removeFirst() }
    var tenths = 0
    var decimals = -1
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        let digit = Int(byte - UInt8(ascii: "0"))
        switch decimals {
        case -1: tenths = tenths * 10 + digit
        case 0: (tenths, decimals) = (tenths * 10 + digit, 1)
        case 1: (tenths, decimals) = (tenths + (digit >= 5 ? 1 : 0), 2)
        default: break
        }
      } else {
        break
      }
      rest.removeFirst()
    }
    if decimals < 1 { tenths *= 10 }
    return isNegative ? -tenths : tenths
  }
}
