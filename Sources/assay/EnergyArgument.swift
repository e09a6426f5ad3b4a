// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics

/// An energy or mass as a user writes it: "10MeV", "0.1 eV", "2.6PeV"; kept in eV.
///
/// Upper and lower case differ: meV is 10⁻³ eV, MeV is 10⁶ eV.
struct EnergyArgument: Equatable {
  /// [eV].
  var electronvolts: Double

  enum Unit: String, CaseIterable {
    case milli = "meV"
    case one = "eV"
    case kilo = "keV"
    case mega = "MeV"
    case giga = "GeV"
    case tera = "TeV"
    case peta = "PeV"
    case exa = "EeV"

    /// [eV].
    var size: Double {
      switch self {
      case .milli: 1e-3
      case .one: 1
      case .kilo: 1e3
      case .mega: 1e6
      case .giga: 1e9
      case .tera: 1e12
      case .peta: 1e15
      case .exa: 1e18
      }
    }
  }

  /// Reads one energy; the sign is left to whoever knows the range.
  ///
  /// - Parameters:
  ///   - option: the option it came from, such as "--mass", for the refusal.
  ///   - bare: the unit of a number without one; nil refuses such a number.
  init(_ text: String, option: String, bare: Unit? = nil) throws(AssayError) {
    guard let value = Self.read(text, bare: bare) else {
      throw .usage(
        "\(option): found \"\(text)\"; accepted: a number with a unit such as 10MeV "
          + "(\(Self.units); upper and lower case differ)"
          + (bare.map { ", or a bare number in \($0.rawValue)" } ?? ""))
    }
    electronvolts = value
  }

  /// Reads "LOW:HIGH:COUNT", equally spaced in logarithm.
  static func range(_ text: String, option: String) throws(AssayError) -> [Double] {
    let example = "1MeV:100MeV:50"
    let parts = try LogRange.parts(text, option, example: example)
    let low = try EnergyArgument(parts[0], option: option).electronvolts
    let high = try EnergyArgument(parts[1], option: option).electronvolts
    return try LogRange.values(low, high, parts[2], text, option, example: example)
  }

  /// Reads "LOW:HIGH".
  static func interval(_ text: String, option: String) throws(AssayError) -> ClosedRange<Double> {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      throw .usage("\(option): found \"\(text)\"; accepted: LOW:HIGH, such as 16TeV:2.6PeV")
    }
    let low = try EnergyArgument(parts[0], option: option).electronvolts
    let high = try EnergyArgument(parts[1], option: option).electronvolts
    guard low > 0, high > low else {
      throw .badValue(
        name: option, found: text, accepted: "two energies above 0, the lower one first")
    }
    return low...high
  }

  /// The value with the largest unit that leaves a number not below 1, such as "9.1 PeV".
  static func text(_ electronvolts: Double, digits: Int = 6) -> String {
    let unit = Unit.allCases.last { $0.size <= electronvolts.magnitude } ?? .milli
    return String(format: "%.\(digits)g", electronvolts / unit.size) + " \(unit.rawValue)"
  }

  private static var units: String { Unit.allCases.map(\.rawValue).joined(separator: ", ") }

  private static func read(_ text: String, bare: Unit?) -> Double? {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    var unit = bare
    var number = trimmed
    // Every other unit ends with "eV" too, so that one is tried last.
    for candidate in Unit.allCases.filter({ $0 != .one }) + [.one]
    where trimmed.hasSuffix(candidate.rawValue) {
      unit = candidate
      number = trimmed.dropLast(candidate.rawValue.count).trimmingCharacters(in: .whitespaces)
      break
    }
    guard let unit, let value = Double(number), value.isFinite else { return nil }
    return value * unit.size
  }
}

/// Numbers without a unit.
enum NumberArgument {
  /// Reads "2.5" or "2,2.5,3".
  static func list(_ text: String, option: String) throws(AssayError) -> [Double] {
    var numbers: [Double] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      numbers.append(try number(String(part), option: option))
    }
    return numbers
  }

  /// Reads "LOW:HIGH:COUNT", equally spaced in logarithm.
  static func range(_ text: String, option: String) throws(AssayError) -> [Double] {
    let example = "1e-5:1e-3:100"
    let parts = try LogRange.parts(text, option, example: example)
    let low = try number(parts[0], option: option)
    let high = try number(parts[1], option: option)
    return try LogRange.values(low, high, parts[2], text, option, example: example)
  }

  static func number(_ text: String, option: String) throws(AssayError) -> Double {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    guard let value = Double(trimmed), value.isFinite else {
      throw .usage("\(option): found \"\(text)\"; accepted: a finite number")
    }
    return value
  }
}

/// What ranges of energies and of numbers share.
enum LogRange {
  /// Most values of a range: a plane of that many squared still fits into memory.
  static let most = 1000

  static func parts(
    _ text: String, _ option: String, example: String
  ) throws(AssayError) -> [String] {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { throw refusal(text, option, example: example) }
    return parts
  }

  static func values(
    _ low: Double, _ high: Double, _ count: String, _ text: String, _ option: String,
    example: String
  ) throws(AssayError) -> [Double] {
    guard let count = Int(count.trimmingCharacters(in: .whitespaces)) else {
      throw refusal(text, option, example: example)
    }
    guard low > 0, high > low, count >= 2, count <= most else {
      throw .badValue(
        name: option, found: text,
        accepted: "LOW above 0, HIGH above LOW, COUNT from 2 to \(most)")
    }
    var values = (0..<count).map { low * pow(high / low, Double($0) / Double(count - 1)) }
    values[count - 1] = high
    return values
  }

  private static func refusal(_ text: String, _ option: String, example: String) -> AssayError {
    .usage("\(option): found \"\(text)\"; accepted: LOW:HIGH:COUNT, such as \(example)")
  }
}
