// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Everything under `Reference/<study>/`: tables, comparisons, claims, data sets, notes.
public struct ReferenceLibrary: Sendable {
  public var study: String
  /// The folder read, such as "Reference/dwarf-limits".
  public var folder: String
  public var tables: [String: ReferenceTable]
  public var comparisons: [Comparison]
  public var claims: [Claim]
  public var datasets: [Dataset]
  /// Findings about the sources, for the report; worded as our reading.
  public var notes: [String]
  /// SHA-256 of each file, by its path under the reference root.
  public var files: [String: String]
  /// Where each comparison and its table stand, by the comparison's id.
  public var places: [String: ReferencePlace]

  public init(
    study: String, folder: String, tables: [String: ReferenceTable], comparisons: [Comparison],
    claims: [Claim], datasets: [Dataset], notes: [String], files: [String: String],
    places: [String: ReferencePlace] = [:]
  ) {
    self.study = study
    self.folder = folder
    self.tables = tables
    self.comparisons = comparisons
    self.claims = claims
    self.datasets = datasets
    self.notes = notes
    self.files = files
    self.places = places
  }

  /// The table of that name.
  public func table(_ name: String) throws(AssayError) -> ReferenceTable {
    guard let table = tables[name] else {
      throw .badInput(
        file: "\(folder)/submission.yaml", place: nil, found: "no table \(name)",
        accepted: tables.keys.sorted().joined(separator: ", "))
    }
    return table
  }
}
