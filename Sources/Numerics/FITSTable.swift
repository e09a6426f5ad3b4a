// SPDX-License-Identifier: GPL-3.0-or-later

/// A binary table of a FITS file (FITS standard 4.0, section 7.3): named columns with units.
public struct FITSTable: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    public enum Values: Sendable, Equatable {
      /// Undefined entries are not-a-number.
      case numbers([Double])
      /// Printable ASCII; trailing spaces do not survive.
      case text([String])
    }

    public var name: String
    /// Value of TUNIT; nil where the file has none.
    public var units: String?
    public var values: Values

    public init(name: String, units: String? = nil, values: [Double]) {
      (self.name, self.units, self.values) = (name, units, .numbers(values))
    }

    public init(name: String, units: String? = nil, text: [String]) {
      (self.name, self.units, self.values) = (name, units, .text(text))
    }

    public var count: Int {
      switch values {
      case .numbers(let values): values.count
      case .text(let values): values.count
      }
    }
  }

  /// Name of the extension (EXTNAME); empty where there is none.
  public var name: String
  public var columns: [Column]
  /// COMMENT cards of the extension's header, long ones folded; written, not read.
  public var comments: [String] = []
  /// Header cards beyond those that describe the table itself; of a file that is read, those asked
  /// for.
  public var cards: [FITSImage.Card] = []

  public init(name: String = "", columns: [Column]) {
    self.name = name
    self.columns = columns
  }

  /// The numbers of a column, found by its name (exact spelling).
  public func numbers(_ name: String) throws(AssayError) -> [Double] {
    guard let column = columns.first(where: { $0.name == name }) else {
      throw .badValue(
        name: "column of table \"\(self.name)\"", found: "\"\(name)\"",
        accepted: columns.map(\.name).joined(separator: ", "))
    }
    guard case .numbers(let values) = column.values else {
      throw .badValue(name: "column \(name)", found: "text", accepted: "numbers")
    }
    return values
  }

  /// The value of a header keyword among ``cards``; nil where there is none.
  public func card(_ keyword: String) -> FITSImage.Card.Value? {
    cards.first { $0.keyword == keyword }?.value
  }
}
