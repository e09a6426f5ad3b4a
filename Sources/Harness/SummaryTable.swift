// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of a report that gathers what several comparisons and observables found, such as a
/// paper's table beside ours. It judges nothing.
public struct SummaryTable: Codable, Sendable, Equatable {
  /// A text, or a number with its standard error; empty where the run has no value.
  public struct Cell: Codable, Sendable, Equatable {
    public var text: String?
    public var value: Double?
    public var standardError: Double?

    public static let empty = Cell(text: nil, value: nil, standardError: nil)

    public static func text(_ text: String) -> Cell {
      Cell(text: text, value: nil, standardError: nil)
    }

    /// Empty for nil and for what is not finite.
    public static func number(_ estimate: Estimate?) -> Cell {
      guard let estimate, estimate.value.isFinite else { return .empty }
      return Cell(text: nil, value: estimate.value, standardError: estimate.standardError)
    }
  }

  public var id: String
  public var title: String
  /// What the columns are, in which units, and what an empty cell means.
  public var caption: String
  public var columns: [String]
  /// A cell a column in each.
  public var rows: [[Cell]]

  public init(
    id: String, title: String, caption: String, columns: [String], rows: [[Cell]]
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "\(id): one cell a column")
    self.id = id
    self.title = title
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }
}
