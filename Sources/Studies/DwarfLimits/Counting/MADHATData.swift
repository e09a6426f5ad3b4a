// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Counts, exposures and empirical backgrounds of MADHAT, version 1: photons of 1-100 GeV.
///
/// Files "v1_NOBS.dat" (target, N_obs, exposure [cm² s]) and "v1_pmf.dat" (count, then one column
/// of probabilities a target). Source: MADHATdm/MADHAT; Boddy et al., arXiv:1802.03826, 1910.02890.
public struct MADHATData: Sendable {
  public struct Target: Sendable {
    public let id: Int
    public let observed: Int
    /// Effective area times time [cm² s].
    public let exposure: Double
    /// Probability of 0, 1, 2, ... background counts.
    public let background: [Double]
  }

  /// Targets 1, 2, 3, ...
  public let targets: [Target]
  private static let shared = SharedCache<MADHATData>()

  /// The data of a folder, read once a process.
  public static func cached(folder: String) throws(AssayError) -> MADHATData {
    try shared.value(ofFile: "\(folder)/v1_pmf.dat") { () throws(AssayError) in
      try MADHATData(
        counts: "\(folder)/v1_NOBS.dat", probabilities: "\(folder)/v1_pmf.dat")
    }
  }

  public init(counts: String, probabilities: String) throws(AssayError) {
    let rows = try Self.counts(NumberScanner(counts))
    let columns = try Self.columns(NumberScanner(probabilities), count: rows.count)
    targets = rows.indices.map {
      Target(
        id: $0 + 1, observed: rows[$0].observed, exposure: rows[$0].exposure,
        background: columns[$0])
    }
  }

  /// A target by its number.
  public func target(_ id: Int) throws(AssayError) -> Target {
    guard id >= 1 && id <= targets.count else {
      throw .badValue(
        name: "MADHAT target", found: "\(id)", accepted: "1 to \(targets.count)")
    }
    return targets[id - 1]
  }

  private static func counts(
    _ given: NumberScanner
  ) throws(AssayError) -> [(observed: Int, exposure: Double)] {
    var scanner = given
    var rows: [(observed: Int, exposure: Double)] = []
    while scanner.nextRow() {
      let id = try scanner.required(3)
      let observed = try scanner.required(3)
      let exposure = try scanner.required(3)
      try scanner.endOfRow(3)
      guard id == Double(rows.count + 1) else {
        throw scanner.bad("target \(id)", accepted: "target \(rows.count + 1)")
      }
      guard let count = Int(exactly: observed), count >= 0 else {
        throw scanner.bad("count \(observed)", accepted: "a whole number >= 0")
      }
      guard exposure > 0 else {
        throw scanner.bad("exposure \(exposure) cm^2 s", accepted: "a number > 0")
      }
      rows.append((count, exposure))
    }
    guard !rows.isEmpty else {
      throw .badInput(
        file: scanner.file, place: nil, found: "no rows", accepted: "one row a target")
    }
    return rows
  }

  private static func columns(
    _ given: NumberScanner, count: Int
  ) throws(AssayError) -> [[Double]] {
    var scanner = given
    var columns = [[Double]](repeating: [], count: count)
    while scanner.nextRow() {
      let n = try scanner.required(count + 1)
      guard n == Double(columns[0].count) else {
        throw scanner.bad("count \(n)", accepted: "count \(columns[0].count)")
      }
      for k in 0..<count {
        let p = try scanner.required(count + 1)
        guard p >= 0 && p <= 1 else {
          throw scanner.bad("probability \(p)", accepted: "a number of 0 to 1")
        }
        columns[k].append(p)
      }
      try scanner.endOfRow(count + 1)
    }
    for k in 0..<count {
      let sum = columns[k].reduce(0, +)
      guard (sum - 1).magnitude < 1e-6 else {
        throw .badInput(
          file: scanner.file, place: "target \(k + 1)", found: "probabilities of sum \(sum)",
          accepted: "probabilities of sum 1")
      }
    }
    return columns
  }
}
