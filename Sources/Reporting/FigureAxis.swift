// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// The range and tics of one axis, settled here so that a redrawn figure looks the same.
struct FigureAxis {
  var low: Double
  var high: Double
  var logarithmic: Bool
  /// Whether any number could be placed on the axis.
  var hasPoints: Bool

  /// The range that `scale` states, or the spread of `values` with a margin, or without one where
  /// they `fill` the axis as the cells of an image do.
  init(
    _ scale: Figure.Scale, _ values: [Double], name: String, fill: Bool = false
  ) throws(AssayError) {
    logarithmic = scale.logarithmic
    let usable = values.filter { $0.isFinite && (!scale.logarithmic || $0 > 0) }
    hasPoints = !usable.isEmpty
    if let range = scale.range {
      guard range.count == 2, range[0] < range[1], range.allSatisfy(\.isFinite),
        !scale.logarithmic || range[0] > 0
      else {
        throw .badValue(
          name: name, found: "range \(range)",
          accepted: "two finite rising numbers" + (scale.logarithmic ? " above zero" : ""))
      }
      (low, high) = (range[0], range[1])
      return
    }
    (low, high) = (usable.min() ?? 1, usable.max() ?? 10)
    if !fill || low == high { widen() }
  }

  /// A symmetric linear axis around `centre` that shows all values and the band.
  init(around centre: Double, band: Double?, values: [Double]) {
    logarithmic = false
    let usable = values.filter(\.isFinite)
    hasPoints = !usable.isEmpty
    let reach = usable.map { ($0 - centre).magnitude }.max() ?? 0
    var half = max(1.2 * reach, 1.6 * (band ?? 0))
    // Below a few ulps of the centre gnuplot could not tell the ends of the axis apart.
    if !(half > 8 * centre.ulp) { half = max(8 * centre.ulp, 1e-15) }
    (low, high) = (centre - half, centre + half)
  }

  private mutating func widen() {
    if logarithmic {
      let factor = low == high ? 2 : exp(0.06 * log(high / low))
      (low, high) = (max(low / factor, .leastNormalMagnitude), min(high * factor, 1e308))
      return
    }
    let size = max(low.magnitude, high.magnitude)
    let margin = high - low > 1e-12 * size ? 0.06 * (high - low) : (size > 0 ? 0.1 * size : 1)
    (low, high) = (low - margin, high + margin)
  }

  /// Where a number lies between the ends of the axis: 0 at the low end, 1 at the high one.
  func share(_ x: Double) -> Double {
    logarithmic ? log(x / low) / log(high / low) : (x - low) / (high - low)
  }

  /// Orders of magnitude spanned.
  private var decades: Double { log10(high / low) }

  /// gnuplot's commands for the scale, range and tics of axis "x" or "y".
  ///
  /// - Parameter room: the axis' length in pixels, where powers of ten might run into each other.
  func commands(_ axis: String, labelled: Bool, room: Double = .infinity) -> [String] {
    var lines = [
      logarithmic ? "set logscale \(axis) 10" : "unset logscale \(axis)",
      "set \(axis)range [\(low):\(high)]",
    ]
    if logarithmic, decades < 1.5 {
      let tics = tics.map { labelled ? "\(GnuplotText.quoted(Self.label($0))) \($0)" : "'' \($0)" }
      lines += ["set \(axis)tics (\(tics.joined(separator: ", ")))", "unset m\(axis)tics"]
      return lines
    }
    // A power of ten with its margins is 52 pixels wide.
    let every = logarithmic ? Int((52 * decades / room).rounded(.up)) : 1
    if every > 1 { return lines + sparse(axis, every, labelled: labelled) }
    lines.append("set \(axis)tics autofreq")
    lines.append(logarithmic ? "set m\(axis)tics 10" : "set m\(axis)tics default")
    let format = labelled ? (logarithmic ? "10^{%L}" : "%h") : ""
    return lines + ["set format \(axis) '\(format)'"]
  }

  /// A tic at each power of ten, of which those of exponents divisible by `every` are labelled.
  private func sparse(_ axis: String, _ every: Int, labelled: Bool) -> [String] {
    let exponents = Int(log10(low).rounded(.up))...max(Int(log10(high)), Int(log10(low)) + 1)
    let tics = exponents.filter { pow(10, Double($0)) <= high }.map { n in
      let text = labelled && n % every == 0 ? "10^{\(n < 0 ? "−" : "")\(n.magnitude)}" : ""
      return "'\(text)' 1e\(n)"
    }
    return ["set \(axis)tics (\(tics.joined(separator: ", ")))", "unset m\(axis)tics"]
  }

  /// Places of labelled tics on a logarithmic axis of less than 1.5 decades.
  var tics: [Double] {
    if decades < 0.3 { return linearTics }
    let mantissas: [Double] = decades > 0.8 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9]
    let first = Int(log10(low).rounded(.down))
    return (first...first + 2).flatMap { n in mantissas.map { $0 * pow(10, Double(n)) } }
      .filter { $0 >= low && $0 <= high }
  }

  private var linearTics: [Double] {
    let raw = (high - low) / 4
    let unit = pow(10, log10(raw).rounded(.down))
    let step = unit * ([1, 2, 5].last { $0 * unit <= raw } ?? 1)
    let first = (low / step).rounded(.up)
    return (0..<12).map { (first + Double($0)) * step }.filter { $0 <= high }
  }

  /// "20", "0.5", "2×10^{-26}".
  static func label(_ x: Double) -> String {
    let text = String(format: "%.4g", x)
    guard let e = text.firstIndex(of: "e") else { return text }
    return text[..<e] + "×10^{" + String(Int(text[text.index(after: e)...])!) + "}"
  }
}

/// Text inside gnuplot's single quotes, where neither backslash nor backquote means anything.
enum GnuplotText {
  static func quoted(_ text: String) -> String {
    "'" + MarkdownText.oneLine(text).replacing("'", with: "''") + "'"
  }
}
