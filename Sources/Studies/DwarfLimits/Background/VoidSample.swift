// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Regions of empty sky, their positions and their photon counts in the macro bins.
public struct VoidSample: Sendable {
  /// Galactic longitude and latitude [deg].
  public let l: [Double]
  public let b: [Double]
  /// counts[e][i]: macro bin e, void i.
  public let counts: [[Double]]
  public var count: Int { l.count }

  public init(l: [Double], b: [Double], counts: [[Double]]) {
    precondition(l.count == b.count && counts.allSatisfy { $0.count == l.count })
    self.l = l
    self.b = b
    self.counts = counts
  }

  /// Reads the two files of MLFermiDwarfs and joins them by data row (their blank lines differ).
  ///
  /// - Parameters:
  ///   - positions: l and b [deg] of one void a line.
  ///   - countsFile: counts of the same voids, one column a macro bin.
  public static func read(
    positions: String, counts countsFile: String
  ) throws(AssayError) -> VoidSample {
    let sky = try TextTable.read(positions)
    let photons = try TextTable.read(countsFile)
    guard !sky.rows.isEmpty && sky.rows.count == photons.rows.count else {
      throw .badInput(
        file: countsFile, place: nil, found: "\(photons.rows.count) rows of counts",
        accepted: "as many as positions in \(positions): \(sky.rows.count), at least one")
    }
    let position = try Self.positions(sky)
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: photons.rows.count), count: MacroBins.count)
    for (i, row) in photons.rows.enumerated() {
      guard row.fields.count == MacroBins.count else {
        throw .badInput(
          file: countsFile, place: "line \(row.line)", found: "\(row.fields.count) columns",
          accepted: "\(MacroBins.count) counts")
      }
      for e in 0..<MacroBins.count {
        let n = try photons.integer(row, e)
        guard n >= 0 else {
          throw .badInput(
            file: countsFile, place: "line \(row.line), column \(e + 1)", found: "\(n)",
            accepted: "a count that is not negative")
        }
        counts[e][i] = Double(n)
      }
    }
    return VoidSample(l: position.l, b: position.b, counts: counts)
  }

  private static func positions(
    _ table: TextTable
  ) throws(AssayError) -> (l: [Double], b: [Double]) {
    var l: [Double] = []
    var b: [Double] = []
    for row in table.rows {
      let longitude = try table.number(row, 0)
      let latitude = try table.number(row, 1)
      guard (0...360).contains(longitude) && (-90...90).contains(latitude) else {
        throw .badInput(
          file: table.file, place: "line \(row.line)", found: "l = \(longitude), b = \(latitude)",
          accepted: "0 to 360 and -90 to 90 degrees")
      }
      l.append(longitude)
      b.append(latitude)
    }
    return (l, b)
  }

  /// The voids that have a count in every macro bin.
  public var withoutEmptyBins: VoidSample {
    let kept = (0..<count).filter { i in counts.allSatisfy { $0[i] > 0 } }
    return VoidSample(
      l: kept.map { l[$0] }, b: kept.map { b[$0] }, counts: counts.map { c in kept.map { c[$0] } })
  }
}
