// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// Numbers as a reader wants them: few digits, one look for each kind of quantity.
enum Format {
  /// A value, to six significant digits: "7.04013e-27", "15.81", "60".
  static func value(_ x: Double) -> String { general(x, digits: 6) }

  /// A value to as many digits as show a difference of `step` with two digits of its own; six at
  /// least, and no more than tell the value from its neighbours.
  static func value(_ x: Double, resolving step: Double) -> String {
    guard x.isFinite, x != 0, step.isFinite, step > 0 else { return value(x) }
    let decades = log10(x.magnitude).rounded(.down) - log10(step).rounded(.down)
    if decades < 4 { return value(x) }
    if decades <= 13 { return general(x, digits: Int(decades) + 2) }
    for digits in 15...16 {
      let text = general(x, digits: digits)
      if Double(text) == x { return text }
    }
    return general(x, digits: 17)
  }

  /// A value of a table that is read at a glance, to four significant digits: "12.67".
  static func glance(_ x: Double) -> String { general(x, digits: 4) }

  /// A signed deviation, to three digits: "+2.22e-16"; zero without a sign.
  static func deviation(_ x: Double) -> String { (x > 0 ? "+" : "") + general(x, digits: 3) }

  /// A size such as a bound, to three digits.
  static func size(_ x: Double) -> String { general(x, digits: 3) }

  /// A relative quantity: percent down to 0.01 %, below it the bare fraction.
  static func relative(_ x: Double, signed: Bool = false) -> String {
    let sign = signed && x > 0 ? "+" : ""
    guard x != 0, x.isFinite else { return x == 0 ? "0" : sign + general(x, digits: 3) }
    if x.magnitude < 1e-4 { return sign + general(x, digits: 3) }
    return sign + general(100 * x, digits: 3) + " %"
  }

  /// A share of a tolerance: "43 %", "0.012 %", "12.5 times".
  static func share(_ x: Double) -> String {
    guard x.isFinite else { return x.isNaN ? "undefined" : "beyond any bound" }
    if x >= 10 { return general(x, digits: 3) + " times" }
    if x > 0, x < 1e-6 { return "under 0.0001 %" }
    // Fewer digits would round what is just below the bound to the bound itself.
    if x >= 0.9995, x < 1 { return "99.9 %" }
    return general(100 * x, digits: x >= 0.95 ? 3 : 2) + " %"
  }

  /// A p-value; near one by its distance from one, which is what matters there.
  static func probability(_ p: Double) -> String {
    p > 0.999 && p < 1 ? "1 − " + general(1 - p, digits: 2) : general(p, digits: 3)
  }

  /// Wall seconds: "0.012 s", "73.4 s", "12 min 5 s".
  static func seconds(_ x: Double) -> String {
    guard x.isFinite, x >= 0 else { return "unknown" }
    if x < 120 { return x < 0.0005 ? "under 1 ms" : general(x, digits: 3) + " s" }
    let whole = x < 1e15 ? Int(x.rounded()) : Int.max
    if whole < 7200 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  /// Seconds without an exponent, for readers that know no other form: "0.002", "12.4".
  static func decimal(_ x: Double) -> String {
    guard x.isFinite, x > 0 else { return "0" }
    var text = String(format: "%.6f", x)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// Bytes in binary units: "31.2 GiB".
  static func bytes(_ count: UInt64) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    var size = Double(count)
    var unit = 0
    while size >= 1024, unit < units.count - 1 {
      size /= 1024
      unit += 1
    }
    return general(size, digits: 3) + " " + units[unit]
  }

  /// "1 row", "3 rows".
  static func count(_ n: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(n) " + (n == 1 ? singular : plural ?? singular + "s")
  }

  /// A value to sort by, for programs: digits that order as the value does.
  static func key(_ x: Double) -> String { general(x, digits: 9) }

  /// C's %g with a short exponent: "1.5e6" for "1.5e+06".
  private static func general(_ x: Double, digits: Int) -> String {
    guard x.isFinite else { return x.isNaN ? "NaN" : x > 0 ? "infinite" : "-infinite" }
    if x == 0 { return "0" }
    let text = String(format: "%.\(digits)g", x)
    guard let e = text.firstIndex(of: "e") else { return text }
    return text[..<e] + "e" + String(Int(text[text.index(after: e)...])!)
  }
}
