// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a comparison and its reference numbers stand, for readers who follow a number to its
/// source: the rule in `comparisons.yaml`, the table, and the place in the paper.
public struct ReferencePlace: Codable, Sendable, Equatable {
  /// Line of the comparison in `Reference/<study>/comparisons.yaml`.
  public var line: Int
  /// The file of the reference table, by its path under Reference/; nil for an ordering.
  public var file: String?
  /// What the table holds, as `submission.yaml` says it.
  public var description: String?
  /// Where the table's numbers stand in the paper or program they are taken from.
  public var location: String?

  public init(
    line: Int, file: String? = nil, description: String? = nil, location: String? = nil
  ) {
    self.line = line
    self.file = file
    self.description = description
    self.location = location
  }
}
