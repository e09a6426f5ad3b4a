// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation

/// Masses as a user writes them: "100", "10,50,100", "100GeV,1TeV" or "10:1000:25" (25 masses,
/// equally spaced in logarithm). Bare numbers are GeV.
struct MassList: ExpressibleByArgument, Equatable {
  /// [GeV], in the order given.
  var masses: [Double]

  init?(argument: String) {
    let range = argument.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if range.count == 3 {
      guard let low = Self.mass(range[0]), let high = Self.mass(range[1]),
        let count = Int(range[2]), count >= 2, count <= 100_000, low < high
      else { return nil }
      masses = (0..<count).map {
        low * pow(high / low, Double($0) / Double(count - 1))
      }
      masses[count - 1] = high
      return
    }
    guard range.count == 1 else { return nil }
    masses = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let mass = Self.mass(String(part)) else { return nil }
      masses.append(mass)
    }
  }

  /// One positive, finite mass with an optional unit, in GeV.
  static func mass(_ text: String) -> Double? {
    var number = text.trimmingCharacters(in: .whitespaces)
    var factor = 1.0
    for (unit, size) in [("GeV", 1.0), ("MeV", 1e-3), ("TeV", 1e3)]
    where number.lowercased().hasSuffix(unit.lowercased()) {
      number = String(number.dropLast(3)).trimmingCharacters(in: .whitespaces)
      factor = size
    }
    guard let value = Double(number), value.isFinite, value > 0 else { return nil }
    return value * factor
  }

  var defaultValueDescription: String {
    masses.map { $0 == $0.rounded() ? String(Int($0)) : String($0) }.joined(separator: ",")
  }
}
