// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// How the comoving emissivity of the sources evolves, W(z), with W(0) near 1.
public enum SourceEvolution: Sendable, Equatable {
  /// W = 1.
  case none
  /// The star-formation rate of Yüksel et al., arXiv:0804.4008,
  ///
  ///     W = [ (1+z)^−34 + ((1+z)/B)³ + ((1+z)/C)^35 ]^−0.1                       (1)
  ///
  /// with B = 5161, C = 9.06, as coded in nuSIprop.
  case starFormation
  /// (1) with other constants: public codes use B = 5000, C = 9 too.
  case starFormationWith(b: Double, c: Double)
  /// A user's own table.
  case table(EvolutionTable)

  public func callAsFunction(_ z: Double) -> Double {
    switch self {
    case .none: 1
    case .starFormation: Self.rate(z, 5161, 9.06)
    case .starFormationWith(let b, let c): Self.rate(z, b, c)
    case .table(let table): table(z)
    }
  }

  private static func rate(_ z: Double, _ b: Double, _ c: Double) -> Double {
    let a = 1 + z
    return pow(pow(a, -34) + pow(a / b, 3) + pow(a / c, 35), -0.1)
  }

  /// Refuses an evolution that is not known up to `zmax`.
  public func check(zmax: Double) throws(AssayError) {
    guard case .table(let table) = self, table.last < zmax else { return }
    throw .badInput(
      file: table.name, place: "z", found: "redshifts up to \(table.last)",
      accepted: "a table that covers zmax = \(zmax)")
  }
}

/// W(z) from a file: two columns, z rising from 0, W not negative; linear in between.
public struct EvolutionTable: Sendable, Equatable {
  public let name: String
  let redshifts: [Double]
  let values: [Double]

  /// Highest redshift covered.
  public var last: Double { redshifts[redshifts.count - 1] }

  /// Reads columns z and W, separated by white space or commas; `#` begins a comment. One line of
  /// column names is allowed. Throws with the line where z does not rise, does not start at 0, or
  /// W is negative.
  public static func read(_ path: String) throws(AssayError) -> EvolutionTable {
    let table = try TextTable.read(path)
    var redshifts: [Double] = []
    var values: [Double] = []
    for (number, row) in table.rows.enumerated() {
      if number == 0, Double(row.fields[0]) == nil { continue }
      let z = try table.number(row, 0)
      let w = try table.number(row, 1)
      guard redshifts.last.map({ z > $0 }) ?? (z == 0) else {
        throw .badInput(
          file: path, place: "line \(row.line)", found: "z = \(z)",
          accepted: redshifts.last.map { "z above \($0)" } ?? "z = 0 in the first row")
      }
      guard w >= 0 else {
        throw .badInput(
          file: path, place: "line \(row.line)", found: "W = \(w)", accepted: "W not below 0")
      }
      redshifts.append(z)
      values.append(w)
    }
    guard redshifts.count >= 2, values.contains(where: { $0 > 0 }) else {
      throw .badInput(
        file: path, place: nil, found: "\(redshifts.count) rows of z and W",
        accepted: "at least two, with W above 0 in one of them")
    }
    return EvolutionTable(name: path, redshifts: redshifts, values: values)
  }

  func callAsFunction(_ z: Double) -> Double {
    var low = 0
    var high = redshifts.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if redshifts[middle] <= z { low = middle } else { high = middle }
    }
    let t = (z - redshifts[low]) / (redshifts[high] - redshifts[low])
    return values[low] + t * (values[high] - values[low])
  }
}
