// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Units in which a user writes rigidities, fields and lengths, such as "7.4PV", "4uG" or "2 pc".
public enum PhysicalUnit: String, Sendable, CaseIterable {
  /// Inside: PV.
  case rigidity
  /// Inside: µG.
  case field
  /// Inside: pc.
  case length

  /// Accepted spellings with their size in the inner unit, the inner one first.
  public var names: [(name: String, size: Double)] {
    switch self {
    case .rigidity:
      [("PV", 1), ("GV", 1e-6), ("TV", 1e-3), ("EV", 1e3)]
    case .field:
      [("uG", 1), ("µG", 1), ("nG", 1e-3), ("mG", 1e3), ("G", 1e6), ("nT", 10), ("T", 1e10)]
    case .length:
      [
        ("pc", 1), ("kpc", 1e3), ("Mpc", 1e6), ("au", .pi / 648000),
        ("m", 1 / PhysicalConstants.parsec),
      ]
    }
  }

  /// The number in the inner unit. A text without a unit, with another one, or with a number that
  /// is not positive and finite is refused.
  public func value(of text: String) throws(AssayError) -> Double {
    let trimmed = text.filter { $0 != " " }
    // The longest name that fits: "kpc" ends like "pc" does.
    for (name, size) in names.sorted(by: { $0.name.count > $1.name.count })
    where trimmed.hasSuffix(name) {
      guard let number = Double(trimmed.dropLast(name.count)), number > 0, number.isFinite else {
        break
      }
      return number * size
    }
    throw .badValue(
      name: rawValue, found: "\"\(text)\"",
      accepted: "a positive number with a unit: " + names.map(\.name).joined(separator: ", "))
  }

  /// The number with one of the units, exactly as `value(of:)` reads it back but for rounding.
  public func text(_ value: Double, in unit: String) throws(AssayError) -> String {
    guard let found = names.first(where: { $0.name == unit }) else {
      throw .badValue(
        name: "unit of \(rawValue)", found: "\"\(unit)\"",
        accepted: names.map(\.name).joined(separator: ", "))
    }
    return "\(value / found.size) \(unit)"
  }
}
