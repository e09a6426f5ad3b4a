// SPDX-License-Identifier: GPL-3.0-or-later

/// A computed number with its statistical uncertainty, if it has one.
public struct Estimate: Codable, Sendable, Equatable {
  public var value: Double
  /// One standard deviation of Monte Carlo noise, estimated by the run itself; nil when exact.
  public var standardError: Double?

  public init(_ value: Double, standardError: Double? = nil) {
    self.value = value
    self.standardError = standardError
  }
}

/// One cell of an independent column: a number (a mass) or a name (a dwarf).
public enum Key: Codable, Sendable, Hashable {
  case number(Double)
  case text(String)

  /// Equal names, or numbers equal to one part in 10⁹ (tables print few digits).
  public func matches(_ other: Key) -> Bool {
    switch (self, other) {
    case (.number(let a), .number(let b)):
      return a == b || (a - b).magnitude <= 1e-9 * max(a.magnitude, b.magnitude)
    case (.text(let a), .text(let b)): return a == b
    default: return false
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}

extension Key: CustomStringConvertible {
  public var description: String {
    switch self {
    case .number(let number):
      number == number.rounded() && number.magnitude < 1e15
        ? String(Int(number)) : String(number)
    case .text(let text): text
    }
  }
}

/// An independent column: its name, its unit and one key a row.
public struct Axis: Codable, Sendable, Equatable {
  public var name: String
  public var units: String?
  public var keys: [Key]

  public init(_ name: String, units: String? = nil, numbers: [Double]) {
    self.init(name, units: units, keys: numbers.map(Key.number))
  }

  public init(_ name: String, units: String? = nil, names: [String]) {
    self.init(name, units: units, keys: names.map(Key.text))
  }

  public init(_ name: String, units: String? = nil, keys: [Key]) {
    self.name = name
    self.units = units
    self.keys = keys
  }
}

/// A number, curve, table column or sample that a solver computed.
///
/// A scalar has no axis and one value; a column has one key per value on each axis; a sample is
/// unordered. `id` is what `comparisons.yaml` names.
public struct Observable: Codable, Sendable, Equatable {
  public var id: String
  public var title: String
  public var units: String?
  public var axes: [Axis]
  public var values: [Estimate]

  public init(
    id: String, title: String, units: String? = nil, axes: [Axis] = [], values: [Estimate]
  ) {
    precondition(axes.allSatisfy { $0.keys.count == values.count }, "\(id): one key a value")
    self.id = id
    self.title = title
    self.units = units
    self.axes = axes
    self.values = values
  }

  public init(id: String, title: String, units: String? = nil, axes: [Axis] = [], exact: [Double]) {
    self.init(id: id, title: title, units: units, axes: axes, values: exact.map { Estimate($0) })
  }
}
