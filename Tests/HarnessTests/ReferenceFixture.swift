// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A small reference folder in the temporary folder, removed with its owner.
final class ReferenceFixture {
  static let study = "mini-study"

  let base: String
  var root: String { base + "/Reference" }
  var folder: String { root + "/" + Self.study }

  init(_ changes: [String: String?] = [:]) throws {
    base = NSTemporaryDirectory() + "assay-reference-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in Self.files.merging(
      changes.compactMapValues(\.self), uniquingKeysWith: { $1 })
    where changes[name] != .some(nil) {
      try write(text, name)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: base) }

  func write(_ text: String, _ name: String) throws {
    try write(Data(text.utf8), name)
  }

  func write(_ data: Data, _ name: String) throws {
    try data.write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  /// The fixture with one text of one file replaced by another.
  convenience init(_ file: String, replacing old: String, with new: String) throws {
    let text = Self.files[file]!
    guard text.components(separatedBy: old).count == 2 else { throw NotOnce(text: old, file: file) }
    try self.init([file: text.replacingOccurrences(of: old, with: new)])
  }

  struct NotOnce: Error {
    var text: String
    var file: String
  }

  static let files: [String: String] = [
    "submission.yaml": """
    ---
    comment: "A small study."
    ---
    name: limits
    location: "Table 1, column 3"
    description: "Upper limits."
    keywords:
      - {name: phrases, values: ["dark matter"]}
    data_file: limits.yaml
    ---
    name: steps
    description: "Two axes and a binned one."
    keywords: []
    data_file: steps.yaml

    """,
    "limits.yaml": """
    independent_variables:
    - header: {name: m_DM, units: GeV}
      values:
      - {value: 10.0}
      - {value: 100.0}
      - {value: 1000.0}
    dependent_variables:
    - header: {name: draco, units: cm^3 s^-1}
      qualifiers:
      - {name: Kind, value: upper limit at 95% CL}
      - {name: Exposure, value: 6.5, units: yr}
      values:
      - value: 1.0e-26
        errors:
        - {symerror: 0.3e-26, label: stat}
        - {asymerror: {minus: -0.4e-26, plus: 4%}, label: sys}
      - {value: 2.5e-26}
      - {value: '-'}
    - header: {name: combined, units: cm^3 s^-1}
      values:
      - {value: 0.5e-26}
      - {value: 1.5e-26}
      - {value: 9.0e-26}
    - header: {name: method}
      values:
      - {value: exact}
      - {value: exact}
      - {value: fit}

    """,
    "steps.yaml": """
    independent_variables:
    - header: {name: channel}
      values: [{value: bb}, {value: bb}, {value: tautau}]
    - header: {name: Energy, units: GeV}
      values:
      - {low: 1, high: 2}
      - {low: 2, high: 4, value: 2.5}
      - {low: 2, high: .inf, value: 3}
    dependent_variables:
    - header: {name: yield, units: photons per annihilation}
      values: [{value: 7}, {value: 8}, {value: 9.25}]

    """,
    "comparisons.yaml": """
    format: 1
    study: mini-study
    comparisons:
      - id: draco-limits
        title: Limits of Draco
        table: limits
        pairs:
          - {column: draco, observable: mini.limit.draco}
          - {column: combined, observable: mini.limit.stack4.3.84}
        rows: {m_DM: [10, 100.0]}
        tolerance:
          kind: relative
          bound: 0.005
          allowance: {bound: 0.02, at-most: 1, rows: {m_DM: [100]}, reason: "One grid step."}
        reason: {kind: discretisation, text: "The grid has steps of 0.115 %."}
        tier: quick
        evidence: published
        source: "arXiv:0000.00000, Table 1"
        known: {rows: {m_DM: [10]}, explanation: "Other spectra below 15 GeV."}
        needs: [numbers]
      - id: yields
        title: Yields
        table: steps
        pairs: [{column: yield, observable: mini.yield}]
        kind: curve
        tolerance: {kind: printed, bound: 3}
        reason: {kind: printed-precision, text: "Three digits are printed."}
        tier: standard
        evidence: peer-computed
        source: "peer program"
      - id: background-dominates
        title: Profiling the background weakens the limit
        pairs: [{column: J profiled, observable: mini.limit.draco}, {observable: mini.limit.profiled}]
        kind: ordering
        tolerance: {kind: absolute, bound: 0}
        reason: {kind: other-definition, text: "A claim of the abstract."}
        tier: full
        evidence: published
        source: "arXiv:0000.00000, abstract"
    claims:
      - {id: fourteen-years, text: "A later curve.", source: "arXiv:1111.11111", because: "Tables not public."}
    notes:
      - "Column 2 cannot be recomputed."

    """,
    "datasets.yaml": """
    format: 1
    study: mini-study
    datasets:
      - id: numbers
        title: Raw numbers
        licence: CC0-1.0
        source: "https://example.org/numbers"
        files:
          - path: mini/abc.txt
            url: "https://example.org/abc.txt"
            bytes: 3
            sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
          - path: mini/empty-line.txt
            url: "https://example.org/empty-line.txt"
            bytes: 1
            sha256: "01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b"

    """,
    "SOURCES.md": "Where the numbers come from.\n",
  ]
}
