// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of published or independently computed numbers, as HEPData writes it.
public struct ReferenceTable: Sendable, Equatable {
  /// An error of one cell, resolved to numbers (percent strings are applied to the value).
  public struct CellError: Sendable, Equatable {
    public var label: String?
    /// Downward and upward sizes, both ≥ 0; equal for a symmetric error.
    public var minus: Double
    public var plus: Double

    public init(label: String? = nil, minus: Double, plus: Double) {
      self.label = label
      self.minus = minus
      self.plus = plus
    }
  }

  public enum Value: Sendable, Equatable {
    case number(Double)
    case text(String)
    /// HEPData's "-": nothing was given.
    case missing
  }

  public struct Cell: Sendable, Equatable {
    public var value: Value
    public var errors: [CellError]
    /// Line in the file, for sentences about bad input.
    public var line: Int

    public init(value: Value, errors: [CellError] = [], line: Int = 0) {
      self.value = value
      self.errors = errors
      self.line = line
    }

    public var number: Double? { if case .number(let x) = value { x } else { nil } }

    /// Symmetrised per label, labels added in quadrature; nil without errors.
    public var standardError: Double? {
      guard !errors.isEmpty else { return nil }
      return errors.reduce(0) { sum, error in
        let half = (error.minus + error.plus) / 2
        return sum + half * half
      }.squareRoot()
    }
  }

  /// An independent column; a binned key carries its edges beside its centre.
  public struct Independent: Sendable, Equatable {
    public var axis: Axis
    public var bins: [ClosedRange<Double>?]

    public init(axis: Axis, bins: [ClosedRange<Double>?]) {
      self.axis = axis
      self.bins = bins
    }
  }

  public struct Dependent: Sendable, Equatable {
    public var name: String
    public var units: String?
    public var qualifiers: [String: String]
    public var cells: [Cell]

    public init(name: String, units: String?, qualifiers: [String: String], cells: [Cell]) {
      self.name = name
      self.units = units
      self.qualifiers = qualifiers
      self.cells = cells
    }
  }

  /// Name in submission.yaml.
  public var name: String
  /// Path of the data file, for messages and provenance.
  public var file: String
  public var description: String
  /// Provenance: where in the source it stands.
  public var location: String?
  public var independent: [Independent]
  public var dependent: [Dependent]

  public init(
    name: String, file: String, description: String, location: String?,
    independent: [Independent], dependent: [Dependent]
  ) {
    self.name = name
    self.file = file
    self.description = description
    self.location = location
    self.independent = independent
    self.dependent = dependent
  }
}
