// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics

/// A rigidity E/Z as a user writes it: "5EV", "300 PV"; kept in EV.
struct RigidityArgument: Equatable {
  /// [EV].
  var exavolts: Double

  private static let units: [(name: String, size: Double)] = [
    ("GV", 1e-9), ("TV", 1e-6), ("PV", 1e-3), ("EV", 1), ("ZV", 1e3),
  ]

  init(_ text: String, option: String) throws(AssayError) {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    guard let unit = Self.units.first(where: { trimmed.hasSuffix($0.name) }),
      let number = Double(trimmed.dropLast(2).trimmingCharacters(in: .whitespaces)),
      number > 0, number.isFinite
    else {
      throw .usage(
        "\(option): found \"\(text)\"; accepted: a positive number with a unit such as 5EV ("
          + Self.units.map(\.name).joined(separator: ", ") + ")")
    }
    exavolts = number * unit.size
  }
}

/// A direction on the sky as a user writes it: "l,b" in Galactic degrees.
struct DirectionArgument: Equatable {
  /// [deg].
  var longitude: Double
  var latitude: Double

  /// nil for a text that is not two numbers; numbers out of range are refused.
  init?(_ text: String, option: String) throws(AssayError) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0.trimmingCharacters(in: .whitespaces))
    }
    guard parts.count == 2, let l = parts[0], let b = parts[1] else { return nil }
    guard l.isFinite, abs(l) <= 360, abs(b) <= 90 else {
      throw .usage(
        "\(option): found \"\(text)\"; accepted: l from -360 to 360 and b from -90 to 90 deg")
    }
    (longitude, latitude) = (l, b)
  }
}
