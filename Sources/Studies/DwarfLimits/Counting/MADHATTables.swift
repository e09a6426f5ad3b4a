// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// J-factors of a MADHAT set: target, log₁₀ J, +dJ, -dJ in each row.
public struct MADHATSet: Sendable {
  public struct Entry: Sendable, Equatable {
    public let id: Int
    /// log₁₀(J/[GeV² cm⁻⁵]).
    public let logJ: Double
    /// Errors [dex], both ≥ 0.
    public let up: Double
    public let down: Double
  }

  public let file: String
  public let entries: [Entry]

  public init(reading path: String) throws(AssayError) {
    var scanner = try NumberScanner(path)
    var entries: [Entry] = []
    while scanner.nextRow() {
      let id = try scanner.required(4)
      let logJ = try scanner.required(4)
      let up = try scanner.required(4)
      let down = try scanner.required(4)
      try scanner.endOfRow(4)
      guard let number = Int(exactly: id), number > 0,
        !entries.contains(where: { $0.id == number })
      else { throw scanner.bad("target \(id)", accepted: "a new whole number > 0") }
      guard up >= 0 && down >= 0 else {
        throw scanner.bad("errors \(up) and \(down)", accepted: "numbers >= 0")
      }
      entries.append(Entry(id: number, logJ: logJ, up: up, down: down))
    }
    file = path
    self.entries = entries
  }

  /// The J-factor of a target.
  public func entry(_ id: Int) throws(AssayError) -> Entry {
    guard let entry = entries.first(where: { $0.id == id }) else {
      throw .badValue(
        name: "target of \(file)", found: "\(id)",
        accepted: entries.map { String($0.id) }.joined(separator: ", "))
    }
    return entry
  }
}

/// Photons of 1-100 GeV per annihilation, by mass: a MADHAT model file such as "v1_DMbb.in".
public struct MADHATYields: Sendable {
  public let file: String
  /// m [GeV] and N_γ.
  private let rows: [(mass: Double, photons: Double)]

  public init(reading path: String) throws(AssayError) {
    var scanner = try NumberScanner(path)
    var rows: [(mass: Double, photons: Double)] = []
    while scanner.nextRow() {
      let mass = try scanner.required(2)
      let photons = try scanner.required(2)
      try scanner.endOfRow(2)
      guard photons > 0, mass > rows.last?.mass ?? 0 else {
        throw scanner.bad(
          "mass \(mass) GeV with \(photons) photons", accepted: "rising masses, yields > 0")
      }
      rows.append((mass, photons))
    }
    file = path
    self.rows = rows
  }

  /// N_γ at a mass of the file [GeV].
  public func photons(mass: Double) throws(AssayError) -> Double {
    guard let row = rows.first(where: { ($0.mass - mass).magnitude <= 1e-9 * mass }) else {
      throw .badValue(
        name: "mass for \(file)", found: "\(mass) GeV",
        accepted: rows.map { "\($0.mass)" }.joined(separator: ", "))
    }
    return row.photons
  }
}
