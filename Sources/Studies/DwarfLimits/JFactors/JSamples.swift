// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
public import Numerics

/// Posterior samples of the J-factor of one dwarf and their statistics in x = log₁₀ J.
///
/// Samples of arXiv:2002.01229 (GravSphere), one J [GeV² cm⁻⁵] a line.
public struct JSamples: Sendable {
  public let name: String
  /// log₁₀(J/[GeV² cm⁻⁵]) in the order of the file.
  public let log10J: [Double]

  public init(name: String, log10J: [Double]) {
    precondition(!log10J.isEmpty)
    self.name = name
    self.log10J = log10J
  }

  /// Reads one J a line; every one must be positive.
  public static func read(name: String, path: String) throws(AssayError) -> JSamples {
    let table = try TextTable.read(path)
    var x: [Double] = []
    x.reserveCapacity(table.rows.count)
    for row in table.rows {
      let value = try table.number(row, 0)
      guard value > 0 && row.fields.count == 1 else {
        throw .badInput(
          file: path, place: "line \(row.line)",
          found: row.fields.count == 1 ? "J = \(value)" : "\(row.fields.count) columns",
          accepted: "one positive J in GeV^2 cm^-5 a line")
      }
      x.append(log10(value))
    }
    guard !x.isEmpty else {
      throw .badInput(file: path, place: nil, found: "no sample", accepted: "one J a line")
    }
    return JSamples(name: name, log10J: x)
  }

  public var mean: Double { log10J.reduce(0, +) / Double(log10J.count) }

  /// Square root of the mean squared deviation (divisor n).
  public var standardDeviation: Double {
    let mean = mean
    let squares = log10J.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(log10J.count)).squareRoot()
  }

  /// The p-quantile, linear between order statistics: rank p(n − 1) from 0.
  public func quantile(_ p: Double) -> Double {
    precondition((0...1).contains(p))
    let sorted = log10J.sorted()
    let rank = p * Double(sorted.count - 1)
    let below = min(Int(rank), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (rank - Double(below)) * (sorted[above] - sorted[below])
  }
}
